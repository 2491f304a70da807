//! `foodwala check-config`: says everything that is wrong with the settings.

use super::say;
use crate::{Config, config::DOCUMENTED};
use clap::Args as ClapArgs;
use std::{path::Path, process::ExitCode};

#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// Print all settings with their defaults and what they mean.
    #[arg(long)]
    print: bool,
}

pub(super) fn run(file: Option<&Path>, args: &Args) -> ExitCode {
    if args.print {
        say(DOCUMENTED.trim_end());
        return ExitCode::SUCCESS;
    }
    match Config::read(file) {
        Ok(_) => {
            say("the configuration is right");
            ExitCode::SUCCESS
        }
        Err(faults) => {
            say(faults);
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_clock::{Clock, SystemClock};

    #[test]
    fn the_documented_settings_are_accepted_and_are_the_defaults() {
        let file = std::env::temp_dir().join(format!("{}.toml", foodwala_clock::new_id(SystemClock.now())));
        std::fs::write(&file, DOCUMENTED).unwrap();
        let documented = Config::read(Some(&file));
        std::fs::remove_file(&file).unwrap();
        assert_eq!(format!("{:?}", documented.unwrap()), format!("{:?}", Config::default()));
    }
}
