//! First figures of the platform: orders placed, order reads, live events, memory and start-up.
//!
//! Runs the `foodwala` binary beside it on a fresh data folder with the demo town, and asks over loopback from this
//! process, so that server and load share the machine's cores. `--write` keeps the figures in `docs/BENCHMARKS.md`.

mod live;
mod machine;
mod places;
mod reads;
mod report;
mod server;
mod town;
mod wire;

use anyhow::Context;
use clap::Parser;
use report::Report;
use server::Server;
use std::time::Duration;
use town::Town;

/// How to measure.
#[derive(Debug, Parser)]
struct Args {
    /// Seconds of each load.
    #[arg(long, default_value_t = 15)]
    seconds: u64,
    /// Connections that place orders or read at once.
    #[arg(long, default_value_t = 64)]
    connections: usize,
    /// Orders a second while the live events are measured.
    #[arg(long, default_value_t = 200)]
    live_rate: u32,
    /// Keep the figures in docs/BENCHMARKS.md.
    #[arg(long)]
    write: bool,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let span = Duration::from_secs(args.seconds);
    let folder = tempfile::tempdir()?;
    let mut report = Report::default();

    eprintln!("seeding …");
    Server::start(folder.path())
        .await
        .context("first start")?
        .stop()
        .await?;

    let (ready, mut server) = Server::start_timed(folder.path()).await?;
    report.row(
        "ready on existing data",
        format!("{} ms", ready.as_millis()),
        "≤ 1000 ms",
    );
    report.row(
        "resident memory, idle",
        format!("{} MB", machine::settled_megabytes(server.pid()).await?),
        "≤ 60 MB",
    );

    let town = Town::visit(server.address()).await?;
    eprintln!("live events …");
    let events = live::measure(&town, args.live_rate, span).await?;
    let goal = "p99 ≤ 50 ms";
    report.row(
        &format!("commit → customer's event, at {} orders/s", args.live_rate),
        events.to_string(),
        goal,
    );

    eprintln!("reading orders …");
    let read = reads::measure(&town, args.connections, span).await?;
    report.row("order reads, nothing else going on", read.to_string(), "≥ 20000/s");
    eprintln!("placing orders …");
    let placed = places::measure(&town, args.connections, span).await?;
    report.row("orders placed", placed.to_string(), "≥ 2000/s");
    report.row(
        "… and settled (every consumer done) after",
        places::settled(&town).await?,
        "",
    );

    report.row(
        "resident memory, after the load",
        format!("{} MB", machine::megabytes(server.pid())?),
        "",
    );
    server.stop().await?;

    let text = report.render(&machine::name()?);
    #[expect(clippy::print_stdout, reason = "the figures are what this program is for")]
    {
        println!("{text}");
    }
    if args.write {
        report::keep(&text)?;
    }
    Ok(())
}
