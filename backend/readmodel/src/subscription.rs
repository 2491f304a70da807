//! Receiving announcements.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_util::Stream;

/// Something received on a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// What was announced or published.
    Message(Bytes),
    /// Messages were missed here; later ones follow. Whoever needs the state reads it again.
    Lagged,
}

/// The messages of one channel from the moment of subscribing. Dropping it unsubscribes; it ends when its engine does.
pub struct Subscription(Pin<Box<dyn Stream<Item = Event> + Send>>);

impl Subscription {
    /// A subscription fed by an engine.
    pub fn new(events: impl Stream<Item = Event> + Send + 'static) -> Self {
        Self(Box::pin(events))
    }
}

impl Stream for Subscription {
    type Item = Event;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Event>> {
        self.0.as_mut().poll_next(cx)
    }
}

impl fmt::Debug for Subscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subscription").finish_non_exhaustive()
    }
}
