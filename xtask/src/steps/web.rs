//! `cargo xtask web`: the web apps, ready to be served.

use std::process::ExitCode;

use anyhow::Result;

use crate::web::{self, Speed};
use crate::workspace::Workspace;

/// Builds the apps into `target/web`.
///
/// # Errors
///
/// An app does not compile, or nothing here can compile for the browser.
pub fn run(workspace: &Workspace, speed: Speed) -> Result<ExitCode> {
    web::build(workspace, speed)?;
    Ok(ExitCode::SUCCESS)
}
