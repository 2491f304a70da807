//! Everything fails that a platform of processes stands on, once at least, under load: nothing is lost, doubled or
//! different afterwards. `cargo xtask chaos` does the same for longer, and minds how soon.

use anyhow::{Context, Result};
use foodwala_tests::{
    chaos::{self, Course, Fault},
    load::{Arrivals, Crowd},
};
use std::time::Duration;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_accepted_order_survives_everything() -> Result<()> {
    let seed = match std::env::var("FOODWALA_TEST_SEED") {
        Ok(seed) => seed.parse()?,
        Err(_) => rand::random(),
    };
    eprintln!("FOODWALA_TEST_SEED={seed}");
    let course = Course {
        seed,
        time: Duration::from_secs(20),
        crowd: Crowd {
            guests: 6,
            kitchens: 2,
            cooks: 2,
            busy: Duration::ZERO,
            arrivals: Arrivals::PerSecond(40),
            newcomers: Duration::from_millis(100),
        },
        faults: true,
        first: Fault::ALL.to_vec(),
    };
    let report = chaos::run(&course).await;
    let Some(report) = report.with_context(|| format!("with FOODWALA_TEST_SEED={seed}"))? else {
        return Ok(());
    };
    eprintln!("{report}");
    let (findings, strange) = (&report.findings, &report.account.strange);
    anyhow::ensure!(
        report.is_clean(),
        "with FOODWALA_TEST_SEED={seed}: {findings:#?}, strange answers: {strange:#?}"
    );
    // Else this run has proved nothing.
    anyhow::ensure!(report.interrupted > 5, "too quiet");
    Ok(())
}
