//! One round of handling a message, the same for every engine: quick tries in place, each in the message's trace.

use std::any::Any;
use std::error::Error;
use std::panic::AssertUnwindSafe;

use futures_util::FutureExt as _;
use tracing::Instrument as _;

use crate::consumer::{ConsumeError, Consumer, Handled};
use crate::message::Message;
use crate::retry::RetryPolicy;
use crate::{SharedClock, telemetry, trace};

/// Why a round failed.
#[derive(Debug)]
pub(crate) struct Fault {
    /// The last error with its causes.
    pub reason: String,
    /// How often it was tried in this round.
    pub tries: u32,
    /// No further round can help.
    pub permanent: bool,
}

/// Tries until it works, fails for good, or the quick tries are used up.
pub(crate) async fn deliver(
    consumer: &Consumer,
    message: &Message,
    clock: &SharedClock,
    policy: &RetryPolicy,
) -> Result<Handled, Fault> {
    let mut tries = 0;
    loop {
        tries += 1;
        let error = match try_once(consumer, message, clock, policy).await {
            Ok(handled) => return Ok(handled),
            Err(error) => error,
        };
        let permanent = matches!(error, ConsumeError::Permanent { .. });
        if permanent || tries >= policy.quick_tries {
            return Err(Fault {
                reason: with_causes(&error),
                tries,
                permanent,
            });
        }
        telemetry::retried(consumer.queue(), &message.kind);
        tokio::time::sleep(policy.quick_pause_after(tries)).await;
    }
}

async fn try_once(
    consumer: &Consumer,
    message: &Message,
    clock: &SharedClock,
    policy: &RetryPolicy,
) -> Result<Handled, ConsumeError> {
    let span = tracing::debug_span!("consume", queue = %consumer.queue(), message.id = %message.id, "message.type" = %message.kind);
    let watch = telemetry::Stopwatch::start();
    let work = trace::with(message.traceparent.clone(), consumer.handle(message, clock.now())).instrument(span);
    // A handler that panics must not take its whole lane with it; its transaction is rolled back by the unwinding.
    let result = match tokio::time::timeout(policy.try_timeout, AssertUnwindSafe(work).catch_unwind()).await {
        Ok(Ok(result)) => result,
        Ok(Err(panic)) => Err(ConsumeError::transient(format!(
            "the handler panicked: {}",
            panic_text(panic.as_ref())
        ))),
        Err(_) => Err(ConsumeError::transient(format!(
            "not handled within {:?}",
            policy.try_timeout
        ))),
    };
    watch.handled(consumer.queue(), &message.kind, result.as_ref().ok().copied());
    result
}

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(text), _) => text,
        (None, Some(text)) => text,
        (None, None) => "no text",
    }
}

/// The error and what caused it, on one line; a cause that its parent already quotes is left out.
pub(crate) fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let next = error.to_string();
        if !text.ends_with(&next) {
            text.push_str(": ");
            text.push_str(&next);
        }
        cause = error.source();
    }
    text
}
