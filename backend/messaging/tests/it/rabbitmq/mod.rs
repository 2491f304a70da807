//! The engine on RabbitMQ: the suite of the bus, and a broker that fails.

mod failures;
mod letters;
mod proxy;

use std::sync::{Arc, LazyLock, Mutex};

use async_trait::async_trait;
use foodwala_database::Database;
use foodwala_messaging::conformance::{self, Engine, Rang, Script, soon};
use foodwala_messaging::rabbitmq::RabbitMqBusBuilder;
use foodwala_messaging::{
    Bus, ConsumeError, Consumer, PublishError, RabbitMqBus, RabbitMqConfig, RetryPolicy, StartError,
};
use foodwala_test_engines::RabbitMq;
use tokio::task::block_in_place;
use uuid::Uuid;

use crate::support::{clock, database};

/// The broker that tests share: the one that `FOODWALA_TEST_AMQP_URL` names, else one of this process. Each bus has an exchange and queues of its own there.
struct OnRabbitMq {
    url: String,
}

impl OnRabbitMq {
    /// `None` when there is no broker to be had, which the test's output then says.
    async fn shared() -> Option<Self> {
        static SHARED: LazyLock<Mutex<Option<RabbitMq>>> = LazyLock::new(|| Mutex::new(RabbitMq::start().unwrap()));
        let url = match std::env::var("FOODWALA_TEST_AMQP_URL") {
            Ok(url) => url,
            Err(_) => block_in_place(|| SHARED.lock().unwrap().as_ref().map(RabbitMq::url))?,
        };
        Some(Self { url })
    }
}

/// With an exchange and queues that no other test has.
fn config(url: &str) -> RabbitMqConfig {
    let own = Uuid::now_v7().simple();
    RabbitMqConfig {
        url: url.into(),
        exchange: format!("{own}.events"),
        queue_prefix: format!("{own}."),
        ..RabbitMqConfig::default()
    }
}

async fn started(builder: RabbitMqBusBuilder) -> Arc<RabbitMqBus> {
    let bus = Arc::new(builder.start().unwrap());
    bus.connected().await;
    bus
}

#[async_trait]
impl Engine for OnRabbitMq {
    async fn start(&self, consumers: Vec<Consumer>, retry: RetryPolicy) -> Arc<dyn Bus> {
        let builder = RabbitMqBus::builder(config(&self.url), clock());
        started(builder.retry(retry).subscribe_all(consumers)).await
    }

    async fn database(&self) -> Database {
        database("orders").await
    }
}

macro_rules! conforms {
    ($($fact:ident),* $(,)?) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $fact() {
            let Some(engine) = OnRabbitMq::shared().await else { return };
            conformance::$fact(&engine).await;
        }
    )*};
}

