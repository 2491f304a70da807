//! Relay, inbox and retries between two hosts of a simulated network, on a simulated clock: connections break, links
//! are cut and held up, hosts crash and come back, handlers fail, all chosen by a seed.
//!
//! At the end each event has had its one effect, or is the dead letter that it was made to be. A mistake made on purpose
//! must not pass, or the simulation would prove nothing.

mod network;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use foodwala_clock::Clock;
use foodwala_contract::events::Event;
use foodwala_database::{Database, SqliteConfig, Tx, params};
use foodwala_messaging::conformance::{RANG, Rang};
use foodwala_messaging::retry::{Backoff, seed_jitter};
use foodwala_messaging::{
    ConsumeError, Consumer, DeadLetterQuery, DeadLetters, Handler, InProcessBus, Message, Projector, Relay,
    RelayConfig, RetryPolicy, outbox,
};
use jiff::Timestamp;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt as _, SeedableRng as _};
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;
use turmoil::Sim;

use self::network::{Confirms, Remote};
use crate::support::NOW;

const BELLS: [&str; 3] = ["a", "b", "c"];
const QUEUE: &str = "restaurants.board";
const TICK: Duration = Duration::from_millis(2);
/// Events happen, and faults.
const STORM: Duration = Duration::from_secs(12);
/// Then nothing new happens. Longer than all retries of a message, with their jitter, and the leases of a dead relay.
const QUIET: Duration = Duration::from_secs(60);

/// An event and how often it has come.
type Counts = BTreeMap<(String, u32), u32>;

/// The effect of a [`Rang`]: a row in the outbox of whoever handled it.
#[derive(Serialize, Deserialize)]
struct Heard(Rang);

impl Event for Heard {
    const TYPE: &'static str = "foodwala.conformance.heard.v1";

    fn subject(&self) -> String {
        self.0.bell.clone()
    }
}

/// The time of the simulation.
struct Simulated;

impl Clock for Simulated {
    fn now(&self) -> Timestamp {
        NOW + turmoil::sim_elapsed().unwrap_or_default()
    }
}

/// What is not as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mistake {
    None,
    /// The relay marks a row once it has left.
    ConfirmsOnSending,
    /// The consumer has its effect without a note in the inbox.
    WithoutInbox,
}

/// What is left when everything is quiet.
#[derive(Debug, PartialEq, Eq)]
struct Outcome {
    rung: Counts,
    unsent: u64,
    heard: Counts,
    dead: Counts,
    /// Each effect, with the simulated time and in order: the same for the same seed.
    history: Vec<(Duration, String, u32)>,
}

impl Outcome {
    /// Events that never had their effect, and are no dead letters.
    fn lost(&self) -> Vec<&(String, u32)> {
        let rung = self.rung.keys();
        rung.filter(|event| !self.heard.contains_key(*event) && !self.dead.contains_key(*event))
            .collect()
    }

    /// Events that had more than one effect.
    fn doubled(&self) -> Vec<&(String, u32)> {
        let heard = self.heard.iter();
        heard.filter(|(_, count)| **count > 1).map(|(event, _)| event).collect()
    }
}

/// Fails as the event's number says, then works.
#[derive(Clone, Default)]
struct Board {
    tries: Arc<Mutex<HashMap<(String, u32), u32>>>,
    history: Arc<Mutex<Vec<(Duration, String, u32)>>>,
}

/// These can never be handled.
fn is_hopeless(number: u32) -> bool {
    number % 29 == 28
}

