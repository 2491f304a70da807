//! The metrics of messaging, all in one place.

use std::sync::Arc;
use std::time::{Duration, Instant};

use metrics::{counter, gauge, histogram};

use crate::consumer::Handled;

/// Runs from the start of a try to its end.
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// Counts the try and how long it took.
    pub(crate) fn handled(self, queue: &Arc<str>, kind: &str, handled: Option<Handled>) {
        let outcome = match handled {
            Some(Handled::Now) => "handled",
            Some(Handled::Before) => "duplicate",
            None => "failed",
        };
        histogram!("foodwala_message_handling_seconds", "queue" => queue.clone(), "type" => kind.to_owned())
            .record(self.0.elapsed());
        counter!("foodwala_messages_consumed_total", "queue" => queue.clone(), "type" => kind.to_owned(), "outcome" => outcome)
            .increment(1);
    }
}

/// A message has been confirmed by the bus.
pub(crate) fn published(schema: &'static str, kind: &str) {
    counter!("foodwala_messages_published_total", "schema" => schema, "type" => kind.to_owned()).increment(1);
}

/// A message had no subscriber.
pub(crate) fn unroutable(kind: &str) {
    counter!("foodwala_messages_unroutable_total", "type" => kind.to_owned()).increment(1);
}

/// A message will be tried again.
pub(crate) fn retried(queue: &Arc<str>, kind: &str) {
    counter!("foodwala_messages_retried_total", "queue" => queue.clone(), "type" => kind.to_owned()).increment(1);
}

/// A message became a dead letter.
pub(crate) fn dead(queue: &Arc<str>, kind: &str) {
    counter!("foodwala_messages_dead_total", "queue" => queue.clone(), "type" => kind.to_owned()).increment(1);
}

/// How much the outbox has yet to send, and for how long the oldest of it has waited.
pub(crate) fn backlog(schema: &'static str, unsent: u64, oldest: Duration) {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a gauge is a float; 2^53 rows are out of reach"
    )]
    gauge!("foodwala_outbox_unsent", "schema" => schema).set(unsent as f64);
    gauge!("foodwala_outbox_oldest_age_seconds", "schema" => schema).set(oldest.as_secs_f64());
}
