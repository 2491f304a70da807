use super::*;
use crate::ids::digest;
use foodwala_contract::orders::{Actor, OrderAction, transition};
use foodwala_contract::restaurants::Discount;
use std::collections::{BTreeMap, BTreeSet};

/// A Thursday evening.
const NOW: &str = "2026-03-12T18:42:10Z";

fn options(seed: u64) -> PlanOptions {
    PlanOptions::new(seed, NOW.parse().unwrap())
}

fn plan(seed: u64) -> (Town, Plan) {
    let town = Town::new(seed).unwrap();
    let plan = Plan::new(&town, &options(seed)).unwrap();
    (town, plan)
}

/// Plans of several seeds that end at several hours.
fn plans() -> impl Iterator<Item = (Town, Plan)> {
    (1..=5).map(|seed| {
        let hours = i64::try_from(seed).unwrap() * 5;
        let now = options(seed).now + SignedDuration::from_hours(hours);
        let town = Town::new(seed).unwrap();
        let plan = Plan::new(&town, &PlanOptions { now, ..options(seed) }).unwrap();
        (town, plan)
    })
}

fn fingerprint(plan: &Plan) -> String {
    digest(0, &[&format!("{plan:?}")])
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[test]
fn a_plan_is_the_same_for_ever_for_a_seed() {
    let (_, first) = plan(1);
    assert_eq!(first, plan(1).1);
    assert_eq!(fingerprint(&first), "242981c33c67a879");
    assert_ne!(first, plan(2).1);
}

#[test]
fn every_basket_fits_its_menu_and_its_restaurant() {
    for (town, plan) in plans() {
        for order in &plan.orders {
            let restaurant = &town.restaurants[order.restaurant];
            assert!((1..=100).contains(&order.lines.len()));
            for line in &order.lines {
                let dish = restaurant.dishes().find(|dish| dish.id == line.item_id).unwrap();
                let mut left: BTreeSet<_> = line.options.iter().copied().collect();
                assert_eq!(left.len(), line.options.len(), "an option is chosen twice");
                for group in &dish.option_groups {
                    let chosen = group.options.iter().filter(|option| left.remove(&option.id)).count();
                    assert!(
                        (group.min..=group.max).contains(&u32::try_from(chosen).unwrap()),
                        "{}",
                        dish.name
                    );
                }
                assert!(left.is_empty(), "{}: an option of another dish", dish.name);
                assert!((1..=99).contains(&line.quantity));
            }
            let items = items_minor(restaurant, &order.lines);
            let terms = restaurant.profile.delivery.as_ref().unwrap();
            if order.fulfilment == FulfilmentKind::Delivery {
                let home = town.people.customers[order.customer].home.location;
                let edge = terms.fee_tiers.last().unwrap().up_to_m;
                assert!(home.distance_m(&restaurant.profile.location) <= f64::from(edge));
                assert!(items >= terms.minimum_order_minor, "{}", restaurant.slug);
            }
            assert!(items < 25_000, "{}: {items}", restaurant.slug);
            if let Some(code) = &order.promo_code {
                let promo = restaurant.promos.iter().find(|promo| promo.code == *code).unwrap();
                assert!(items >= promo.minimum_order_minor);
                let free = terms.free_from_minor.is_some_and(|free| items >= free);
                let delivered = order.fulfilment == FulfilmentKind::Delivery;
                assert!(promo.discount != Discount::FreeDelivery || (delivered && !free));
            }
        }
    }
}

#[test]
fn orders_are_placed_while_the_restaurant_is_open_and_one_by_one() {
    for (town, plan) in plans() {
        let mut last = BTreeMap::new();
        for round in &plan.rounds {
            for PlannedStep { order, step } in &round.steps {
                if *step != Step::Place {
                    continue;
                }
                let order = &plan.orders[*order];
                let restaurant = &town.restaurants[order.restaurant];
                let schedule = Schedule::new(&restaurant.hours).unwrap();
                let wanted = order.scheduled_for.unwrap_or(round.at);
                assert!(schedule.is_open_at(wanted), "{} at {wanted}", restaurant.slug);
                let before = last.insert(order.customer, round.at);
                assert!(before.is_none_or(|before| before < round.at), "two orders at once");
            }
        }
    }
}

#[test]
fn steps_follow_the_table_of_states_and_lead_to_the_outcome() {
    for (_, plan) in plans() {
        let mut stands: BTreeMap<usize, (OrderStatus, Timestamp)> = BTreeMap::new();
        let mut reviewed = BTreeSet::new();
        let mut before = plan.opening;
        for round in &plan.rounds {
            assert!(before < round.at && round.at < plan.now);
            before = round.at;
            let touched: BTreeSet<usize> = round.steps.iter().map(|step| step.order).collect();
            assert_eq!(touched.len(), round.steps.len(), "an order has two steps at once");
            for PlannedStep { order: place, step } in &round.steps {
                let order = &plan.orders[*place];
                let by = |action, actor| {
                    let (status, _) = stands[place];
                    transition(status, action, actor, order.fulfilment).unwrap().to
                };
                let status = match step {
                    Step::Place if order.scheduled_for.is_some() => OrderStatus::Scheduled,
                    Step::Place => OrderStatus::Placed,
                    Step::Accept { ready_in_minutes } => {
                        assert!((1..=240).contains(ready_in_minutes));
                        let waited = round.at.duration_since(stands[place].1);
                        assert!(waited < SignedDuration::from_mins(9), "it would expire");
                        by(OrderAction::Accept, Actor::Restaurant)
                    }
                    Step::Reject { .. } => by(OrderAction::Reject, Actor::Restaurant),
                    Step::Start => by(OrderAction::Start, Actor::Restaurant),
                    Step::Ready => by(OrderAction::Ready, Actor::Restaurant),
                    Step::Dispatch { .. } => by(OrderAction::Dispatch, Actor::Restaurant),
                    Step::Deliver => by(OrderAction::Deliver, Actor::Restaurant),
                    Step::Collect => by(OrderAction::Collect, Actor::Restaurant),
                    Step::Cancel { .. } => by(OrderAction::Cancel, Actor::Customer),
                    Step::CallOff { .. } => by(OrderAction::Cancel, Actor::Restaurant),
                    Step::Expire => {
                        let waited = round.at.duration_since(stands[place].1);
                        assert!(waited > SignedDuration::from_mins(11), "the platform still waits");
                        by(OrderAction::Expire, Actor::Platform)
                    }
                    Step::Ride { .. } => {
                        assert_eq!(stands[place].0, OrderStatus::OutForDelivery);
                        continue;
                    }
                    Step::Review { stars, .. } => {
                        assert!(stands[place].0.is_fulfilled() && (1..=5).contains(stars));
                        assert!(reviewed.insert(*place), "reviewed twice");
                        continue;
                    }
                };
                stands.insert(*place, (status, round.at));
            }
        }
        for (place, order) in plan.orders.iter().enumerate() {
            assert_eq!(stands[&place].0, order.outcome);
        }
        assert!(reviewed.len() > plan.orders.len() / 4);
    }
}

#[test]
fn the_past_is_believable() {
    let (town, plan) = plan(1);
    let count = |holds: &dyn Fn(&PlannedOrder) -> bool| plan.orders.iter().filter(|order| holds(order)).count();
    let all = plan.orders.len();
    assert!((420..=620).contains(&all), "{all} orders");
    let fulfilled = count(&|order| order.outcome.is_fulfilled());
    assert!((80..=90).contains(&(fulfilled * 100 / all)), "{fulfilled} of {all}");
    for outcome in [OrderStatus::Rejected, OrderStatus::Cancelled, OrderStatus::Expired] {
        assert!(count(&|order| order.outcome == outcome) >= 5, "{outcome:?}");
    }
    let places = town.restaurants.iter().enumerate();
    let orders = |place| count(&|order: &PlannedOrder| order.restaurant == place);
    let shares: BTreeMap<&str, usize> = places.map(|(place, one)| (one.slug.as_str(), orders(place))).collect();
    assert!(shares.values().all(|orders| (4..=120).contains(orders)), "{shares:?}");
    assert!(
        count(&|order| order.customer == 0) >= 10,
        "the demo customer has a history"
    );
    assert!(
        plan.rounds.len() < 1100,
        "{} rounds take long to play",
        plan.rounds.len()
    );
}

#[test]
fn at_any_hour_the_first_board_has_an_order_in_each_live_state() {
    let town = Town::new(3).unwrap();
    for hour in 0..24 {
        let now = options(3).now + SignedDuration::from_hours(hour);
        let plan = Plan::new(
            &town,
            &PlanOptions {
                days: 1,
                ..PlanOptions::new(3, now)
            },
        )
        .unwrap();
        let live = plan
            .orders
            .iter()
            .filter(|order| order.restaurant == 0 && !order.outcome.is_final());
        let states: BTreeSet<OrderStatus> = live.clone().map(|order| order.outcome).collect();
        let expected = [
            OrderStatus::Scheduled,
            OrderStatus::Placed,
            OrderStatus::Accepted,
            OrderStatus::Preparing,
            OrderStatus::Ready,
            OrderStatus::OutForDelivery,
        ];
        assert_eq!(states, BTreeSet::from(expected), "at {now}");
        let demo: Vec<_> = live.filter(|order| order.customer == 0).collect();
        assert_eq!(demo.len(), 1);
        assert_eq!(demo[0].outcome, OrderStatus::OutForDelivery);
        let steps = plan.rounds.iter().flat_map(|round| &round.steps);
        let couriers: Vec<&str> = steps
            .filter(|planned| plan.orders[planned.order] == *demo[0])
            .filter_map(|planned| match planned.step {
                Step::Dispatch { courier } | Step::Ride { courier, .. } => Some(courier),
                _ => None,
            })
            .map(|courier| town.people.everybody[courier].email.as_str())
            .collect();
        assert_eq!(
            couriers,
            [crate::LOGINS[2]; 2],
            "dispatched with the demo courier, who rides"
        );
    }
}