impl Board {
    async fn hear(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError> {
        let rang: Rang = message.decode()?;
        outbox::append(tx, &Heard(rang.clone()), message.time).await?;
        let key = (rang.bell.clone(), rang.number);
        let tries = {
            let mut tries = self.tries.lock().unwrap();
            let tries = tries.entry(key).or_default();
            *tries += 1;
            *tries
        };
        // Once over the quick tries, once over the first delay.
        let failures = [0, 2, 0, 4][usize::try_from(rang.number % 4).unwrap()];
        if is_hopeless(rang.number) {
            return Err(ConsumeError::permanent("it is not to be handled"));
        }
        if tries <= failures {
            return Err(ConsumeError::transient("not yet"));
        }
        let at = turmoil::sim_elapsed().unwrap_or_default();
        self.history.lock().unwrap().push((at, rang.bell, rang.number));
        Ok(())
    }
}

#[async_trait]
impl Handler for Board {
    async fn handle(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError> {
        self.hear(message, tx).await
    }
}

/// A [`Board`] that keeps no note of what it has handled.
struct Forgetful {
    board: Board,
    database: Database,
}

#[async_trait]
impl Projector for Forgetful {
    async fn project(&self, message: &Message) -> Result<(), ConsumeError> {
        let mut tx = self.database.begin().await?;
        self.board.hear(message, &mut tx).await?;
        Ok(tx.commit().await?)
    }
}

async fn open(folder: &Path, schema: &'static str) -> Database {
    let directory = folder.to_owned();
    let database = Database::sqlite_on_caller(SqliteConfig { directory }, schema)
        .await
        .unwrap();
    database.migrate().await.unwrap();
    database
}

/// The host whose events are relayed. What it has committed is there again after a crash.
async fn orders(folder: Arc<Path>, confirms: Confirms, seed: u64) {
    let database = open(&folder, "orders").await;
    let bus = Remote::new("restaurants", confirms);
    let config = RelayConfig {
        in_flight: 8,
        lease: Duration::from_secs(5),
        backoff: Backoff {
            first: Duration::from_millis(50),
            longest: Duration::from_secs(1),
        },
        ..RelayConfig::default()
    };
    let relay = Relay::new(database.clone(), Arc::new(bus), Arc::new(Simulated)).with(config);
    tokio::spawn(relay.run(CancellationToken::new()));

    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    while turmoil::sim_elapsed().unwrap_or_default() < STORM {
        tokio::time::sleep(Duration::from_millis(dice.random_range(20..150))).await;
        let bell = BELLS[dice.random_range(0..BELLS.len())];
        let mut tx = database.begin().await.unwrap();
        let sql = "SELECT COUNT(*) AS n FROM orders.outbox WHERE subject = @P1";
        let number = tx
            .query_opt(sql, params![bell])
            .await
            .unwrap()
            .unwrap()
            .get("n")
            .unwrap();
        let rang = Rang {
            bell: bell.to_owned(),
            number,
        };
        outbox::append(&mut tx, &rang, Simulated.now()).await.unwrap();
        tx.commit().await.unwrap();
    }
    std::future::pending::<()>().await;
}

/// The host with the consumer.
async fn restaurants(folder: Arc<Path>, board: Board, forgetful: bool) -> std::io::Result<()> {
    let database = open(&folder, "restaurants").await;
    let consumer = if forgetful {
        Consumer::projector(QUEUE, &[RANG], Forgetful { board, database })
    } else {
        Consumer::new(QUEUE, &[RANG], database, board)
    };
    let retry = RetryPolicy {
        quick_tries: 2,
        delays: [200, 1_000, 5_000].map(Duration::from_millis).to_vec(),
        ..RetryPolicy::default()
    };
    let bus = InProcessBus::builder(open(&folder, "bus").await, Arc::new(Simulated))
        .retry(retry)
        .subscribe(consumer)
        .start()
        .unwrap();
    network::serve(bus).await
}

/// One fault, or the end of one.
fn disturb(sim: &mut Sim<'_>, dice: &mut ChaCha8Rng) {
    let host = ["orders", "restaurants"][dice.random_range(0..2)];
    match dice.random_range(0..8) {
        0 | 1 if sim.is_host_running(host) => sim.crash(host),
        0..=3 => sim.bounce(host),
        4 => sim.partition("orders", "restaurants"),
        5 => sim.hold("orders", "restaurants"),
        _ => calm(sim),
    }
}

fn calm(sim: &Sim<'_>) {
    sim.repair("orders", "restaurants");
    sim.release("orders", "restaurants");
}

/// A storm and the quiet after it.
fn run(seed: u64, faults: bool, mistake: Mistake) -> Outcome {
    seed_jitter(seed);
    let folder = tempfile::tempdir().unwrap();
    let path: Arc<Path> = folder.path().into();
    let board = Board::default();
    let mut sim = turmoil::Builder::new()
        .rng_seed(seed)
        .tick_duration(TICK)
        .simulation_duration(STORM + QUIET + TICK)
        .max_message_latency(Duration::from_millis(20))
        .build();
    let confirms = match mistake {
        Mistake::ConfirmsOnSending => Confirms::OnSending,
        Mistake::None | Mistake::WithoutInbox => Confirms::OnAnswer,
    };
    let here = Arc::clone(&path);
    sim.host("orders", move || {
        let folder = Arc::clone(&here);
        async move {
            orders(folder, confirms, seed).await;
            Ok(())
        }
    });
    let (here, heard) = (Arc::clone(&path), board.clone());
    sim.host("restaurants", move || {
        let (folder, board) = (Arc::clone(&here), heard.clone());
        async move { Ok(restaurants(folder, board, mistake == Mistake::WithoutInbox).await?) }
    });

    let mut dice = ChaCha8Rng::seed_from_u64(seed ^ 0xfa_17);
    let mut next = Duration::ZERO;
    while sim.elapsed() < STORM {
        sim.step().unwrap();
        if faults && sim.elapsed() >= next {
            next = sim.elapsed() + Duration::from_millis(dice.random_range(100..600));
            disturb(&mut sim, &mut dice);
        }
    }
    calm(&sim);
    for host in ["orders", "restaurants"] {
        if !sim.is_host_running(host) {
            sim.bounce(host);
        }
    }
    while sim.elapsed() < STORM + QUIET {
        sim.step().unwrap();
    }
    drop(sim);
    let history = std::mem::take(&mut *board.history.lock().unwrap());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(read(&path, history))
}

async fn read(folder: &Path, history: Vec<(Duration, String, u32)>) -> Outcome {
    let (orders, restaurants) = (open(folder, "orders").await, open(folder, "restaurants").await);
    let letters = DeadLetters::new(open(folder, "bus").await);
    let dead = letters.list(&DeadLetterQuery::default()).await.unwrap();
    Outcome {
        rung: count(&orders, RANG, |rang: Rang| rang).await,
        unsent: outbox::backlog(&orders).await.unwrap().unsent,
        heard: count(&restaurants, Heard::TYPE, |Heard(rang)| rang).await,
        dead: tally(dead.iter().map(|letter| letter.message.decode().unwrap())),
        history,
    }
}

async fn count<E: Event>(database: &Database, kind: &str, rang: impl Fn(E) -> Rang) -> Counts {
    let sql = format!("SELECT payload FROM {}.outbox WHERE type = @P1", database.schema());
    let rows = database.query(&sql, params![kind]).await.unwrap();
    tally(rows.iter().map(|row| {
        let payload: String = row.get("payload").unwrap();
        rang(serde_json::from_str(&payload).unwrap())
    }))
}

fn tally(events: impl Iterator<Item = Rang>) -> Counts {
    let mut counts = Counts::new();
    for Rang { bell, number } in events {
        *counts.entry((bell, number)).or_default() += 1;
    }
    counts
}

#[test]
fn whatever_breaks_each_event_has_one_effect() {
    for seed in 0..8 {
        let outcome = run(seed, true, Mistake::None);
        assert_eq!(outcome.unsent, 0, "seed {seed}");
        assert!(outcome.rung.len() > 50, "seed {seed}: {} events", outcome.rung.len());
        assert_eq!((outcome.lost(), outcome.doubled()), (vec![], vec![]), "seed {seed}");
        let hopeless = outcome.rung.keys().filter(|(_, number)| is_hopeless(*number));
        assert!(outcome.dead.keys().eq(hopeless), "seed {seed}: {:?}", outcome.dead);
    }
}

#[test]
fn a_seed_has_one_history() {
    assert_eq!(run(3, true, Mistake::None), run(3, true, Mistake::None));
}

#[test]
fn while_nothing_breaks_a_subject_keeps_its_order() {
    let outcome = run(1, false, Mistake::None);
    for bell in BELLS {
        let of_bell = outcome.history.iter().filter(|(_, heard, _)| heard == bell);
        let numbers: Vec<_> = of_bell.map(|(_, _, number)| *number).collect();
        assert!(numbers.is_sorted(), "{bell}: {numbers:?}");
    }
}

#[test]
fn a_relay_that_marks_too_early_is_found_out() {
    assert!((0..8).any(|seed| !run(seed, true, Mistake::ConfirmsOnSending).lost().is_empty()));
}

#[test]
fn a_consumer_without_an_inbox_is_found_out() {
    assert!((0..8).any(|seed| !run(seed, true, Mistake::WithoutInbox).doubled().is_empty()));
}
