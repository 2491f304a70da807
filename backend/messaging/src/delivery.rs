//! One round of handling a message, the same for every engine: quick tries in place, each in the message's trace, and
//! what is to become of the message then.

use std::any::Any;
use std::error::Error;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tracing::Instrument as _;

use crate::consumer::{ConsumeError, Consumer, Handled};
use crate::message::Message;
use crate::retry::RetryPolicy;
use crate::{SharedClock, telemetry, trace};

/// What a message has been through in its queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct History {
    /// Rounds that failed.
    pub rounds: usize,
    /// Tries in all rounds.
    pub tries: u32,
}

/// What is to become of a message after a round.
#[derive(Debug)]
pub(crate) enum Round {
    /// It is handled, durably.
    Handled,
    /// Another round, after a wait of about that long.
    Again {
        /// The wait as configured, without jitter.
        after: Duration,
    },
    /// It waited for something that is away, and was told to stop: it is to come back as it is.
    Left,
    /// No further round: it is to be set aside.
    GivenUp {
        /// The last error with its causes.
        fault: String,
    },
}

/// Why a round failed.
struct Fault {
    reason: String,
    tries: u32,
    /// What another round can do.
    hope: Hope,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Hope {
    /// It may help, a few times.
    Some,
    /// It will, once what is away is back.
    Lasting,
    None,
    /// Nobody waits for another try.
    Left,
}

/// Runs a round and adds it to the message's history. A try is never broken off, but nobody waits for the next one after
/// `stop`.
pub(crate) async fn round(
    system: &'static str,
    consumer: &Consumer,
    message: &Message,
    history: &mut History,
    clock: &SharedClock,
    policy: &RetryPolicy,
    stop: &CancellationToken,
) -> Round {
    let Err(fault) = deliver(system, consumer, message, clock, policy, stop).await else {
        return Round::Handled;
    };
    if fault.hope == Hope::Left {
        return Round::Left;
    }
    history.rounds = history.rounds.saturating_add(1);
    history.tries = history.tries.saturating_add(fault.tries);
    let after = match fault.hope {
        Hope::Some => policy.delay_after(history.rounds),
        Hope::Lasting => policy.delay_after(history.rounds.min(policy.delays.len())),
        Hope::None | Hope::Left => None,
    };
    let Some(after) = after else {
        return Round::GivenUp { fault: fault.reason };
    };
    tracing::warn!(
        queue = %consumer.queue(), message.id = %message.id, "message.type" = %message.kind,
        attempts = history.tries, error = fault.reason,
        retry_after_ms = u64::try_from(after.as_millis()).unwrap_or(u64::MAX), "a message will be delivered again"
    );
    telemetry::retried(consumer.queue(), &message.kind);
    Round::Again { after }
}

/// Tells the operators that a message has been set aside.
pub(crate) fn became_dead_letter(consumer: &Consumer, message: &Message, tries: u32, fault: &str) {
    tracing::error!(queue = %consumer.queue(), message.id = %message.id, "message.type" = %message.kind,
        attempts = tries, error = fault, "a message became a dead letter");
    telemetry::dead(consumer.queue(), &message.kind);
}

/// Tries until it works, fails for good, or the quick tries are used up.
async fn deliver(
    system: &'static str,
    consumer: &Consumer,
    message: &Message,
    clock: &SharedClock,
    policy: &RetryPolicy,
    stop: &CancellationToken,
) -> Result<Handled, Fault> {
    let begun = Instant::now();
    let mut tries: u32 = 0;
    loop {
        tries = tries.saturating_add(1);
        let error = match try_once(system, consumer, message, clock, policy).await {
            Ok(handled) => return Ok(handled),
            Err(error) => error,
        };
        let hope = match &error {
            ConsumeError::Transient(_) => Hope::Some,
            ConsumeError::Away(_) => Hope::Lasting,
            ConsumeError::Permanent { .. } => Hope::None,
        };
        let pause = match hope {
            Hope::Some if tries < policy.quick_tries => Some(policy.quick_pause_after(tries)),
            Hope::Lasting if begun.elapsed() < policy.away_patience => Some(policy.away_pause.after(tries)),
            _ => None,
        };
        let fault = |hope| Fault {
            reason: with_causes(&error),
            tries,
            hope,
        };
        let Some(pause) = pause else {
            return Err(fault(hope));
        };
        if tries == 1 && hope == Hope::Lasting {
            tracing::debug!(queue = %consumer.queue(), message.id = %message.id, error = with_causes(&error),
                "a message waits for what is away");
        }
        telemetry::retried(consumer.queue(), &message.kind);
        if stop.run_until_cancelled(tokio::time::sleep(pause)).await.is_none() && hope == Hope::Lasting {
            return Err(fault(Hope::Left));
        }
    }
}

async fn try_once(
    system: &'static str,
    consumer: &Consumer,
    message: &Message,
    clock: &SharedClock,
    policy: &RetryPolicy,
) -> Result<Handled, ConsumeError> {
    let span = tracing::debug_span!("consume", queue = %consumer.queue(), message.id = %message.id, "message.type" = %message.kind);
    let watch = telemetry::Stopwatch::start();
    let traced = telemetry::consuming(system, consumer.queue(), message);
    let traceparent = trace::descend(&traced, message.traceparent.clone());
    let work = trace::with(traceparent, consumer.handle(message, clock.now()))
        .instrument(span)
        .instrument(traced.clone());
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
    match &result {
        Ok(Handled::Now) => telemetry::age(consumer.queue(), clock.now().duration_since(message.time)),
        Ok(Handled::Before) => {}
        Err(_) => {
            traced.record("otel.status_code", "ERROR");
        }
    }
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
