//! What every engine of the [`Bus`](crate::Bus) keeps. Each function is one fact; an engine's tests call them all.
//!
//! A function that does not hold panics. Waits are for conditions, with a limit that only a failure reaches.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "these are tests, exported so that other engines can run them"
)]

mod script;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use foodwala_database::Database;
use uuid::Uuid;

use crate::bus::Bus;
use crate::consumer::{ConsumeError, Consumer};
use crate::dead_letters::{DeadLetter, DeadLetterQuery};
use crate::retry::{Backoff, RetryPolicy};

pub use script::{RANG, Rang, Script, eventually};

/// What a suite needs of an engine.
#[async_trait]
pub trait Engine: Send + Sync {
    /// A bus of its own with these consumers, started; it has no messages yet.
    async fn start(&self, consumers: Vec<Consumer>, retry: RetryPolicy) -> Arc<dyn Bus>;
    /// A service's database, migrated and empty.
    async fn database(&self) -> Database;
}

/// Three quick tries, two redeliveries, all of it soon.
pub fn soon() -> RetryPolicy {
    RetryPolicy {
        quick_tries: 3,
        quick_pause: Duration::from_millis(1),
        away_pause: Backoff {
            first: Duration::from_millis(1),
            longest: Duration::from_millis(10),
        },
        away_patience: Duration::from_millis(20),
        delays: vec![Duration::from_millis(20), Duration::from_millis(20)],
        try_timeout: Duration::from_secs(10),
    }
}

/// The tries that [`soon`] allows before a message becomes a dead letter.
const ALL_TRIES: usize = 9;

async fn publish(bus: &dyn Bus, subject: &str, number: u32) -> Uuid {
    let message = Rang::message(subject, number);
    bus.publish(&message).await.expect("the bus takes the message");
    message.id
}

async fn the_dead_letter(bus: &dyn Bus) -> DeadLetter {
    eventually("a dead letter", || async {
        bus.dead_letters(&DeadLetterQuery::default())
            .await
            .expect("dead letters can be listed")
            .pop()
    })
    .await
}

/// Every queue that subscribes to a type gets each message of it once, and no other queue does.
pub async fn each_queue_gets_a_message_once(engine: &dyn Engine) {
    let database = engine.database().await;
    let (first, second, other) = (Script::works(), Script::works(), Script::works());
    let bus = engine
        .start(
            vec![
                first.consumer("first", &database),
                second.consumer("second", &database),
                Consumer::new(
                    "other",
                    &["foodwala.conformance.other.v1"],
                    database.clone(),
                    other.handler(),
                ),
            ],
            soon(),
        )
        .await;
    publish(&*bus, "a", 1).await;
    publish(&*bus, "a", 2).await;
    for script in [&first, &second] {
        script.wait_for_tries(2).await;
    }
    assert_eq!(first.tries(), [1, 2]);
    assert_eq!(second.tries(), [1, 2]);
    assert!(other.tries().is_empty());
    Script::wait_for_effects(&database, "a", 4).await;
    bus.stop().await;
}

/// A message that comes twice has one effect.
pub async fn a_duplicate_has_no_effect(engine: &dyn Engine) {
    let database = engine.database().await;
    let script = Script::works();
    let bus = engine.start(vec![script.consumer("queue", &database)], soon()).await;
    let message = Rang::message("a", 1);
    for _ in 0..3 {
        bus.publish(&message).await.expect("the bus takes the message");
    }
    publish(&*bus, "a", 2).await;
    script.wait_for_tries(2).await;
    assert_eq!(script.tries(), [1, 2]);
    Script::wait_for_effects(&database, "a", 2).await;
    bus.stop().await;
}

/// Messages of one subject are handled in the order in which they were sent, whatever else is on its way.
pub async fn keeps_the_order_of_a_subject(engine: &dyn Engine) {
    let database = engine.database().await;
    let script = Script::works();
    let bus = engine.start(vec![script.consumer("queue", &database)], soon()).await;
    let mut confirmations = Vec::new();
    for number in 0..50 {
        for subject in ["a", "b", "c"] {
            let confirmation = bus.send(Rang::message(subject, number)).await;
            confirmations.push(confirmation.expect("the bus takes the message"));
        }
    }
    for confirmation in confirmations {
        confirmation.await.expect("the bus confirms the message");
    }
    script.wait_for_tries(150).await;
    for subject in ["a", "b", "c"] {
        assert_eq!(script.tries_of(subject), (0..50).collect::<Vec<_>>());
    }
    bus.stop().await;
}

