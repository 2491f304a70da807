//! What came of a course.

use super::{CONVERGENCE, Fault};
use crate::{
    Effort,
    audit::{Attempt, Finding},
    load::Account,
};
use std::{collections::BTreeMap, fmt, time::Duration};

/// What came of it.
#[derive(Debug)]
pub struct Report {
    /// How often each fault happened.
    pub faults: BTreeMap<Fault, usize>,
    /// Requests that were under way when a fault began.
    pub interrupted: usize,
    /// How long people came to order.
    pub time: Duration,
    /// When the last of them had their answer, since the first came.
    pub last: Duration,
    /// The processor time until then.
    pub effort: Effort,
    /// Until everything agreed, from when the last request was answered and every process had all it depends on.
    pub converged: Duration,
    /// What was still wrong then.
    pub findings: Vec<Finding>,
    /// What people asked and were told.
    pub account: Account,
}

impl Report {
    /// Whether nothing was lost, doubled or different.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty() && self.account.strange.is_empty()
    }

    /// Whether that was so soon enough.
    pub fn is_prompt(&self) -> bool {
        self.converged <= CONVERGENCE
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<32} {:>8}", "survived", "times")?;
        for (fault, times) in &self.faults {
            writeln!(f, "{fault:<32} {times:>8}")?;
        }
        self.orders(f)?;
        let (account, witness) = (&self.account, &self.account.witness);
        writeln!(f, "\n{:<32} {:>8}", "requests", "")?;
        let acknowledged: usize = witness.acknowledged.values().sum();
        let (unavailable, repeats, interrupted) = (account.unavailable, account.repeats, self.interrupted);
        for (what, many) in [
            ("actions of staff acknowledged", acknowledged),
            ("states of orders told", witness.told.len()),
            ("under way when a fault began", interrupted),
            ("answered 503 or the like", unavailable),
            ("sent again", repeats),
        ] {
            writeln!(f, "{what:<32} {many:>8}")?;
        }
        writeln!(f, "\n{}", self.effort.per_order(account.placed()))?;
        writeln!(f, "agreed after {:.1} s of quiet", self.converged.as_secs_f64())?;
        let (findings, strange) = (self.findings.len(), account.strange.len());
        write!(f, "{findings} findings, {strange} strange answers")
    }
}

impl Report {
    fn orders(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (seconds, tally) = (self.time.as_secs_f64(), &self.account.tally);
        let unknown = self.account.attempts(|attempt| *attempt == Attempt::Unknown);
        writeln!(f, "\n{:<32} {seconds:>6.0} s {:>8}", "orders", "a second")?;
        for (what, many) in [
            ("offered", tally.offered),
            ("placed", tally.placed.len()),
            ("refused: sold out", tally.refused),
            ("walked away at the first trouble", tally.walked_away),
            ("given up without an answer", tally.given_up),
            ("turned away: too many waiting", tally.turned_away),
            ("of unknown fate to the guest", unknown),
        ] {
            writeln!(f, "{what:<32} {many:>8} {:>8.1}", many as f64 / seconds)?;
        }
        let waited = [0.5, 0.99, 1.0].map(|rank| tally.waited(rank).as_secs_f64() * 1_000.0);
        let [half, most, longest] = waited;
        writeln!(
            f,
            "placed after p50 {half:.0} ms, p99 {most:.0} ms, at most {longest:.0} ms; the last {:.1} s after closing",
            self.last.saturating_sub(self.time).as_secs_f64()
        )
    }
}
