//! `cargo xtask run`: from a fresh clone to a running platform.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;

use crate::process;
use crate::workspace::Workspace;

/// Builds the platform and becomes `foodwala dev`.
///
/// # Errors
///
/// Cargo cannot be started.
pub fn run(workspace: &Workspace, arguments: &[OsString]) -> Result<ExitCode> {
    let mut command = process::cargo(workspace);
    command.args([
        "run",
        "--release",
        "--package",
        "foodwala-server",
        "--bin",
        "foodwala",
        "--",
        "dev",
    ]);
    command.args(arguments);
    println!("Building the platform in release mode (the first time takes minutes), then starting it:");
    println!("{}", process::line(&command));
    process::become_command(command)
}
