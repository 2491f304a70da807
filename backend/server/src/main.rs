//! The `foodwala` binary.

use clap::Parser;
use foodwala_server::commands::Cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    Cli::parse().run()
}
