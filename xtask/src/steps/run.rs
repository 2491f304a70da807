//! `cargo xtask run`: from a fresh clone to a running platform.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;

use crate::wasm::Way;
use crate::web::{self, Speed};
use crate::workspace::Workspace;
use crate::{debian, prerequisites, process};

/// The setting that says where the web apps are.
const DIRECTORY: &str = "FOODWALA_WEB__DIRECTORY";

/// Builds the web apps and the platform and becomes `foodwala dev`. Where nothing can compile for the browser, the
/// platform runs without its web apps.
///
/// # Errors
///
/// A web app does not compile, or cargo cannot be started.
pub fn run(workspace: &Workspace, arguments: &[OsString]) -> Result<ExitCode> {
    let mut command = process::cargo(workspace);
    if std::env::var_os(DIRECTORY).is_none() {
        if Way::find(workspace).is_some() {
            web::build(workspace, Speed::Small, None)?;
            command.env(DIRECTORY, workspace.target.join("web"));
        } else {
            let remedy = prerequisites::WASM.describe(debian::is_here());
            println!("no compiler for wasm32, so no web apps; to get it: {remedy}");
        }
    }
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
