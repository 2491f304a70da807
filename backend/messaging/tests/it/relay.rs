//! From outbox to bus.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use foodwala_clock::ManualClock;
use foodwala_database::{Database, params};
use foodwala_messaging::conformance::{Rang, Script, eventually, soon};
use foodwala_messaging::retention::{self, Purged, Retention};
use foodwala_messaging::retry::Backoff;
use foodwala_messaging::{Bus, InProcessBus, Relay, RelayConfig, SharedClock, outbox, trace};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::support::{
    Answer, NOW, NeverConfirms, Recording, clock, database, in_process, ring, unsent, wait_until_sent,
};

const NEVER: Duration = Duration::from_secs(24 * 3600);

fn brisk() -> RelayConfig {
    let backoff = Backoff {
        first: Duration::from_millis(5),
        longest: Duration::from_millis(20),
    };
    RelayConfig {
        poll: Duration::from_millis(20),
        backoff,
        ..RelayConfig::default()
    }
}

fn start(relay: Relay) -> (CancellationToken, JoinHandle<()>) {
    let shutdown = CancellationToken::new();
    (shutdown.clone(), tokio::spawn(relay.run(shutdown)))
}

fn relay(database: &Database, bus: Arc<dyn Bus>) -> Relay {
    Relay::new(database.clone(), bus, clock()).with(brisk())
}

#[tokio::test]
async fn a_crash_before_a_row_is_marked_has_one_effect() {
    let (orders, restaurants) = (database("orders").await, database("restaurants").await);
    let script = Script::works();
    let bus = in_process(vec![script.consumer("restaurants.board", &restaurants)], soon()).await;
    ring(&orders, "a", [1]).await;

    let crashing = Arc::new(NeverConfirms {
        inner: bus.clone(),
        confirmed: watch::Sender::default(),
    });
    let (_, running) = start(relay(&orders, crashing.clone()));
    crashing
        .confirmed
        .subscribe()
        .wait_for(|confirmed| *confirmed == 1)
        .await
        .unwrap();
    running.abort();
    assert!(running.await.unwrap_err().is_cancelled());
    assert_eq!(unsent(&orders).await, 1);

    // What it had claimed, where others could claim, is free when its lease has run out.
    let later = ManualClock::new(clock().now() + RelayConfig::default().lease + Duration::from_secs(1));
    let (shutdown, running) = start(Relay::new(orders.clone(), bus.clone(), Arc::new(later)).with(brisk()));
    wait_until_sent(&orders).await;
    Script::wait_for_effects(&restaurants, "a", 1).await;
    assert_eq!(script.tries(), [1], "the inbox answers for the handler");
    shutdown.cancel();
    running.await.unwrap();
}

