//! `foodwala dev`: everything on this machine, with a demo town in it.

use super::{say, seed, told_to_stop};
use crate::{Config, Platform, engines, pretend_payments};
use anyhow::Context;
use clap::Args as ClapArgs;
use foodwala_clock::SystemClock;
use foodwala_demo::payments::PATH;
use std::{path::PathBuf, sync::Arc};

#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// Port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Data folder. If it is empty, it gets the demo town first.
    #[arg(long, value_name = "DIR", default_value = "data")]
    data: PathBuf,
    /// Leave an empty data folder empty.
    #[arg(long)]
    no_seed: bool,
    /// Do not limit how often a client may ask. For load tests.
    #[arg(long)]
    unlimited: bool,
    #[command(flatten)]
    town: seed::Town,
}

pub(super) async fn run(mut config: Config, args: Args) -> anyhow::Result<()> {
    config.server.port = args.port;
    config.notifications.mail.directory = args.data.join("mails");
    config.database.directory = args.data;
    config.gateway.unlimited |= args.unlimited;
    // The demo town is made beside the data folder and put in place whole, which only files allow.
    if engines::keeps_files(&config.database) && !args.no_seed && seed::is_empty(&config) {
        seed::fill(&config, &args.town).await?;
    }
    pretend_payments(&mut config).context("there is no free port")?;
    let platform = Platform::start(&config, Arc::new(SystemClock)).await?;
    let url = platform.url();
    say(format_args!("\nFoodWala is running.\n"));
    if config.web.directory.is_some() {
        say(format_args!("  Web app    {url}/"));
    }
    say(format_args!("  API        {url}/v1"));
    say(format_args!("  API pages  {url}/docs"));
    say(format_args!("  Health     {url}/readyz   metrics {url}/metrics"));
    say(format_args!(
        "  Cards      pretend payments at {url}{PATH}: no money moves"
    ));
    say(format_args!("  Data       {}\n", config.database.directory.display()));
    say(format_args!("  Demo logins (password {}):", foodwala_demo::PASSWORD));
    for login in foodwala_demo::LOGINS {
        say(format_args!("    {login}"));
    }
    say("\n  Ctrl-C stops it.");
    told_to_stop().await?;
    say("stopping …");
    platform.stop().await;
    Ok(())
}
