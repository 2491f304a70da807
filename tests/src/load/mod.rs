//! People who order, cook, look and sign up at a platform that is being disturbed, and what they were told.
//!
//! | module | who |
//! |---|---|
//! | `town` | [`Town`]: who is there before the first disturbance |
//! | `arrivals` | when guests come |
//! | `guest` | orders, thinks better of it, looks, reviews |
//! | `tally` | [`Tally`]: what became of those who came |
//! | `cook` | moves what is on a board |
//! | `newcomer` | signs up |

mod arrivals;
mod cook;
mod guest;
mod newcomer;
mod tally;
mod town;

pub use self::{tally::Tally, town::Town};

use self::cook::Cook;
use crate::audit::{Attempt, Witness};
use foodwala_sdk::{Error, ErrorCode, FoodWala, RetryPolicy, contract::orders::Order};
use foodwala_server::config::DatabaseConfig;
use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep},
};

/// The shortest and the longest pause before somebody asks again.
const PAUSES: (Duration, Duration) = (Duration::from_millis(20), Duration::from_millis(640));
/// How long after they came guests go without an answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// How many there are, and how busy.
#[derive(Debug, Clone)]
pub struct Crowd {
    /// Who orders.
    pub guests: usize,
    /// Where they order: one sells without end, the next one of a dish only [`PORTIONS`](Self::PORTIONS), and so on.
    pub kitchens: usize,
    /// Who works at each board; two get into each other's way.
    pub cooks: usize,
    /// How long a cook has their hands full with what they have just moved.
    pub busy: Duration,
    /// When guests come.
    pub arrivals: Arrivals,
    /// How long it takes until somebody else signs up.
    pub newcomers: Duration,
}

/// When guests come to order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrivals {
    /// Each again as soon as they have been served. Who waits keeps nobody else waiting, but does not order meanwhile.
    AsServed,
    /// By the clock, so many a second, whoever still waits: what an outage keeps from ordering orders later.
    PerSecond(u32),
}

impl Crowd {
    /// Few enough to be sold out on the way, and to come back with what is cancelled.
    pub const PORTIONS: u32 = 12;
}

/// What all who use the platform share.
pub struct Load {
    url: String,
    /// Where the platform keeps its schemas.
    database: DatabaseConfig,
    closing: AtomicBool,
    in_flight: AtomicUsize,
    repeats: AtomicUsize,
    unavailable: AtomicUsize,
    tally: Mutex<Tally>,
    witness: Mutex<Witness>,
    strange: Mutex<Vec<String>>,
}

/// What came of it all.
#[derive(Debug, Clone)]
pub struct Account {
    /// What was asked and told.
    pub witness: Witness,
    /// Answers that nobody should get.
    pub strange: Vec<String>,
    /// What became of those who came to order.
    pub tally: Tally,
    /// Answers that were none, for now: 503 and the like.
    pub unavailable: usize,
    /// Requests that were sent again, after those and after broken connections.
    pub repeats: usize,
}

impl Account {
    /// Attempts to order that ended so.
    pub fn attempts(&self, of: impl Fn(&Attempt) -> bool) -> usize {
        self.witness.attempts.values().filter(|attempt| of(attempt)).count()
    }

    /// Orders whose customers know of them.
    pub fn placed(&self) -> usize {
        self.attempts(|attempt| matches!(attempt, Attempt::Placed(_)))
    }
}

impl Load {
    /// A load on the platform at `url`, which keeps its schemas in `database`.
    pub fn new(url: String, database: DatabaseConfig) -> Arc<Self> {
        Arc::new(Self {
            url,
            database,
            closing: AtomicBool::new(false),
            in_flight: AtomicUsize::new(0),
            repeats: AtomicUsize::new(0),
            unavailable: AtomicUsize::new(0),
            tally: Mutex::default(),
            witness: Mutex::default(),
            strange: Mutex::default(),
        })
    }

