//! The platform as processes under load, while processes, Redis and RabbitMQ are killed, paused, cut off and wiped, and
//! SQL Server, where the schemas are there, is cut off.
//!
//! At the end what the clients were told is held against the schemas, every read model and every consumer's effects.
//! Whether they agree is one thing, whether they do within [`CONVERGENCE`] of quiet another.
//!
//! | module | owns |
//! |---|---|
//! | `fault` | [`Fault`]: what is done to the platform |
//! | `proxy` | a TCP proxy that cuts and falls silent |
//! | `report` | [`Report`]: what came of it |

mod fault;
mod proxy;
mod report;

pub use self::{
    fault::Fault,
    proxy::{Line, Proxy},
    report::Report,
};

use self::fault::Scene;
use crate::{
    Effort, Engines, Fleet, Plan,
    audit::{Books, Finding, Shown, audit, settled},
    load::{Account, Crowd, Load, Town},
};
use anyhow::{Context, Result};
use foodwala_messaging::{DeadLetterQuery, RabbitMqConfig, RabbitMqDeadLetters};
use foodwala_server::services;
use rand::{RngExt, SeedableRng, rngs::StdRng};
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep, timeout},
};

/// How soon everything must agree after the last request was answered and every process has all it depends on.
pub const CONVERGENCE: Duration = Duration::from_secs(30);
/// How long anybody may wait for an answer, or for agreement, once nothing is disturbed any more: then it never comes.
const PATIENCE: Duration = Duration::from_secs(120);

/// What to do.
#[derive(Debug, Clone)]
pub struct Course {
    /// Chooses the faults and what people do.
    pub seed: u64,
    /// How long faults happen.
    pub time: Duration,
    /// Who uses the platform meanwhile.
    pub crowd: Crowd,
    /// Whether anything fails at all.
    pub faults: bool,
    /// The faults to begin with, in this order; then they come at random.
    pub first: Vec<Fault>,
}

/// Runs a course; `None` where Redis or RabbitMQ is not installed and not required. Its data and logs stay where they
/// are when it does not come to a clean end.
///
/// # Errors
/// When the platform does not start, a process ends by itself, or somebody never gets an answer.
pub async fn run(course: &Course) -> Result<Option<Report>> {
    let Some(engines) = Engines::start().await? else {
        return Ok(None);
    };
    let redis = Proxy::start(engines.redis.address()).await?;
    let rabbitmq = Proxy::start(engines.rabbitmq.address()).await?;
    let sqlserver = match &engines.sqlserver {
        Some(server) => Some(Proxy::to(&server.address()?).await?),
        None => None,
    };
    let plan = Plan {
        redis_url: Some(format!("redis://{}", redis.address())),
        amqp_url: Some(format!("amqp://guest:guest@{}/%2f", rabbitmq.address())),
        sqlserver: sqlserver.as_ref().map(Proxy::address),
        ..Plan::default()
    };
    let mut scene = Scene {
        fleet: Fleet::start(&engines, plan)?,
        engines,
        redis,
        rabbitmq,
        sqlserver,
    };
    let report = survive(&mut scene, course).await;
    if !report.as_ref().is_ok_and(Report::is_clean) {
        let folder = scene.fleet.keep();
        eprintln!("data and logs are kept in {}", folder.display());
    }
    report.map(Some)
}

async fn survive(scene: &mut Scene, course: &Course) -> Result<Report> {
    let mut dice = StdRng::seed_from_u64(course.seed);
    scene.fleet.ready().await?;
    let load = Load::new(scene.fleet.url(), scene.fleet.database().clone());
    let town = Town::populate(&load, &course.crowd).await?;
    let before = Effort::of(&scene.fleet, &scene.engines);
    let mut people = load.start(&town, &course.crowd, course.seed);

    let (begun, mut faults, mut interrupted) = (Instant::now(), BTreeMap::new(), 0);
    let possible: Vec<_> = Fault::ALL
        .into_iter()
        .filter(|fault| scene.can_suffer(*fault))
        .collect();
    let first: Vec<_> = course
        .first
        .iter()
        .copied()
        .filter(|fault| possible.contains(fault))
        .collect();
    let mut first = first.into_iter();
    while begun.elapsed() < course.time || first.len() > 0 {
        sleep(Duration::from_millis(dice.random_range(100..1_500))).await;
        if !course.faults {
            continue;
        }
        let fault = first.next().unwrap_or_else(|| Fault::any(&possible, &mut dice));
        interrupted += load.in_flight();
        let suffered = scene.suffer(fault, &mut dice).await;
        suffered.with_context(|| format!("{fault} (fault {})", faults.values().sum::<usize>() + 1))?;
        *faults.entry(fault).or_default() += 1;
    }
    let time = begun.elapsed();
    load.close();
    timeout(PATIENCE, finish(&mut people))
        .await
        .context("somebody never gets an answer")??;
    let last = begun.elapsed();
    let effort = Effort::of(&scene.fleet, &scene.engines).since(&before);
    scene.fleet.ready().await?;

    let quiet = Instant::now();
    let account = load.account();
    anyhow::ensure!(account.placed() > 0, "nobody could order: this proves nothing");
    let findings = agree(scene, &town, &account, quiet).await?;
    Ok(Report {
        faults,
        interrupted,
        time,
        last,
        effort,
        converged: quiet.elapsed(),
        findings,
        account,
    })
}

async fn finish(people: &mut JoinSet<Result<()>>) -> Result<()> {
    while let Some(ended) = people.join_next().await {
        ended??;
    }
    Ok(())
}

/// Looks until nothing is wrong, or it will not come right any more.
async fn agree(scene: &Scene, town: &Town, account: &Account, quiet: Instant) -> Result<Vec<Finding>> {
    let database = scene.fleet.database();
    loop {
        // What is still under way shows as findings.
        let left = PATIENCE.saturating_sub(quiet.elapsed());
        let unsettled = settled(database, left).await.err();
        let dead = dead_letters(scene).await?;
        let shown = Shown::ask(&town.guests, &town.owners()).await?;
        let books = Books::beside(database, dead).await?;
        let mut findings = audit(&books, &account.witness);
        findings.extend(shown.compare(&books));
        if findings.is_empty() {
            return Ok(findings);
        }
        if quiet.elapsed() > PATIENCE {
            if let Some(error) = unsettled {
                eprintln!("{error:#}");
            }
            return Ok(findings);
        }
        sleep(Duration::from_millis(500)).await;
    }
}

/// Queue and fault of each message that RabbitMQ's consumers gave up on.
async fn dead_letters(scene: &Scene) -> Result<Vec<(String, String)>> {
    let subscriptions = services::subscriptions();
    let queues = subscriptions
        .iter()
        .map(|subscription| Arc::clone(subscription.queue()));
    let config = RabbitMqConfig {
        url: scene.engines.rabbitmq.url().into(),
        ..RabbitMqConfig::default()
    };
    let letters = RabbitMqDeadLetters::new(&config, queues);
    let letters = letters.list(&DeadLetterQuery::default()).await?;
    Ok(letters.into_iter().map(|letter| (letter.queue, letter.fault)).collect())
}