// Not `confirmed_only_after_the_effect`: this engine keeps messages itself.
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
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn unroutable_messages_are_confirmed_among_others() {
    let Some(engine) = OnRabbitMq::shared().await else {
        return;
    };
    let database = engine.database().await;
    let script = Script::works();
    let bus = engine.start(vec![script.consumer("queue", &database)], soon()).await;
    let mut confirmations = Vec::new();
    for number in 0..20 {
        let mut message = Rang::message("a", number);
        if number % 2 == 1 {
            message.kind = "foodwala.conformance.unheard-of.v1".to_owned();
        }
        confirmations.push(bus.send(message).await.unwrap());
    }
    for confirmation in confirmations {
        confirmation.await.unwrap();
    }
    script.wait_for_tries(10).await;
    assert_eq!(script.tries(), (0..20).step_by(2).collect::<Vec<_>>());
    bus.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_type_that_cannot_be_a_routing_key_is_refused_alone() {
    let Some(engine) = OnRabbitMq::shared().await else {
        return;
    };
    let bus = engine.start(Vec::new(), soon()).await;
    let mut message = Rang::message("a", 1);
    message.kind = "x".repeat(300);
    let refused = bus.publish(&message).await.unwrap_err();
    assert!(matches!(&refused, PublishError::Malformed(_)) && !refused.is_outage());
    bus.publish(&Rang::message("a", 2)).await.unwrap();
    bus.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_process_handles_a_queue_and_another_takes_over() {
    let Some(engine) = OnRabbitMq::shared().await else {
        return;
    };
    let database = engine.database().await;
    let config = config(&engine.url);
    let script = Script::works();
    let process = || {
        let builder = RabbitMqBus::builder(config.clone(), clock()).retry(soon());
        started(builder.subscribe(script.consumer("queue", &database)))
    };
    let (first, second) = (process().await, process().await);
    for number in 0..100 {
        let bus = if number % 2 == 0 { &first } else { &second };
        bus.publish(&Rang::message("a", number)).await.unwrap();
        if number == 50 {
            first.stop().await;
            assert!(matches!(
                first.publish(&Rang::message("a", number)).await,
                Err(PublishError::Stopped)
            ));
        }
        if number >= 50 {
            second.publish(&Rang::message("b", number)).await.unwrap();
        }
        if number == 51 {
            break;
        }
    }
    Script::wait_for_effects(&database, "a", 52).await;
    Script::wait_for_effects(&database, "b", 2).await;
    let mut tries = script.tries_of("a");
    // What was in hand at the change may have been tried by both.
    tries.dedup();
    assert_eq!(tries, (0..52).collect::<Vec<_>>());
    second.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_finishes_what_is_handled_and_leaves_the_rest_in_the_queue() {
    let Some(engine) = OnRabbitMq::shared().await else {
        return;
    };
    let database = engine.database().await;
    let config = config(&engine.url);
    let (entered, enters) = tokio::sync::watch::channel(false);
    let script = Script::new(move |_, _| {
        entered.send_replace(true);
        std::thread::sleep(std::time::Duration::from_millis(50));
        Ok(())
    });
    let builder = || RabbitMqBus::builder(config.clone(), clock()).retry(soon());
    let bus = started(builder().subscribe(script.consumer("queue", &database))).await;
    for number in 0..20 {
        bus.publish(&Rang::message("a", number)).await.unwrap();
    }
    enters.clone().wait_for(|entered| *entered).await.unwrap();
    bus.stop().await;
    let handled = Script::effects(&database, "a").await;
    assert_eq!(script.tries().len(), handled as usize, "nothing was cut off");
    assert!((1..20).contains(&handled), "{handled} were handled");

    let rest = Script::works();
    let bus = started(builder().subscribe(rest.consumer("queue", &database))).await;
    Script::wait_for_effects(&database, "a", 20).await;
    assert_eq!(rest.tries(), (handled..20).collect::<Vec<_>>());
    bus.stop().await;
}

#[tokio::test]
async fn two_consumers_cannot_share_a_queue() {
    let database = database("orders").await;
    let started = RabbitMqBus::builder(RabbitMqConfig::default(), clock())
        .subscribe(Script::works().consumer("queue", &database))
        .subscribe(Script::works().consumer("queue", &database))
        .start();
    assert!(matches!(started, Err(StartError::DuplicateQueue(queue)) if &*queue == "queue"));
}

#[tokio::test]
async fn without_a_broker_messages_are_refused_as_in_an_outage() {
    let config = RabbitMqConfig {
        url: "amqp://guest:guest@127.0.0.1:1/%2f".into(),
        ..RabbitMqConfig::default()
    };
    let database = database("orders").await;
    let script = Script::new(|_, _| Err(ConsumeError::permanent("never called")));
    let bus = RabbitMqBus::builder(config, clock())
        .subscribe(script.consumer("queue", &database))
        .start()
        .unwrap();
    let refused = bus.publish(&Rang::message("a", 1)).await.unwrap_err();
    assert!(refused.is_outage());
    bus.stop().await;
}