#[tokio::test]
async fn what_is_rolled_back_is_never_published() {
    let orders = database("orders").await;
    let bus = Recording::new(|_, _| Answer::Confirm);
    let (shutdown, running) = start(relay(&orders, bus.clone()));
    let mut tx = orders.begin().await.unwrap();
    outbox::append(
        &mut tx,
        &Rang {
            bell: "a".into(),
            number: 1,
        },
        NOW,
    )
    .await
    .unwrap();
    tx.rollback().await.unwrap();
    ring(&orders, "a", [2]).await;
    bus.wait_for(1).await;
    wait_until_sent(&orders).await;
    assert_eq!(bus.numbers(), [2]);
    shutdown.cancel();
    running.await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_relays_do_not_claim_the_same_row() {
    let orders = database("orders").await;
    let bus = Recording::new(|_, _| Answer::Confirm);
    ring(&orders, "a", 0..300).await;
    let config = RelayConfig {
        in_flight: 16,
        ..brisk()
    };
    let relays = [(); 2].map(|()| start(relay(&orders, bus.clone()).with(config.clone()).shared()));
    bus.wait_for(300).await;
    wait_until_sent(&orders).await;
    let distinct: HashSet<_> = bus.numbers().into_iter().collect();
    assert_eq!((bus.numbers().len(), distinct.len()), (300, 300));
    for (shutdown, running) in relays {
        shutdown.cancel();
        running.await.unwrap();
    }
}

#[tokio::test]
async fn a_commit_wakes_the_relay() {
    // A schema of its own: commits of other tests would wake it too.
    let orders = database("wakes").await;
    let bus = Recording::new(|_, _| Answer::Confirm);
    ring(&orders, "a", [1]).await;
    let (shutdown, running) = start(relay(&orders, bus.clone()).with(RelayConfig { poll: NEVER, ..brisk() }));
    wait_until_sent(&orders).await;
    for number in 2..6 {
        ring(&orders, "a", [number]).await;
        wait_until_sent(&orders).await;
    }
    assert_eq!(bus.numbers(), [1, 2, 3, 4, 5]);
    shutdown.cancel();
    running.await.unwrap();
}

#[tokio::test]
async fn an_outage_is_waited_out_in_order() {
    let orders = database("orders").await;
    let bus = Recording::new(|_, calls| {
        if calls % 3 == 0 && calls < 15 {
            Answer::Outage
        } else {
            Answer::Confirm
        }
    });
    ring(&orders, "a", 0..50).await;
    let (shutdown, running) = start(relay(&orders, bus.clone()));
    wait_until_sent(&orders).await;
    assert_eq!(bus.numbers(), (0..50).collect::<Vec<_>>());
    shutdown.cancel();
    running.await.unwrap();
}

#[tokio::test]
async fn a_refused_message_comes_back_and_stops_no_other() {
    let orders = database("orders").await;
    let bus = Recording::new(|rang, calls| {
        if rang.number == 0 && calls < 12 {
            Answer::Refuse
        } else {
            Answer::Confirm
        }
    });
    ring(&orders, "a", 0..10).await;
    let (shutdown, running) = start(relay(&orders, bus.clone()));
    wait_until_sent(&orders).await;
    let numbers = bus.numbers();
    assert_eq!(numbers[..10], (0..10).collect::<Vec<_>>());
    assert_eq!(numbers[10..], [0, 0, 0]);
    shutdown.cancel();
    running.await.unwrap();
}

#[tokio::test]
async fn a_stop_waits_for_what_is_in_flight() {
    let orders = database("orders").await;
    let bus = Recording::new(|_, _| Answer::Later);
    ring(&orders, "a", [1, 2]).await;
    let (shutdown, running) = start(relay(&orders, bus.clone()));
    bus.wait_for(2).await;
    shutdown.cancel();
    tokio::task::yield_now().await;
    assert!(!running.is_finished());
    bus.confirm_all();
    running.await.unwrap();
    assert_eq!(unsent(&orders).await, 0);
}

#[tokio::test]
async fn a_stop_that_runs_out_of_time_frees_its_claims() {
    let orders = database("orders").await;
    let bus = Recording::new(|_, _| Answer::Later);
    ring(&orders, "a", [1, 2]).await;
    let (shutdown, running) = start(relay(&orders, bus.clone()).with(RelayConfig {
        drain: Duration::from_millis(1),
        ..brisk()
    }));
    bus.wait_for(2).await;
    shutdown.cancel();
    running.await.unwrap();
    assert_eq!(unsent(&orders).await, 2);

    let confirming = Recording::new(|_, _| Answer::Confirm);
    let (shutdown, running) = start(relay(&orders, confirming.clone()).shared());
    wait_until_sent(&orders).await;
    assert_eq!(confirming.numbers(), [1, 2]);
    shutdown.cancel();
    running.await.unwrap();
}

#[tokio::test]
async fn a_lease_is_renewed_as_long_as_a_message_is_in_flight() {
    let orders = database("orders").await;
    let time = ManualClock::new(NOW);
    let bus = Recording::new(|_, _| Answer::Later);
    ring(&orders, "a", [1]).await;
    let config = RelayConfig {
        lease: Duration::from_millis(30),
        ..brisk()
    };
    let relay = Relay::new(orders.clone(), bus.clone(), Arc::new(time.clone()))
        .with(config)
        .shared();
    let (shutdown, running) = start(relay);
    bus.wait_for(1).await;
    let now = time.advance(Duration::from_secs(60));
    eventually("a renewal", || async {
        let sql = "SELECT id FROM orders.outbox WHERE claimed_until > @P1";
        orders.query_opt(sql, params![now]).await.unwrap()
    })
    .await;
    assert_eq!(
        bus.numbers(),
        [1],
        "a lease that ran out does not send it twice from here"
    );
    bus.confirm_all();
    wait_until_sent(&orders).await;
    shutdown.cancel();
    running.await.unwrap();
}

#[tokio::test]
async fn what_a_dead_relay_had_claimed_is_not_overtaken_by_what_came_later() {
    let orders = database("orders").await;
    let time = ManualClock::new(NOW);
    let shared = |bus: Arc<dyn Bus>| {
        let relay = Relay::new(orders.clone(), bus, Arc::new(time.clone()));
        relay.with(brisk()).shared()
    };
    let unanswered = Recording::new(|_, _| Answer::Later);
    ring(&orders, "a", [1, 2]).await;
    let (_, running) = start(shared(unanswered.clone()));
    unanswered.wait_for(2).await;
    running.abort();
    assert!(running.await.unwrap_err().is_cancelled());

    ring(&orders, "a", [3]).await;
    ring(&orders, "b", [4]).await;
    ring(&orders, "a", [5]).await;
    let bus = Recording::new(|_, _| Answer::Confirm);
    let (shutdown, running) = start(shared(bus.clone()));
    bus.wait_for(1).await;
    eventually("only other subjects are sent", || async {
        (unsent(&orders).await == 4).then_some(())
    })
    .await;
    assert_eq!(bus.numbers(), [4]);
    time.advance(RelayConfig::default().lease);
    wait_until_sent(&orders).await;
    assert_eq!(bus.numbers(), [4, 1, 2, 3, 5]);
    shutdown.cancel();
    running.await.unwrap();
}

#[tokio::test]
async fn the_trace_goes_on_through_messages() {
    let (orders, restaurants) = (database("orders").await, database("restaurants").await);
    let script = Script::works();
    let bus = in_process(vec![script.consumer("restaurants.board", &restaurants)], soon()).await;
    let traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    trace::with(Some(traceparent.to_owned()), ring(&orders, "a", [1])).await;
    let (shutdown, running) = start(relay(&orders, bus));
    Script::wait_for_effects(&restaurants, "a", 1).await;
    let row = restaurants
        .query_opt("SELECT traceparent FROM restaurants.outbox", &[])
        .await
        .unwrap()
        .unwrap();
    assert_eq!(row.get::<String>("traceparent").unwrap(), traceparent);
    shutdown.cancel();
    running.await.unwrap();
}

#[tokio::test]
async fn a_message_is_the_row_as_a_cloud_event() {
    let orders = database("orders").await;
    let bus = Recording::new(|_, _| Answer::Confirm);
    ring(&orders, "a", [7]).await;
    let (shutdown, running) = start(relay(&orders, bus.clone()));
    bus.wait_for(1).await;
    let message = bus.messages().remove(0);
    assert_eq!(
        (message.source.as_str(), message.subject.as_str(), message.time),
        ("/foodwala/orders", "a", NOW)
    );
    assert_eq!(message.data.get(), r#"{"bell":"a","number":7}"#);
    shutdown.cancel();
    running.await.unwrap();
}

#[tokio::test]
async fn old_rows_are_purged_and_unsent_ones_are_not() {
    let (orders, restaurants) = (database("orders").await, database("restaurants").await);
    let time: SharedClock = Arc::new(ManualClock::new(NOW));
    let bus = InProcessBus::builder(database("bus").await, time.clone())
        .subscribe(Script::works().consumer("restaurants.board", &restaurants))
        .start()
        .unwrap();
    ring(&orders, "a", [1, 2]).await;
    let (shutdown, running) = start(Relay::new(orders.clone(), Arc::new(bus), time).with(brisk()));
    wait_until_sent(&orders).await;
    shutdown.cancel();
    running.await.unwrap();
    ring(&orders, "a", [3]).await;

    let retention = Retention {
        outbox: Duration::from_secs(3600),
        inbox: Duration::from_secs(3600),
    };
    let after = |seconds| NOW.checked_add(Duration::from_secs(seconds)).unwrap();
    assert_eq!(
        retention::purge(&orders, after(1800), retention).await.unwrap(),
        Purged { outbox: 0, inbox: 0 }
    );
    assert_eq!(
        retention::purge(&orders, after(7200), retention).await.unwrap(),
        Purged { outbox: 2, inbox: 0 }
    );
    assert_eq!(unsent(&orders).await, 1);
    assert_eq!(
        retention::purge(&restaurants, after(7200), retention).await.unwrap(),
        Purged { outbox: 0, inbox: 2 }
    );
}
