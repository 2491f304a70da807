//! Steps that run test cases and count them.

use std::env;
use std::iter;
use std::process::Command;

use anyhow::Result;

use super::counts::Counts;
use foodwala_test_engines::RabbitMq;

use crate::process::{self, Shown, answer};
use crate::web;
use crate::workspace::{BINARY, Workspace};

/// The variable that names the engines whose suites must run: a skip would look like a pass.
const REQUIRE: &str = "FOODWALA_REQUIRE";

/// The variables that tell browser tests where the web apps and axe-core are.
const WEB: &str = "FOODWALA_TEST_WEB";
const AXE: &str = "FOODWALA_TEST_AXE";

/// The variable that tells the tests of windows where the apps are.
const WINDOWS: &str = "FOODWALA_TEST_WINDOWS";

/// The variable that names a broker. One for all tests of the bus: each of them is a process, and a broker takes ten seconds
/// of both processors to start. Those that kill theirs still have their own.
const AMQP_URL: &str = "FOODWALA_TEST_AMQP_URL";

/// The variable that says where a SQL Server is: nothing here can install or start one.
const SQL_SERVER_URL: &str = "FOODWALA_TEST_SQLSERVER_URL";

/// What is not tested, and why, if anything.
pub fn left_out() -> Option<String> {
    let is_missing = env::var_os(SQL_SERVER_URL).is_none();
    is_missing.then(|| format!("not tested on SQL Server: {SQL_SERVER_URL} does not say where one is"))
}

/// All test cases except those in documentation, to the last one even if some fail.
///
/// # Errors
///
/// They cannot be run.
pub fn tests(workspace: &Workspace) -> Result<Counts> {
    let mut binaries = process::cargo(workspace);
    // All targets: the features are then those of the tests, which take over what is built here.
    binaries.args(["build", "--locked", "--workspace", "--all-features", "--all-targets"]);
    println!("{}", process::line(&binaries));
    process::run(&mut binaries)?;

    let with_nextest = answer(process::cargo(workspace).args(["nextest", "--version"])).is_some();
    let mut command = process::cargo(workspace);
    command.args(if with_nextest {
        ["nextest", "run"].as_slice()
    } else {
        ["test", "--all-targets"].as_slice()
    });
    command.args(["--locked", "--workspace", "--all-features", "--no-fail-fast"]);
    command.env(REQUIRE, required(&env::var(REQUIRE).unwrap_or_default()));
    command.env(WEB, workspace.target.join("web"));
    command.env(AXE, web::axe(workspace)?);
    command.env(BINARY, workspace.binary("debug"));
    command.env(WINDOWS, workspace.target.join("debug"));
    let broker = match env::var_os(AMQP_URL) {
        Some(_) => None,
        None => RabbitMq::start()?,
    };
    if let Some(broker) = &broker {
        command.env(AMQP_URL, broker.url());
    }
    let shown = show(&mut command)?;
    let counts = if with_nextest {
        Counts::of_nextest(&shown.stderr)
    } else {
        Counts::of_libtest(&shown.stdout)
    };
    Ok(judge(counts, &shown, &command))
}

/// What must be tested, with what the caller asks for besides, such as `sqlserver`. Windows are looked at on Linux, where a
/// screen can be had without anybody before it.
fn required(besides: &str) -> String {
    let always = if cfg!(target_os = "linux") {
        "redis,rabbitmq,browser,desktop"
    } else {
        "redis,rabbitmq,browser"
    };
    let besides = besides.split(',').filter(|engine| !engine.trim().is_empty());
    iter::once(always).chain(besides).collect::<Vec<_>>().join(",")
}

/// The test cases in documentation.
///
/// # Errors
///
/// They cannot be run.
pub fn doc_tests(workspace: &Workspace) -> Result<Counts> {
    let mut command = process::cargo(workspace);
    command.args([
        "test",
        "--doc",
        "--locked",
        "--workspace",
        "--all-features",
        "--no-fail-fast",
    ]);
    let shown = show(&mut command)?;
    Ok(judge(Counts::of_libtest(&shown.stdout), &shown, &command))
}

fn show(command: &mut Command) -> Result<Shown> {
    println!("{}", process::line(command));
    process::run_shown(command)
}

/// A run that fails without naming a test case (it did not compile, a process was killed) is one failure.
fn judge(counts: Counts, shown: &Shown, command: &Command) -> Counts {
    match shown.check(command) {
        Err(error) if counts.failed == 0 => {
            println!("error: {error:#}");
            Counts { failed: 1, ..counts }
        }
        _ => counts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_caller_requires_is_required_besides() {
        let always = required("");
        assert!(always.starts_with("redis,rabbitmq,browser") && !always.contains("sqlserver"));
        assert_eq!(required("sqlserver, "), format!("{always},sqlserver"));
    }
}