/// While something that a handler needs is away, its messages wait, however long: an outage makes no dead letters.
pub async fn an_outage_is_waited_for(engine: &dyn Engine) {
    let database = engine.database().await;
    let policy = RetryPolicy {
        away_patience: Duration::ZERO,
        ..soon()
    };
    let more_rounds_than_delays = policy.delays.len() + 3;
    let script = Script::new(move |_, tries| {
        if tries < more_rounds_than_delays {
            Err(ConsumeError::away("the tower is closed"))
        } else {
            Ok(())
        }
    });
    let bus = engine.start(vec![script.consumer("queue", &database)], policy).await;
    publish(&*bus, "a", 1).await;
    Script::wait_for_effects(&database, "a", 1).await;
    let letters = bus.dead_letters(&DeadLetterQuery::default()).await;
    assert!(letters.expect("dead letters can be listed").is_empty());
    bus.stop().await;
}

/// What waits for something that is away keeps its place: those of its subject that came later do not overtake it.
pub async fn an_outage_keeps_the_order(engine: &dyn Engine) {
    const AWAY: usize = 20;
    let database = engine.database().await;
    let policy = RetryPolicy {
        away_patience: Duration::from_secs(60),
        ..soon()
    };
    let script = Script::new(move |_, tries| match tries {
        0..AWAY => Err(ConsumeError::away("the tower is closed")),
        _ => Ok(()),
    });
    let bus = engine.start(vec![script.consumer("queue", &database)], policy).await;
    let mut confirmations = Vec::new();
    for number in 1..=3 {
        let sent = bus.send(Rang::message("a", number)).await;
        confirmations.push(sent.expect("the bus takes the message"));
    }
    Script::wait_for_effects(&database, "a", 3).await;
    let expected: Vec<u32> = std::iter::repeat_n(1, AWAY).chain(1..=3).collect();
    assert_eq!(script.tries_of("a"), expected);
    bus.stop().await;
}

/// A bus that is told to stop does not wait for what is away.
pub async fn a_stop_does_not_wait_for_what_is_away(engine: &dyn Engine) {
    let hour = Duration::from_secs(3600);
    let database = engine.database().await;
    let policy = RetryPolicy {
        away_pause: Backoff {
            first: hour,
            longest: hour,
        },
        away_patience: hour,
        ..soon()
    };
    let script = Script::new(|_, _| Err(ConsumeError::away("the tower is closed")));
    let bus = engine.start(vec![script.consumer("queue", &database)], policy).await;
    let sent = bus.send(Rang::message("a", 1)).await;
    script.wait_for_tries(1).await;
    let stopped = tokio::time::timeout(Duration::from_secs(8), bus.stop()).await;
    stopped.expect("the bus stops before it gives up on its handlers");
    drop(sent);
}

/// A passing failure is tried again, at once and later, and has one effect in the end.
pub async fn a_passing_failure_is_retried(engine: &dyn Engine) {
    let database = engine.database().await;
    let script = Script::new(|_, tries| match tries {
        0..=3 => Err(ConsumeError::transient("not yet")),
        _ => Ok(()),
    });
    let bus = engine.start(vec![script.consumer("queue", &database)], soon()).await;
    publish(&*bus, "a", 1).await;
    script.wait_for_tries(5).await;
    Script::wait_for_effects(&database, "a", 1).await;
    assert!(
        bus.dead_letters(&DeadLetterQuery::default())
            .await
            .expect("dead letters can be listed")
            .is_empty()
    );
    bus.stop().await;
}

/// A message that never works becomes a dead letter with its fault, leaves no effect, and lets the next one through.
pub async fn a_lasting_failure_becomes_a_dead_letter(engine: &dyn Engine) {
    let database = engine.database().await;
    let script = Script::new(|number, _| match number {
        1 => Err(ConsumeError::transient("the bell is broken")),
        _ => Ok(()),
    });
    let bus = engine.start(vec![script.consumer("queue", &database)], soon()).await;
    let id = publish(&*bus, "a", 1).await;
    publish(&*bus, "a", 2).await;

    let letter = the_dead_letter(&*bus).await;
    assert_eq!((letter.queue.as_str(), letter.message.id), ("queue", id));
    assert_eq!(letter.fault, "the bell is broken");
    assert_eq!(letter.attempts as usize, ALL_TRIES);
    assert_eq!(
        letter
            .message
            .decode::<Rang>()
            .expect("the message is unchanged")
            .number,
        1
    );
    assert_eq!(
        bus.dead_letter(letter.id).await.expect("it can be shown").message.id,
        id
    );

    Script::wait_for_effects(&database, "a", 1).await;
    bus.stop().await;
}

/// A handler that panics is a failure like others.
pub async fn a_panic_becomes_a_dead_letter(engine: &dyn Engine) {
    let database = engine.database().await;
    let script = Script::new(|number, _| match number {
        1 => panic!("the rope is gone"),
        _ => Ok(()),
    });
    let bus = engine.start(vec![script.consumer("queue", &database)], soon()).await;
    publish(&*bus, "a", 1).await;
    publish(&*bus, "a", 2).await;
    assert!(the_dead_letter(&*bus).await.fault.contains("the rope is gone"));
    Script::wait_for_effects(&database, "a", 1).await;
    bus.stop().await;
}

