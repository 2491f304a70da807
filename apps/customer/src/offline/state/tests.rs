use super::*;
use foodwala_sdk::{
    Currency, Money,
    contract::orders::{Basket, Contact, Fulfilment, PaymentMethod},
};

const MINE: &str = "00000000-0000-7000-8000-000000000001";
const THEIRS: &str = "00000000-0000-7000-8000-000000000002";

fn at(minutes: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes)
}

fn waiting(key: &str) -> Waiting {
    Waiting {
        key: key.into(),
        account: MINE.parse().unwrap(),
        restaurant: "Nonna Rosa".into(),
        request: PlaceOrderRequest {
            basket: Basket {
                restaurant_id: THEIRS.parse().unwrap(),
                lines: Vec::new(),
                fulfilment: Fulfilment::Pickup,
                scheduled_for: None,
                tip_minor: 0,
                promo_code: None,
            },
            expected_total: Money::new(1250, Currency::EUR),
            payment: PaymentMethod::Cash,
            contact: Contact {
                name: "Asha".into(),
                phone: String::new(),
            },
            note: None,
        },
        consented_at: at(0),
        progress: Progress::Held,
    }
}

fn attempt_at(minutes: i64) -> Event {
    Event::Try {
        account: MINE.parse().unwrap(),
        now: at(minutes),
    }
}

fn sent(effects: &[Effect]) -> Vec<&str> {
    let sent = effects.iter().filter_map(|effect| match effect {
        Effect::Send(order) => Some(order.key.as_str()),
        _ => None,
    });
    sent.collect()
}

#[test]
fn an_order_is_kept_before_it_is_sent_and_goes_with_its_key() {
    let mut orders = Vec::new();
    assert_eq!(reduce(&mut orders, Event::Keep(waiting("a"))), [Effect::Save]);
    reduce(&mut orders, Event::Keep(waiting("a")));
    assert_eq!(orders.len(), 1, "the same order waits once");
    let effects = reduce(&mut orders, attempt_at(1));
    assert_eq!((&effects[0], sent(&effects)), (&Effect::Save, vec!["a"]));
    // The window was closed before the answer came: the same key again.
    assert_eq!(sent(&reduce(&mut orders, attempt_at(90))), ["a"]);
    let id: OrderId = THEIRS.parse().unwrap();
    let answered = Event::Answered {
        key: "a".into(),
        answer: Answer::Placed(id),
    };
    assert_eq!(reduce(&mut orders, answered), [Effect::Save, Effect::Placed(id)]);
    assert!(orders.is_empty());
}

#[test]
fn nobody_sends_the_order_of_another() {
    let mut orders = vec![waiting("a")];
    let theirs = Event::Try {
        account: THEIRS.parse().unwrap(),
        now: at(1),
    };
    assert_eq!(reduce(&mut orders, theirs), []);
}

#[test]
fn what_waited_too_long_asks_again() {
    let mut orders = vec![waiting("a")];
    let effects = reduce(&mut orders, attempt_at(21));
    assert_eq!((sent(&effects).len(), &orders[0].progress), (0, &Progress::Stale));
    assert_eq!(sent(&reduce(&mut orders, attempt_at(22))).len(), 0);
    let confirmed = Event::Confirm {
        key: "a".into(),
        now: at(30),
    };
    reduce(&mut orders, confirmed);
    assert_eq!(sent(&reduce(&mut orders, attempt_at(31))), ["a"]);
}

#[test]
fn a_refused_order_stays_to_be_seen_and_an_unanswered_one_waits_on() {
    let mut orders = vec![waiting("a")];
    reduce(&mut orders, attempt_at(1));
    let later = Event::Answered {
        key: "a".into(),
        answer: Answer::Later,
    };
    reduce(&mut orders, later);
    assert_eq!(orders[0].progress, Progress::Held);
    reduce(&mut orders, attempt_at(2));
    let refused = Event::Answered {
        key: "a".into(),
        answer: Answer::Refused(ErrorCode::PriceChanged),
    };
    assert!(reduce(&mut orders, refused).contains(&Effect::Attention));
    assert_eq!(sent(&reduce(&mut orders, attempt_at(3))).len(), 0);
    reduce(&mut orders, Event::Drop("a".into()));
    assert!(orders.is_empty());
}

#[test]
fn waiting_orders_survive_being_written_down() {
    let mut orders = vec![waiting("a")];
    orders[0].progress = Progress::Refused {
        code: "price_changed".into(),
    };
    let text = serde_json::to_string(&orders).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Waiting>>(&text).unwrap(), orders);
}
