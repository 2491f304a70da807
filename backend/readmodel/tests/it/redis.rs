//! The Redis engine keeps every fact, and those that only an engine across a network can break.

use std::time::Duration;

use foodwala_readmodel::{
    Direction, Event, Partition, Put, PutOutcome, RangeQuery, ReadModel, ReadModelError, RedisFault, RedisMode,
    Subscription,
};
use futures_util::StreamExt;
use tokio::time::{Instant, timeout};

use crate::stage::{PATIENCE, Server, Stage, config, model, until};

foodwala_readmodel::conformance_tests!(
    match Stage::single().await {
        Some(stage) => stage,
        None => return Ok(()),
    }
    .model()
);

fn partition() -> Partition {
    Partition::of("redis", 1)
}

fn put(key: &str, version: u64) -> Put {
    Put::new(&partition(), key, version, version.to_string()).announce("news")
}

async fn next(subscription: &mut Subscription) -> Event {
    timeout(PATIENCE, subscription.next()).await.unwrap().unwrap()
}

/// The next message, after as many gaps as a slow restart makes.
async fn message(subscription: &mut Subscription) -> Event {
    loop {
        match next(subscription).await {
            Event::Lagged => {}
            message @ Event::Message(_) => return message,
        }
    }
}

fn fault<T: std::fmt::Debug>(result: Result<T, ReadModelError>) -> RedisFault {
    match result {
        Err(ReadModelError::Unavailable(source)) => *source.downcast::<RedisFault>().unwrap(),
        other => panic!("{other:?}"),
    }
}

async fn until_it_works(model: &ReadModel) {
    until("the read model works again", async || model.ping().await.is_ok()).await;
}

#[tokio::test]
async fn a_server_that_goes_and_comes_back() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let model = model(&config(RedisMode::Single, &server.url()));
    model.put(put("a", 7)).await.unwrap();
    server.kill().unwrap();

    let start = Instant::now();
    let first = model.get(&partition(), "a").await;
    assert!(first.is_err_and(|error| error.is_unavailable()));
    until("calls fail without being sent", async || {
        matches!(fault(model.put(put("a", 8)).await), RedisFault::Down(_))
    })
    .await;
    for _ in 0..1_000 {
        assert!(matches!(fault(model.get(&partition(), "a").await), RedisFault::Down(_)));
        assert!(matches!(
            fault(model.subscribe(&partition().channel("news")).await),
            RedisFault::Down(_) | RedisFault::Timeout { .. } | RedisFault::Lost
        ));
    }
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());

    server.restart().unwrap();
    until_it_works(&model).await;
    assert_eq!(model.put(put("a", 1)).await.unwrap(), PutOutcome::Written);
    assert_eq!(model.get(&partition(), "a").await.unwrap().unwrap().version, 1);
}

#[tokio::test]
async fn a_subscription_outlives_the_server() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let model = model(&config(RedisMode::Single, &server.url()));
    let channel = partition().channel("news");
    let mut heard = model.subscribe(&channel).await.unwrap();
    let mut other = model.subscribe(&partition().channel("other")).await.unwrap();
    for round in 1..=2 {
        server.kill().unwrap();
        server.restart().unwrap();
        assert_eq!(next(&mut heard).await, Event::Lagged);
        assert_eq!(next(&mut other).await, Event::Lagged);
        until_it_works(&model).await;
        model.put(put("a", round)).await.unwrap();
        assert_eq!(message(&mut heard).await, Event::Message(round.to_string().into()));
    }
}

#[tokio::test]
async fn who_listens_is_told_when_the_server_stays_away() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let model = model(&config(RedisMode::Single, &server.url()));
    let mut heard = model.subscribe(&partition().channel("news")).await.unwrap();
    server.kill().unwrap();
    assert_eq!(next(&mut heard).await, Event::Lagged);
    // Whoever reads again now learns that it is not there, and need not wait in silence.
    assert!(model.ping().await.is_err());
    server.restart().unwrap();
    assert_eq!(next(&mut heard).await, Event::Lagged);
    until_it_works(&model).await;
    model.put(put("a", 1)).await.unwrap();
    assert_eq!(message(&mut heard).await, Event::Message("1".into()));
}

