//! Buses that misbehave on purpose, and a look into the outbox.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use foodwala_clock::SystemClock;
use foodwala_database::{Database, params};
use foodwala_messaging::conformance::{Rang, eventually};
use foodwala_messaging::{
    Bus, Confirmation, Consumer, DeadLetter, DeadLetterError, DeadLetterQuery, InProcessBus, Message, PublishError,
    RetryPolicy, SharedClock, outbox,
};
use jiff::Timestamp;
use tokio::sync::watch;
use uuid::Uuid;

pub const NOW: Timestamp = Timestamp::constant(1_800_000_000, 0);

pub fn clock() -> SharedClock {
    Arc::new(SystemClock)
}

pub async fn database(schema: &'static str) -> Database {
    Database::temporary(schema).await.unwrap()
}

pub async fn in_process(consumers: Vec<Consumer>, retry: RetryPolicy) -> Arc<dyn Bus> {
    let builder = InProcessBus::builder(database("bus").await, clock()).retry(retry);
    Arc::new(builder.subscribe_all(consumers).start().unwrap())
}

/// One transaction per event.
pub async fn ring(database: &Database, bell: &str, numbers: impl IntoIterator<Item = u32>) {
    for number in numbers {
        let mut tx = database.begin().await.unwrap();
        outbox::append(
            &mut tx,
            &Rang {
                bell: bell.into(),
                number,
            },
            NOW,
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }
}

pub async fn unsent(database: &Database) -> u32 {
    let sql = format!(
        "SELECT COUNT(*) AS n FROM {}.outbox WHERE sent_at IS NULL AND type = @P1",
        database.schema()
    );
    let row = database
        .query_opt(&sql, params![foodwala_messaging::conformance::RANG])
        .await
        .unwrap();
    row.unwrap().get("n").unwrap()
}

pub async fn wait_until_sent(database: &Database) {
    eventually("an empty outbox", || async {
        (unsent(database).await == 0).then_some(())
    })
    .await;
}

/// How a [`Recording`] answers to a message, given how many came before it.
pub enum Answer {
    Confirm,
    /// Takes the message, and confirms once the bus is told to.
    Later,
    Refuse,
    Outage,
}

type AnswerTo = dyn Fn(&Rang, usize) -> Answer + Send + Sync;

/// Remembers what it was sent and answers as told, without consumers.
pub struct Recording {
    answer: Box<AnswerTo>,
    sent: watch::Sender<Vec<Message>>,
    confirm: watch::Sender<bool>,
    calls: AtomicUsize,
}

impl Recording {
    pub fn new(answer: impl Fn(&Rang, usize) -> Answer + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self {
            answer: Box::new(answer),
            sent: watch::Sender::default(),
            confirm: watch::Sender::default(),
            calls: AtomicUsize::new(0),
        })
    }

    pub fn confirm_all(&self) {
        self.confirm.send_replace(true);
    }

    pub fn messages(&self) -> Vec<Message> {
        self.sent.borrow().clone()
    }

    pub fn numbers(&self) -> Vec<u32> {
        self.sent
            .borrow()
            .iter()
            .map(|message| message.decode::<Rang>().unwrap().number)
            .collect()
    }

    pub async fn wait_for(&self, count: usize) {
        let mut sent = self.sent.subscribe();
        let enough = sent.wait_for(|sent| sent.len() >= count);
        tokio::time::timeout(std::time::Duration::from_secs(30), enough)
            .await
            .unwrap()
            .unwrap();
    }
}

#[async_trait]
impl Bus for Recording {
    fn system(&self) -> &'static str {
        "recording"
    }

    async fn send(&self, message: Message) -> Result<Confirmation, PublishError> {
        let rang = message.decode::<Rang>().unwrap();
        let answer = (self.answer)(&rang, self.calls.fetch_add(1, Ordering::SeqCst));
        if let Answer::Outage = answer {
            return Err(PublishError::Unavailable("out of order".into()));
        }
        self.sent.send_modify(|sent| sent.push(message));
        let mut confirm = self.confirm.subscribe();
        Ok(Confirmation::new(async move {
            match answer {
                Answer::Later => confirm
                    .wait_for(|confirm| *confirm)
                    .await
                    .map(drop)
                    .map_err(|_| PublishError::Stopped),
                Answer::Refuse => Err(PublishError::NotSetAside {
                    queue: "queue".into(),
                    source: foodwala_database::DatabaseError::Other(Arc::new(std::fmt::Error)),
                }),
                Answer::Confirm | Answer::Outage => Ok(()),
            }
        }))
    }

    async fn dead_letters(&self, _: &DeadLetterQuery) -> Result<Vec<DeadLetter>, DeadLetterError> {
        Ok(Vec::new())
    }

    async fn dead_letter(&self, id: Uuid) -> Result<DeadLetter, DeadLetterError> {
        Err(DeadLetterError::NotFound(id))
    }

    async fn replay(&self, id: Uuid) -> Result<(), DeadLetterError> {
        Err(DeadLetterError::NotFound(id))
    }

    async fn stop(&self) {}
}

/// Passes messages on and waits with each confirmation until the process is killed.
pub struct NeverConfirms {
    pub inner: Arc<dyn Bus>,
    pub confirmed: watch::Sender<usize>,
}

#[async_trait]
impl Bus for NeverConfirms {
    fn system(&self) -> &'static str {
        self.inner.system()
    }

    async fn send(&self, message: Message) -> Result<Confirmation, PublishError> {
        let inner = self.inner.send(message).await?;
        let confirmed = self.confirmed.clone();
        Ok(Confirmation::new(async move {
            inner.await?;
            confirmed.send_modify(|confirmed| *confirmed += 1);
            std::future::pending().await
        }))
    }

    async fn dead_letters(&self, query: &DeadLetterQuery) -> Result<Vec<DeadLetter>, DeadLetterError> {
        self.inner.dead_letters(query).await
    }

    async fn dead_letter(&self, id: Uuid) -> Result<DeadLetter, DeadLetterError> {
        self.inner.dead_letter(id).await
    }

    async fn replay(&self, id: Uuid) -> Result<(), DeadLetterError> {
        self.inner.replay(id).await
    }

    async fn stop(&self) {
        self.inner.stop().await;
    }
}
