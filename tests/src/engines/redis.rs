//! A private Redis.

use crate::{engines::is_required, process::free_addresses};
use anyhow::Context;
use std::{
    net::SocketAddr,
    process::{Child, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{sleep, timeout},
};

const START: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(10);

/// A Redis on a port that stays the same, without persistence. Dropped, it is killed.
#[derive(Debug)]
pub struct RedisServer {
    address: SocketAddr,
    folder: TempDir,
    process: Option<Child>,
}

impl RedisServer {
    /// Starts one; `None` where it is not installed and not required.
    ///
    /// # Errors
    /// When it is required and not there, or does not start.
    pub async fn start() -> anyhow::Result<Option<Self>> {
        let version = Command::new("redis-server")
            .arg("--version")
            .stdout(Stdio::null())
            .status();
        if !version.is_ok_and(|status| status.success()) {
            anyhow::ensure!(!is_required("redis"), "redis-server is required, and is not installed");
            eprintln!("skipped: redis-server is not installed");
            return Ok(None);
        }
        let mut server = Self {
            address: free_addresses(1)?[0],
            folder: tempfile::tempdir()?,
            process: None,
        };
        server.restart().await?;
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

    /// Kills it: everything in it is gone.
    ///
    /// # Errors
    /// When it does not run.
    pub fn kill(&mut self) -> anyhow::Result<()> {
        let mut process = self.process.take().context("Redis does not run")?;
        process.kill()?;
        process.wait()?;
        Ok(())
    }

    /// Starts it again, empty, and waits until it answers.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn restart(&mut self) -> anyhow::Result<()> {
        let port = self.address.port().to_string();
        let process = Command::new("redis-server")
            .args(["--port", &port, "--bind", "127.0.0.1", "--save", "", "--dir"])
            .arg(self.folder.path())
            .stdout(Stdio::null())
            .spawn()?;
        self.process = Some(process);
        let answers = async {
            while !self.answers().await {
                sleep(POLL).await;
            }
        };
        timeout(START, answers).await.context("Redis does not start")
    }

    /// Stops it without closing anything (`-STOP`), or lets it go on (`-CONT`).
    ///
    /// # Errors
    /// When it does not run.
    pub fn signal(&self, signal: &str) -> anyhow::Result<()> {
        let process = self.process.as_ref().context("Redis does not run")?;
        crate::process::signal(process.id(), signal)
    }

    async fn answers(&self) -> bool {
        let pong = async {
            let mut stream = TcpStream::connect(self.address).await?;
            stream.write_all(b"PING\r\n").await?;
            let mut answer = [0; 5];
            stream.read_exact(&mut answer).await?;
            Ok::<_, std::io::Error>(&answer == b"+PONG")
        };
        matches!(timeout(Duration::from_secs(5), pong).await, Ok(Ok(true)))
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        if let Some(mut process) = self.process.take() {
            // It may have ended by itself.
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}
