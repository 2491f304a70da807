//! Installing packages on Debian and its relatives.

use std::process::Command;
use std::time::Duration;
use std::{fs, thread};

use anyhow::{Result, bail};

use crate::process;
use crate::workspace::Workspace;

const LOCK_ATTEMPTS: u32 = 20;
const LOCK_PAUSE: Duration = Duration::from_secs(15);

/// Whether this system has Debian's package tools.
pub fn is_here() -> bool {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    is_relative(&release) && process::on_path("apt-get").is_some()
}

fn is_relative(os_release: &str) -> bool {
    let values = os_release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or(line.strip_prefix("ID_LIKE=")));
    values
        .flat_map(|value| value.trim_matches('"').split_whitespace())
        .any(|id| id == "debian" || id == "ubuntu")
}

/// Installs packages and says so. The package lists are refreshed first only if an installation fails without that.
///
/// # Errors
///
/// The packages are unknown here, the lock stays held, or there is no right to install.
pub fn install(workspace: &Workspace, packages: &[&str]) -> Result<()> {
    println!("installing by apt-get: {}", packages.join(" "));
    let install: Vec<&str> = ["install", "--yes", "--no-install-recommends"]
        .iter()
        .chain(packages)
        .copied()
        .collect();
    if apt_get(workspace, &install).is_ok() {
        return Ok(());
    }
    apt_get(workspace, &["update"])?;
    apt_get(workspace, &install)
}

fn apt_get(workspace: &Workspace, arguments: &[&str]) -> Result<()> {
    let mut command = apt_get_command(workspace, arguments)?;
    let mut attempt = 1;
    loop {
        let shown = process::run_shown(&mut command)?;
        if attempt == LOCK_ATTEMPTS || shown.status.success() || !lock_is_held(&shown.stderr) {
            return shown.check(&command);
        }
        println!(
            "another program is installing packages: trying again in {} s",
            LOCK_PAUSE.as_secs()
        );
        thread::sleep(LOCK_PAUSE);
        attempt += 1;
    }
}

/// apt-get exits with 100 whatever went wrong; only its words (in English, see `LC_ALL`) name the lock.
fn lock_is_held(stderr: &str) -> bool {
    stderr.contains("Could not get lock") || stderr.contains("Unable to lock")
}

fn apt_get_command(workspace: &Workspace, arguments: &[&str]) -> Result<Command> {
    let root = process::answer(Command::new("id").arg("-u")).as_deref() == Some("0");
    let mut command = process::command(workspace, if root { "env" } else { "sudo" });
    if !root {
        if process::on_path("sudo").is_none() {
            bail!("not root, and no sudo: run `apt-get {}` as root", arguments.join(" "));
        }
        command.arg("env");
    }
    command
        .args(["DEBIAN_FRONTEND=noninteractive", "LC_ALL=C", "apt-get"])
        .args(arguments);
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relatives_are_known_by_their_os_release() {
        assert!(is_relative("NAME=\"Debian GNU/Linux\"\nID=debian\n"));
        assert!(is_relative("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!is_relative("ID=\"fedora\"\nID_LIKE=\"rhel\"\n"));
        assert!(!is_relative(""));
    }

    #[test]
    fn a_held_lock_is_told_from_other_failures() {
        assert!(lock_is_held(
            "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 12 (apt)"
        ));
        assert!(lock_is_held("E: Unable to lock directory /var/lib/apt/lists/"));
        assert!(!lock_is_held("E: Unable to locate package rustc-web"));
    }
}
