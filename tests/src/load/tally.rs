//! What became of those who came to order.

use std::time::Duration;

/// How a visit ended for whoever came to order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// With an order.
    Placed,
    /// With a no: it was sold out.
    Refused,
    /// Without an answer, at the first trouble.
    WalkedAway,
    /// Without an answer, after long enough.
    GivenUp,
}

/// Those who came to order, by what became of them.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// All who came.
    pub offered: usize,
    /// Who ordered, each with how long after they came they had their answer.
    pub placed: Vec<Duration>,
    /// Who was told that it is sold out.
    pub refused: usize,
    /// Who left at the first trouble.
    pub walked_away: usize,
    /// Who left without an answer.
    pub given_up: usize,
    /// Who found too many waiting.
    pub turned_away: usize,
}

impl Tally {
    pub(super) fn ended(&mut self, fate: Fate, after: Duration) {
        match fate {
            Fate::Placed => self.placed.push(after),
            Fate::Refused => self.refused += 1,
            Fate::WalkedAway => self.walked_away += 1,
            Fate::GivenUp => self.given_up += 1,
        }
    }

    /// How long it took those who ordered, at a rank: a half is the median.
    pub fn waited(&self, rank: f64) -> Duration {
        let mut placed = self.placed.clone();
        placed.sort_unstable();
        let last = placed.len().saturating_sub(1);
        let at = (last as f64 * rank).round() as usize;
        placed.get(at).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_of_those_who_ordered() {
        let mut tally = Tally::default();
        assert_eq!(tally.waited(0.5), Duration::ZERO);
        for second in (1..=101).rev() {
            tally.ended(Fate::Placed, Duration::from_secs(second));
        }
        tally.ended(Fate::GivenUp, Duration::from_secs(1_000));
        let ranks = [0.5, 0.99, 1.0].map(|rank| tally.waited(rank).as_secs());
        assert_eq!((ranks, tally.given_up), ([51, 100, 101], 1));
    }
}