/// A permanent failure becomes a dead letter without another try.
pub async fn a_permanent_failure_is_not_retried(engine: &dyn Engine) {
    let database = engine.database().await;
    let script = Script::new(|_, _| Err(ConsumeError::permanent("no such bell")));
    let bus = engine.start(vec![script.consumer("queue", &database)], soon()).await;
    publish(&*bus, "a", 1).await;
    let letter = the_dead_letter(&*bus).await;
    assert_eq!((letter.fault.as_str(), letter.attempts), ("no such bell", 1));
    assert_eq!(script.tries(), [1]);
    bus.stop().await;
}

/// A replay goes to the queue that gave up and to no other, has one effect, and takes the dead letter away.
pub async fn a_replay_brings_a_message_back_once(engine: &dyn Engine) {
    let database = engine.database().await;
    let well = Script::works();
    let mended = Script::new(|_, tries| match tries {
        0 | 1 => Err(ConsumeError::permanent("no such bell")),
        _ => Ok(()),
    });
    let consumers = vec![well.consumer("well", &database), mended.consumer("mended", &database)];
    let bus = engine.start(consumers, soon()).await;
    publish(&*bus, "a", 1).await;
    let letter = the_dead_letter(&*bus).await;

    // The first replay fails again and is still the same dead letter.
    bus.replay(letter.id).await.expect("it can be replayed");
    eventually("the second failure", || async {
        let again = bus.dead_letter(letter.id).await.ok()?;
        (again.attempts == 2 && again.replay_requested_at.is_none()).then_some(())
    })
    .await;

    bus.replay(letter.id).await.expect("it can be replayed");
    eventually("no dead letters", || async {
        bus.dead_letters(&DeadLetterQuery::default())
            .await
            .expect("dead letters can be listed")
            .is_empty()
            .then_some(())
    })
    .await;
    publish(&*bus, "a", 2).await;
    mended.wait_for_tries(4).await;
    assert_eq!(mended.tries(), [1, 1, 1, 2]);
    well.wait_for_tries(2).await;
    assert_eq!(well.tries(), [1, 2]);
    Script::wait_for_effects(&database, "a", 4).await;
    assert!(bus.replay(letter.id).await.is_err());
    bus.stop().await;
}

/// A consumer that hangs holds up neither other consumers nor its own other subjects.
pub async fn a_slow_consumer_stops_nobody(engine: &dyn Engine) {
    let database = engine.database().await;
    let projections = Arc::new(script::Gate::default());
    let quick = Script::works();
    let slow = Consumer::projector("slow", &[RANG], projections.clone().projector("stuck"));
    let bus = engine
        .start(vec![slow, quick.consumer("quick", &database)], soon())
        .await;
    let stuck = bus
        .send(Rang::message("stuck", 1))
        .await
        .expect("the bus takes the message");
    let subjects: Vec<_> = (0..100).map(|number| format!("subject {number}")).collect();
    let mut confirmations = Vec::new();
    for subject in &subjects {
        confirmations.push(
            bus.send(Rang::message(subject, 2))
                .await
                .expect("the bus takes the message"),
        );
    }
    quick.wait_for_tries(101).await;
    projections.wait_for_passed(1).await;
    projections.open();
    projections.wait_for_passed(101).await;
    for confirmation in confirmations {
        confirmation.await.expect("the bus confirms the message");
    }
    stuck.await.expect("the bus confirms the message");
    bus.stop().await;
}

/// A message that nobody subscribes to is confirmed.
pub async fn a_message_without_subscriber_is_confirmed(engine: &dyn Engine) {
    let bus = engine.start(Vec::new(), soon()).await;
    publish(&*bus, "a", 1).await;
    bus.stop().await;
}

/// For engines that do not keep messages themselves: a confirmation means that the effect is committed.
pub async fn confirmed_only_after_the_effect(engine: &dyn Engine) {
    let database = engine.database().await;
    let script = Script::new(|_, tries| match tries {
        0..=3 => Err(ConsumeError::transient("not yet")),
        _ => Ok(()),
    });
    let gate = Arc::new(script::Gate::default());
    let gated = Consumer::projector("gated", &[RANG], gate.clone().projector("a"));
    let bus = engine
        .start(vec![script.consumer("queue", &database), gated], soon())
        .await;
    let confirmation = bus
        .send(Rang::message("a", 1))
        .await
        .expect("the bus takes the message");
    let mut confirmation = Box::pin(confirmation);
    Script::wait_for_effects(&database, "a", 1).await;
    assert!(
        futures_util::poll!(confirmation.as_mut()).is_pending(),
        "one consumer is not done"
    );
    gate.open();
    confirmation.await.expect("the bus confirms the message");
    assert_eq!(Script::effects(&database, "a").await, 1);
    gate.wait_for_passed(1).await;
    bus.stop().await;
}
