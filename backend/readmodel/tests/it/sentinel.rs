//! The Redis engine behind a sentinel: it follows the service to the server that takes over.

use std::time::Duration;

use foodwala_readmodel::{Event, Partition, Put, PutOutcome, Quota, ReadModel, RedisMode, Spent, Subscription};
use futures_util::StreamExt;
use tokio::time::timeout;

use crate::stage::{PATIENCE, Server, config, model, until};

/// A server, its replica in step with it, and a sentinel that would have the replica take over.
struct Service {
    primary: Server,
    replica: Server,
    sentinel: Server,
}

impl Service {
    async fn start() -> Option<Self> {
        let (primary, replica) = (Server::start()?, Server::start()?);
        let port = primary.address().port().to_string();
        let () = replica.ask(&["REPLICAOF", "127.0.0.1", &port]).await.unwrap();
        let sentinel = Server::sentinel(&primary)?;
        for (setting, value) in [
            ("down-after-milliseconds", "500"),
            // A failover that fails, as one may on a busy machine, is tried again after twice this.
            ("failover-timeout", "2000"),
        ] {
            let () = sentinel
                .ask(&["SENTINEL", "SET", "foodwala", setting, value])
                .await
                .unwrap();
        }
        until("the replica is in step and known", async || {
            let info: String = replica.ask(&["INFO", "replication"]).await.unwrap_or_default();
            let known: Vec<redis::Value> = sentinel
                .ask(&["SENTINEL", "REPLICAS", "foodwala"])
                .await
                .unwrap_or_default();
            info.contains("master_link_status:up") && known.len() == 1
        })
        .await;
        Some(Self {
            primary,
            replica,
            sentinel,
        })
    }

    fn model(&self) -> ReadModel {
        let mut config = config(RedisMode::Sentinel, &self.sentinel.url());
        // A server that hangs is to be given up soon.
        (config.connect_timeout_ms, config.response_timeout_ms) = (3_000, 3_000);
        // One of several sentinels may be gone as well.
        config.urls.insert(0, "redis://127.0.0.1:1".to_owned());
        config.service = Some("redis://foodwala/0".to_owned());
        model(&config)
    }

    async fn until_the_replica_has_taken_over(&self) {
        let port = self.replica.address().port();
        until("the replica has taken over", async || {
            let named: redis::RedisResult<(String, u16)> = self
                .sentinel
                .ask(&["SENTINEL", "GET-MASTER-ADDR-BY-NAME", "foodwala"])
                .await;
            let info: String = self.replica.ask(&["INFO", "replication"]).await.unwrap_or_default();
            named.is_ok_and(|(_, at)| at == port) && info.contains("role:master")
        })
        .await;
    }

    /// Waits until the replica has everything that was written.
    async fn in_step(&self) {
        until("the replica has it all", async || {
            self.primary
                .ask::<i64>(&["WAIT", "1", "1000"])
                .await
                .is_ok_and(|replicas| replicas == 1)
        })
        .await;
    }
}

fn partition() -> Partition {
    Partition::of("sentinel", 1)
}

fn put(key: &str, version: u64) -> Put {
    Put::new(&partition(), key, version, version.to_string()).announce("news")
}

/// The next message, after as many gaps as there are.
async fn message(subscription: &mut Subscription) -> Event {
    loop {
        match timeout(PATIENCE, subscription.next()).await.unwrap().unwrap() {
            Event::Lagged => {}
            message @ Event::Message(_) => return message,
        }
    }
}

/// Writes until a write is taken: by the one that takes writes.
async fn until_written(model: &ReadModel, key: &str) {
    until("a write is taken", async || {
        matches!(
            model.put(put(key, 1)).await,
            Ok(PutOutcome::Written | PutOutcome::Stale)
        )
    })
    .await;
}

/// What was there is there, what is new is taken and announced, and what was spent is spent.
async fn goes_on(service: &Service, model: &ReadModel, heard: &mut Subscription, quota: Quota) {
    until_written(model, "new").await;
    let kept: i64 = service.replica.ask(&["EXISTS", "rm:{sentinel:1}:d:new"]).await.unwrap();
    assert_eq!(kept, 1, "it is written where the service now is");
    assert_eq!(model.get(&partition(), "old").await.unwrap().unwrap().version, 7);
    assert_eq!(model.put(put("old", 7)).await.unwrap(), PutOutcome::Stale);
    let mut version = 0;
    until("announcements arrive", async || {
        version += 1;
        model.put(put("heard", version)).await.ok();
        timeout(Duration::from_millis(500), message(heard)).await.is_ok()
    })
    .await;
    let spent = model.spend(&partition(), quota).await.unwrap();
    assert!(matches!(spent, Spent::Refused { .. }), "{spent:?}");
}

async fn fail_over(fail: impl AsyncFnOnce(&mut Service)) {
    let Some(mut service) = Service::start().await else {
        return;
    };
    let model = service.model();
    let quota = Quota {
        burst: std::num::NonZeroU32::MIN,
        every: Duration::from_secs(24 * 3600),
    };
    let mut heard = model.subscribe(&partition().channel("news")).await.unwrap();
    model.put(put("old", 7)).await.unwrap();
    assert_eq!(message(&mut heard).await, Event::Message("7".into()));
    model.spend(&partition(), quota).await.unwrap();
    service.in_step().await;

    fail(&mut service).await;
    service.until_the_replica_has_taken_over().await;
    goes_on(&service, &model, &mut heard, quota).await;
}

#[tokio::test]
async fn a_replica_takes_over_from_a_server_that_dies() {
    fail_over(async |service| service.primary.kill().unwrap()).await;
}

#[tokio::test]
async fn a_replica_takes_over_from_a_server_that_hangs() {
    fail_over(async |service| service.primary.signal("-STOP").unwrap()).await;
}

/// The old server lives on as a replica, and takes no more writes.
#[tokio::test]
async fn a_replica_takes_over_when_the_operator_says_so() {
    fail_over(async |service| {
        let () = service
            .sentinel
            .ask(&["SENTINEL", "FAILOVER", "foodwala"])
            .await
            .unwrap();
        // Until it is told, it takes writes that the new one never sees.
        until("the old server follows the new one", async || {
            let info: String = service.primary.ask(&["INFO", "replication"]).await.unwrap_or_default();
            info.contains("role:slave")
        })
        .await;
    })
    .await;
}
