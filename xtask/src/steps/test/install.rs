//! The first step: gets what the other steps need.

use anyhow::{Result, bail};

use super::counts::Counts;
use crate::prerequisites::{self, Finding, Need, Prerequisite, Remedy};
use crate::workspace::Workspace;
use crate::{debian, process};

/// Installs what is missing where that can be done unasked, and explains the rest.
///
/// # Errors
///
/// Something stays missing.
pub fn missing(workspace: &Workspace) -> Result<Counts> {
    let on_debian = debian::is_here();
    for prerequisite in lacking(workspace) {
        println!("missing: {} ({})", prerequisite.name, prerequisite.purpose);
        let installed = match prerequisite.remedy {
            Remedy::Packages(packages, _) if on_debian => debian::install(workspace, packages),
            Remedy::Crate(name) => install_crate(workspace, name),
            Remedy::Packages(..) | Remedy::Advice(_) => Ok(()),
        };
        // The others are still tried: whoever has to install by hand is then told of everything at once.
        if let Err(error) = installed {
            println!("error: {error:#}");
        }
    }
    let still: Vec<String> = lacking(workspace)
        .map(|prerequisite| format!("{}: {}", prerequisite.name, prerequisite.remedy.describe(on_debian)))
        .collect();
    if still.is_empty() {
        return Ok(Counts::default());
    }
    bail!("please install what is missing\n  {}", still.join("\n  "))
}

fn lacking(workspace: &Workspace) -> impl Iterator<Item = &'static Prerequisite> {
    prerequisites::ALL.iter().filter(|prerequisite| {
        prerequisite.need == Need::Test && matches!((prerequisite.probe)(workspace), Finding::Missing(_))
    })
}

fn install_crate(workspace: &Workspace, name: &str) -> Result<()> {
    let mut command = process::cargo(workspace);
    command.args(["install", name, "--locked"]);
    // A tool that runs for a second is not worth the minutes that a fully optimised build of it takes.
    command.env("CARGO_PROFILE_RELEASE_LTO", "off");
    command.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    // Its build output is of no use afterwards: cargo then takes a temporary folder.
    command.env_remove("CARGO_TARGET_DIR");
    println!("{}", process::line(&command));
    process::run(&mut command)
}
