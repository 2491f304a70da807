//! `foodwala check-config`: says everything that is wrong with the settings, and with the gateway's file if they name one.

use super::say;
use crate::{Config, config::DOCUMENTED, edge};
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
    match check(file) {
        Ok(()) => {
            say("the configuration is right");
            ExitCode::SUCCESS
        }
        Err(faults) => {
            say(format_args!("{faults:#}"));
            ExitCode::FAILURE
        }
    }
}

fn check(file: Option<&Path>) -> anyhow::Result<()> {
    let config = Config::read(file)?;
    edge::read_routes(&config)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_clock::{Clock, SystemClock};

    #[test]
    fn what_is_wrong_with_the_gateways_file_is_said_as_well() {
        let folder = tempfile::tempdir().unwrap();
        let (settings, gateway) = (folder.path().join("foodwala.toml"), folder.path().join("gateway.toml"));
        std::fs::write(
            &settings,
            format!("[gateway]\nroutes = {:?}", gateway.display().to_string()),
        )
        .unwrap();
        std::fs::write(&gateway, "[server]\nmetrics_from = ['10.0.0.0/8']").unwrap();
        check(Some(&settings)).unwrap();
        std::fs::write(&gateway, "[server]\nmetrics_form = ['10.0.0.0/8']").unwrap();
        let faults = format!("{:#}", check(Some(&settings)).unwrap_err());
        assert!(
            faults.contains("server.metrics_form: there is no such setting"),
            "{faults}"
        );
    }

    #[test]
    fn the_documented_settings_are_accepted_and_are_the_defaults() {
        let file = std::env::temp_dir().join(format!("{}.toml", foodwala_clock::new_id(SystemClock.now())));
        std::fs::write(&file, DOCUMENTED).unwrap();
        let documented = Config::read(Some(&file));
        std::fs::remove_file(&file).unwrap();
        assert_eq!(format!("{:?}", documented.unwrap()), format!("{:?}", Config::default()));
    }
}
