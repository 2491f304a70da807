//! The real binary as a process of its own, which can be killed.

use crate::place;
use anyhow::Context;
use foodwala_database::sqlserver::TrialDatabase;
use foodwala_server::config::DatabaseConfig;
use foodwala_test_engines::free_addresses;
use std::{
    ffi::OsString,
    fs::{File, OpenOptions},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    net::TcpStream,
    process::{Child, Command as AsyncCommand},
};

const POLL: Duration = Duration::from_millis(5);
const PATIENCE: Duration = Duration::from_secs(60);

/// How the variables are called in which cargo tells a test about its crate.
const ABOUT_CRATE: &[&str] = &[
    "CARGO_PKG_",
    "CARGO_MANIFEST_",
    "CARGO_CRATE_",
    "CARGO_BIN_",
    "CARGO_PRIMARY_",
];

/// Where the binary runs: its file, a port that stays the same, a data folder, and its log.
#[derive(Debug)]
pub struct Site {
    binary: PathBuf,
    address: SocketAddr,
    folder: TempDir,
    environment: Vec<(&'static str, OsString)>,
    /// Dropped last, when nothing is connected to it any more.
    server: Option<TrialDatabase>,
}

/// A running binary. Dropped, it is killed.
#[derive(Debug)]
pub struct Process {
    child: Child,
    address: SocketAddr,
}

impl Site {
    /// A fresh folder for the binary: the one that `FOODWALA_TEST_BINARY` names, or that of this workspace, built first.
    ///
    /// # Errors
    /// When it cannot be built, or no port is free.
    pub fn prepare() -> anyhow::Result<Self> {
        Ok(Self {
            binary: binary()?,
            address: free_addresses(1)?[0],
            folder: tempfile::tempdir()?,
            environment: Vec::new(),
            server: None,
        })
    }

    /// Lets the processes keep their schemas on SQL Server, in a database of their own, if
    /// `FOODWALA_TEST_SQLSERVER_URL` says where one is.
    ///
    /// # Errors
    /// When it cannot be reached or refuses.
    pub async fn on_tested_engine(self) -> anyhow::Result<Self> {
        let server = TrialDatabase::create().await?;
        Ok(Self { server, ..self })
    }

    /// Sets a variable for the processes that are started from now on.
    #[must_use]
    pub fn with_environment(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.environment.push((name, value.into()));
        self
    }

    /// The binary's file.
    pub fn binary(&self) -> &Path {
        &self.binary
    }

    /// Where clients find it, whenever it runs.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Where its schemas are.
    pub fn database(&self) -> DatabaseConfig {
        place::database(self.data(), self.server.as_ref().map(TrialDatabase::config))
    }

    /// What all its processes logged.
    pub fn log(&self) -> PathBuf {
        self.folder.path().join("log.txt")
    }

    /// Starts the binary on the data folder, without rate limits.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(&self) -> anyhow::Result<Process> {
        let log: File = OpenOptions::new().create(true).append(true).open(self.log())?;
        let server = self.server.as_ref().map(TrialDatabase::config);
        let child = AsyncCommand::new(&self.binary)
            .args([
                "dev",
                "--no-seed",
                "--unlimited",
                "--port",
                &self.address.port().to_string(),
                "--data",
            ])
            .arg(self.data())
            .envs(server.iter().flat_map(place::variables))
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .kill_on_drop(true)
            .spawn()?;
        Ok(Process {
            child,
            address: self.address,
        })
    }

    /// Leaves the folder where it is, to be looked into.
    pub fn keep(self) -> PathBuf {
        self.folder.keep()
    }
}

impl Process {
    /// Waits until it takes connections.
    ///
    /// # Errors
    /// When it ends instead, or takes too long.
    pub async fn listening(&mut self) -> anyhow::Result<()> {
        let waiting = async {
            while TcpStream::connect(self.address).await.is_err() {
                if let Some(status) = self.child.try_wait()? {
                    anyhow::bail!("the platform ended by itself: {status}");
                }
                tokio::time::sleep(POLL).await;
            }
            Ok(())
        };
        tokio::time::timeout(PATIENCE, waiting)
            .await
            .context("the platform does not listen")?
    }

    /// Kills it, so that it has no say in how it ends, and waits until it is gone.
    ///
    /// # Errors
    /// When it had ended by itself.
    pub async fn kill(mut self) -> anyhow::Result<()> {
        if let Some(status) = self.child.try_wait()? {
            anyhow::bail!("the platform ended by itself: {status}");
        }
        Ok(self.child.kill().await?)
    }

    /// Asks it to stop, as an operator does, and waits until it has.
    ///
    /// # Errors
    /// When it does not end well, or takes too long.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        let id = self.child.id().context("the platform ended by itself")?;
        signal(id, "-TERM")?;
        let ended = tokio::time::timeout(PATIENCE, self.child.wait())
            .await
            .context("the platform does not stop")??;
        anyhow::ensure!(ended.success(), "the platform ended badly: {ended}");
        Ok(())
    }
}

/// Sends a signal such as `-TERM` to a process.
pub(crate) fn signal(id: u32, signal: &str) -> anyhow::Result<()> {
    let told = Command::new("kill").args([signal, &id.to_string()]).status()?;
    anyhow::ensure!(told.success(), "kill {signal}: {told}");
    Ok(())
}

/// The binary that `FOODWALA_TEST_BINARY` names, or that of this workspace, built first.
pub(crate) fn binary() -> anyhow::Result<PathBuf> {
    let given = std::env::var_os("FOODWALA_TEST_BINARY").map(PathBuf::from);
    given.map_or_else(build, Ok)
}

/// Builds the binary in the profile of the tests and answers where it is. Quick when there is nothing to build.
fn build() -> anyhow::Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--package", "foodwala-server", "--bin", "foodwala"]);
    command.arg("--message-format=json-render-diagnostics");
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."));
    // What cargo tells the tests about their crate would make build scripts run again that look at it.
    let about_tests = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    for name in about_tests.filter(|name| ABOUT_CRATE.iter().any(|prefix| name.starts_with(prefix))) {
        command.env_remove(name);
    }
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    let output = command.stderr(Stdio::inherit()).output()?;
    anyhow::ensure!(output.status.success(), "the binary cannot be built: {}", output.status);
    let lines = output.stdout.split(|byte| *byte == b'\n');
    let messages = lines.filter_map(|line| serde_json::from_slice::<serde_json::Value>(line).ok());
    let mut files = messages.filter_map(|message| message.get("executable")?.as_str().map(PathBuf::from));
    files
        .find(|file| file.file_stem().is_some_and(|name| name == "foodwala"))
        .context("cargo names no binary")
}
