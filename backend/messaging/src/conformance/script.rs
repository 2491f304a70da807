//! Consumers that do as they are told and remember it.

use std::fmt::Display;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use foodwala_contract::events::Event;
use foodwala_database::{Database, Tx, params};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::consumer::{ConsumeError, Consumer, Handler, Projector};
use crate::message::Message;
use crate::outbox;

/// Only a failure takes this long.
const LIMIT: Duration = Duration::from_secs(30);
/// The type of [`Rang`].
pub const RANG: &str = Rang::TYPE;

/// The event of the suite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rang {
    /// Its subject.
    pub bell: String,
    /// Tells messages of a subject apart.
    pub number: u32,
}

impl Event for Rang {
    const TYPE: &'static str = "foodwala.conformance.rang.v1";

    fn subject(&self) -> String {
        self.bell.clone()
    }
}

impl Rang {
    /// A message of its own, recorded at a fixed time.
    pub fn message(bell: &str, number: u32) -> Message {
        let now = Timestamp::constant(1_800_000_000, 0);
        let rang = Self {
            bell: bell.to_owned(),
            number,
        };
        Message::of(foodwala_clock::new_id(now), "conformance", &rang, now, None).expect("it is plain JSON")
    }
}

/// The effect of a handled [`Rang`]: a row in the outbox of the consumer's database.
#[derive(Serialize, Deserialize)]
struct Heard {
    bell: String,
}

impl Event for Heard {
    const TYPE: &'static str = "foodwala.conformance.heard.v1";

    fn subject(&self) -> String {
        self.bell.clone()
    }
}

type Play = dyn Fn(u32, usize) -> Result<(), ConsumeError> + Send + Sync;

/// A handler that writes its effect and then fails as its script says.
#[derive(Clone)]
pub struct Script {
    tries: Arc<watch::Sender<Vec<Rang>>>,
    play: Arc<Play>,
}

impl Script {
    /// `play` gets the message's number and how many tries of any message came before.
    pub fn new(play: impl Fn(u32, usize) -> Result<(), ConsumeError> + Send + Sync + 'static) -> Self {
        Self {
            tries: Arc::new(watch::Sender::default()),
            play: Arc::new(play),
        }
    }

    /// Never fails.
    pub fn works() -> Self {
        Self::new(|_, _| Ok(()))
    }

    /// Itself as a handler.
    pub fn handler(&self) -> impl Handler + use<> {
        self.clone()
    }

    /// A consumer of [`Rang`] with this script.
    pub fn consumer(&self, queue: &'static str, database: &Database) -> Consumer {
        Consumer::new(queue, &[RANG], database.clone(), self.clone())
    }

    /// The numbers of the messages that were tried, in order.
    pub fn tries(&self) -> Vec<u32> {
        self.tries.borrow().iter().map(|rang| rang.number).collect()
    }

    /// The same of one subject.
    pub fn tries_of(&self, bell: &str) -> Vec<u32> {
        self.tries
            .borrow()
            .iter()
            .filter(|rang| rang.bell == bell)
            .map(|rang| rang.number)
            .collect()
    }

    /// Waits until there were that many tries.
    pub async fn wait_for_tries(&self, count: usize) {
        let mut tries = self.tries.subscribe();
        let enough = tries.wait_for(|tries| tries.len() >= count);
        let waited = tokio::time::timeout(LIMIT, enough).await.map(drop);
        assert!(
            waited.is_ok(),
            "waited for {count} tries, there were {:?}",
            self.tries()
        );
    }

    /// How many effects on a subject are committed.
    pub async fn effects(database: &Database, bell: &str) -> u32 {
        let sql = format!(
            "SELECT COUNT(*) AS effects FROM {}.outbox WHERE type = @P1 AND subject = @P2",
            database.schema()
        );
        let row = database
            .query_opt(&sql, params![Heard::TYPE, bell])
            .await
            .expect("the effects can be read");
        row.expect("a count has a row")
            .get("effects")
            .expect("a count is a number")
    }

    /// Waits until that many effects on a subject are committed, and sees that there are no more.
    pub async fn wait_for_effects(database: &Database, bell: &str, count: u32) {
        eventually(format!("{count} effects"), || async {
            (Self::effects(database, bell).await >= count).then_some(())
        })
        .await;
        assert_eq!(Self::effects(database, bell).await, count);
    }
}

#[async_trait]
impl Handler for Script {
    async fn handle(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError> {
        let rang: Rang = message.decode()?;
        let number = rang.number;
        outbox::append(
            tx,
            &Heard {
                bell: rang.bell.clone(),
            },
            message.time,
        )
        .await?;
        let before = self.tries.borrow().len();
        self.tries.send_modify(|tries| tries.push(rang));
        (self.play)(number, before)
    }
}

/// Lets projections pass but those of one subject, until it is opened.
#[derive(Default)]
pub(super) struct Gate {
    open: watch::Sender<bool>,
    passed: watch::Sender<usize>,
}

impl Gate {
    /// A projector that waits at the gate with the messages of `subject`.
    pub fn projector(self: Arc<Self>, subject: &'static str) -> impl Projector {
        Gated { gate: self, subject }
    }

    pub fn open(&self) {
        self.open.send_replace(true);
    }

    pub async fn wait_for_passed(&self, count: usize) {
        let mut passed = self.passed.subscribe();
        let enough = passed.wait_for(|passed| *passed >= count);
        let waited = tokio::time::timeout(LIMIT, enough).await.map(drop);
        assert!(waited.is_ok(), "waited for {count} projections");
    }
}

struct Gated {
    gate: Arc<Gate>,
    subject: &'static str,
}

#[async_trait]
impl Projector for Gated {
    async fn project(&self, message: &Message) -> Result<(), ConsumeError> {
        if message.subject == self.subject {
            let mut open = self.gate.open.subscribe();
            open.wait_for(|open| *open).await.map_err(ConsumeError::transient)?;
        }
        self.gate.passed.send_modify(|passed| *passed += 1);
        Ok(())
    }
}

/// Looks until there is something, and panics when there never is.
pub async fn eventually<T, F: Future<Output = Option<T>>>(what: impl Display, mut look: impl FnMut() -> F) -> T {
    let found = tokio::time::timeout(LIMIT, async {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    });
    found.await.unwrap_or_else(|_| panic!("waited for {what}"))
}
