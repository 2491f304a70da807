//! Figures of the platform: orders placed, order reads, live events, memory and start-up; and, on private servers, of its
//! parts beside the engines they stand on; and of the customer app on a slow phone.
//!
//! Runs the `foodwala` binary beside it on a fresh data folder with the demo town, and asks over loopback from this
//! process, so that server and load share the machine's cores. `--write` keeps the figures in `docs/BENCHMARKS.md`.

mod apart;
mod board;
mod cached;
mod live;
mod machine;
mod messages;
mod places;
mod reads;
mod report;
mod server;
mod town;
mod web;
mod wire;

use anyhow::Context;
use clap::{Parser, ValueEnum};
use report::Report;
use server::Server;
use std::{path::Path, time::Duration};
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
    /// Hours of a busy kitchen that the board's memory is watched for.
    #[arg(long, default_value_t = 8)]
    hours: usize,
    /// Measure only the platform on its embedded engines, only its parts on RabbitMQ and Redis (or of those the live events
    /// alone), only the customer app, or only the kitchen's board.
    #[arg(long)]
    only: Option<Only>,
    /// Keep the figures in docs/BENCHMARKS.md.
    #[arg(long)]
    write: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Only {
    Platform,
    Engines,
    /// Of the parts on RabbitMQ and Redis, the live events over processes.
    Live,
    Web,
    Board,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let span = Duration::from_secs(args.seconds);
    let wants = |part| args.only.is_none_or(|only| only == part);
    if wants(Only::Platform) || wants(Only::Engines) {
        let folder = tempfile::tempdir()?;
        eprintln!("seeding …");
        Server::start(folder.path(), &[])
            .await
            .context("first start")?
            .stop()
            .await?;
        if wants(Only::Platform) {
            tell("figures", &platform(&args, folder.path(), span).await?, args.write)?;
        }
        if wants(Only::Engines) {
            let mut report = Report::default();
            eprintln!("messages …");
            messages::measure(&mut report).await?;
            eprintln!("reads on Redis …");
            cached::measure(&mut report, folder.path(), args.connections, span).await?;
            eprintln!("live events over processes …");
            apart::measure(&mut report, args.live_rate, span).await?;
            tell("engines", &report, args.write)?;
        }
    }
    if args.only == Some(Only::Live) {
        let mut report = Report::default();
        apart::measure(&mut report, args.live_rate, span).await?;
        tell("live", &report, false)?;
    }
    if wants(Only::Board) {
        eprintln!("the kitchen's board …");
        if let Some(report) = board::measure(args.hours).await? {
            tell("board", &report, args.write)?;
        }
    }
    if wants(Only::Web) {
        let mut report = Report::default();
        eprintln!("the customer app …");
        web::measure(&mut report).await?;
        if !report.is_empty() {
            tell("web", &report, args.write)?;
        }
    }
    Ok(())
}

async fn platform(args: &Args, folder: &Path, span: Duration) -> anyhow::Result<Report> {
    let mut report = Report::default();

    let (ready, mut server) = Server::start_timed(folder).await?;
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

    Ok(report)
}

fn tell(place: &str, report: &Report, write: bool) -> anyhow::Result<()> {
    let text = report.render(&machine::name()?);
    #[expect(clippy::print_stdout, reason = "the figures are what this program is for")]
    {
        println!("{text}");
    }
    if write {
        report::keep(place, &text)?;
    }
    Ok(())
}
