//! A private Redis.

use crate::{free_addresses, is_required, kept::Kept};
use anyhow::{Context, ensure};
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    process::{Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;

const START: Duration = Duration::from_secs(60);
const ANSWER: Duration = Duration::from_secs(5);

/// A Redis on a port that stays the same, without persistence. Dropped, it is killed.
#[derive(Debug)]
pub struct RedisServer {
    address: SocketAddr,
    bus: Option<SocketAddr>,
    folder: TempDir,
    line: Vec<String>,
    running: Option<Kept>,
    /// Processor time of those that were killed.
    spent: Duration,
}

impl RedisServer {
    /// Starts one; `None` where it is not installed and not required.
    ///
    /// # Errors
    /// When it is required and not there, or does not start.
    pub fn start() -> anyhow::Result<Option<Self>> {
        Self::with(&[])
    }

    /// Starts one with further arguments.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub fn with(arguments: &[&str]) -> anyhow::Result<Option<Self>> {
        Self::launch(None, |port| line(&["--port", port, "--save", ""], arguments))
    }

    /// Starts a node of a cluster, which has no slots and knows no other node yet.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub fn node() -> anyhow::Result<Option<Self>> {
        let bus = free_addresses(1)?[0];
        let bus_port = bus.port().to_string();
        let cluster = [
            "--cluster-enabled",
            "yes",
            "--cluster-port",
            &bus_port,
            "--cluster-node-timeout",
            "2000",
        ];
        Self::launch(Some(bus), |port| line(&["--port", port, "--save", ""], &cluster))
    }

    /// Starts a sentinel that watches a server under a name, and takes one second of silence for its death.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub fn sentinel(watched: &Self, name: &str) -> anyhow::Result<Option<Self>> {
        let settings = format!(
            "sentinel monitor {name} 127.0.0.1 {} 1\nsentinel down-after-milliseconds {name} 1000\n",
            watched.address.port()
        );
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("sentinel.conf");
        std::fs::write(&file, settings)?;
        let file = file.to_string_lossy().into_owned();
        let started = Self::launch_in(folder, None, |port| line(&[&file, "--sentinel", "--port", port], &[]))?;
        Ok(started)
    }

    fn launch(bus: Option<SocketAddr>, line: impl FnOnce(&str) -> Vec<String>) -> anyhow::Result<Option<Self>> {
        let folder = tempfile::Builder::new().prefix("foodwala-redis-").tempdir()?;
        Self::launch_in(folder, bus, line)
    }

    fn launch_in(
        folder: TempDir,
        bus: Option<SocketAddr>,
        line: impl FnOnce(&str) -> Vec<String>,
    ) -> anyhow::Result<Option<Self>> {
        let version = Command::new("redis-server")
            .arg("--version")
            .stdout(Stdio::null())
            .status();
        if !version.is_ok_and(|status| status.success()) {
            ensure!(!is_required("redis"), "redis-server is required, and is not installed");
            eprintln!("skipped: redis-server is not installed");
            return Ok(None);
        }
        let address = free_addresses(1)?[0];
        let mut server = Self {
            address,
            bus,
            folder,
            line: line(&address.port().to_string()),
            running: None,
            spent: Duration::ZERO,
        };
        server.restart()?;
        Ok(Some(server))
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("redis://{}", self.address)
    }

    /// Its address.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where other nodes of its cluster reach it; `None` if it is of none.
    pub fn bus(&self) -> Option<SocketAddr> {
        self.bus
    }

    /// Kills it: everything in it is gone.
    ///
    /// # Errors
    /// When it does not run.
    pub fn kill(&mut self) -> anyhow::Result<()> {
        let running = self.running.take().context("Redis does not run")?;
        self.spent += running.processor_time();
        running.kill()
    }

    /// The processor time it has used over all its lives.
    pub fn processor_time(&self) -> Duration {
        self.spent + self.running.as_ref().map(Kept::processor_time).unwrap_or_default()
    }

    /// Starts it again, empty, and waits until it answers.
    ///
    /// # Errors
    /// When it does not start.
    pub fn restart(&mut self) -> anyhow::Result<()> {
        let home = self.folder.path();
        let mut running = Kept::start(home, &self.line, &[])?;
        let address = self.address;
        running
            .until(home, START, || answers(address).unwrap_or(false))
            .context("Redis does not start")?;
        self.running = Some(running);
        Ok(())
    }

    /// Stops it without closing anything (`-STOP`), or lets it go on (`-CONT`).
    ///
    /// # Errors
    /// When it does not run.
    pub fn signal(&self, signal: &str) -> anyhow::Result<()> {
        self.running.as_ref().context("Redis does not run")?.signal(signal)
    }
}

fn line(first: &[&str], then: &[&str]) -> Vec<String> {
    let words = ["redis-server"].into_iter().chain(first.iter().copied());
    let words = words.chain(["--bind", "127.0.0.1"]).chain(then.iter().copied());
    words.map(str::to_owned).collect()
}

fn answers(address: SocketAddr) -> std::io::Result<bool> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(ANSWER))?;
    stream.write_all(b"PING\r\n")?;
    let mut answer = [0; 5];
    stream.read_exact(&mut answer)?;
    Ok(&answer == b"+PONG")
}
