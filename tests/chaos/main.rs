//! `cargo xtask chaos`: the platform as processes under load while everything fails, and what was lost by it.

#![expect(clippy::print_stdout, reason = "the report is what this makes")]

use anyhow::Result;
use clap::Parser;
use foodwala_tests::{
    chaos::{self, Course, Fault},
    load::{Arrivals, Crowd},
};
use std::{process::ExitCode, time::Duration};

/// How long and how hard.
#[derive(Debug, Parser)]
struct Args {
    /// Minutes of faults.
    #[arg(long, default_value_t = 3.0)]
    minutes: f64,
    /// Repeats the faults of a course; any if not given.
    #[arg(long)]
    seed: Option<u64>,
    /// People a second who come to order.
    #[arg(long, default_value_t = 240)]
    rate: u32,
    /// Milliseconds that a cook has their hands full with each order that they move.
    #[arg(long, default_value_t = 50)]
    busy: u64,
    /// No faults: what the load itself takes.
    #[arg(long)]
    calm: bool,
}

/// Whose lists grow by some orders a second altogether.
const GUESTS: usize = 100;

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let args = Args::parse();
    let seed = args.seed.unwrap_or_else(rand::random);
    println!("seed {seed}");
    let course = Course {
        seed,
        time: Duration::from_secs_f64(args.minutes * 60.0),
        crowd: Crowd {
            guests: GUESTS,
            kitchens: 8,
            cooks: 1,
            busy: Duration::from_millis(args.busy),
            arrivals: Arrivals::PerSecond(args.rate),
            newcomers: Duration::from_secs(1),
        },
        faults: !args.calm,
        first: if args.calm { Vec::new() } else { Fault::ALL.to_vec() },
    };
    let Some(report) = chaos::run(&course).await? else {
        anyhow::bail!("this takes Redis and RabbitMQ: cargo xtask doctor tells how to get them");
    };
    println!("\n{report}");
    if report.is_clean() && !report.is_prompt() {
        println!("that is later than {} s", chaos::CONVERGENCE.as_secs());
        return Ok(ExitCode::FAILURE);
    }
    if report.is_clean() {
        return Ok(ExitCode::SUCCESS);
    }
    for finding in &report.findings {
        println!("{finding:?}");
    }
    for answer in &report.account.strange {
        println!("{answer}");
    }
    println!(
        "the same faults again with: cargo xtask chaos --minutes {} --rate {} --seed {seed}",
        args.minutes, args.rate
    );
    Ok(ExitCode::FAILURE)
}
