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

/// Who refers to what stays in the file: by that it is taken apart.
const KEEP_RELOCATIONS: &str = "-Clink-arg=--emit-relocs";

/// Compiles all apps, or the one of a name; quick when nothing has changed.
///
/// # Errors
///
/// Nothing here can compile for the browser, or an app does not compile.
pub fn apps(workspace: &Workspace, speed: Speed, name: Option<&str>) -> Result<Vec<(&'static App, PathBuf)>> {
    let way = Way::find(workspace).context("no compiler for wasm32: see `cargo xtask doctor`")?;
    println!("compiling the web apps with {}", way.describe());
    let wanted = || APPS.iter().filter(|app| name.is_none_or(|name| app.name == name));
    let (whole, in_parts): (Vec<&App>, Vec<&App>) = wanted().partition(|app| app.parts_at(speed).is_none());
    let mut builds = vec![("build", whole)];
    // Only one program at a time can be linked in a way of its own.
    builds.extend(in_parts.into_iter().map(|app| ("rustc", vec![app])));
    for (subcommand, apps) in builds.into_iter().filter(|(_, apps)| !apps.is_empty()) {
        let mut command = way.cargo(workspace, subcommand);
        command.args(["--locked", "--profile", speed.profile()]);
        if speed == Speed::Small {
            way.shrink(&mut command);
        }
        for app in apps {
            command.args(["--package", app.package, "--bin", app.package]);
        }
        if subcommand == "rustc" {
            command.args(["--", KEEP_RELOCATIONS]);
        }
        process::run(&mut command)?;
    }
    let folder = way.output(workspace).join(speed.profile());
    wanted()
        .map(|app| {
            let file = folder.join(format!("{}.wasm", app.package));
            ensure!(file.is_file(), "cargo made no {}", file.display());
            Ok((app, file))
        })
        .collect()
}
