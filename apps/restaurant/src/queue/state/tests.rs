use super::*;
use crate::samples::{account, card, noon, place};
use foodwala_sdk::contract::{
    board::{PendingAction, RefusedAction},
    orders::OrderAction,
};

fn entry(key: &str, order: u128, act: StaffAct) -> Entry {
    let card = card(order, OrderStatus::Placed);
    Entry {
        key: key.to_owned(),
        account: account(),
        place: place(),
        order: card.order.id,
        number: card.order.number,
        act,
        at: noon(),
        progress: Progress::Waiting,
    }
}

fn accept(key: &str, order: u128) -> Entry {
    entry(key, order, StaffAct::Accept { minutes: 20 })
}

fn pump(queue: &mut Queue, minutes: i64) -> Vec<Effect> {
    let now = noon() + SignedDuration::from_mins(minutes);
    reduce(
        queue,
        Event::Pump {
            account: account(),
            now,
        },
    )
}

fn sent(effects: &[Effect]) -> Vec<&str> {
    let keys = effects.iter().filter_map(|effect| match effect {
        Effect::Send(entry) => Some(entry.key.as_str()),
        _ => None,
    });
    keys.collect()
}

fn answer(queue: &mut Queue, key: &str, answer: Answer) -> Vec<Effect> {
    let event = Event::Answered {
        key: key.to_owned(),
        answer,
        known: None,
        now: noon(),
    };
    reduce(queue, event)
}

fn taken(order: u128, version: u64) -> Answer {
    let mut card = card(order, OrderStatus::Placed);
    card.version = version;
    Answer::Taken(Box::new(card))
}

#[test]
fn an_orders_next_action_waits_for_the_outcome_of_the_one_before() {
    let mut queue = Queue::default();
    for entry in [accept("a", 1), entry("b", 1, StaffAct::Start), accept("c", 2)] {
        assert!(matches!(
            reduce(&mut queue, Event::Act(entry)).as_slice(),
            [Effect::Keep(_)]
        ));
    }
    assert_eq!(sent(&pump(&mut queue, 0)), ["a"]);
    assert_eq!(sent(&pump(&mut queue, 0)), [""; 0], "one at a time");
    answer(&mut queue, "a", taken(1, 2));
    assert_eq!(sent(&pump(&mut queue, 0)), ["c"], "another order goes ahead");
    answer(&mut queue, "c", taken(2, 2));

    let mut moved = card(1, OrderStatus::Placed);
    moved.version = 2;
    moved.pending = Some(PendingAction {
        action: OrderAction::Accept,
        at: noon(),
    });
    assert_eq!(reduce(&mut queue, Event::Card(Box::new(moved.clone()))), []);
    moved.version = 3;
    moved.pending = None;
    moved.order.status = OrderStatus::Accepted;
    assert_eq!(
        reduce(&mut queue, Event::Card(Box::new(moved))),
        [Effect::Release("a".to_owned())]
    );
    assert_eq!(sent(&pump(&mut queue, 0)), ["b"]);
}

#[test]
fn the_outcome_may_come_before_the_answer() {
    let mut queue = Queue::default();
    reduce(&mut queue, Event::Act(accept("a", 1)));
    pump(&mut queue, 0);
    let mut known = card(1, OrderStatus::Accepted);
    known.version = 3;
    let event = Event::Answered {
        key: "a".to_owned(),
        answer: taken(1, 2),
        known: Some(Box::new(known)),
        now: noon(),
    };
    assert!(reduce(&mut queue, event).contains(&Effect::Release("a".to_owned())));
    assert!(queue.entries.is_empty());
}

