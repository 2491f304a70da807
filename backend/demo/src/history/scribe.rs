//! Writes orders and their steps down, in whatever order they are thought of.

use super::{PlannedOrder, PlannedStep, Round, Step};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A plan in the making.
#[derive(Debug, Default)]
pub(super) struct Scribe {
    orders: Vec<PlannedOrder>,
    rounds: BTreeMap<Timestamp, Vec<PlannedStep>>,
    /// Reviews and the times from which on they are written.
    reviews: Vec<(Timestamp, PlannedStep)>,
}

impl Scribe {
    /// Writes an order down with its steps; gives its place.
    pub(super) fn order(&mut self, order: PlannedOrder, steps: impl IntoIterator<Item = (Timestamp, Step)>) -> usize {
        let place = self.orders.len();
        self.orders.push(order);
        for (at, step) in steps {
            self.rounds
                .entry(at)
                .or_default()
                .push(PlannedStep { order: place, step });
        }
        place
    }

    /// Notes a review that is written at some time after `from`.
    pub(super) fn review(&mut self, order: usize, from: Timestamp, stars: u8, comment: Option<&'static str>) {
        self.reviews.push((
            from,
            PlannedStep {
                order,
                step: Step::Review { stars, comment },
            },
        ));
    }

    /// Everything in the order of time. A review joins the next round there is, so that it costs none of its own; one
    /// that would come after the end is not written.
    pub(super) fn finish(mut self, now: Timestamp) -> (Vec<PlannedOrder>, Vec<Round>) {
        for (from, step) in self.reviews {
            if let Some((at, steps)) = self.rounds.range_mut(from..).next()
                && *at < now
            {
                steps.push(step);
            }
        }
        let rounds = self.rounds.into_iter().map(|(at, steps)| Round { at, steps }).collect();
        (self.orders, rounds)
    }
}
