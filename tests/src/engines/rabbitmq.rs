//! A private RabbitMQ.

use crate::{engines::is_required, process::free_addresses};
use anyhow::Context;
use std::{
    io::Write,
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{sleep, timeout},
};

const SERVER: &str = "/usr/lib/rabbitmq/bin/rabbitmq-server";
/// A broker starts in ten seconds, or in a minute or two on a machine that is busy otherwise.
const START: Duration = Duration::from_secs(180);
const POLL: Duration = Duration::from_millis(100);

/// Ends the broker when its input ends, that is when the process of the tests does, however it does; a line of input
/// ends it as well, but leaves its data.
const KEEPER: &str = r#"
trap '' INT TERM HUP
setsid sh -c 'epmd -port "$ERL_EPMD_PORT" & exec "$0"' "$1" >"$HOME/output" 2>&1 </dev/null &
group=$!
read -r keep
kill -9 "-$group"
wait
[ -n "$keep" ] || rm -rf "$HOME"
"#;

/// A RabbitMQ on ports that stay the same. Dropped, it is killed.
#[derive(Debug)]
pub struct RabbitMq {
    home: TempDir,
    addresses: Vec<SocketAddr>,
    keeper: Option<Child>,
}

impl RabbitMq {
    /// Starts one; `None` where it is not installed and not required.
    ///
    /// # Errors
    /// When it is required and not there, or does not start.
    pub async fn start() -> anyhow::Result<Option<Self>> {
        if !Path::new(SERVER).exists() {
            anyhow::ensure!(
                !is_required("rabbitmq"),
                "RabbitMQ is required, and {SERVER} is not there"
            );
            eprintln!("skipped: {SERVER} is not there");
            return Ok(None);
        }
        let home = tempfile::Builder::new().prefix("foodwala-rabbitmq-").tempdir()?;
        std::fs::write(home.path().join("plugins"), "[].")?;
        let mut broker = Self {
            home,
            addresses: free_addresses(3)?,
            keeper: None,
        };
        broker.restart().await?;
        Ok(Some(broker))
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("amqp://guest:guest@{}/%2f", self.addresses[0])
    }

    /// Its address.
    pub fn address(&self) -> SocketAddr {
        self.addresses[0]
    }

    /// Kills the node and all that it has started. Its data stays.
    ///
    /// # Errors
    /// When it does not run.
    pub fn kill(&mut self) -> anyhow::Result<()> {
        let mut keeper = self.keeper.take().context("RabbitMQ does not run")?;
        let mut input = keeper.stdin.take().context("RabbitMQ has no keeper")?;
        input.write_all(b"keep\n")?;
        keeper.wait()?;
        Ok(())
    }

    /// Starts it again on its data, and waits until it answers.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn restart(&mut self) -> anyhow::Result<()> {
        let home = self.home.path();
        let [node, distribution, names] = [0, 1, 2].map(|at| self.addresses[at].port().to_string());
        let keeper = Command::new("sh")
            .args(["-c", KEEPER, "sh", SERVER])
            .env("HOME", home)
            .env("LANG", "C.UTF-8")
            .env("RABBITMQ_NODENAME", format!("foodwala-{node}@localhost"))
            .env("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1")
            .env("RABBITMQ_NODE_PORT", node)
            .env("RABBITMQ_DIST_PORT", distribution)
            .env("RABBITMQ_MNESIA_BASE", home.join("data"))
            .env("RABBITMQ_LOG_BASE", home.join("log"))
            .env("RABBITMQ_PID_FILE", home.join("pid"))
            .env("RABBITMQ_ENABLED_PLUGINS_FILE", home.join("plugins"))
            .env("RABBITMQ_CONFIG_FILE", home.join("none"))
            .env("ERL_EPMD_PORT", names)
            .env("ERL_EPMD_ADDRESS", "127.0.0.1")
            .stdin(Stdio::piped())
            .spawn()?;
        self.keeper = Some(keeper);
        let answers = async {
            while !self.answers().await {
                sleep(POLL).await;
            }
        };
        timeout(START, answers).await.with_context(|| {
            let output = std::fs::read_to_string(self.home.path().join("output")).unwrap_or_default();
            format!("RabbitMQ does not start: {output}")
        })
    }

    /// Whether it answers to the header of AMQP 0-9-1.
    async fn answers(&self) -> bool {
        let answer = async {
            let mut stream = TcpStream::connect(self.addresses[0]).await?;
            stream.write_all(b"AMQP\x00\x00\x09\x01").await?;
            let mut answer = [0; 7];
            stream.read_exact(&mut answer).await?;
            Ok::<_, std::io::Error>(answer[0] == 1)
        };
        matches!(timeout(Duration::from_secs(5), answer).await, Ok(Ok(true)))
    }
}

impl Drop for RabbitMq {
    fn drop(&mut self) {
        if let Some(mut keeper) = self.keeper.take() {
            drop(keeper.stdin.take());
            // The keeper removes the folder with the broker.
            let _ = keeper.wait();
        }
    }
}
