//! The real binary is killed again and again while people order, cook and look: what was promised is kept, once.

use anyhow::{Context, Result};
use foodwala_tests::{
    Process, Site,
    audit::{Attempt, Books, Shown, audit, settled},
    load::{Arrivals, Crowd, Load, Town},
};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use std::time::Duration;
use tokio::{task::JoinSet, time::sleep};

const KILLS: usize = 20;
const CROWD: Crowd = Crowd {
    guests: 4,
    kitchens: 2,
    cooks: 2,
    busy: Duration::ZERO,
    arrivals: Arrivals::AsServed,
    newcomers: Duration::from_millis(100),
};
const PATIENCE: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(5);
/// As long as a process is left alone at most.
const LIFE: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nothing_is_lost_or_doubled_when_the_platform_is_killed() -> Result<()> {
    let seed = match std::env::var("FOODWALA_TEST_SEED") {
        Ok(seed) => seed.parse()?,
        Err(_) => rand::random(),
    };
    eprintln!("FOODWALA_TEST_SEED={seed}");
    let site = Site::prepare()?.on_tested_engine().await?;
    let result = survive(&site, seed).await;
    if result.is_err() {
        eprintln!("data and log are kept in {}", site.keep().display());
    }
    result.with_context(|| format!("with FOODWALA_TEST_SEED={seed}"))
}

async fn survive(site: &Site, seed: u64) -> Result<()> {
    let mut dice = StdRng::seed_from_u64(seed);
    let mut process = site.start()?;
    process.listening().await?;
    let load = Load::new(site.url(), site.database());
    let town = Town::populate(&load, &CROWD).await?;
    let mut people = load.start(&town, &CROWD, seed);

    let mut interrupted = 0;
    for kill in 0..KILLS {
        // Now and then it does not even get to its feet.
        let delay = if dice.random_bool(0.2) {
            dice.random_range(0..120)
        } else {
            process.listening().await?;
            ordered(&load).await;
            dice.random_range(50..400)
        };
        sleep(Duration::from_millis(delay)).await;
        interrupted += load.in_flight();
        process.kill().await.with_context(|| format!("before kill {kill}"))?;
        process = site.start()?;
    }
    process.listening().await?;
    load.close();
    tokio::time::timeout(PATIENCE, finish(&mut people))
        .await
        .context("somebody never gets an answer")??;
    judge(site, process, &load, &town, interrupted).await
}

/// Waits until somebody has ordered, for as long as that should take at most: a life that is too short proves little.
async fn ordered(load: &Load) {
    let before = load.placed();
    let waiting = async {
        while load.placed() < before + 2 {
            sleep(POLL).await;
        }
    };
    // If nobody can, the judge says so.
    let _ = tokio::time::timeout(LIFE, waiting).await;
}

async fn finish(people: &mut JoinSet<Result<()>>) -> Result<()> {
    while let Some(ended) = people.join_next().await {
        ended??;
    }
    Ok(())
}

async fn judge(site: &Site, process: Process, load: &Load, town: &Town, interrupted: usize) -> Result<()> {
    settled(&site.database(), PATIENCE).await?;
    let shown = Shown::ask(&town.guests, &town.owners()).await?;
    process.stop().await?;
    let books = Books::kept_in(&site.database()).await?;

    let account = load.account();
    let (placed, witness) = (account.placed(), &account.witness);
    eprintln!(
        "{placed} orders placed, {} refused, {} of unknown fate; {} states told; {} actions; {} repeats; {interrupted} \
         requests killed in flight",
        account.attempts(|attempt| *attempt == Attempt::Refused),
        account.attempts(|attempt| *attempt == Attempt::Unknown),
        witness.told.len(),
        witness.acknowledged.values().sum::<usize>(),
        account.repeats,
    );
    let mut findings = audit(&books, witness);
    findings.extend(shown.compare(&books));
    anyhow::ensure!(findings.is_empty(), "{} findings: {findings:#?}", findings.len());
    let strange = &account.strange;
    anyhow::ensure!(strange.is_empty(), "strange answers: {strange:#?}");
    // Else this run has proved nothing.
    anyhow::ensure!(
        placed > 20 && interrupted > KILLS / 2,
        "{placed} orders, {interrupted} requests killed in flight"
    );
    Ok(())
}
