//! One file per subcommand.

mod check_config;
mod dead_letters;
mod dev;
mod grant;
mod health;
mod migrate;
mod openapi;
mod rebuild;
mod seed;
mod serve;
mod smoke;

pub use grant::{GrantError, grant};

use crate::{Config, engines};
use clap::{Parser, Subcommand};
use foodwala_platform::telemetry::{self, LogConfig};
use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};
use tokio::runtime::Runtime;

/// FoodWala: an open food-ordering and delivery platform.
#[derive(Debug, Parser)]
#[command(name = "foodwala", version, about, max_term_width = 120)]
pub struct Cli {
    /// Settings file; `foodwala check-config --print` shows all settings with their defaults.
    #[arg(long, global = true, env = "FOODWALA_CONFIG_FILE", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run everything on this machine with a demo town in it.
    Dev(dev::Args),
    /// Run the platform.
    Serve(serve::Args),
    /// Bring all tables up to date.
    Migrate,
    /// Fill an empty data folder with the demo town.
    Seed(seed::Args),
    /// Write all read documents again from SQL and count them.
    Rebuild,
    /// List, show and replay messages that could not be handled.
    #[command(subcommand)]
    DeadLetters(dead_letters::Command),
    /// Give an account the rights of an admin.
    GrantAdmin(grant::Args),
    /// Say everything that is wrong with the settings.
    CheckConfig(check_config::Args),
    /// Say whether a process on this machine is ready.
    Health(health::Args),
    /// Print the OpenAPI document.
    Openapi,
    /// Walk one synthetic order through a running platform.
    Smoke(smoke::Args),
}

impl Cli {
    /// Does what the command line says.
    pub fn run(self) -> ExitCode {
        match self.try_run() {
            Ok(code) => code,
            Err(error) => {
                eprintln!("foodwala: {error:#}");
                ExitCode::FAILURE
            }
        }
    }

    fn try_run(self) -> anyhow::Result<ExitCode> {
        let file = self.config.as_deref();
        match self.command {
            Command::CheckConfig(args) => return Ok(check_config::run(file, &args)),
            Command::Openapi => {
                openapi::run();
                return Ok(ExitCode::SUCCESS);
            }
            Command::Smoke(args) => return runtime(0)?.block_on(smoke::run(args)),
            Command::Health(args) => {
                runtime(0)?.block_on(health::run(&Config::read(file)?, args))?;
                return Ok(ExitCode::SUCCESS);
            }
            _ => {}
        }
        let quiet = matches!(self.command, Command::Dev(_) | Command::Seed(_));
        let config = read(file, quiet)?;
        let runtime = runtime(config.server.threads)?;
        let telemetry = {
            let _within = runtime.enter();
            telemetry::start(&config.log, &config.telemetry, engines::LOG_DIRECTIVES)?
        };
        let done = self.command.run(config, &runtime);
        telemetry.stop();
        done.map(|()| ExitCode::SUCCESS)
    }
}

impl Command {
    fn run(self, config: Config, runtime: &Runtime) -> anyhow::Result<()> {
        match self {
            Self::Dev(args) => runtime.block_on(dev::run(config, args)),
            Self::Serve(args) => runtime.block_on(serve::run(config, args)),
            Self::Migrate => runtime.block_on(migrate::run(config)),
            Self::Seed(args) => runtime.block_on(seed::run(config, args)),
            Self::Rebuild => runtime.block_on(rebuild::run(config)),
            Self::DeadLetters(command) => runtime.block_on(dead_letters::run(config, command)),
            Self::GrantAdmin(args) => runtime.block_on(grant::run(config, args)),
            Self::CheckConfig(_) | Self::Health(_) | Self::Openapi | Self::Smoke(_) => Ok(()),
        }
    }
}

/// Reads the settings. Where a person watches, only warnings are logged, unless they chose otherwise.
fn read(file: Option<&Path>, quiet: bool) -> anyhow::Result<Config> {
    let mut config = Config::read(file)?;
    if quiet && config.log == LogConfig::default() {
        config.log.filter = "warn".to_owned();
    }
    Ok(config)
}

/// On so many threads; 0 for as many as there are processors.
fn runtime(threads: u16) -> io::Result<Runtime> {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    if threads > 0 {
        builder.worker_threads(threads.into());
    }
    builder.enable_all().build()
}

/// Resolves at Ctrl-C or, on Unix, at SIGTERM.
async fn told_to_stop() -> anyhow::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            interrupted = tokio::signal::ctrl_c() => interrupted?,
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await?;
    Ok(())
}

/// Writes a line for the person at the terminal. A reader that has gone, as `head` does, has seen enough.
fn say(line: impl std::fmt::Display) {
    if let Err(error) = writeln!(io::stdout(), "{line}")
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        tracing::error!(error = %error, "standard output cannot be written");
    }
}