#[tokio::test]
async fn connections_cut_by_the_server_are_opened_again() {
    let Some(stage) = Stage::single().await else { return };
    let model = stage.model();
    let mut heard = model.subscribe(&partition().channel("news")).await.unwrap();
    let _: i64 = stage.ask(&["CLIENT", "KILL", "TYPE", "pubsub"]).await;
    assert_eq!(next(&mut heard).await, Event::Lagged);
    let _: i64 = stage.ask(&["CLIENT", "KILL", "TYPE", "normal"]).await;
    until_it_works(&model).await;
    model.put(put("a", 1)).await.unwrap();
    assert_eq!(message(&mut heard).await, Event::Message("1".into()));
}

#[tokio::test]
async fn a_server_that_hangs_is_given_up_and_taken_back() {
    let Some(server) = Server::start() else { return };
    let mut config = config(RedisMode::Single, &server.url());
    (config.connect_timeout_ms, config.response_timeout_ms) = (300, 300);
    let model = model(&config);
    until_it_works(&model).await;
    server.signal("-STOP").unwrap();
    let calls = (0..200).map(|_| model.put(put("a", 1)));
    let start = Instant::now();
    for result in futures_util::future::join_all(calls).await {
        assert!(result.is_err_and(|error| error.is_unavailable()));
    }
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
    until("calls fail without being sent", async || {
        matches!(fault(model.get(&partition(), "a").await), RedisFault::Down(_))
    })
    .await;
    server.signal("-CONT").unwrap();
    until_it_works(&model).await;
}

#[tokio::test]
async fn a_redis_that_is_not_there_yet_may_come_later() {
    let Some(mut server) = Server::start() else {
        return;
    };
    server.kill().unwrap();
    let model = model(&config(RedisMode::Single, &server.url()));
    assert!(matches!(fault(model.ping().await), RedisFault::Down(_)));
    server.restart().unwrap();
    until_it_works(&model).await;
}

#[tokio::test]
async fn a_password_is_used_and_never_told() {
    let Some(server) = Server::start() else { return };
    let () = server
        .ask(&["ACL", "SETUSER", "foodwala", "on", ">secret", "~rm:*", "&rm:*", "+@all"])
        .await
        .unwrap();
    let () = server.ask(&["CONFIG", "SET", "requirepass", "other"]).await.unwrap();
    let url = |password: &str| format!("redis://foodwala:{password}@127.0.0.1:{}", server.address().port());

    let right = model(&config(RedisMode::Single, &url("secret")));
    let mut heard = right.subscribe(&partition().channel("news")).await.unwrap();
    right.put(put("a", 1).index("all", 1)).await.unwrap();
    assert_eq!(next(&mut heard).await, Event::Message("1".into()));
    right.wipe().await.unwrap();

    let wrong = model(&config(RedisMode::Single, &url("sesame")));
    let refused = fault(wrong.ping().await);
    assert!(matches!(refused, RedisFault::Down(_)));
    assert!(!format!("{refused:?} {refused}").contains("sesame"));
}

#[tokio::test]
async fn flushing_redis_is_a_wipe() {
    let Some(stage) = Stage::single().await else { return };
    let model = stage.model();
    let mut heard = model.subscribe(&partition().channel("news")).await.unwrap();
    model
        .put(Put::new(&partition(), "a", 9, "").index("all", 1))
        .await
        .unwrap();
    model.remove(&partition(), "b", 9).await.unwrap();
    let () = stage.ask(&["FLUSHALL"]).await;
    assert_eq!(model.get(&partition(), "a").await.unwrap(), None);
    assert_eq!(model.count(&partition(), "all").await.unwrap(), 0);
    assert_eq!(model.put(put("a", 1)).await.unwrap(), PutOutcome::Written);
    assert_eq!(model.put(put("b", 1)).await.unwrap(), PutOutcome::Written);
    assert_eq!(next(&mut heard).await, Event::Message("1".into()));
}

