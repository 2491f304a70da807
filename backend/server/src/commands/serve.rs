//! `foodwala serve`: runs the platform.

use super::{say, told_to_stop};
use crate::{Config, Platform, services::SCHEMAS};
use clap::Args as ClapArgs;
use foodwala_clock::SystemClock;
use std::{collections::BTreeSet, path::PathBuf, sync::Arc};

#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// The services to run; all if none is named. The embedded engines live in one process, so it takes all of them.
    services: Vec<String>,
    /// Port to listen on, instead of the configured one.
    #[arg(long)]
    port: Option<u16>,
    /// Data folder, instead of the configured one.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

pub(super) async fn run(mut config: Config, args: Args) -> anyhow::Result<()> {
    let named: BTreeSet<&str> = args.services.iter().map(String::as_str).collect();
    let known: BTreeSet<&str> = SCHEMAS.iter().copied().chain(["gateway"]).collect();
    if let Some(unknown) = named.difference(&known).next() {
        anyhow::bail!(
            "there is no service {unknown:?}; there are {}",
            Vec::from_iter(known.iter().copied()).join(", ")
        );
    }
    if !named.is_empty() && named != known {
        let missing: Vec<&str> = known.difference(&named).copied().collect();
        anyhow::bail!(
            "the embedded engines cannot be shared between processes; name no service, or {} too",
            missing.join(", ")
        );
    }
    config.server.port = args.port.unwrap_or(config.server.port);
    config.database.directory = args.data.unwrap_or(config.database.directory);
    let platform = Platform::start(&config, Arc::new(SystemClock)).await?;
    say(format_args!("listening on {}", platform.url()));
    told_to_stop().await?;
    tracing::info!("stopping");
    platform.stop().await;
    Ok(())
}
