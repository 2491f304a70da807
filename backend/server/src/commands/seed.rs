//! `foodwala seed`: fills an empty data folder with the demo town.
//!
//! Starts a whole platform on a simulated clock, plays weeks of town life on it through its API, and puts the folder in
//! its place only when all of it went well. So there is never half a town, and never a town in a folder with anything
//! in it.

use super::say;
use crate::{Config, Platform, engines};
use anyhow::Context;
use clap::Args as ClapArgs;
use foodwala_clock::{Clock, ManualClock, SystemClock};
use foodwala_contract::{AccountId, Timestamp};
use foodwala_demo::{PlanOptions, Progress, Stage, Target, TargetError};
use jiff::SignedDuration;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// Data folder, instead of the configured one.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    #[command(flatten)]
    town: Town,
}

/// What the town is like.
#[derive(Debug, ClapArgs)]
pub(super) struct Town {
    /// The same number gives the same town.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Days of past orders.
    #[arg(long, default_value_t = 21)]
    days: u32,
}

pub(super) async fn run(mut config: Config, args: Args) -> anyhow::Result<()> {
    config.database.directory = args.data.unwrap_or(config.database.directory);
    anyhow::ensure!(
        engines::keeps_files(&config.database),
        "the demo town is made for the embedded database only"
    );
    anyhow::ensure!(
        is_empty(&config),
        "{} is not empty",
        config.database.directory.display()
    );
    fill(&config, &args.town).await
}

/// Whether there is nothing in the data folder yet.
pub(super) fn is_empty(config: &Config) -> bool {
    fs::read_dir(&config.database.directory).map_or(true, |mut entries| entries.next().is_none())
}

/// Fills an empty data folder.
pub(super) async fn fill(config: &Config, town: &Town) -> anyhow::Result<()> {
    let directory = &config.database.directory;
    let workshop = beside(directory);
    if workshop.exists() {
        fs::remove_dir_all(&workshop).with_context(|| format!("cannot clear {}", workshop.display()))?;
    }
    say(format_args!("making the demo town in {} …", directory.display()));
    let mut config = config.clone();
    config.server.port = 0;
    config.gateway.unlimited = true;
    config.database.directory.clone_from(&workshop);
    config.notifications.mail.directory = workshop.join("mails");

    let now = SystemClock.now();
    // Before anything in the plan happens: the clock only ever moves on.
    let opening = now - SignedDuration::from_hours(24 * (i64::from(town.days) + 2));
    let clock = Arc::new(ManualClock::new(opening));
    let platform = Platform::start(&config, Arc::<ManualClock>::clone(&clock)).await?;
    let url = platform.url();
    let site = Site { platform, clock, url };
    let options = PlanOptions {
        days: town.days,
        ..PlanOptions::new(town.seed, now)
    };
    let summary = foodwala_demo::seed(&site, &options, report).await?;
    site.platform.stop().await;

    if directory.exists() {
        fs::remove_dir(directory).with_context(|| format!("{} is not empty", directory.display()))?;
    }
    fs::rename(&workshop, directory).with_context(|| format!("cannot make {}", directory.display()))?;
    say(format_args!(
        "{} restaurants, {} dishes, {} people, {} orders ({} live), {} reviews",
        summary.restaurants, summary.dishes, summary.people, summary.orders, summary.live_orders, summary.reviews
    ));
    Ok(())
}

/// The folder in which the town is made: on the same disk, so that it can be put in place in one go.
fn beside(directory: &Path) -> PathBuf {
    let mut name = directory.file_name().unwrap_or_default().to_owned();
    name.push(".seeding");
    directory.with_file_name(name)
}

fn report(progress: Progress) {
    let Progress { stage, done, total } = progress;
    if done != total {
        return;
    }
    let what = match stage {
        Stage::People => "people have signed up",
        Stage::Restaurants => "restaurants are open",
        Stage::Profiles => "profiles are filled in",
        Stage::Orders => "steps of orders were taken",
        Stage::Checks => "orders were checked",
    };
    say(format_args!("  {total} {what}"));
}

struct Site {
    platform: Platform,
    clock: Arc<ManualClock>,
    url: String,
}

#[async_trait::async_trait]
impl Target for Site {
    fn base_url(&self) -> &str {
        &self.url
    }

    fn set_time(&self, now: Timestamp) {
        self.clock.set(now);
    }

    async fn grant_admin(&self, account: AccountId) -> Result<(), TargetError> {
        Ok(self.platform.grant_admin(account).await?)
    }

    async fn run_jobs(&self) -> Result<(), TargetError> {
        self.platform.run_jobs().await
    }

    async fn settled(&self) -> Result<(), TargetError> {
        Ok(self.platform.settled().await?)
    }
}
