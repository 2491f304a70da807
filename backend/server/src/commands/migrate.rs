//! `foodwala migrate`: brings all tables up to date, and makes the place where the bus keeps messages.

use super::say;
use crate::{Config, engines, services::SERVICES};

pub(super) async fn run(config: Config) -> anyhow::Result<()> {
    for schema in SERVICES.iter().map(|service| service.name) {
        engines::database(&config.database, schema).await?;
        say(format_args!("{schema}: up to date"));
    }
    engines::prepare_bus(&config.bus, &config.database).await?;
    say("bus: up to date");
    Ok(())
}
