//! `cargo xtask bench`: measures the platform.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;

use crate::process;
use crate::workspace::Workspace;

/// Builds the platform and the benchmark in release mode and becomes the benchmark, which runs the platform beside it.
///
/// # Errors
///
/// Cargo cannot be started.
pub fn run(workspace: &Workspace, arguments: &[OsString]) -> Result<ExitCode> {
    let mut build = process::cargo(workspace);
    build.args(["build", "--release", "--package", "foodwala-server"]);
    println!("{}", process::line(&build));
    if !build.status()?.success() {
        return Ok(ExitCode::FAILURE);
    }
    let mut command = process::cargo(workspace);
    command
        .args([
            "run",
            "--release",
            "--package",
            "foodwala-tests",
            "--bin",
            "bench",
            "--",
        ])
        .args(arguments);
    println!("{}", process::line(&command));
    process::become_command(command)
}