#[test]
fn without_a_network_everything_stays_and_the_same_key_goes_again() {
    let mut queue = Queue::default();
    reduce(&mut queue, Event::Act(accept("a", 1)));
    assert_eq!(sent(&pump(&mut queue, 0)), ["a"]);
    answer(&mut queue, "a", Answer::Later);
    assert_eq!(sent(&pump(&mut queue, 0)), [""; 0], "it rests");
    reduce(&mut queue, Event::Back);
    let again = pump(&mut queue, 9);
    assert_eq!(sent(&again), ["a"]);
    let Effect::Send(entry) = &again[0] else {
        panic!("{again:?}")
    };
    assert_eq!(
        entry.act,
        StaffAct::Accept { minutes: 20 },
        "what was sent once is sent again as it was"
    );
}

#[test]
fn food_that_was_promised_a_while_ago_is_promised_for_the_same_time() {
    let mut queue = Queue::default();
    reduce(&mut queue, Event::Act(accept("a", 1)));
    let effects = pump(&mut queue, 6);
    let Some(Effect::Send(entry)) = effects.last() else {
        panic!("{effects:?}")
    };
    assert_eq!(entry.act, StaffAct::Accept { minutes: 14 });
}

#[test]
fn a_refusal_is_told_and_takes_along_what_built_on_it() {
    let mut queue = Queue::default();
    for entry in [accept("a", 1), entry("b", 1, StaffAct::Start), accept("c", 2)] {
        reduce(&mut queue, Event::Act(entry));
    }
    pump(&mut queue, 0);
    answer(&mut queue, "a", taken(1, 2));
    let mut card = card(1, OrderStatus::Cancelled);
    card.version = 3;
    card.refused = Some(RefusedAction {
        action: OrderAction::Accept,
        status: OrderStatus::Cancelled,
        at: noon(),
    });
    let effects = reduce(&mut queue, Event::Card(Box::new(card.clone())));
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Tell(entry) if entry.key == "a"))
    );
    assert_eq!(queue.entries[1].progress, Progress::Dropped);
    assert_eq!(predicted(&card.order, &queue.entries), (OrderStatus::Cancelled, None));
    // Read, and gone; the other order is as it was.
    reduce(&mut queue, Event::Drop("a".to_owned()));
    reduce(&mut queue, Event::Drop("b".to_owned()));
    assert_eq!(queue.entries.len(), 1);
}

#[test]
fn what_was_not_sent_can_be_taken_back_with_what_follows_it() {
    let mut queue = Queue::default();
    for entry in [
        accept("a", 1),
        entry("b", 1, StaffAct::Start),
        entry("c", 1, StaffAct::Ready),
    ] {
        reduce(&mut queue, Event::Act(entry));
    }
    let order = card(1, OrderStatus::Placed).order;
    assert_eq!(predicted(&order, &queue.entries).0, OrderStatus::Ready);
    reduce(&mut queue, Event::Drop("b".to_owned()));
    assert_eq!(predicted(&order, &queue.entries).0, OrderStatus::Accepted);
    pump(&mut queue, 0);
    assert_eq!(
        reduce(&mut queue, Event::Drop("a".to_owned())),
        [],
        "it is out of our hands"
    );
}

#[test]
fn an_outcome_that_nobody_told_is_looked_up() {
    let mut queue = Queue::default();
    reduce(&mut queue, Event::Act(accept("a", 1)));
    pump(&mut queue, 0);
    answer(&mut queue, "a", taken(1, 2));
    let effects = pump(&mut queue, 2);
    assert!(
        effects.iter().any(|effect| matches!(effect, Effect::Look(..))),
        "{effects:?}"
    );
    assert!(queue.entries.is_empty());
}

#[test]
fn nobody_elses_session_sends_what_one_did_and_signing_out_forgets_it() {
    let mut queue = Queue::default();
    let mut other = accept("a", 1);
    other.account = AccountId("018f6a3e-0000-7000-8000-0000000000ff".parse().unwrap());
    reduce(&mut queue, Event::Act(other));
    assert_eq!(pump(&mut queue, 0), []);
    assert_eq!(reduce(&mut queue, Event::Forget), [Effect::Release("a".to_owned())]);
    assert_eq!(queue, Queue::default());
}
