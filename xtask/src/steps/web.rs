//! `cargo xtask web`: the web apps, ready to be served.

use std::process::ExitCode;

use anyhow::Result;

use crate::web::{self, Speed};
use crate::workspace::Workspace;

/// Builds the apps, or one of them, into `target/web`.
///
/// # Errors
///
/// An app does not compile, or nothing here can compile for the browser.
pub fn run(workspace: &Workspace, speed: Speed, app: Option<&str>) -> Result<ExitCode> {
    web::build(workspace, speed, app)?;
    Ok(ExitCode::SUCCESS)
}
