//! Orders: none lost, none doubled, and each as clients were told.

use super::{Attempt, Books, Finding, Part, Witness, books::OrderRow};
use foodwala_sdk::{
    OrderId,
    contract::{
        events::{Event as _, ORDER_EVENT_TYPES, OrderChanged, OrderTransitionRefused, StaffActionTaken},
        orders::{Actor, Order, OrderAction},
    },
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

pub(super) fn check(books: &Books, witness: &Witness, findings: &mut Vec<Finding>) {
    let kept: HashMap<OrderId, &OrderRow> = books.orders.iter().map(|row| (row.order.id, row)).collect();
    for row in &books.orders {
        if row.status != row.order.status.as_str() || row.version != row.order.version {
            findings.push(Finding::ColumnsDiffer {
                part: Part::Order,
                order: row.order.id,
            });
        }
    }
    answers(books, witness, findings);
    for (&(order, version), told) in &witness.told {
        match kept.get(&order) {
            None => findings.push(Finding::OrderLost { order }),
            Some(row) if !lived_through(&row.order, told) => {
                findings.push(Finding::ToldOtherwise {
                    order,
                    told: version,
                    kept: row.order.version,
                });
            }
            Some(_) => {}
        }
    }
    events(books, findings);
    actions(books, witness, findings);
}

/// Each order comes from one command, under a key that its customer used, and whose answer is the one they were given.
fn answers(books: &Books, witness: &Witness, findings: &mut Vec<Finding>) {
    let witnesses: BTreeSet<String> = witness
        .attempts
        .keys()
        .map(|(customer, _)| format!("account:{customer}"))
        .collect();
    let attempts: HashMap<(String, &str), Attempt> = witness
        .attempts
        .iter()
        .map(|((who, key), attempt)| ((format!("account:{who}"), key.as_str()), *attempt))
        .collect();
    let mut answered = BTreeSet::new();
    for answer in &books.answers {
        answered.insert(answer.order);
        let attempt = attempts.get(&(answer.caller.clone(), answer.key.as_str()));
        let unasked = attempt.is_none() && witnesses.contains(&answer.caller);
        if unasked || attempt == Some(&Attempt::Refused) {
            findings.push(Finding::OrderUnasked {
                order: answer.order,
                key: answer.key.clone(),
            });
        }
    }
    for row in &books.orders {
        if !answered.contains(&row.order.id) {
            findings.push(Finding::OrderWithoutAnswer { order: row.order.id });
        }
    }
    let orders: HashSet<OrderId> = books.orders.iter().map(|row| row.order.id).collect();
    let kept: HashMap<(&str, &str), OrderId> = books
        .answers
        .iter()
        .map(|row| ((row.caller.as_str(), row.key.as_str()), row.order))
        .collect();
    for ((customer, key), attempt) in &witness.attempts {
        let Attempt::Placed(told) = *attempt else { continue };
        if kept.get(&(format!("account:{customer}").as_str(), key.as_str())) != Some(&told) {
            findings.push(Finding::AnswerDiffers {
                customer: *customer,
                key: key.clone(),
                told,
            });
        }
        if !orders.contains(&told) {
            findings.push(Finding::OrderLost { order: told });
        }
    }
}

/// Whether `told` is how the order is or once was.
fn lived_through(order: &Order, told: &Order) -> bool {
    if told.version == order.version {
        return told == order;
    }
    told.version < order.version && order.history.starts_with(&told.history)
}

/// Every version of an order was told once.
fn events(books: &Books, findings: &mut Vec<Finding>) {
    let mut told: HashMap<OrderId, Vec<u64>> = HashMap::new();
    let of_orders = books
        .messages
        .iter()
        .filter(|message| ORDER_EVENT_TYPES.contains(&message.kind.as_str()));
    for event in of_orders.filter_map(|message| serde_json::from_str::<OrderChanged>(&message.payload).ok()) {
        told.entry(event.order.id).or_default().push(event.order.version);
    }
    for row in &books.orders {
        let (order, version) = (row.order.id, row.order.version);
        let mut told = told.remove(&order).unwrap_or_default();
        told.sort_unstable();
        // Hiding is a version that nobody else is told of, and it is the last one.
        let expected = 1..=if row.hidden { version - 1 } else { version };
        if !told.iter().copied().eq(expected) {
            findings.push(Finding::EventsDiffer { order, version, told });
        }
    }
    findings.extend(told.into_keys().map(|order| Finding::Stray {
        part: Part::Order,
        order,
    }));
}

#[derive(Debug, Default, Clone, Copy)]
struct Outcomes {
    taken: usize,
    done: usize,
    refused: usize,
}

/// Every action that staff took was done or refused, once.
fn actions(books: &Books, witness: &Witness, findings: &mut Vec<Finding>) {
    let mut actions: BTreeMap<(OrderId, OrderAction), Outcomes> = witness
        .acknowledged
        .keys()
        .map(|key| (*key, Outcomes::default()))
        .collect();
    for message in &books.messages {
        if message.kind == StaffActionTaken::TYPE
            && let Ok(event) = serde_json::from_str::<StaffActionTaken>(&message.payload)
        {
            actions
                .entry((event.order_id, event.action.action()))
                .or_default()
                .taken += 1;
        }
        if message.kind == OrderTransitionRefused::TYPE
            && let Ok(event) = serde_json::from_str::<OrderTransitionRefused>(&message.payload)
        {
            actions.entry((event.order_id, event.action)).or_default().refused += 1;
        }
    }
    for row in &books.orders {
        for step in row.order.history.iter().filter(|step| step.by == Actor::Restaurant) {
            if let Some(action) = step.action {
                actions.entry((row.order.id, action)).or_default().done += 1;
            }
        }
    }
    for ((order, action), Outcomes { taken, done, refused }) in actions {
        let acknowledged = witness.acknowledged.get(&(order, action)).copied().unwrap_or(0);
        if taken != done + refused || taken < acknowledged {
            findings.push(Finding::ActionsDiffer {
                order,
                action,
                acknowledged,
                taken,
                done,
                refused,
            });
        }
    }
}
