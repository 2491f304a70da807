//! A private RabbitMQ.

use crate::{free_addresses, is_required, kept::Kept};
use anyhow::{Context, ensure};
use std::{
    ffi::OsStr,
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    path::Path,
    time::Duration,
};
use tempfile::TempDir;

const SERVER: &str = "/usr/lib/rabbitmq/bin/rabbitmq-server";
/// The broker and the name service of its own that it asks for.
const LINE: &str = r#"epmd -port "$ERL_EPMD_PORT" & exec "$0""#;
/// A broker starts in ten seconds, or in a minute or two on a machine that is busy otherwise.
const START: Duration = Duration::from_secs(180);
const ANSWER: Duration = Duration::from_secs(5);

/// A RabbitMQ on ports that stay the same. Dropped, it is killed.
#[derive(Debug)]
pub struct RabbitMq {
    home: TempDir,
    addresses: Vec<SocketAddr>,
    running: Option<Kept>,
    /// Processor time of those that were killed.
    spent: Duration,
}

impl RabbitMq {
    /// Starts one; `None` where it is not installed and not required.
    ///
    /// # Errors
    /// When it is required and not there, or does not start.
    pub fn start() -> anyhow::Result<Option<Self>> {
        if !Path::new(SERVER).exists() {
            ensure!(
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
            running: None,
            spent: Duration::ZERO,
        };
        broker.restart()?;
        Ok(Some(broker))
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("amqp://guest:guest@{}/%2f", self.address())
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
        let running = self.running.take().context("RabbitMQ does not run")?;
        self.spent += running.processor_time();
        running.kill()
    }

    /// The processor time it has used over all its lives.
    pub fn processor_time(&self) -> Duration {
        self.spent + self.running.as_ref().map(Kept::processor_time).unwrap_or_default()
    }

    /// Starts it again on its data, and waits until it answers.
    ///
    /// # Errors
    /// When it does not start.
    pub fn restart(&mut self) -> anyhow::Result<()> {
        let home = self.home.path();
        let [node, distribution, names] = [0, 1, 2].map(|at| self.addresses[at].port().to_string());
        let name = format!("foodwala-{node}@localhost");
        let [data, log, pid, plugins, none] = ["data", "log", "pid", "plugins", "none"].map(|name| home.join(name));
        let environment: [(&str, &OsStr); 12] = [
            ("LANG", "C.UTF-8".as_ref()),
            ("RABBITMQ_NODENAME", name.as_ref()),
            ("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1".as_ref()),
            ("RABBITMQ_NODE_PORT", node.as_ref()),
            ("RABBITMQ_DIST_PORT", distribution.as_ref()),
            ("RABBITMQ_MNESIA_BASE", data.as_ref()),
            ("RABBITMQ_LOG_BASE", log.as_ref()),
            ("RABBITMQ_PID_FILE", pid.as_ref()),
            ("RABBITMQ_ENABLED_PLUGINS_FILE", plugins.as_ref()),
            ("RABBITMQ_CONFIG_FILE", none.as_ref()),
            ("ERL_EPMD_PORT", names.as_ref()),
            ("ERL_EPMD_ADDRESS", "127.0.0.1".as_ref()),
        ];
        let mut running = Kept::start(home, &["sh", "-c", LINE, SERVER], &environment)?;
        let address = self.address();
        running
            .until(home, START, || answers(address).unwrap_or(false))
            .context("RabbitMQ does not start")?;
        self.running = Some(running);
        Ok(())
    }
}

/// Whether somebody answers to the header of AMQP 0-9-1.
fn answers(address: SocketAddr) -> std::io::Result<bool> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(ANSWER))?;
    stream.write_all(b"AMQP\x00\x00\x09\x01")?;
    let mut answer = [0; 7];
    stream.read_exact(&mut answer)?;
    Ok(answer[0] == 1)
}
