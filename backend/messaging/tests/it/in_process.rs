//! The embedded engine.

use std::sync::Arc;

use async_trait::async_trait;
use foodwala_clock::SystemClock;
use foodwala_database::Database;
use foodwala_messaging::conformance::{self, Engine, Rang, Script, eventually, soon};
use foodwala_messaging::{
    Bus, ConsumeError, Consumer, DeadLetterQuery, DeadLetters, InProcessBus, PublishError, RetryPolicy, StartError,
};

use crate::support::{NOW, clock, database, in_process};

struct Embedded;

#[async_trait]
impl Engine for Embedded {
    async fn start(&self, consumers: Vec<Consumer>, retry: RetryPolicy) -> Arc<dyn Bus> {
        in_process(consumers, retry).await
    }

    async fn database(&self) -> Database {
        database("orders").await
    }
}

macro_rules! conforms {
    ($($fact:ident),* $(,)?) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $fact() {
            conformance::$fact(&Embedded).await;
        }
    )*};
}

conforms![
    each_queue_gets_a_message_once,
    a_duplicate_has_no_effect,
    keeps_the_order_of_a_subject,
    a_passing_failure_is_retried,
    an_outage_is_waited_for,
    an_outage_keeps_the_order,
    a_stop_does_not_wait_for_what_is_away,
    a_lasting_failure_becomes_a_dead_letter,
    a_panic_becomes_a_dead_letter,
    a_permanent_failure_is_not_retried,
    a_replay_brings_a_message_back_once,
    a_slow_consumer_stops_nobody,
    a_message_without_subscriber_is_confirmed,
    confirmed_only_after_the_effect,
];

#[tokio::test]
async fn a_redelivery_holds_back_its_subject_and_nothing_else() {
    let database = database("orders").await;
    // Every subject is in one lane, so that the wait would stop the others if it were in the lane.
    let script = Script::new(|number, tries| match (number, tries) {
        (1, 0..=4) => Err(ConsumeError::transient("not yet")),
        _ => Ok(()),
    });
    let bus = InProcessBus::builder(crate::support::database("bus").await, clock())
        .retry(RetryPolicy {
            quick_tries: 1,
            ..soon()
        })
        .lanes(std::num::NonZeroUsize::MIN)
        .subscribe(script.consumer("queue", &database))
        .start()
        .unwrap();
    let mut confirmations = Vec::new();
    for (bell, number) in [("a", 1), ("a", 2), ("b", 3), ("c", 4)] {
        confirmations.push(bus.send(Rang::message(bell, number)).await.unwrap());
    }
    for confirmation in confirmations {
        confirmation.await.unwrap();
    }
    let tries = script.tries();
    let others: Vec<_> = tries.iter().filter(|number| **number != 1).collect();
    assert_eq!(others, [&3, &4, &2], "others pass while the first waits");
    assert_eq!(tries.last(), Some(&2), "the second comes after the first is settled");
}

#[tokio::test]
async fn another_process_can_ask_for_a_replay() {
    let (orders, letters) = (database("orders").await, database("bus").await);
    let script = Script::new(|_, tries| {
        if tries == 0 {
            Err(ConsumeError::permanent("no"))
        } else {
            Ok(())
        }
    });
    let bus = InProcessBus::builder(letters.clone(), Arc::new(SystemClock))
        .retry(soon())
        .replay_poll(std::time::Duration::from_millis(10))
        .subscribe(script.consumer("queue", &orders))
        .start()
        .unwrap();
    bus.publish(&Rang::message("a", 1)).await.unwrap();

    let elsewhere = DeadLetters::new(letters);
    let letter = elsewhere.list(&DeadLetterQuery::default()).await.unwrap().remove(0);
    elsewhere.replay(letter.id, NOW).await.unwrap();
    eventually("the replay", || async {
        elsewhere.show(letter.id).await.is_err().then_some(())
    })
    .await;
    Script::wait_for_effects(&orders, "a", 1).await;
}

#[tokio::test]
async fn a_stopped_bus_confirms_nothing() {
    let database = database("orders").await;
    let script = Script::new(|_, _| Err(ConsumeError::transient("not yet")));
    let retry = RetryPolicy {
        delays: vec![std::time::Duration::from_secs(3600)],
        ..soon()
    };
    let bus = in_process(vec![script.consumer("queue", &database)], retry).await;
    let waiting = bus.send(Rang::message("a", 1)).await.unwrap();
    script.wait_for_tries(3).await;
    bus.stop().await;
    assert!(matches!(waiting.await, Err(PublishError::Stopped)));
    assert!(matches!(
        bus.publish(&Rang::message("a", 2)).await,
        Err(PublishError::Stopped)
    ));
}

#[tokio::test]
async fn two_consumers_cannot_share_a_queue() {
    let database = database("orders").await;
    let started = InProcessBus::builder(crate::support::database("bus").await, clock())
        .subscribe(Script::works().consumer("queue", &database))
        .subscribe(Script::works().consumer("queue", &database))
        .start();
    assert!(matches!(started, Err(StartError::DuplicateQueue(queue)) if &*queue == "queue"));
}
