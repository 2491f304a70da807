//! Steps without test cases: they pass or they don't.

use std::time::Duration;

use anyhow::{Context, Result};

use super::counts::Counts;
use crate::process;
use crate::workspace::Workspace;

/// How long to try for the advisory database.
const ADVISORIES_WITHIN: Duration = Duration::from_secs(60);

/// Every source is formatted as `rustfmt.toml` says.
///
/// # Errors
///
/// One is not.
pub fn formatting(workspace: &Workspace) -> Result<Counts> {
    process::run(process::cargo(workspace).args(["fmt", "--all", "--check"])).context("`cargo xtask fmt` mends it")?;
    Ok(Counts::default())
}

/// No lint complains. The selection, features and profile are those of the tests, so build scripts and procedural
/// macros are compiled once for both.
///
/// # Errors
///
/// One does, or the code does not compile.
pub fn clippy(workspace: &Workspace) -> Result<Counts> {
    let mut command = process::cargo(workspace);
    command.args([
        "clippy",
        "--locked",
        "--workspace",
        "--all-targets",
        "--all-features",
        "--",
        "-D",
        "warnings",
    ]);
    process::run(&mut command)?;
    Ok(Counts::default())
}

/// The dependencies are what `deny.toml` allows.
///
/// # Errors
///
/// One is not.
pub fn dependencies(workspace: &Workspace) -> Result<Counts> {
    process::run(process::cargo(workspace).args(["deny", "check", "bans", "licenses", "sources"]))?;
    let mut fetch = process::cargo(workspace);
    if process::succeeds_within(fetch.args(["deny", "fetch", "db"]), ADVISORIES_WITHIN)? {
        process::run(process::cargo(workspace).args(["deny", "--offline", "check", "advisories"]))?;
    } else {
        println!("skipped: advisories, as the advisory database cannot be reached from here");
    }
    Ok(Counts::default())
}
