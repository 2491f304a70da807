//! The metrics and spans of messaging, all in one place.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::SignedDuration;
use metrics::{counter, gauge, histogram};
use tracing::Span;
use tracing::field::Empty;
use uuid::Uuid;

use crate::consumer::Handled;
use crate::message::Message;
use crate::trace::TARGET;

/// The span of handing a message to the bus, until its confirmation.
pub(crate) fn publishing(system: &'static str, kind: &str, id: Uuid) -> Span {
    tracing::info_span!(
        target: TARGET,
        "publish",
        otel.name = %format_args!("publish {kind}"),
        otel.kind = "producer",
        otel.status_code = Empty,
        messaging.system = system,
        messaging.operation.name = "publish",
        "messaging.operation.type" = "send",
        messaging.destination.name = kind,
        messaging.message.id = %id,
    )
}

/// The span of one try to handle a message.
pub(crate) fn consuming(system: &'static str, queue: &str, message: &Message) -> Span {
    tracing::info_span!(
        target: TARGET,
        "process",
        otel.name = %format_args!("process {queue}"),
        otel.kind = "consumer",
        otel.status_code = Empty,
        messaging.system = system,
        messaging.operation.name = "process",
        "messaging.operation.type" = "process",
        messaging.destination.name = %message.kind,
        messaging.destination.subscription.name = queue,
        messaging.message.id = %message.id,
    )
}

/// An event was committed with the state that it tells of.
pub(crate) fn committed(schema: &'static str, kind: &'static str) {
    counter!("foodwala_events_committed_total", "schema" => schema, "type" => kind).increment(1);
}

/// How long after its event was recorded a message had its effect.
pub(crate) fn age(queue: &Arc<str>, age: SignedDuration) {
    let age = Duration::try_from(age).unwrap_or_default();
    histogram!("foodwala_message_age_seconds", "queue" => queue.clone()).record(age);
}

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

/// Counts from nothing on what should not happen: of a series that begins with its first event, no rate tells of it.
pub(crate) fn expect(queue: &Arc<str>, kinds: &[&'static str]) {
    for kind in kinds {
        for name in ["foodwala_messages_retried_total", "foodwala_messages_dead_total"] {
            counter!(name, "queue" => queue.clone(), "type" => *kind).increment(0);
        }
        counter!("foodwala_messages_unroutable_total", "type" => *kind).increment(0);
    }
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
