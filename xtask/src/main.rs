//! The project's own commands: `cargo xtask <run|web|dx|desktop|test|bench|chaos|doctor|fmt>`.
//!
//! Owns how the project is built, proved and started on a developer's machine and in CI. Never holds anything the
//! platform needs at run time: no crate depends on this one.
//!
//! | module | job |
//! |---|---|
//! | [`steps`] | one file per command |
//! | [`prerequisites`] | what must be on the machine, how to find it, how to get it |
//! | [`wasm`] | a compiler for `wasm32-unknown-unknown` |
//! | [`web`] | the web apps as folders that the gateway serves |
//! | [`debian`] | installing packages on Debian and its relatives |
//! | [`process`] | starting other programs |
//! | [`workspace`] | where the sources and the build output are |

#![expect(clippy::print_stdout, reason = "what a command prints is its product")]

mod debian;
mod prerequisites;
mod process;
mod steps;
mod wasm;
mod web;
mod workspace;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::web::Speed;
use crate::workspace::Workspace;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "Run, prove and measure the platform",
    version
)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the platform in release mode and start it with demo data: `foodwala dev [args…]`.
    #[command(disable_help_flag = true)]
    Run {
        /// Passed to `foodwala dev` (try `cargo xtask run --help`).
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Build the web apps into `target/web`, which the gateway serves.
    Web {
        /// Faster to build, larger, not compressed: for looking at what one has just written.
        #[arg(long)]
        dev: bool,
        /// Only this app; all of them unless said otherwise.
        #[arg(value_parser = web::names())]
        app: Option<String>,
    },
    /// Serve a web app by the Dioxus CLI (`dx`), which loads it anew whenever a file changes; asks the platform of
    /// `cargo xtask run`.
    #[command(disable_help_flag = true)]
    Dx {
        /// Which.
        #[arg(value_parser = web::names())]
        app: String,
        /// Passed to `dx serve`, such as `--port 9000`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Build an app with a window of its own and open it.
    #[command(disable_help_flag = true)]
    Desktop {
        /// Which.
        app: steps::desktop::App,
        /// Passed to it, such as `--url http://127.0.0.1:8080`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Everything that proves the project; the last line is `N passed, N failed`.
    Test,
    /// Measure the platform and hold the numbers against their targets.
    #[command(disable_help_flag = true)]
    Bench {
        /// Passed to the benchmark, such as `--write`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Kill, pause, cut off and wipe what a platform of processes stands on, under load, and say what was lost.
    #[command(disable_help_flag = true)]
    Chaos {
        /// Passed on, such as `--minutes 5` and `--seed 7`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// List what the project needs on this machine, what is missing, and how to get it.
    Doctor,
    /// Format all the sources.
    Fmt,
}

fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    let workspace = Workspace::find()?;
    match arguments.task {
        Task::Run { arguments } => steps::run::run(&workspace, &arguments),
        Task::Web { dev, app } => {
            let speed = if dev { Speed::Quick } else { Speed::Small };
            steps::web::run(&workspace, speed, app.as_deref())
        }
        Task::Dx { app, arguments } => steps::dx::run(&workspace, &app, &arguments),
        Task::Desktop { app, arguments } => steps::desktop::run(&workspace, app, &arguments),
        Task::Test => Ok(steps::test::run(&workspace)),
        Task::Bench { arguments } => steps::beside::run(&workspace, "bench", &arguments),
        Task::Chaos { arguments } => steps::beside::run(&workspace, "chaos", &arguments),
        Task::Doctor => Ok(steps::doctor::run(&workspace)),
        Task::Fmt => steps::fmt::run(&workspace),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }

    #[test]
    fn arguments_of_run_are_passed_on_even_when_they_look_like_ours() {
        let parsed = Arguments::parse_from(["cargo xtask", "run", "--port", "9000", "--help"]);
        let Task::Run { arguments } = parsed.task else {
            panic!("parsed as another task")
        };
        assert_eq!(arguments, ["--port", "9000", "--help"]);
    }
}
