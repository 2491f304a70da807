//! Dead letters on a broker.

use foodwala_messaging::conformance::{RANG, Rang, Script, eventually, soon};
use foodwala_messaging::{Bus, ConsumeError, DeadLetterError, DeadLetterQuery, RabbitMqBus, RabbitMqDeadLetters};
use lapin::options::{BasicGetOptions, BasicPublishOptions, ConfirmSelectOptions, ExchangeDeclareOptions};
use lapin::types::{AMQPValue, FieldTable};
use lapin::{BasicProperties, Connection, ConnectionProperties, ExchangeKind};

use super::{OnRabbitMq, config, started};
use crate::support::{clock, database};

async fn listed(bus: &dyn Bus) -> Option<foodwala_messaging::DeadLetter> {
    bus.dead_letters(&DeadLetterQuery::default()).await.unwrap().pop()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_poison_message_says_why_and_comes_back_once() {
    let Some(engine) = OnRabbitMq::shared().await else {
        return;
    };
    let (database, config) = (database("orders").await, config(&engine.url));
    let script = Script::new(|_, tries| match tries {
        0..9 => Err(ConsumeError::transient("the bell is broken")),
        _ => Ok(()),
    });
    let builder = RabbitMqBus::builder(config.clone(), clock()).retry(soon());
    let bus = started(builder.subscribe(script.consumer("queue", &database))).await;
    let message = Rang::message("a", 1);
    bus.publish(&message).await.unwrap();
    let letter = eventually("a dead letter", || listed(&*bus)).await;

    let connection = Connection::connect(&engine.url, ConnectionProperties::default())
        .await
        .unwrap();
    let channel = connection.create_channel().await.unwrap();
    let queue = format!("{}queue.error", config.queue_prefix);
    let got = channel.basic_get(queue.as_str().into(), BasicGetOptions::default());
    let got = got.await.unwrap().unwrap();
    let headers = got.properties.headers().clone().unwrap();
    let text = |name: &str| match headers.inner().get(name) {
        Some(AMQPValue::LongString(text)) => text.to_string(),
        other => panic!("{name} is {other:?}"),
    };
    assert_eq!(text("fault-reason"), "the bell is broken");
    assert_eq!((text("fault-queue"), text("fault-type")), ("queue".into(), RANG.into()));
    assert_eq!(text("failed-at"), letter.failed_at.to_string());
    assert_eq!(headers.inner().get("attempts"), Some(&AMQPValue::LongLongInt(9)));
    assert_eq!(
        got.properties.message_id().as_ref().unwrap().as_str(),
        message.id.to_string()
    );
    assert_eq!(got.data, message.to_json().unwrap());
    connection.close(200, "done".into()).await.unwrap();

    // What that connection held is back with its end.
    eventually("the replay", || async { bus.replay(letter.id).await.ok() }).await;
    Script::wait_for_effects(&database, "a", 1).await;
    assert!(listed(&*bus).await.is_none());
    assert!(matches!(bus.replay(letter.id).await, Err(DeadLetterError::NotFound(_))));
    assert_eq!(script.tries().len(), 10);
    bus.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_process_lists_and_replays() {
    let Some(engine) = OnRabbitMq::shared().await else {
        return;
    };
    let (database, config) = (database("orders").await, config(&engine.url));
    let script = Script::new(|_, tries| match tries {
        0..5 => Err(ConsumeError::permanent("no such bell")),
        _ => Ok(()),
    });
    let builder = RabbitMqBus::builder(config.clone(), clock()).retry(soon());
    let bus = started(builder.subscribe(script.consumer("queue", &database))).await;
    for number in 0..5 {
        bus.publish(&Rang::message("a", number)).await.unwrap();
    }
    let elsewhere = RabbitMqDeadLetters::new(&config, ["no-such-queue".into(), "queue".into()]);
    let query = DeadLetterQuery::default();
    let letters = eventually("all dead letters", || async {
        let letters = elsewhere.list(&query).await.unwrap();
        (letters.len() == 5).then_some(letters)
    })
    .await;
    assert!(letters.is_sorted_by(|one, next| one.failed_at >= next.failed_at));

    // Looking changes nothing, page by page and queue by queue.
    let page = DeadLetterQuery {
        queue: Some("queue".into()),
        after: Some(letters[1].id),
        limit: 2,
    };
    let ids = |letters: &[foodwala_messaging::DeadLetter]| letters.iter().map(|letter| letter.id).collect::<Vec<_>>();
    for _ in 0..30 {
        assert_eq!(ids(&elsewhere.list(&page).await.unwrap()), ids(&letters[2..4]));
    }
    let other = DeadLetterQuery {
        queue: Some("no-such-queue".into()),
        ..DeadLetterQuery::default()
    };
    assert!(elsewhere.list(&other).await.unwrap().is_empty());

    for letter in &letters {
        elsewhere.replay(letter.id).await.unwrap();
    }
    Script::wait_for_effects(&database, "a", 5).await;
    assert!(elsewhere.list(&query).await.unwrap().is_empty());
    elsewhere.close().await;
    bus.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_message_for_the_consumer_is_set_aside() {
    let Some(engine) = OnRabbitMq::shared().await else {
        return;
    };
    let (database, config) = (database("orders").await, config(&engine.url));
    let script = Script::works();
    let builder = RabbitMqBus::builder(config.clone(), clock()).retry(soon());
    let bus = started(builder.subscribe(script.consumer("queue", &database))).await;

    let connection = Connection::connect(&engine.url, ConnectionProperties::default())
        .await
        .unwrap();
    let channel = connection.create_channel().await.unwrap();
    channel.confirm_select(ConfirmSelectOptions::default()).await.unwrap();
    let queue = format!("{}queue", config.queue_prefix);
    let put = channel.basic_publish(
        "".into(),
        queue.as_str().into(),
        BasicPublishOptions::default(),
        b"{oops",
        BasicProperties::default(),
    );
    put.await.unwrap().await.unwrap();
    let letter = eventually("a dead letter", || listed(&*bus)).await;
    assert_eq!((letter.attempts, letter.message.data.get()), (1, r#""{oops""#));
    assert!(letter.fault.contains("CloudEvent"));
    bus.replay(letter.id).await.unwrap();
    eventually("the second failure", || async {
        let again = bus.dead_letter(letter.id).await.ok()?;
        (again.attempts == 2).then_some(())
    })
    .await;

    // A type that an earlier version of the consumer had bound.
    let former = "foodwala.conformance.former.v1";
    let exchange = config.exchange.as_str();
    let bind = channel.queue_bind(
        queue.as_str().into(),
        exchange.into(),
        former.into(),
        Default::default(),
        FieldTable::default(),
    );
    bind.await.unwrap();
    let mut message = Rang::message("a", 1);
    message.kind = former.to_owned();
    bus.publish(&message).await.unwrap();
    eventually("its dead letter", || async {
        let letters = bus.dead_letters(&DeadLetterQuery::default()).await.unwrap();
        letters
            .iter()
            .any(|letter| letter.message.id == message.id)
            .then_some(())
    })
    .await;
    let passive = ExchangeDeclareOptions {
        passive: true,
        ..ExchangeDeclareOptions::default()
    };
    let exists = channel.exchange_declare(exchange.into(), ExchangeKind::Topic, passive, FieldTable::default());
    exists.await.unwrap();
    message.id = uuid::Uuid::now_v7();
    bus.publish(&message).await.unwrap();
    bus.publish(&Rang::message("a", 2)).await.unwrap();
    Script::wait_for_effects(&database, "a", 1).await;
    let letters = bus.dead_letters(&DeadLetterQuery::default()).await.unwrap();
    assert_eq!(letters.len(), 2, "the queue is no longer bound to it");
    assert_eq!(script.tries(), [2]);
    bus.stop().await;
}
