//! Counting test cases from what the test runners print.

use std::fmt;
use std::ops::AddAssign;

/// How many test cases passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Test cases that passed.
    pub passed: u64,
    /// Test cases that failed, were killed or took too long, and failures that are not test cases.
    pub failed: u64,
}

impl Counts {
    /// A failure that is not a test case.
    pub const ONE_FAILURE: Self = Self { passed: 0, failed: 1 };

    /// From nextest's last `Summary` line, on its standard error. Zero when there is none: it got no further than
    /// compiling.
    pub fn of_nextest(stderr: &str) -> Self {
        let mut summaries = stderr.lines().filter(|line| line.trim_start().starts_with("Summary ["));
        // `Summary [   5.1s] 10/12 tests run: 8 passed (1 slow), 1 failed, 1 timed out, 3 skipped`
        let Some((_, results)) = summaries.next_back().and_then(|line| line.split_once(" run: ")) else {
            return Self::default();
        };
        let mut counts = Self::default();
        for (number, label) in numbered(&without_parentheses(results), ',') {
            match label.as_str() {
                "passed" => counts.passed += number,
                "failed" | "exec failed" | "timed out" => counts.failed += number,
                _ => {}
            }
        }
        counts
    }

    /// From the `test result:` lines of `cargo test`, one for each test binary, on its standard output.
    pub fn of_libtest(stdout: &str) -> Self {
        let mut counts = Self::default();
        // `test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.02s`
        for results in stdout.lines().filter_map(|line| line.strip_prefix("test result: ")) {
            let Some((_, results)) = results.split_once(". ") else {
                continue;
            };
            for (number, label) in numbered(results, ';') {
                match label.as_str() {
                    "passed" => counts.passed += number,
                    "failed" => counts.failed += number,
                    _ => {}
                }
            }
        }
        counts
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// `3 passed, 1 timed out` as numbers and what they count; parts that don't begin with a number are left out.
fn numbered(results: &str, separator: char) -> impl Iterator<Item = (u64, String)> {
    results.split(separator).filter_map(|part| {
        let (number, label) = part.trim().split_once(' ')?;
        Some((number.parse().ok()?, label.trim().to_owned()))
    })
}

/// Nextest explains its numbers in parentheses, with numbers and commas of their own.
fn without_parentheses(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .filter(|&letter| {
            match letter {
                '(' => depth += 1,
                ')' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: u64, failed: u64) -> Counts {
        Counts { passed, failed }
    }

    #[test]
    fn nextest_all_passed() {
        let stderr =
            "    Finished `test` profile in 0.08s\n     Summary [   0.012s] 3 tests run: 3 passed, 0 skipped\n";
        assert_eq!(Counts::of_nextest(stderr), counts(3, 0));
    }

    #[test]
    fn nextest_one_test() {
        assert_eq!(
            Counts::of_nextest("     Summary [   0.005s] 1 test run: 1 passed, 7 skipped"),
            counts(1, 0)
        );
    }

    #[test]
    fn nextest_every_kind_of_failure_counts_and_notes_do_not() {
        let stderr = "     Summary [   5.120s] 14/20 tests run: 9 passed (1 slow, 2 flaky, 1 leaky), \
                      2 failed (1 due to being leaky), 1 exec failed, 2 timed out, 3 skipped\n        FAIL [   0.004s] a b\n";
        assert_eq!(Counts::of_nextest(stderr), counts(9, 5));
    }

    #[test]
    fn nextest_takes_the_last_summary() {
        let stderr =
            "  Summary [ 1s] 1 test run: 1 passed, 0 skipped\n  Summary [ 2s] 2 tests run: 2 passed, 0 skipped\n";
        assert_eq!(Counts::of_nextest(stderr), counts(2, 0));
    }

    #[test]
    fn nextest_that_did_not_compile_counts_nothing() {
        assert_eq!(
            Counts::of_nextest("error: could not compile `foodwala-orders` (lib test)\n"),
            counts(0, 0)
        );
    }

    #[test]
    fn libtest_sums_over_binaries() {
        let stdout = "\nrunning 3 tests\ntest a ... ok\n\n\
            test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\n\
            test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s\n";
        assert_eq!(Counts::of_libtest(stdout), counts(7, 2));
    }

    #[test]
    fn libtest_ignores_other_lines() {
        assert_eq!(
            Counts::of_libtest("running 0 tests\ntest result of something: 9 failed\n"),
            counts(0, 0)
        );
    }

    #[test]
    fn the_closing_line_has_the_agreed_form() {
        let mut total = counts(12, 0);
        total += Counts::ONE_FAILURE;
        assert_eq!(total.to_string(), "12 passed, 1 failed");
    }
}