    /// Sends everybody to work. They go on until [`close`](Self::close).
    pub fn start(self: &Arc<Self>, town: &Town, crowd: &Crowd, seed: u64) -> JoinSet<anyhow::Result<()>> {
        let mut people = JoinSet::new();
        people.spawn(arrivals::arrive(Arc::clone(self), town.clone(), crowd.arrivals, seed));
        for (kitchen, seed) in town.kitchens.iter().zip(seed..) {
            for cook in 0..crowd.cooks {
                let seed = seed.rotate_left(32) ^ cook as u64;
                people.spawn(Cook::new(self, kitchen, crowd.busy, seed).live());
            }
        }
        people.spawn(newcomer::arrive(Arc::clone(self), crowd.newcomers));
        people
    }

    /// Nobody begins anything new.
    pub fn close(&self) {
        self.closing.store(true, Ordering::Relaxed);
    }

    /// Requests that wait for their answers.
    pub fn in_flight(&self) -> usize {
        self.in_flight.load(Ordering::Relaxed)
    }

    /// Orders placed until now.
    pub fn placed(&self) -> usize {
        let witness = held(&self.witness);
        let placed = witness
            .attempts
            .values()
            .filter(|attempt| matches!(attempt, Attempt::Placed(_)));
        placed.count()
    }

    /// What came of it until now.
    pub fn account(&self) -> Account {
        Account {
            witness: held(&self.witness).clone(),
            strange: held(&self.strange).clone(),
            tally: held(&self.tally).clone(),
            unavailable: self.unavailable.load(Ordering::Relaxed),
            repeats: self.repeats.load(Ordering::Relaxed),
        }
    }

    fn client(&self) -> anyhow::Result<FoodWala> {
        // Whoever asks again does so here, where it is counted.
        Ok(FoodWala::builder()
            .base_url(&self.url)
            .retries(RetryPolicy::NEVER)
            .build()?)
    }

    fn open(&self) -> bool {
        !self.closing.load(Ordering::Relaxed)
    }

    /// Asks once.
    async fn ask<T>(&self, request: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        self.in_flight.fetch_add(1, Ordering::Relaxed);
        let answer = request.await;
        self.in_flight.fetch_sub(1, Ordering::Relaxed);
        if let Err(Error::Api { problem, .. }) = &answer
            && problem.status >= 500
        {
            self.unavailable.fetch_add(1, Ordering::Relaxed);
        }
        answer
    }

    /// Asks until there is an answer, whoever is killed meanwhile.
    async fn insist<T, F>(&self, request: impl Fn() -> F) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>>,
    {
        self.insist_until(None, request).await
    }

    /// Asks until there is an answer, or for as long as a guest has patience who came at `arrived`: then the last error.
    async fn insist_for<T, F>(&self, arrived: Instant, request: impl Fn() -> F) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>>,
    {
        self.insist_until(Some(arrived + PATIENCE), request).await
    }

    async fn insist_until<T, F>(&self, end: Option<Instant>, request: impl Fn() -> F) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>>,
    {
        let (mut pause, longest) = PAUSES;
        loop {
            match self.ask(request()).await {
                Err(error) if error.is_retryable() && end.is_none_or(|end| Instant::now() < end) => {
                    self.repeats.fetch_add(1, Ordering::Relaxed);
                    sleep(pause).await;
                    pause = (pause * 2).min(longest);
                }
                answer => return answer,
            }
        }
    }

    /// Notes an answer that is neither good nor one of the refusals that races bring.
    fn unless(&self, error: &Error, doing: &str, expected: &[ErrorCode]) {
        if !error.code().is_some_and(|code| expected.contains(code)) {
            held(&self.strange).push(format!("{doing}: {error:?}"));
        }
    }

    fn told(&self, order: &Order) {
        if held(&self.witness).told(order) {
            let (id, version) = (order.id, order.version);
            held(&self.strange).push(format!("two different states of order {id} version {version}"));
        }
    }
}

/// What is in a mutex, also after somebody who held it has panicked: that test fails anyway.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
