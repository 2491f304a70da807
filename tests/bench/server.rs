//! The `foodwala` binary beside this one, as a child process.

use anyhow::Context;
use std::{
    net::SocketAddr,
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

/// A running platform.
pub struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    /// Starts it on a free port, with variables for its settings, and waits until it listens.
    pub async fn start(folder: &Path, settings: &[(&str, String)]) -> anyhow::Result<Self> {
        let binary = std::env::current_exe()?.with_file_name("foodwala");
        anyhow::ensure!(
            binary.is_file(),
            "{} is missing: build it first (cargo xtask bench does)",
            binary.display()
        );
        let mut child = Command::new(binary)
            .args(["dev", "--port", "0", "--unlimited", "--data"])
            .arg(folder.join("data"))
            .env("RUST_LOG", "warn")
            .envs(settings.iter().map(|(name, value)| (name, value)))
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let output = child.stdout.take().context("no standard output")?;
        let mut lines = BufReader::new(output).lines();
        while let Some(line) = lines.next_line().await? {
            if let Some((_, rest)) = line.split_once("http://") {
                let address = rest.split('/').next().unwrap_or_default().parse()?;
                tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                return Ok(Self { child, address });
            }
        }
        anyhow::bail!("the platform did not start: {}", child.wait().await?)
    }

    /// Starts it and says how long it took until `/readyz` answered 200.
    pub async fn start_timed(folder: &Path) -> anyhow::Result<(Duration, Self)> {
        let begin = Instant::now();
        let server = Self::start(folder, &[]).await?;
        let mut connection = crate::wire::Connection::open(server.address).await?;
        while connection.get("/readyz", None).await?.status != 200 {
            tokio::task::yield_now().await;
        }
        Ok((begin.elapsed(), server))
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn pid(&self) -> u32 {
        self.child.id().unwrap_or_default()
    }

    /// Asks it to stop and waits.
    pub async fn stop(&mut self) -> anyhow::Result<()> {
        let pid = self.pid().to_string();
        Command::new("kill").args(["-TERM", &pid]).status().await?;
        self.child.wait().await?;
        Ok(())
    }
}
