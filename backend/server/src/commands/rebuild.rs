//! `foodwala rebuild`: writes all read documents again from SQL.
//!
//! The embedded read model lives in the serving process and is built there when it starts; on it this command proves
//! that every document can be built.

use super::say;
use crate::{Config, Platform};
use foodwala_clock::SystemClock;
use std::sync::Arc;

pub(super) async fn run(mut config: Config) -> anyhow::Result<()> {
    config.server.port = 0;
    let platform = Platform::start(&config, Arc::new(SystemClock)).await?;
    let written = platform.rebuild().await.map_err(|error| anyhow::anyhow!(error))?;
    platform.stop().await;
    for (service, documents) in written {
        say(format_args!("{service}: {documents} documents"));
    }
    Ok(())
}
