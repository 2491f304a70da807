//! `cargo xtask dx`: an app served by the Dioxus CLI, which builds it again and loads it anew whenever a file changes.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::process;
use crate::web;
use crate::workspace::Workspace;

/// The one whose version is that of the library in `Cargo.lock`.
const INSTALL: &str = "cargo install dioxus-cli --version 0.7.10 --locked";

/// Beside the platform's.
const PORT: &str = "8081";

/// Puts the files beside the app that dx serves, and becomes `dx serve --platform web [arguments…]`.
///
/// # Errors
///
/// There is no `dx`, or a file cannot be written.
pub fn run(workspace: &Workspace, app: &str, arguments: &[OsString]) -> Result<ExitCode> {
    let package = web::for_dx(workspace, app)?;
    let dx = process::on_path("dx").with_context(|| format!("dx is missing: {INSTALL}"))?;
    let mut command = process::command(workspace, dx);
    // It looks for its settings from here on upwards.
    command.current_dir(workspace.root.join("apps").join(app));
    command.args([
        "serve",
        "--platform",
        "web",
        "--package",
        package,
        // The boot script starts the program.
        "--inject-loading-scripts",
        "false",
    ]);
    if !arguments
        .iter()
        .any(|argument| argument.to_string_lossy().starts_with("--port"))
    {
        command.args(["--port", PORT]);
    }
    command.args(arguments);
    println!("{}", process::line(&command));
    process::become_command(command)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_version_is_that_of_the_library() {
        let workspace = Workspace::find().unwrap();
        let lock = fs::read_to_string(workspace.root.join("Cargo.lock")).unwrap();
        let version = INSTALL.split_whitespace().nth(4).unwrap();
        assert!(lock.contains(&format!("name = \"dioxus\"\nversion = \"{version}\"\n")));
    }
}
