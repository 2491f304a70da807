//! What the relay and the operators need of a bus, whichever engine is behind it.
//!
//! Consumers are given to an engine before it starts, so that no message can arrive ahead of its subscribers.

use std::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use async_trait::async_trait;
use foodwala_database::DatabaseError;
use uuid::Uuid;

use crate::dead_letters::{DeadLetter, DeadLetterError, DeadLetterQuery};
use crate::message::Message;

/// A started bus.
///
/// Invariant: messages of one subject, sent one after the other, reach each consumer in that order as long as none of
/// them has to be sent again.
#[async_trait]
pub trait Bus: Send + Sync {
    /// Its name in OpenTelemetry's conventions.
    fn system(&self) -> &'static str;

    /// Hands a message over. The confirmation resolves once the bus answers for it, that is, once the outbox row may
    /// be marked sent. A message that no queue subscribes to is confirmed at once and counted as unroutable.
    async fn send(&self, message: Message) -> Result<Confirmation, PublishError>;

    /// Hands a message over and waits for the confirmation.
    async fn publish(&self, message: &Message) -> Result<(), PublishError> {
        self.send(message.clone()).await?.await
    }

    /// Whether messages could be sent now. A bus that lives in this process always answers.
    async fn ping(&self) -> Result<(), PublishError> {
        Ok(())
    }

    /// Dead letters, newest first.
    async fn dead_letters(&self, query: &DeadLetterQuery) -> Result<Vec<DeadLetter>, DeadLetterError>;

    /// One dead letter.
    async fn dead_letter(&self, id: Uuid) -> Result<DeadLetter, DeadLetterError>;

    /// Asks for a dead letter to be delivered once more, to the queue that gave up on it and to no other. One that fails
    /// again is listed under the same id, with its attempts added up; while it is on its way, an engine need not list it.
    async fn replay(&self, id: Uuid) -> Result<(), DeadLetterError>;

    /// Stops delivering: what is being handled is finished (within a bound), everything else stays unconfirmed. Stop
    /// the relays first.
    async fn stop(&self);
}

/// Resolves once the bus answers for a message.
#[must_use = "a message counts as sent only after its confirmation"]
pub struct Confirmation(Pin<Box<dyn Future<Output = Result<(), PublishError>> + Send>>);

impl Confirmation {
    /// A confirmation that waits for `confirmed`.
    pub fn new(confirmed: impl Future<Output = Result<(), PublishError>> + Send + 'static) -> Self {
        Self(Box::pin(confirmed))
    }
}

impl Future for Confirmation {
    type Output = Result<(), PublishError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context)
    }
}

/// Why a bus was not started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Two consumers of one name would take each other's messages for handled.
    #[error("two consumers share the queue {0}")]
    DuplicateQueue(Arc<str>),
}

/// Why a message is not known to be safe with the bus. It may have been handled all the same: sending it again is right.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The bus has been stopped.
    #[error("the bus has been stopped")]
    Stopped,
    /// The bus cannot be reached; other messages would fare no better.
    #[error("the bus is not available")]
    Unavailable(#[source] Box<dyn Error + Send + Sync>),
    /// The message does not fit into the form that the bus carries.
    #[error("the message cannot be written")]
    Malformed(#[source] Box<dyn Error + Send + Sync>),
    /// A consumer failed and its message could not be set aside either.
    #[error("queue {queue} could neither handle the message nor set it aside")]
    NotSetAside {
        /// The queue.
        queue: String,
        /// What the store of dead letters answered.
        #[source]
        source: DatabaseError,
    },
}

impl PublishError {
    /// Whether other messages would fail too, so that sending should pause as a whole.
    pub fn is_outage(&self) -> bool {
        matches!(self, Self::Stopped | Self::Unavailable(_))
    }
}
