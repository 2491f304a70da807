//! `foodwala openapi`: prints the OpenAPI document.

use super::say;

pub(super) fn run() -> anyhow::Result<()> {
    say(serde_json::to_string_pretty(&foodwala_contract::openapi::document())?);
    Ok(())
}
