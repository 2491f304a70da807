//! `foodwala serve`: runs the platform, or a part of it.

use super::{say, told_to_stop};
use crate::{Config, Platform, roles::Roles};
use clap::Args as ClapArgs;
use foodwala_clock::SystemClock;
use std::{path::PathBuf, sync::Arc};

#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// What to run: `gateway`, services such as `orders` (commands and everything in the background) and `orders-query`
    /// (reads), or `all`; everything if nothing is named. The embedded engines live in one process, so they take all.
    services: Vec<String>,
    /// Port for the gateway to listen on, instead of the configured one.
    #[arg(long)]
    port: Option<u16>,
    /// Data folder, instead of the configured one.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

pub(super) async fn run(mut config: Config, args: Args) -> anyhow::Result<()> {
    let roles = Roles::named(&args.services)?;
    config.server.port = args.port.unwrap_or(config.server.port);
    config.database.directory = args.data.unwrap_or(config.database.directory);
    let platform = Platform::start_roles(&config, &roles, Arc::new(SystemClock)).await?;
    let addresses: Vec<String> = platform.addresses().iter().map(|at| format!("http://{at}")).collect();
    say(format_args!("{roles}: listening on {}", addresses.join(", ")));
    told_to_stop().await?;
    tracing::info!("stopping");
    platform.stop().await;
    Ok(())
}
