//! `cargo xtask chaos`: the platform as processes under load while everything fails.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;

use crate::process;
use crate::workspace::Workspace;

/// Builds the platform in release mode and becomes the program that disturbs it.
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
    let binary = format!("foodwala{}", std::env::consts::EXE_SUFFIX);
    let mut command = process::cargo(workspace);
    command
        .args([
            "run",
            "--release",
            "--package",
            "foodwala-tests",
            "--bin",
            "chaos",
            "--",
        ])
        .args(arguments)
        .env("FOODWALA_TEST_BINARY", workspace.target.join("release").join(binary));
    println!("{}", process::line(&command));
    process::become_command(command)
}
