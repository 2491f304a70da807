//! `cargo xtask desktop`: an app in a window of its own.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;
use clap::ValueEnum;

use crate::prerequisites::{self, Finding};
use crate::workspace::Workspace;
use crate::{debian, process};

/// The apps that have a window.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum App {
    /// The restaurant app.
    Restaurant,
    /// The customer app.
    Customer,
}

/// Builds an app and becomes it; installs the webview's library where that can be done unasked.
///
/// # Errors
///
/// The library cannot be had, or cargo cannot be started.
pub fn run(workspace: &Workspace, app: App, arguments: &[OsString]) -> Result<ExitCode> {
    let webview = &prerequisites::WEBVIEW;
    if matches!((webview.probe)(workspace), Finding::Missing(_)) {
        if debian::is_here() {
            debian::install(workspace, prerequisites::WEBVIEW_PACKAGES)?;
        } else {
            println!("{} is missing: {}", webview.name, webview.remedy.describe(false));
        }
    }
    let package = match app {
        App::Restaurant => "foodwala-restaurant",
        App::Customer => "foodwala-customer",
    };
    let mut command = process::cargo(workspace);
    command.args(["run", "--locked", "--package", package, "--features", "desktop", "--"]);
    command.args(arguments);
    println!("{}", process::line(&command));
    process::become_command(command)
}
