//! `cargo xtask test`: everything that proves the project.
//!
//! The steps run in order, cheapest first, and the first failure ends the run. Whatever happens, the last line printed
//! is `N passed, N failed`: test cases, and 1 failed for a failure that is not a test case.

mod checks;
mod counts;
mod install;
mod suites;
mod web;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;

use self::counts::Counts;
use crate::workspace::Workspace;

struct Step {
    name: &'static str,
    run: fn(&Workspace) -> Result<Counts>,
}

const STEPS: &[Step] = &[
    Step {
        name: "prerequisites",
        run: install::missing,
    },
    Step {
        name: "formatting",
        run: checks::formatting,
    },
    Step {
        name: "clippy",
        run: checks::clippy,
    },
    Step {
        name: "dependencies",
        run: checks::dependencies,
    },
    Step {
        name: "web apps",
        run: web::apps,
    },
    Step {
        name: "tests",
        run: suites::tests,
    },
    Step {
        name: "doc tests",
        run: suites::doc_tests,
    },
];

/// Runs the steps. Fails when anything failed.
pub fn run(workspace: &Workspace) -> ExitCode {
    let started = Instant::now();
    let mut total = Counts::default();
    for (number, step) in STEPS.iter().enumerate() {
        println!("\n==> {}/{} {}", number + 1, STEPS.len(), step.name);
        let step_started = Instant::now();
        let counts = (step.run)(workspace).unwrap_or_else(|error| {
            println!("error: {error:#}");
            Counts::ONE_FAILURE
        });
        total += counts;
        let verdict = if counts.failed > 0 { "FAILED" } else { "ok" };
        println!("==> {} {verdict} after {}", step.name, in_words(step_started.elapsed()));
        if counts.failed > 0 {
            break;
        }
    }
    if let Some(left_out) = suites::left_out() {
        println!("\n{left_out}");
    }
    println!("\n==> all after {}", in_words(started.elapsed()));
    println!("{total}");
    if total.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn in_words(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds / 60 {
        0 => format!("{:.1} s", time.as_secs_f64()),
        minutes => format!("{minutes} min {} s", seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_short_to_read() {
        assert_eq!(in_words(Duration::from_millis(1_250)), "1.2 s");
        assert_eq!(in_words(Duration::from_secs(125)), "2 min 5 s");
    }
}
