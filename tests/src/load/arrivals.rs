//! When those who order come.

use super::{Arrivals, Load, Town, guest::Guest, held};
use anyhow::Result;
use rand::{RngExt, SeedableRng, rngs::StdRng};
use std::{sync::Arc, time::Duration};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep_until},
};

/// The most who are there at a time: a platform that stands still must not take the machine with it.
const PLACES: usize = 4_000;

/// Lets guests come until the load is closed, and waits for the last.
pub(super) async fn arrive(load: Arc<Load>, town: Town, arrivals: Arrivals, seed: u64) -> Result<()> {
    let guests = town
        .guests
        .iter()
        .map(|client| Ok(Arc::new(Guest::new(&load, &town, client)?)));
    let guests: Vec<_> = guests.collect::<Result<_>>()?;
    match arrivals {
        Arrivals::AsServed => as_served(&load, guests, seed).await,
        Arrivals::PerSecond(rate) => by_the_clock(&load, &guests, rate, seed).await,
    }
}

async fn as_served(load: &Arc<Load>, guests: Vec<Arc<Guest>>, seed: u64) -> Result<()> {
    let mut lives = JoinSet::new();
    for (guest, seed) in guests.into_iter().zip(seed..) {
        let (load, mut dice) = (Arc::clone(load), StdRng::seed_from_u64(seed));
        lives.spawn(async move {
            while load.open() {
                held(&load.tally).offered += 1;
                guest.visit(Instant::now(), &mut dice).await;
            }
        });
    }
    while let Some(ended) = lives.join_next().await {
        ended?;
    }
    Ok(())
}

async fn by_the_clock(load: &Load, guests: &[Arc<Guest>], rate: u32, seed: u64) -> Result<()> {
    let mut dice = StdRng::seed_from_u64(seed);
    let (mut visits, mut next) = (JoinSet::new(), Instant::now());
    while load.open() {
        // Whoever was to come while this was late has come when they were to.
        next += Duration::from_secs(1) / rate.max(1);
        sleep_until(next).await;
        held(&load.tally).offered += 1;
        while let Some(ended) = visits.try_join_next() {
            ended?;
        }
        if visits.len() >= PLACES {
            held(&load.tally).turned_away += 1;
            continue;
        }
        let guest = Arc::clone(&guests[dice.random_range(0..guests.len())]);
        let (arrived, mut dice) = (next, StdRng::seed_from_u64(dice.random()));
        visits.spawn(async move { guest.visit(arrived, &mut dice).await });
    }
    while let Some(ended) = visits.join_next().await {
        ended?;
    }
    Ok(())
}
