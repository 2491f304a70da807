//! `cargo xtask fmt`: formats all the sources.

use std::process::ExitCode;

use anyhow::Result;

use crate::process;
use crate::workspace::Workspace;

/// Formats every crate of the workspace.
///
/// # Errors
///
/// Rustfmt is missing or cannot read a source.
pub fn run(workspace: &Workspace) -> Result<ExitCode> {
    process::run(process::cargo(workspace).args(["fmt", "--all"]))?;
    Ok(ExitCode::SUCCESS)
}
