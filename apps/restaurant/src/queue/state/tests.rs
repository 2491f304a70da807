use super::*;
use crate::{
    queue::predicted,
    samples::{account, card, noon, place},
};
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

fn looks(effects: &[Effect]) -> usize {
    let looks = effects.iter().filter(|effect| matches!(effect, Effect::Look(..)));
    looks.count()
}

fn seen(order: u128, status: OrderStatus, version: u64, pending: Option<OrderAction>) -> Event {
    let mut card = card(order, status);
    card.version = version;
    card.pending = pending.map(|action| PendingAction { action, at: noon() });
    Event::Card(Box::new(card))
}

#[test]
fn an_outcome_that_nobody_told_is_looked_up_and_waited_for() {
    let mut queue = Queue::default();
    for entry in [accept("a", 1), entry("b", 1, StaffAct::Start)] {
        reduce(&mut queue, Event::Act(entry));
    }
    pump(&mut queue, 0);
    answer(&mut queue, "a", taken(1, 2));
    let order = card(1, OrderStatus::Placed).order;
    for minutes in [2, 4, 6] {
        let effects = pump(&mut queue, minutes);
        assert_eq!((looks(&effects), sent(&effects)), (1, Vec::new()));
        assert_eq!(looks(&pump(&mut queue, minutes)), 0, "once in a while");
        let pending = seen(1, OrderStatus::Placed, 2, Some(OrderAction::Accept));
        assert_eq!(reduce(&mut queue, pending), []);
        assert_eq!(predicted(&order, &queue.entries).0, OrderStatus::Preparing);
    }
    reduce(&mut queue, seen(1, OrderStatus::Accepted, 3, None));
    assert_eq!(sent(&pump(&mut queue, 6)), ["b"]);
}

#[test]
fn what_was_taken_for_a_card_that_is_gone_is_waited_for_no_longer() {
    let mut queue = Queue::default();
    for entry in [accept("a", 1), entry("b", 1, StaffAct::Start), accept("c", 2)] {
        reduce(&mut queue, Event::Act(entry));
    }
    pump(&mut queue, 0);
    answer(&mut queue, "a", taken(1, 2));
    let gone = Event::Gone(queue.entries[0].order);
    assert_eq!(reduce(&mut queue, gone), [Effect::Release("a".to_owned())]);
    assert_eq!(
        sent(&pump(&mut queue, 0)),
        ["b"],
        "the platform says what it thinks of that"
    );
}

#[test]
fn an_action_without_luck_lets_others_go_first_and_is_refused_in_the_end() {
    let mut queue = Queue::default();
    for entry in [
        accept("a", 1),
        entry("b", 1, StaffAct::Start),
        accept("c", 2),
        accept("d", 3),
    ] {
        reduce(&mut queue, Event::Act(entry));
    }
    let mut order = Vec::new();
    for minutes in 0..3 {
        order.extend(sent(&pump(&mut queue, minutes)).into_iter().map(str::to_owned));
        let key = order[order.len() - 1].clone();
        answer(&mut queue, &key, Answer::Fault);
    }
    assert_eq!(order, ["a", "c", "d"], "and not b, which builds on a");
    assert_eq!(sent(&pump(&mut queue, 3)), ["a"]);
    answer(&mut queue, "a", Answer::Later);
    assert_eq!(sent(&pump(&mut queue, 4)), ["c"]);
    answer(&mut queue, "c", taken(2, 2));
    assert_eq!(sent(&pump(&mut queue, 4)), ["d"]);
    answer(&mut queue, "d", taken(3, 2));
    for minutes in 5..9 {
        assert_eq!(sent(&pump(&mut queue, minutes)), ["a"]);
        answer(&mut queue, "a", Answer::Fault);
    }
    assert!(queue.entries[0].is_open(), "four in a row");
    pump(&mut queue, 9);
    answer(&mut queue, "a", Answer::Fault);
    assert!(matches!(queue.entries[0].progress, Progress::Refused { .. }));
    assert_eq!(queue.entries[1].progress, Progress::Dropped);
}

