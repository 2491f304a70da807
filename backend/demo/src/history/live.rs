//! What is under way at the end of the plan, so that boards and tracking have something to show.

use super::{Kitchen, PlannedOrder, Step, basket, scribe::Scribe};
use crate::{
    dice::Dice,
    town::{ContentError, Town},
};
use foodwala_contract::{
    access::StaffRole,
    geo::GeoPoint,
    orders::{FulfilmentKind, OrderStatus},
};
use jiff::{SignedDuration, Timestamp};

/// How far ahead the order for later is wanted.
const AHEAD: SignedDuration = SignedDuration::from_hours(4);
/// Orders for later are wanted at full quarters of an hour, in seconds.
const QUARTER: i64 = 900;

/// An order that is under way: how, where it stands, and how many minutes before the end each step was made.
type Underway = (FulfilmentKind, OrderStatus, &'static [(i64, Next)]);

/// A step whose details depend on the restaurant.
#[derive(Debug, Clone, Copy)]
enum Next {
    Place,
    Accept,
    Start,
    Ready,
    Dispatch,
    Ride,
}

/// The board of the demo owner's first restaurant. The first order is the demo customer's.
const BOARD: &[Underway] = {
    use FulfilmentKind::{Delivery, Pickup};
    use Next::{Accept, Dispatch, Place, Ready, Ride, Start};
    &[
        (
            Delivery,
            OrderStatus::OutForDelivery,
            &[
                (40, Place),
                (38, Accept),
                (35, Start),
                (14, Ready),
                (10, Dispatch),
                (1, Ride),
            ],
        ),
        (
            Delivery,
            OrderStatus::Ready,
            &[(35, Place), (32, Accept), (30, Start), (4, Ready)],
        ),
        (
            Pickup,
            OrderStatus::Ready,
            &[(30, Place), (28, Accept), (25, Start), (3, Ready)],
        ),
        (
            Delivery,
            OrderStatus::Preparing,
            &[(20, Place), (18, Accept), (14, Start)],
        ),
        (
            Pickup,
            OrderStatus::Preparing,
            &[(16, Place), (14, Accept), (10, Start)],
        ),
        (Delivery, OrderStatus::Accepted, &[(8, Place), (6, Accept)]),
        (Delivery, OrderStatus::Placed, &[(2, Place)]),
        (Pickup, OrderStatus::Placed, &[(1, Place)]),
    ]
};

/// The boards of the demo owner's other restaurants, if they are open.
const SMALL_BOARD: &[Underway] = {
    use FulfilmentKind::{Delivery, Pickup};
    use Next::{Accept, Place, Start};
    &[
        (
            Pickup,
            OrderStatus::Preparing,
            &[(20, Place), (18, Accept), (14, Start)],
        ),
        (Delivery, OrderStatus::Placed, &[(2, Place)]),
    ]
};

/// Writes the live orders down.
pub(super) fn write(
    scribe: &mut Scribe,
    dice: &mut Dice,
    town: &Town,
    kitchens: &[Kitchen<'_>],
    now: Timestamp,
) -> Result<(), ContentError> {
    let demo_owner = kitchens
        .iter()
        .take_while(|kitchen| kitchen.restaurant.owner == crate::people::DEMO_OWNER);
    // The demo customer has one order under way and everybody else at most one, too.
    let mut guests = 0..town.people.customers.len();
    for (restaurant, kitchen) in demo_owner.enumerate() {
        let board = if restaurant == 0 { BOARD } else { SMALL_BOARD };
        if !kitchen.is_open(now - SignedDuration::from_mins(45), 60) {
            continue;
        }
        let mut next_guest = || guests.find(|guest| kitchen.delivers_to(&town.people.customers[*guest].home.location));
        for (fulfilment, outcome, steps) in board {
            let Some(customer) = next_guest() else { break };
            let order = planned(dice, kitchen, (restaurant, customer), *fulfilment, *outcome);
            let mut life = Vec::new();
            for (minutes, next) in *steps {
                life.push((
                    now - SignedDuration::from_mins(*minutes),
                    step(town, kitchen, customer, *next)?,
                ));
            }
            scribe.order(order, life);
        }
        if restaurant == 0
            && let Some(customer) = next_guest()
        {
            let kind = FulfilmentKind::Delivery;
            let order = planned(dice, kitchen, (restaurant, customer), kind, OrderStatus::Scheduled);
            let order = PlannedOrder {
                scheduled_for: Some(quarter_after(now + AHEAD)),
                ..order
            };
            scribe.order(order, [(now - SignedDuration::from_mins(25), Step::Place)]);
        }
    }
    Ok(())
}

fn planned(
    dice: &mut Dice,
    kitchen: &Kitchen<'_>,
    (restaurant, customer): (usize, usize),
    fulfilment: FulfilmentKind,
    outcome: OrderStatus,
) -> PlannedOrder {
    PlannedOrder {
        restaurant,
        customer,
        lines: basket::fill(dice, kitchen.restaurant, kitchen.minimum_minor(fulfilment)),
        fulfilment,
        scheduled_for: None,
        tip_minor: 0,
        promo_code: None,
        note: None,
        outcome,
    }
}

fn step(town: &Town, kitchen: &Kitchen<'_>, customer: usize, next: Next) -> Result<Step, ContentError> {
    let slug = &kitchen.restaurant.slug;
    let courier = || {
        town.people
            .staff_of(slug, StaffRole::Courier)
            .next()
            .ok_or_else(|| ContentError::Unstaffed {
                restaurant: slug.clone(),
                missing: "courier",
            })
    };
    Ok(match next {
        Next::Place => Step::Place,
        Next::Accept => Step::Accept {
            ready_in_minutes: kitchen.restaurant.profile.lead_time_minutes,
        },
        Next::Start => Step::Start,
        Next::Ready => Step::Ready,
        Next::Dispatch => Step::Dispatch { courier: courier()? },
        Next::Ride => {
            let (from, to) = (
                kitchen.restaurant.profile.location,
                town.people.customers[customer].home.location,
            );
            Step::Ride {
                courier: courier()?,
                location: two_thirds(from, to),
            }
        }
    })
}

/// Two thirds of the way.
fn two_thirds(from: GeoPoint, to: GeoPoint) -> GeoPoint {
    let between = |from: f64, to: f64| from + (to - from) * 2.0 / 3.0;
    GeoPoint {
        latitude: between(from.latitude, to.latitude),
        longitude: between(from.longitude, to.longitude),
    }
}

fn quarter_after(at: Timestamp) -> Timestamp {
    let over = at.as_second().rem_euclid(QUARTER);
    let whole = at - SignedDuration::from_nanos(i64::from(at.subsec_nanosecond()));
    whole + SignedDuration::from_secs(QUARTER - over)
}
