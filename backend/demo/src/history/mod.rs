//! What happened in the town: who ordered what, when, and how it ended.
//!
//! **Invariant: a plan is a pure function of the town and its options.** It takes no time, no chance and no answer of a
//! platform from outside, so it is the same for ever. It keeps to what the platform demands: a basket fits its menu, an
//! order is placed while the restaurant is open and delivered where it delivers.
//!
//! Steps that happen at the same instant form a [`Round`]. Times are drawn so that rounds are few: on most days people
//! order at some half dozen moments, and what follows moves on a grid of a few minutes. That is what lets a platform play
//! weeks in seconds, many orders at once.

mod basket;
mod calendar;
mod guests;
mod live;
mod past;
mod scribe;
mod words;

pub use basket::items_minor;

use crate::{
    dice::Dice,
    town::{ContentError, Town, TownRestaurant},
};
use foodwala_contract::{
    geo::GeoPoint,
    orders::{BasketLine, FulfilmentKind, OrderStatus},
};
use foodwala_hours::Schedule;
use jiff::{SignedDuration, Timestamp};
use scribe::Scribe;

/// What a plan depends on besides the town.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanOptions {
    /// What chance falls from.
    pub seed: u64,
    /// Days of past orders, before the day of `now`.
    pub days: u32,
    /// Orders on an average day.
    pub orders_per_day: u32,
    /// When the plan ends; the live orders stand then as they should.
    pub now: Timestamp,
}

impl PlanOptions {
    /// Three weeks with 24 orders a day.
    pub const fn new(seed: u64, now: Timestamp) -> Self {
        Self {
            seed,
            days: 21,
            orders_per_day: 24,
            now,
        }
    }
}

/// What happens in the town.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// When people sign up and restaurants open: before all rounds.
    pub opening: Timestamp,
    /// When it ends: after all rounds.
    pub now: Timestamp,
    /// Every order; steps name it by its place here.
    pub orders: Vec<PlannedOrder>,
    /// What happens, in the order of time.
    pub rounds: Vec<Round>,
}

/// An order that will be placed.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedOrder {
    /// The restaurant, by its place in [`Town::restaurants`].
    pub restaurant: usize,
    /// The customer, by their place in [`People::customers`](crate::people::People::customers).
    pub customer: usize,
    /// The dishes.
    pub lines: Vec<BasketLine>,
    /// Whether it is brought home or fetched.
    pub fulfilment: FulfilmentKind,
    /// When it is wanted, if not at once.
    pub scheduled_for: Option<Timestamp>,
    /// Tip, in minor units.
    pub tip_minor: i64,
    /// A promo code of the restaurant.
    pub promo_code: Option<String>,
    /// For the whole order.
    pub note: Option<String>,
    /// Where it stands at the end of the plan.
    pub outcome: OrderStatus,
}

/// All that happens at one instant, at most one step for each order.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// The instant.
    pub at: Timestamp,
    /// The steps.
    pub steps: Vec<PlannedStep>,
}

/// A step in an order's life.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedStep {
    /// The order, by its place in [`Plan::orders`].
    pub order: usize,
    /// What is done.
    pub step: Step,
}

/// What is done to an order.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// The customer orders.
    Place,
    /// The restaurant takes it.
    Accept {
        /// Minutes until the food is ready.
        ready_in_minutes: u32,
    },
    /// The restaurant does not take it.
    Reject {
        /// What the guest is told.
        reason: &'static str,
    },
    /// Cooking begins.
    Start,
    /// The food is ready.
    Ready,
    /// A courier leaves with it.
    Dispatch {
        /// The courier, by their place in [`People::everybody`](crate::people::People::everybody).
        courier: usize,
    },
    /// The courier is somewhere on the way.
    Ride {
        /// The courier, as above.
        courier: usize,
        /// Where.
        location: GeoPoint,
    },
    /// The courier has handed it over.
    Deliver,
    /// The guest has fetched it.
    Collect,
    /// The customer cancels it.
    Cancel {
        /// Why.
        reason: &'static str,
    },
    /// The restaurant calls it off.
    CallOff {
        /// What the guest is told.
        reason: &'static str,
    },
    /// Nobody has accepted it in time: the platform's own job ends it.
    Expire,
    /// The customer reviews it.
    Review {
        /// 1 to 5.
        stars: u8,
        /// A few words.
        comment: Option<&'static str>,
    },
}

impl Plan {
    /// Plans what happens in the town.
    ///
    /// # Errors
    /// When the town's content is broken.
    pub fn new(town: &Town, options: &PlanOptions) -> Result<Self, ContentError> {
        let kitchens = town
            .restaurants
            .iter()
            .map(Kitchen::new)
            .collect::<Result<Vec<_>, _>>()?;
        let days = calendar::days(options)?;
        let opening = days.first().map_or(options.now, |day| day.ticks[0]) - SignedDuration::from_hours(12);
        let mut scribe = Scribe::default();
        past::write(&mut scribe, town, &kitchens, &days, options)?;
        let mut dice = Dice::new(options.seed, &["live"]);
        live::write(&mut scribe, &mut dice, town, &kitchens, options.now)?;
        let (orders, rounds) = scribe.finish(options.now);
        Ok(Self {
            opening,
            now: options.now,
            orders,
            rounds,
        })
    }

    /// How many steps there are in all.
    pub fn steps(&self) -> usize {
        self.rounds.iter().map(|round| round.steps.len()).sum()
    }
}

/// A restaurant with its hours worked out.
struct Kitchen<'a> {
    restaurant: &'a TownRestaurant,
    schedule: Schedule,
}

impl<'a> Kitchen<'a> {
    fn new(restaurant: &'a TownRestaurant) -> Result<Self, ContentError> {
        let schedule = Schedule::new(&restaurant.hours).map_err(|source| ContentError::Hours {
            restaurant: restaurant.slug.clone(),
            source,
        })?;
        Ok(Self { restaurant, schedule })
    }

    /// Whether it is open for so long without a break.
    fn is_open(&self, from: Timestamp, minutes: i64) -> bool {
        let status = self.schedule.status_at(from);
        let until = from + SignedDuration::from_mins(minutes);
        status.open && status.closes_at.is_none_or(|closes| closes >= until)
    }

    /// Whether it delivers there, with a little to spare for how distances are rounded.
    fn delivers_to(&self, home: &GeoPoint) -> bool {
        let tiers = self
            .restaurant
            .profile
            .delivery
            .iter()
            .flat_map(|terms| &terms.fee_tiers);
        let edge = tiers.map(|tier| tier.up_to_m).max().unwrap_or(0);
        home.distance_m(&self.restaurant.profile.location) < f64::from(edge) * 0.98
    }

    /// What the dishes must cost at least.
    fn minimum_minor(&self, fulfilment: FulfilmentKind) -> i64 {
        let delivery = self.restaurant.profile.delivery.as_ref();
        delivery
            .filter(|_| fulfilment == FulfilmentKind::Delivery)
            .map_or(0, |terms| terms.minimum_order_minor)
    }
}

#[cfg(test)]
mod tests;
