//! Who orders where.

use super::{Kitchen, PlannedOrder, basket, words};
use crate::{dice::Dice, people::Customer, town::Town};
use foodwala_contract::{
    orders::{FulfilmentKind, OrderStatus},
    restaurants::Discount,
};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;

/// Nobody orders again within this time.
const APPETITE: SignedDuration = SignedDuration::from_hours(4);
/// How long a restaurant must stay open after an order, minutes.
const STAYS_OPEN: i64 = 50;
/// People walk this far to fetch their food, metres.
const WALK_M: f64 = 2500.0;
/// How often somebody is asked until one of them can order at that hour.
const TRIES: u32 = 12;

/// Everybody who orders, with their habits.
pub(super) struct Guests {
    /// How often each orders.
    appetites: Vec<u32>,
    /// The restaurants each likes best.
    favourites: Vec<Vec<usize>>,
    /// When each ordered last.
    last: Vec<Option<Timestamp>>,
    /// How many orders each restaurant has had.
    orders: Vec<u32>,
    /// Codes that each has used up.
    used: BTreeSet<(usize, String)>,
}

impl Guests {
    pub(super) fn new(dice: &mut Dice, town: &Town, kitchens: &[Kitchen<'_>]) -> Self {
        let customers = &town.people.customers;
        let mut appetites: Vec<u32> = customers.iter().map(|_| dice.between(1, 6)).collect();
        // The demo customer has a history to look at.
        if let Some(demo) = appetites.first_mut() {
            *demo = 8;
        }
        let favourites = customers
            .iter()
            .map(|customer| favourites(dice, kitchens, customer))
            .collect();
        Self {
            appetites,
            favourites,
            last: vec![None; customers.len()],
            orders: vec![0; kitchens.len()],
            used: BTreeSet::new(),
        }
    }

    /// Somebody's order at a time; none if nobody finds anything open.
    pub(super) fn order(
        &mut self,
        dice: &mut Dice,
        town: &Town,
        kitchens: &[Kitchen<'_>],
        at: Timestamp,
    ) -> Option<PlannedOrder> {
        for _ in 0..TRIES {
            let customer = dice.weighted(&self.appetites)?;
            if self.last[customer].is_some_and(|last| at.duration_since(last) < APPETITE) {
                continue;
            }
            let home = &town.people.customers[customer];
            let weight = |(place, kitchen): (usize, &Kitchen<'_>)| {
                let liked = if self.favourites[customer].contains(&place) {
                    4
                } else {
                    1
                };
                let reached = kitchen.is_open(at, STAYS_OPEN) && reaches(kitchen, home);
                if reached {
                    appeal(kitchen.restaurant.popularity, self.orders[place]) * liked
                } else {
                    0
                }
            };
            let weights: Vec<u32> = kitchens.iter().enumerate().map(weight).collect();
            if let Some(restaurant) = dice.weighted(&weights) {
                self.last[customer] = Some(at);
                self.orders[restaurant] += 1;
                return Some(self.fill(dice, &kitchens[restaurant], restaurant, customer, home));
            }
        }
        None
    }

    fn fill(
        &mut self,
        dice: &mut Dice,
        kitchen: &Kitchen<'_>,
        restaurant: usize,
        customer: usize,
        home: &Customer,
    ) -> PlannedOrder {
        let fetches = is_near(kitchen, home) && dice.percent(22);
        let fulfilment = if delivers(kitchen, home) && !fetches {
            FulfilmentKind::Delivery
        } else {
            FulfilmentKind::Pickup
        };
        let lines = basket::fill(dice, kitchen.restaurant, kitchen.minimum_minor(fulfilment));
        let items_minor = basket::items_minor(kitchen.restaurant, &lines);
        let tips = [100, 150, 200, 200, 300, 500];
        let tips = if dice.percent(35) {
            dice.pick(&tips).copied()
        } else {
            None
        };
        let note = if dice.percent(8) {
            dice.pick(words::ORDER_NOTES).map(|note| (*note).to_owned())
        } else {
            None
        };
        PlannedOrder {
            restaurant,
            customer,
            lines,
            fulfilment,
            scheduled_for: None,
            tip_minor: tips.unwrap_or(0),
            promo_code: self.promo(dice, kitchen, customer, fulfilment, items_minor),
            note,
            outcome: OrderStatus::Placed,
        }
    }

    /// A code that holds, sometimes.
    fn promo(
        &mut self,
        dice: &mut Dice,
        kitchen: &Kitchen<'_>,
        customer: usize,
        fulfilment: FulfilmentKind,
        items_minor: i64,
    ) -> Option<String> {
        let promo = dice.pick(&kitchen.restaurant.promos)?;
        let wanted = dice.percent(30);
        let terms = kitchen.restaurant.profile.delivery.as_ref();
        let is_free = terms
            .and_then(|terms| terms.free_from_minor)
            .is_some_and(|free| items_minor >= free);
        let takes_off =
            promo.discount != Discount::FreeDelivery || (fulfilment == FulfilmentKind::Delivery && !is_free);
        let key = (customer, promo.code.clone());
        if !wanted || !takes_off || items_minor < promo.minimum_order_minor || self.used.contains(&key) {
            return None;
        }
        if promo.uses_per_customer.is_some() {
            self.used.insert(key);
        }
        Some(promo.code.clone())
    }
}

/// Some of the restaurants that a customer can order from.
fn favourites(dice: &mut Dice, kitchens: &[Kitchen<'_>], customer: &Customer) -> Vec<usize> {
    let within: Vec<usize> = (0..kitchens.len())
        .filter(|place| reaches(&kitchens[*place], customer))
        .collect();
    dice.places(4, within.len())
        .into_iter()
        .map(|place| within[place])
        .collect()
}

/// How likely a restaurant is chosen. It shrinks with the orders it has had, the slower the more popular it is, so that
/// one that opens rarely is not forgotten.
const fn appeal(popularity: u32, orders: u32) -> u32 {
    1000 * popularity / (4 * popularity + orders)
}

fn reaches(kitchen: &Kitchen<'_>, customer: &Customer) -> bool {
    delivers(kitchen, customer) || is_near(kitchen, customer)
}

fn delivers(kitchen: &Kitchen<'_>, customer: &Customer) -> bool {
    kitchen.delivers_to(&customer.home.location)
}

fn is_near(kitchen: &Kitchen<'_>, customer: &Customer) -> bool {
    customer.home.location.distance_m(&kitchen.restaurant.profile.location) < WALK_M
}
