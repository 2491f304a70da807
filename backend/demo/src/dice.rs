//! Chance that falls the same for ever for a seed.
//!
//! The numbers come from ChaCha12 by name: `rand::rngs::StdRng` may change its algorithm with any release, and so may
//! rand's ranges and shuffles, which is why the few mappings that are needed are written out here.

use crate::ids::digest;
use rand::{Rng, SeedableRng, rngs::ChaCha12Rng};

/// Dice for one purpose.
#[derive(Debug)]
pub(crate) struct Dice(ChaCha12Rng);

impl Dice {
    /// Dice whose falls depend on the seed and the purpose only, so that one part of a plan does not shift another.
    pub(crate) fn new(seed: u64, purpose: &[&str]) -> Self {
        Self(ChaCha12Rng::from_seed(digest(seed, purpose)))
    }

    /// A number from 0 to `n` - 1; 0 if `n` is 0.
    pub(crate) fn below(&mut self, n: u32) -> u32 {
        // The high half of a 32 × 64 bit product: even to within 2⁻³², and without a loop.
        let product = u128::from(self.0.next_u64()) * u128::from(n);
        u32::try_from(product >> 64).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// Whether something happens that does so in `percent` of 100 cases.
    pub(crate) fn percent(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of them; none if there are none.
    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let n = u32::try_from(from.len()).unwrap_or(u32::MAX);
        from.get(usize::try_from(self.below(n)).unwrap_or(0))
    }

    /// The place of one of the weights, each as likely as it is heavy; none if all are 0.
    pub(crate) fn weighted(&mut self, weights: &[u32]) -> Option<usize> {
        let mut left = self.below(weights.iter().sum());
        weights.iter().position(|weight| match left.checked_sub(*weight) {
            None => true,
            Some(rest) => {
                left = rest;
                false
            }
        })
    }

    /// `n` different places of `len`, in order; all of them if there are no more.
    pub(crate) fn places(&mut self, n: usize, len: usize) -> Vec<usize> {
        let mut free: Vec<usize> = (0..len).collect();
        let mut taken: Vec<usize> = Vec::with_capacity(n.min(len));
        while taken.len() < n
            && let Some(place) = self.pick(&free).copied()
        {
            free.retain(|other| *other != place);
            taken.push(place);
        }
        taken.sort_unstable();
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_falls_are_those_of_chacha12_for_ever() {
        let mut dice = Dice::new(1, &["test"]);
        let falls: Vec<u32> = (0..8).map(|_| dice.below(1000)).collect();
        assert_eq!(falls, [444, 198, 521, 799, 5, 244, 751, 829]);
    }

    #[test]
    fn falls_stay_within_bounds() {
        let mut dice = Dice::new(7, &[]);
        for _ in 0..1000 {
            assert!((3..=5).contains(&dice.between(3, 5)));
            assert_ne!(dice.weighted(&[1, 0, 2]), Some(1));
        }
        assert_eq!(dice.below(0), 0);
        assert_eq!(dice.weighted(&[0, 0]), None);
        assert_eq!(dice.pick::<u8>(&[]), None);
        assert_eq!(dice.places(5, 3), [0, 1, 2]);
        assert_eq!(dice.places(2, 9).len(), 2);
    }
}
