//! The orders of the past weeks.

use super::{Kitchen, PlanOptions, PlannedOrder, Step, calendar::Day, guests::Guests, scribe::Scribe, words};
use crate::{
    dice::Dice,
    town::{ContentError, Town},
};
use foodwala_contract::{
    access::StaffRole,
    orders::{FulfilmentKind, OrderStatus},
};
use jiff::SignedDuration;

/// Past orders have ended this long before the end of the plan; what is later are the live ones.
const BEFORE_NOW: SignedDuration = SignedDuration::from_mins(60);

/// Writes the past orders down.
pub(super) fn write(
    scribe: &mut Scribe,
    town: &Town,
    kitchens: &[Kitchen<'_>],
    days: &[Day],
    options: &PlanOptions,
) -> Result<(), ContentError> {
    let mut dice = Dice::new(options.seed, &["past"]);
    let mut guests = Guests::new(&mut dice, town, kitchens);
    let end = options.now - BEFORE_NOW;
    for day in days {
        for tick in &day.orders {
            // A life takes at most 10 ticks.
            let Some(last) = day.ticks.get(tick + 10).filter(|last| **last < end) else {
                continue;
            };
            let Some(order) = guests.order(&mut dice, town, kitchens, day.ticks[*tick]) else {
                continue;
            };
            let kitchen = &kitchens[order.restaurant];
            let life = Life::of(&mut dice, town, kitchen, order.fulfilment)?;
            let review = review(&mut dice, kitchen.restaurant.popularity).filter(|_| life.outcome.is_fulfilled());
            let steps = life
                .steps
                .into_iter()
                .map(|(later, step)| (day.ticks[tick + later], step));
            let order = scribe.order(
                PlannedOrder {
                    outcome: life.outcome,
                    ..order
                },
                steps,
            );
            if let Some((stars, comment)) = review {
                let from = *last + SignedDuration::from_mins(i64::from(dice.between(20, 1200)));
                scribe.review(order, from, stars, comment);
            }
        }
    }
    Ok(())
}

/// How an order goes: each step some ticks after it was placed.
struct Life {
    steps: Vec<(usize, Step)>,
    outcome: OrderStatus,
}

impl Life {
    fn of(
        dice: &mut Dice,
        town: &Town,
        kitchen: &Kitchen<'_>,
        fulfilment: FulfilmentKind,
    ) -> Result<Self, ContentError> {
        let ready_in_minutes = kitchen.restaurant.profile.lead_time_minutes + dice.below(3) * 5;
        let accept = Step::Accept { ready_in_minutes };
        let word = |dice: &mut Dice, words: &[&'static str]| dice.pick(words).copied().unwrap_or_default();
        let (mut steps, outcome) = match dice.below(1000) {
            0..45 => {
                let reason = word(dice, words::REJECTIONS);
                (vec![(1, Step::Reject { reason })], OrderStatus::Rejected)
            }
            45..90 => {
                let reason = word(dice, words::CANCELLATIONS);
                (vec![(1, Step::Cancel { reason })], OrderStatus::Cancelled)
            }
            90..115 => {
                let reason = word(dice, words::CALLED_OFF);
                (vec![(1, accept), (2, Step::CallOff { reason })], OrderStatus::Cancelled)
            }
            // The platform waits for ten minutes.
            115..140 => (vec![(4, Step::Expire)], OrderStatus::Expired),
            _ if fulfilment == FulfilmentKind::Pickup => {
                let steps = vec![(1, accept), (2, Step::Start), (6, Step::Ready), (9, Step::Collect)];
                (steps, OrderStatus::Collected)
            }
            _ => {
                let couriers: Vec<usize> = town
                    .people
                    .staff_of(&kitchen.restaurant.slug, StaffRole::Courier)
                    .collect();
                let courier = *dice.pick(&couriers).ok_or_else(|| ContentError::Unstaffed {
                    restaurant: kitchen.restaurant.slug.clone(),
                    missing: "courier",
                })?;
                let delivered = usize::from(dice.percent(50)) + 9;
                let steps = vec![
                    (1, accept),
                    (2, Step::Start),
                    (6, Step::Ready),
                    (7, Step::Dispatch { courier }),
                    (delivered, Step::Deliver),
                ];
                (steps, OrderStatus::Delivered)
            }
        };
        steps.insert(0, (0, Step::Place));
        Ok(Self { steps, outcome })
    }
}

/// Stars and perhaps a few words, from about half of the guests. Popular restaurants are so for a reason.
fn review(dice: &mut Dice, popularity: u32) -> Option<(u8, Option<&'static str>)> {
    let weights: [u32; 5] = match popularity {
        8.. => [1, 2, 6, 31, 60],
        6..8 => [2, 4, 12, 40, 42],
        _ => [3, 7, 20, 40, 30],
    };
    let (writes, comments) = (dice.percent(45), dice.percent(60));
    let stars = u8::try_from(dice.weighted(&weights)? + 1).ok()?;
    let words = match stars {
        5 => words::DELIGHTED,
        4 => words::PLEASED,
        3 => words::LUKEWARM,
        _ => words::ANNOYED,
    };
    let comment = dice.pick(words).copied().filter(|_| comments);
    writes.then_some((stars, comment))
}
