//! `cargo xtask doctor`: what the project needs on this machine.

use std::process::ExitCode;

use crate::debian;
use crate::prerequisites::{self, Finding, Need};
use crate::workspace::Workspace;

/// Prints every prerequisite. Fails when one that the tests need is missing.
pub fn run(workspace: &Workspace) -> ExitCode {
    let on_debian = debian::is_here();
    let mut complete = true;
    for prerequisite in prerequisites::ALL {
        let optional = if prerequisite.need == Need::Optional {
            ", optional"
        } else {
            ""
        };
        let (state, detail) = match (prerequisite.probe)(workspace) {
            Finding::Found(which) => ("found", which),
            Finding::Missing(why) => ("missing", why.unwrap_or_default()),
        };
        println!(
            "{state:<8} {:<16} {}{optional}",
            prerequisite.name, prerequisite.purpose
        );
        if !detail.is_empty() {
            println!("{:<25} {detail}", "");
        }
        if state == "missing" {
            println!("{:<25} to get it: {}", "", prerequisite.remedy.describe(on_debian));
            complete &= prerequisite.need == Need::Optional;
        }
    }
    if complete {
        println!("\nEverything that `cargo xtask test` needs is here.");
        ExitCode::SUCCESS
    } else {
        println!("\n`cargo xtask test` needs more than is here; on Debian and Ubuntu it installs packages by itself.");
        ExitCode::FAILURE
    }
}
