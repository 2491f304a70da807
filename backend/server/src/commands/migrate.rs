//! `foodwala migrate`: brings all tables up to date.

use super::say;
use crate::{Config, engines, services::SCHEMAS};

pub(super) async fn run(config: Config) -> anyhow::Result<()> {
    let schemas = SCHEMAS.iter().copied().chain([engines::BUS_SCHEMA]);
    for schema in schemas {
        engines::database(&config.database.directory, schema).await?;
        say(format_args!("{schema}: up to date"));
    }
    Ok(())
}