#[tokio::test]
async fn forgotten_scripts_are_sent_again() {
    let Some(stage) = Stage::single().await else { return };
    let model = stage.model();
    for version in 1..=3 {
        let () = stage.ask(&["SCRIPT", "FLUSH"]).await;
        model.put(put("a", version).index("all", 1)).await.unwrap();
        let () = stage.ask(&["SCRIPT", "FLUSH"]).await;
        assert_eq!(model.count(&partition(), "all").await.unwrap(), 1);
        let () = stage.ask(&["SCRIPT", "FLUSH"]).await;
        let page = model
            .range(RangeQuery::new(&partition(), "all", Direction::Ascending, 9))
            .await
            .unwrap();
        assert_eq!(page.len(), 1);
        let () = stage.ask(&["SCRIPT", "FLUSH"]).await;
        assert_eq!(
            model.remove(&partition(), "b", version).await.unwrap(),
            PutOutcome::Written
        );
    }
}

#[tokio::test]
async fn two_processes_share_documents_and_announcements() {
    let Some(stage) = Stage::single().await else { return };
    let (one, two) = (stage.model(), stage.model());
    let mut heard = two.subscribe(&partition().channel("news")).await.unwrap();
    one.put(put("a", 5).index("all", 1)).await.unwrap();
    assert_eq!(next(&mut heard).await, Event::Message("5".into()));
    assert_eq!(two.get(&partition(), "a").await.unwrap().unwrap().version, 5);
    assert_eq!(two.put(put("a", 4)).await.unwrap(), PutOutcome::Stale);
    assert_eq!(two.count(&partition(), "all").await.unwrap(), 1);
    one.publish(&partition().channel("news"), "hello").await.unwrap();
    assert_eq!(next(&mut heard).await, Event::Message("hello".into()));
}

#[tokio::test]
async fn a_channel_is_joined_once_and_left_behind_the_last_listener() {
    let Some(stage) = Stage::single().await else { return };
    let model = stage.model();
    let channel = partition().channel("news");
    let listeners: Vec<_> = futures_util::future::try_join_all((0..50).map(|_| model.subscribe(&channel)))
        .await
        .unwrap();
    let counted: (String, i64) = stage.ask(&["PUBSUB", "NUMSUB", "rm:{redis:1}:news"]).await;
    assert_eq!(counted.1, 1, "one connection listens for the whole process");
    drop(listeners);
    until("the channel is left", async || {
        stage.ask::<Vec<String>>(&["PUBSUB", "CHANNELS"]).await.is_empty()
    })
    .await;

    let mut last = model.subscribe(&channel).await.unwrap();
    drop(model);
    assert_eq!(
        timeout(PATIENCE, last.next()).await.unwrap(),
        None,
        "it ends with its engine"
    );
}

#[tokio::test]
async fn versions_beyond_doubles_are_told_apart() {
    let Some(stage) = Stage::single().await else { return };
    let model = stage.model();
    let version = (1 << 53) + 1;
    assert_eq!(model.put(put("a", version)).await.unwrap(), PutOutcome::Written);
    assert_eq!(model.put(put("a", version - 1)).await.unwrap(), PutOutcome::Stale);
    assert_eq!(model.put(put("a", version + 1)).await.unwrap(), PutOutcome::Written);
    assert_eq!(model.put(put("a", u64::MAX)).await.unwrap(), PutOutcome::Written);
    assert_eq!(model.put(put("a", u64::MAX - 1)).await.unwrap(), PutOutcome::Stale);
    assert_eq!(model.get(&partition(), "a").await.unwrap().unwrap().version, u64::MAX);
}

#[tokio::test]
async fn many_ended_documents_leave_no_phantoms() {
    const ENDED: u64 = 1_300;
    let Some(stage) = Stage::single().await else { return };
    let model = stage.model();
    // All in front of the one that stays, and more than one script takes out.
    let brief = (0..ENDED).map(|number| {
        let put = Put::new(&partition(), format!("brief-{number}"), 1, "");
        model.put(put.index("all", 0).ttl(Duration::from_millis(400)))
    });
    futures_util::future::try_join_all(brief).await.unwrap();
    model
        .put(Put::new(&partition(), "lasting", 1, "").index("all", 1))
        .await
        .unwrap();
    let keys: Vec<_> = (0..ENDED).map(|number| format!("brief-{number}")).collect();
    let keys: Vec<_> = keys.iter().map(String::as_str).collect();
    until("all have ended", async || {
        let found = model.get_many(&partition(), &keys).await.unwrap();
        found.iter().all(Option::is_none)
    })
    .await;

    let query = RangeQuery::new(&partition(), "all", Direction::Ascending, 1);
    let page = model.range(query).await.unwrap();
    assert_eq!(
        page.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(),
        ["lasting"]
    );
    assert_eq!(model.count(&partition(), "all").await.unwrap(), 1);
    assert_eq!(stage.ask::<i64>(&["ZCARD", "rm:{redis:1}:i:all"]).await, 1);
    assert_eq!(stage.ask::<i64>(&["HLEN", "rm:{redis:1}:p"]).await, 1);
    assert_eq!(stage.ask::<i64>(&["EXISTS", "rm:{redis:1}:e"]).await, 0);
}

