//! An app's wasm.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use super::app::{APPS, App};
use crate::process;
use crate::wasm::Way;
use crate::workspace::Workspace;

/// What matters more: how fast the app is had, or how small it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speed {
    /// For looking at what one has just written.
    Quick,
    /// For everybody else.
    Small,
}

impl Speed {
    /// The profile in the root `Cargo.toml`.
    pub fn profile(self) -> &'static str {
        match self {
            Self::Quick => "web-dev",
            Self::Small => "web",
        }
    }
}

/// Compiles all apps; quick when nothing has changed.
///
/// # Errors
///
/// Nothing here can compile for the browser, or an app does not compile.
pub fn all(workspace: &Workspace, speed: Speed) -> Result<Vec<(&'static App, PathBuf)>> {
    let way = Way::find(workspace).context("no compiler for wasm32: see `cargo xtask doctor`")?;
    println!("compiling the web apps with {}", way.describe());
    let mut command = way.cargo(workspace, "build");
    command.args(["--locked", "--profile", speed.profile()]);
    if speed == Speed::Small {
        way.shrink(&mut command);
    }
    for app in APPS {
        command.args(["--package", app.package, "--bin", app.package]);
    }
    process::run(&mut command)?;
    let folder = way.output(workspace).join(speed.profile());
    APPS.iter()
        .map(|app| {
            let file = folder.join(format!("{}.wasm", app.package));
            ensure!(file.is_file(), "cargo made no {}", file.display());
            Ok((app, file))
        })
        .collect()
}
