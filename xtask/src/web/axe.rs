//! axe-core, by which the browser tests look for what keeps people out. It is not the project's: fetched from npm, kept
//! in the build folder.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::process;
use crate::workspace::Workspace;

/// The version that the tests are written against.
const PACKAGE: &str = "axe-core@4.11.0";

/// Its file; fetched if it is not there.
///
/// # Errors
///
/// There is no npm, or it cannot fetch it.
pub fn fetch(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target.join("browser-tools");
    let file = folder.join("node_modules/axe-core/axe.min.js");
    if file.is_file() {
        return Ok(file);
    }
    fs::create_dir_all(&folder)?;
    let npm = process::on_path("npm").context("no npm: see `cargo xtask doctor`")?;
    let mut command = process::command(workspace, npm);
    command.args([
        "install",
        "--no-save",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--prefix",
    ]);
    command.arg(&folder).arg(PACKAGE);
    process::run(&mut command)?;
    ensure!(file.is_file(), "npm brought no {}", file.display());
    Ok(file)
}
