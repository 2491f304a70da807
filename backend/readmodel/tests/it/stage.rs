//! A Redis for one test: its own, killed when the test ends, or the one that `FOODWALA_TEST_REDIS_URL` names, whose
//! database is emptied for every test.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, OnceLock, Weak};
use std::time::Duration;

use foodwala_readmodel::{ReadModel, Redis, RedisConfig, RedisMode};
use foodwala_test_engines::RedisServer;
use redis::aio::MultiplexedConnection;
use redis::{FromRedisValue, RedisResult};
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio::time::{sleep, timeout};

pub const PATIENCE: Duration = Duration::from_secs(30);

/// A Redis to work with.
pub struct Stage {
    config: RedisConfig,
    _private: Option<Arc<Server>>,
    _turn: Option<OwnedMutexGuard<()>>,
}

impl Stage {
    /// One server; `None` when there is none to be had and none is required.
    pub async fn single() -> Option<Self> {
        let Ok(url) = std::env::var("FOODWALA_TEST_REDIS_URL") else {
            let server = Server::start()?;
            return Some(Self {
                config: config(RedisMode::Single, &server.url()),
                _private: Some(Arc::new(server)),
                _turn: None,
            });
        };
        static TURNS: OnceLock<Arc<Mutex<()>>> = OnceLock::new();
        let turn = Arc::clone(TURNS.get_or_init(Arc::default)).lock_owned().await;
        ask::<()>(&url, &["FLUSHDB"])
            .await
            .expect("FOODWALA_TEST_REDIS_URL names a Redis");
        Some(Self {
            config: config(RedisMode::Single, &url),
            _private: None,
            _turn: Some(turn),
        })
    }

    /// A cluster of one node, emptied. A node needs two seconds to trust itself, so tests that wait for their turn share
    /// one; it goes with the last of them.
    pub async fn cluster() -> Option<Self> {
        static NODE: Mutex<Weak<Server>> = Mutex::const_new(Weak::new());
        static TURNS: OnceLock<Arc<Mutex<()>>> = OnceLock::new();
        let mut shared = NODE.lock().await;
        let node = match shared.upgrade() {
            Some(node) => node,
            None => {
                let node = Arc::new(Server::node()?);
                let () = node.ask(&["CLUSTER", "ADDSLOTSRANGE", "0", "16383"]).await.unwrap();
                node.until_cluster_is_up().await;
                *shared = Arc::downgrade(&node);
                node
            }
        };
        drop(shared);
        let turn = Arc::clone(TURNS.get_or_init(Arc::default)).lock_owned().await;
        let () = node.ask(&["FLUSHALL"]).await.unwrap();
        Some(Self {
            config: config(RedisMode::Cluster, &node.url()),
            _private: Some(node),
            _turn: Some(turn),
        })
    }

    /// A handle of its own, as another process has.
    pub fn model(&self) -> ReadModel {
        model(&self.config)
    }

    pub async fn ask<T: FromRedisValue>(&self, command: &[&str]) -> T {
        ask(&self.config.urls[0], command).await.unwrap()
    }
}

/// Settings with patience for a busy machine.
pub fn config(mode: RedisMode, url: &str) -> RedisConfig {
    RedisConfig {
        urls: vec![url.to_owned()],
        mode,
        connect_timeout_ms: 10_000,
        response_timeout_ms: 10_000,
        ..RedisConfig::default()
    }
}

pub fn model(config: &RedisConfig) -> ReadModel {
    ReadModel::new(Redis::start(config).unwrap())
}

/// A private server that can be asked directly, past the engine.
pub struct Server(RedisServer);

impl Server {
    /// `None` when there is none to be had and none is required.
    pub fn start() -> Option<Self> {
        RedisServer::start().unwrap().map(Self)
    }

    /// A node of a cluster, without slots.
    pub fn node() -> Option<Self> {
        RedisServer::node().unwrap().map(Self)
    }

    /// A sentinel that watches a server as `foodwala`.
    pub fn sentinel(watched: &Self) -> Option<Self> {
        RedisServer::sentinel(watched, "foodwala").unwrap().map(Self)
    }

    pub async fn ask<T: FromRedisValue>(&self, command: &[&str]) -> RedisResult<T> {
        ask(&self.url(), command).await
    }

    pub async fn until_cluster_is_up(&self) {
        until("the cluster is up", async || {
            let info: String = self.ask(&["CLUSTER", "INFO"]).await.unwrap_or_default();
            info.contains("cluster_state:ok")
        })
        .await;
    }
}

impl Deref for Server {
    type Target = RedisServer;

    fn deref(&self) -> &RedisServer {
        &self.0
    }
}

impl DerefMut for Server {
    fn deref_mut(&mut self) -> &mut RedisServer {
        &mut self.0
    }
}

/// Asks a server directly, past the engine.
pub async fn ask<T: FromRedisValue>(url: &str, command: &[&str]) -> RedisResult<T> {
    let client = redis::Client::open(url)?;
    let mut connection: MultiplexedConnection = client.get_multiplexed_async_connection().await?;
    let mut asked = redis::cmd(command[0]);
    asked.arg(&command[1..]);
    asked.query_async(&mut connection).await
}

pub async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let wait = async {
        while !is_so().await {
            sleep(Duration::from_millis(10)).await;
        }
    };
    assert!(timeout(PATIENCE, wait).await.is_ok(), "{what}: not within {PATIENCE:?}");
}
