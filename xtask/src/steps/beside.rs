//! `cargo xtask bench` and `cargo xtask chaos`: programs of `foodwala-tests` that run the platform beside them.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;

use crate::process;
use crate::workspace::{BINARY, Workspace};

/// Builds the platform and the program in release mode and becomes the program.
///
/// # Errors
///
/// Cargo cannot be started.
pub fn run(workspace: &Workspace, program: &str, arguments: &[OsString]) -> Result<ExitCode> {
    let mut build = process::cargo(workspace);
    build.args(["build", "--release", "--package", "foodwala-server"]);
    println!("{}", process::line(&build));
    if !build.status()?.success() {
        return Ok(ExitCode::FAILURE);
    }
    let mut command = process::cargo(workspace);
    command.args(["run", "--release", "--package", "foodwala-tests", "--bin"]);
    command.arg(program).arg("--").args(arguments);
    command.env(BINARY, workspace.binary("release"));
    println!("{}", process::line(&command));
    process::become_command(command)
}
