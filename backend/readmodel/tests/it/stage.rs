//! A Redis for one test: its own, killed when the test ends, or the one that `FOODWALA_TEST_REDIS_URL` names, whose
//! database is emptied for every test.

use std::ffi::OsString;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, OnceLock, Weak};
use std::time::Duration;

use foodwala_readmodel::{ReadModel, Redis, RedisConfig, RedisMode};
use redis::aio::MultiplexedConnection;
use redis::{FromRedisValue, RedisResult};
use tempfile::TempDir;
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio::time::{Instant, sleep, timeout};

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
            let server = Server::start(&[]).await?;
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
                let node = Arc::new(Server::start_node().await?);
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

/// A server process, killed on drop.
pub struct Server {
    process: Child,
    port: u16,
    arguments: Vec<String>,
    directory: TempDir,
}

impl Server {
    /// A server on a free port; `None` when the program is missing and not required.
    pub async fn start(arguments: &[&str]) -> Option<Self> {
        if !is_installed() {
            let required = std::env::var("FOODWALA_REQUIRE").unwrap_or_default();
            assert!(
                !required.split(',').any(|name| name.trim() == "redis"),
                "redis-server is not installed, and FOODWALA_REQUIRE asks for it"
            );
            eprintln!("skipped: redis-server is not installed, and FOODWALA_TEST_REDIS_URL is not set");
            return None;
        }
        let arguments: Vec<_> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        // Somebody else may take a port between our finding and using it.
        for _ in 0..10 {
            let (port, directory) = (free_port(), TempDir::new().unwrap());
            let mut server = Self {
                process: spawn(port, &arguments, &directory),
                port,
                arguments: arguments.clone(),
                directory,
            };
            if server.until_it_answers().await {
                return Some(server);
            }
        }
        panic!("redis-server does not start");
    }

    pub async fn start_node() -> Option<Self> {
        let bus = free_port().to_string();
        Self::start(&[
            "--cluster-enabled",
            "yes",
            "--cluster-port",
            &bus,
            "--cluster-node-timeout",
            "2000",
        ])
        .await
    }

    /// A sentinel that watches a server as `foodwala`.
    pub async fn start_sentinel(watched: &Self) -> Option<Self> {
        let directory = TempDir::new().unwrap();
        let file = directory.path().join("sentinel.conf");
        std::fs::write(
            &file,
            format!("sentinel monitor foodwala 127.0.0.1 {} 1\n", watched.port),
        )
        .unwrap();
        let port = free_port();
        let process = Command::new("redis-server")
            .arg(&file)
            .args(["--sentinel", "--bind", "127.0.0.1", "--port", &port.to_string()])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut sentinel = Self {
            process,
            port,
            arguments: Vec::new(),
            directory,
        };
        assert!(sentinel.until_it_answers().await, "the sentinel does not start");
        Some(sentinel)
    }

    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// Where the nodes of a cluster talk to each other.
    pub fn bus_port(&self) -> u16 {
        let at = self
            .arguments
            .iter()
            .position(|argument| argument == "--cluster-port")
            .unwrap();
        self.arguments[at + 1].parse().unwrap()
    }

    pub async fn ask<T: FromRedisValue>(&self, command: &[&str]) -> RedisResult<T> {
        ask(&self.url(), command).await
    }

    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// On the same port, empty.
    pub async fn restart(&mut self) {
        self.process = spawn(self.port, &self.arguments, &self.directory);
        assert!(self.until_it_answers().await, "redis-server does not start again");
    }

    /// Stops it without closing anything, or lets it go on.
    pub fn signal(&self, signal: &str) {
        let done = Command::new("kill")
            .args([signal, &self.process.id().to_string()])
            .status()
            .unwrap();
        assert!(done.success());
    }

    pub async fn until_cluster_is_up(&self) {
        until("the cluster is up", async || {
            let info: String = self.ask(&["CLUSTER", "INFO"]).await.unwrap_or_default();
            info.contains("cluster_state:ok")
        })
        .await;
    }

    async fn until_it_answers(&mut self) -> bool {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if self.process.try_wait().unwrap().is_some() {
                return false;
            }
            // The answer must come from this process, not from one that was faster to take the port.
            let answer: RedisResult<String> = self.ask(&["INFO", "server"]).await;
            if answer.is_ok_and(|info| info.contains(&format!("process_id:{}\r", self.process.id()))) {
                return true;
            }
            sleep(Duration::from_millis(10)).await;
        }
        false
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

fn is_installed() -> bool {
    static INSTALLED: OnceLock<bool> = OnceLock::new();
    *INSTALLED.get_or_init(|| {
        let version = Command::new("redis-server")
            .arg("--version")
            .stdout(Stdio::null())
            .status();
        version.is_ok_and(|status| status.success())
    })
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn spawn(port: u16, arguments: &[String], directory: &TempDir) -> Child {
    let port = port.to_string();
    let directory: OsString = directory.path().into();
    Command::new("redis-server")
        .args(["--port", &port, "--bind", "127.0.0.1", "--save", "", "--dir"])
        .arg(directory)
        .args(arguments)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
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