fn unread(queue: &mut Queue, minutes: i64) {
    assert_eq!(sent(&pump(queue, minutes)), ["a"]);
    assert_eq!(looks(&answer(queue, "a", Answer::Unread)), 1);
}

#[test]
fn after_an_answer_that_cannot_be_read_the_card_says_what_came_of_it() {
    let mut queue = Queue::default();
    reduce(&mut queue, Event::Act(accept("a", 1)));
    unread(&mut queue, 0);
    // Nothing has happened yet: the same goes again.
    assert_eq!(reduce(&mut queue, seen(1, OrderStatus::Placed, 1, None)), []);
    unread(&mut queue, 1);
    reduce(&mut queue, seen(1, OrderStatus::Placed, 2, Some(OrderAction::Accept)));
    assert!(matches!(queue.entries[0].progress, Progress::Taken { version: 2, .. }));
    assert_eq!(
        reduce(&mut queue, seen(1, OrderStatus::Accepted, 3, None)),
        [Effect::Release("a".to_owned())]
    );

    reduce(&mut queue, Event::Act(accept("a", 1)));
    unread(&mut queue, 2);
    let mut done = card(1, OrderStatus::Accepted);
    done.order.history[0].action = Some(OrderAction::Accept);
    assert_eq!(
        reduce(&mut queue, Event::Card(Box::new(done))),
        [Effect::Release("a".to_owned())]
    );

    reduce(&mut queue, Event::Act(accept("a", 1)));
    unread(&mut queue, 3);
    reduce(&mut queue, seen(1, OrderStatus::Cancelled, 4, None));
    assert!(matches!(queue.entries[0].progress, Progress::Refused { .. }));
}

#[test]
fn a_page_that_says_yes_to_everything_refuses_nothing() {
    let mut queue = Queue::default();
    reduce(&mut queue, Event::Act(accept("a", 1)));
    // The card cannot be looked at either.
    for minutes in 0..20 {
        unread(&mut queue, minutes);
    }
    assert_eq!(queue.entries[0].progress, Progress::Sent);
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

fn stored(queue: &mut Queue, kept: &[&Entry], minutes: i64) {
    let event = Event::Stored {
        account: account(),
        kept: kept.iter().map(|entry| (*entry).clone()).collect(),
        now: noon() + SignedDuration::from_mins(minutes),
    };
    assert_eq!(reduce(queue, event), []);
}

#[test]
fn what_a_closed_window_left_is_sent_in_its_words() {
    let mut queue = Queue::default();
    let mut theirs = accept("b", 1);
    reduce(&mut queue, Event::Act(entry("c", 1, StaffAct::Start)));
    stored(&mut queue, &[&theirs], 0);
    assert_eq!(queue.entries.len(), 1, "the other window sends it itself");
    stored(&mut queue, &[&theirs], 1);
    assert_eq!(queue.entries[0].key, "b", "in the order in which it was done");
    theirs.progress = Progress::Sent;
    stored(&mut queue, &[&theirs], 6);
    let effects = pump(&mut queue, 6);
    assert_eq!(effects, [Effect::Send(theirs.clone())], "promised as it was there");
    // Its answer is on its way, whatever becomes of it elsewhere.
    stored(&mut queue, &[], 7);
    assert_eq!(queue.entries.len(), 2);
    answer(&mut queue, "b", Answer::Later);
    stored(&mut queue, &[&theirs], 8);
    stored(&mut queue, &[], 9);
    assert_eq!(queue.entries.len(), 1, "done with there; what was never kept stays");
}

#[test]
fn what_another_person_did_leaves_the_memory() {
    let mut queue = Queue::default();
    let mut other = accept("a", 1);
    other.account = AccountId("018f6a3e-0000-7000-8000-0000000000ff".parse().unwrap());
    reduce(&mut queue, Event::Act(other.clone()));
    reduce(&mut queue, Event::Act(accept("b", 2)));
    assert_eq!(reduce(&mut queue, Event::Entered(account())), []);
    stored(&mut queue, &[&other], 5);
    assert_eq!(queue.entries.len(), 1);
    assert_eq!(queue.entries[0].key, "b");
}
