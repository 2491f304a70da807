//! Who reacts to messages: a queue name, the types it wants, and the code that handles them.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use foodwala_database::{Database, DatabaseError, Tx};
use jiff::Timestamp;

use crate::inbox;
use crate::message::Message;

/// Reacts to a message with changes in the service's own database.
#[async_trait]
pub trait Handler: Send + Sync {
    /// Makes the change in `tx`, which commits together with the note that the message has been handled. Called again
    /// from the start, with a new transaction, when it fails for a passing reason.
    async fn handle(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError>;
}

/// Reacts to a message with something that is idempotent by itself, such as a read document written by version.
#[async_trait]
pub trait Projector: Send + Sync {
    /// Applies the message. The same message may come more than once.
    async fn project(&self, message: &Message) -> Result<(), ConsumeError>;
}

#[async_trait]
impl<H: Handler + ?Sized> Handler for Arc<H> {
    async fn handle(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError> {
        (**self).handle(message, tx).await
    }
}

#[async_trait]
impl<P: Projector + ?Sized> Projector for Arc<P> {
    async fn project(&self, message: &Message) -> Result<(), ConsumeError> {
        (**self).project(message).await
    }
}

/// Why a message was not handled.
#[derive(Debug, thiserror::Error)]
pub enum ConsumeError {
    /// May succeed when tried again.
    #[error("{0}")]
    Transient(#[source] Box<dyn Error + Send + Sync>),
    /// A database or the read model is away: tried again, ever so seldom, until it is back. An outage makes no dead
    /// letters.
    #[error("{0}")]
    Away(#[source] Box<dyn Error + Send + Sync>),
    /// Will never succeed as things are: a dead letter at once.
    #[error("{reason}")]
    Permanent {
        /// For the operator who looks at the dead letter.
        reason: String,
    },
}

impl ConsumeError {
    /// Worth another try.
    pub fn transient(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Transient(source.into())
    }

    /// Worth another try when what is away has come back.
    pub fn away(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Away(source.into())
    }

    /// Not worth another try.
    pub fn permanent(reason: impl Into<String>) -> Self {
        Self::Permanent { reason: reason.into() }
    }
}

impl From<DatabaseError> for ConsumeError {
    /// Always worth another try: a new transaction sees what a concurrent one has committed meanwhile, and an error
    /// that lasts ends as a dead letter all the same, unless it is the database that is away.
    fn from(error: DatabaseError) -> Self {
        if error.is_unavailable() {
            Self::away(error)
        } else {
            Self::transient(error)
        }
    }
}

/// A queue's name and the types of messages it takes: what others must know of a consumer, wherever it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    queue: Arc<str>,
    types: Arc<[&'static str]>,
}

impl Subscription {
    /// A queue that takes messages of these types.
    pub fn new(queue: impl Into<Arc<str>>, types: &[&'static str]) -> Self {
        Self {
            queue: queue.into(),
            types: types.into(),
        }
    }

    /// The name of the queue.
    pub fn queue(&self) -> &Arc<str> {
        &self.queue
    }

    /// The CloudEvents types it takes.
    pub fn types(&self) -> &[&'static str] {
        &self.types
    }
}

/// A queue and the code behind it. Cheap to clone.
#[derive(Clone)]
pub struct Consumer {
    queue: Arc<str>,
    types: Arc<[&'static str]>,
    work: Work,
}

#[derive(Clone)]
enum Work {
    Handle {
        database: Database,
        handler: Arc<dyn Handler>,
    },
    Project(Arc<dyn Projector>),
}

/// What came of a message that was handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Handled {
    /// It had its effect now.
    Now,
    /// It had its effect before; nothing was done.
    Before,
}

impl Consumer {
    /// A consumer whose effect and inbox row are one transaction in `database`. `queue` names it for good: it is the
    /// key of its inbox rows, e.g. `orders.staff-actions`.
    pub fn new(
        queue: impl Into<Arc<str>>,
        types: &[&'static str],
        database: Database,
        handler: impl Handler + 'static,
    ) -> Self {
        Self {
            queue: queue.into(),
            types: types.into(),
            work: Work::Handle {
                database,
                handler: Arc::new(handler),
            },
        }
    }

    /// A consumer without a transaction of its own, idempotent by itself.
    pub fn projector(queue: impl Into<Arc<str>>, types: &[&'static str], projector: impl Projector + 'static) -> Self {
        Self {
            queue: queue.into(),
            types: types.into(),
            work: Work::Project(Arc::new(projector)),
        }
    }

    /// The name of its queue.
    pub fn queue(&self) -> &Arc<str> {
        &self.queue
    }

    /// The CloudEvents types it wants.
    pub fn types(&self) -> &[&'static str] {
        &self.types
    }

    /// Its queue and types.
    pub fn subscription(&self) -> Subscription {
        Subscription {
            queue: Arc::clone(&self.queue),
            types: Arc::clone(&self.types),
        }
    }

    /// Handles a message once, durably when it returns `Ok`.
    pub(crate) async fn handle(&self, message: &Message, now: Timestamp) -> Result<Handled, ConsumeError> {
        match &self.work {
            Work::Project(projector) => projector.project(message).await.map(|()| Handled::Now),
            Work::Handle { database, handler } => {
                let mut tx = database.begin().await?;
                if !inbox::record(&mut tx, &self.queue, message.id, now).await? {
                    tx.rollback().await?;
                    return Ok(Handled::Before);
                }
                handler.handle(message, &mut tx).await?;
                tx.commit().await?;
                Ok(Handled::Now)
            }
        }
    }
}

impl fmt::Debug for Consumer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Consumer")
            .field("queue", &self.queue)
            .field("types", &self.types)
            .finish()
    }
}