#[tokio::test]
async fn a_document_written_again_after_its_end_has_only_its_new_entries() {
    let Some(stage) = Stage::single().await else { return };
    let model = stage.model();
    model
        .put(
            Put::new(&partition(), "a", 9, "")
                .index("old", 1)
                .ttl(Duration::from_millis(20)),
        )
        .await
        .unwrap();
    until("it has ended", async || {
        model.get(&partition(), "a").await.unwrap().is_none()
    })
    .await;
    model
        .put(Put::new(&partition(), "a", 1, "").index("new", 1))
        .await
        .unwrap();
    for (index, expected) in [("old", 0), ("new", 1)] {
        let query = RangeQuery::new(&partition(), index, Direction::Ascending, 9);
        assert_eq!(model.range(query).await.unwrap().len(), expected, "{index}");
        assert_eq!(
            model.count(&partition(), index).await.unwrap(),
            u64::try_from(expected).unwrap(),
            "{index}"
        );
    }
}

#[tokio::test]
async fn a_partition_that_nobody_touches_leaves_nothing_behind() {
    let Some(stage) = Stage::single().await else { return };
    let model = stage.model();
    for (key, life) in [("a", 300), ("b", 50), ("c", 150)] {
        let put = Put::new(&partition(), key, 1, "").index("all", 1).index(key, 1);
        model.put(put.ttl(Duration::from_millis(life))).await.unwrap();
    }
    until("Redis is empty", async || stage.ask::<i64>(&["DBSIZE"]).await == 0).await;
}

#[tokio::test]
async fn a_tombstone_lasts_seven_days() {
    let Some(stage) = Stage::single().await else { return };
    let model = stage.model();
    model
        .put(Put::new(&partition(), "a", 1, "").ttl(Duration::from_secs(5)))
        .await
        .unwrap();
    model.remove(&partition(), "a", 1).await.unwrap();
    let left: i64 = stage.ask(&["TTL", "rm:{redis:1}:d:a"]).await;
    assert!((7 * 86_400 - 60..=7 * 86_400).contains(&left), "{left}");
}

#[tokio::test]
async fn bodies_and_names_are_any_bytes_and_text() {
    let Some(stage) = Stage::single().await else { return };
    let model = stage.model();
    let body: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    for key in ["", "a b\r\n{c}:d", "ü😀\0"] {
        let put = Put::new(&partition(), key, 1, body.clone()).index("ü {x}\n", -7);
        model.put(put).await.unwrap();
        assert_eq!(model.get(&partition(), key).await.unwrap().unwrap().body, body);
    }
    let query = RangeQuery::new(&partition(), "ü {x}\n", Direction::Descending, 9).after(-7, "ü😀\0");
    let keys: Vec<_> = model
        .range(query)
        .await
        .unwrap()
        .into_iter()
        .map(|entry| entry.key)
        .collect();
    assert_eq!(keys, ["a b\r\n{c}:d", ""]);
}

#[tokio::test]
async fn sentinels_name_the_server() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let Some(sentinel) = Server::sentinel(&server) else {
        return;
    };
    let mut config = config(RedisMode::Sentinel, &sentinel.url());
    config.urls.insert(0, "redis://127.0.0.1:1".to_owned());
    config.service = Some("redis://foodwala/0".to_owned());
    let model = model(&config);
    let mut heard = model.subscribe(&partition().channel("news")).await.unwrap();
    model.put(put("a", 1)).await.unwrap();
    assert_eq!(next(&mut heard).await, Event::Message("1".into()));
    server.kill().unwrap();
    server.restart().unwrap();
    assert_eq!(next(&mut heard).await, Event::Lagged);
    until_it_works(&model).await;
}
