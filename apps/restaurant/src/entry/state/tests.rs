use super::{super::guest::Way, *};
use crate::samples::{account, card, menu_with_options, noon, place};
use foodwala_sdk::{
    ErrorCode,
    contract::orders::{FulfilmentKind, OrderChannel, OrderStatus},
};
use foodwala_ui::{
    forms::testing::{lost, refused, refused_with},
    sdk::FailureKind,
};
use serde_json::json;

fn quote(total: i64) -> Box<Quote> {
    serde_json::from_value(json!({
        "restaurant_id": place(), "menu_version": 4, "lines": [],
        "charges": [{"kind": "items", "amount_minor": total, "basis": {"type": "lines"}}],
        "total": {"amount_minor": total, "currency": "EUR"}, "promised_at": "2026-05-04T12:30:00Z"
    }))
    .unwrap()
}

/// With the menu, and one naan in the basket.
fn begun() -> State {
    let mut state = State::default();
    assert_eq!(reduce(&mut state, Event::Load), [Effect::Fetch]);
    reduce(&mut state, Event::Came(Ok(menu_with_options())));
    let naan = menu_with_options().sections[1].items[0].id;
    let effects = reduce(&mut state, Event::Press(naan));
    assert_eq!(
        effects,
        [Effect::Quote(state.asked), Effect::Slots(pickup())],
        "without a choice one touch is enough"
    );
    state
}

fn pickup() -> SlotsQuery {
    SlotsQuery {
        fulfilment: Some(FulfilmentKind::Pickup),
        ..SlotsQuery::default()
    }
}

fn slots() -> Slots {
    Slots {
        time_zone: "Europe/Berlin".to_owned(),
        soonest: None,
        items: vec!["2026-05-04T17:00:00Z".parse().unwrap()],
    }
}

fn priced(total: i64) -> State {
    let mut state = begun();
    let asked = state.asked;
    reduce(&mut state, Event::Quoted(asked, Ok(quote(total))));
    state
}

fn enter(key: &str) -> Event {
    Event::Enter {
        place: place(),
        account: account(),
        key: key.to_owned(),
        nameless: "Walk-in".to_owned(),
    }
}

fn sent(effects: &[Effect]) -> Attempt {
    match effects {
        [Effect::Send(attempt)] => (**attempt).clone(),
        other => panic!("not sent: {other:?}"),
    }
}

#[test]
fn a_dish_with_a_choice_opens_its_sheet() {
    let mut state = begun();
    let biryani = menu_with_options().sections[0].items[0].clone();
    assert_eq!(reduce(&mut state, Event::Press(biryani.id)), []);
    let size = &biryani.option_groups[0];
    reduce(&mut state, Event::Toggle(size.id, size.options[1].id));
    reduce(&mut state, Event::Many(2));
    reduce(&mut state, Event::Note(" mild ".to_owned()));
    assert_eq!(reduce(&mut state, Event::Take), [Effect::Quote(state.asked)]);
    assert_eq!(state.sheet, None);
    assert_eq!(state.dishes_minor(), 200 + 2 * 1500);
    assert_eq!(state.lines[1].note.as_deref(), Some("mild"));

    reduce(&mut state, Event::Change(1));
    reduce(&mut state, Event::Many(1));
    reduce(&mut state, Event::Take);
    assert_eq!(state.lines.len(), 2, "a line is changed in its place");
    reduce(&mut state, Event::Quantity(1, 0));
    assert_eq!(state.lines.len(), 1);
}

#[test]
fn only_the_newest_price_counts() {
    let mut state = begun();
    let old = state.asked;
    reduce(&mut state, Event::Quantity(0, 3));
    reduce(&mut state, Event::Quoted(old, Ok(quote(200))));
    assert_eq!(state.total(), None);
    let asked = state.asked;
    reduce(&mut state, Event::Quoted(asked, Ok(quote(600))));
    assert_eq!(state.total().map(|total| total.amount_minor), Some(600));
}

#[test]
fn two_taps_make_one_order() {
    let mut state = priced(200);
    let attempt = sent(&reduce(&mut state, enter("first")));
    assert_eq!(attempt.request.contact.name, "Walk-in");
    assert_eq!(attempt.request.channel, OrderChannel::Counter);
    assert_eq!(reduce(&mut state, enter("second")), []);
    reduce(&mut state, Event::Quantity(0, 5));
    assert_eq!(state.lines[0].quantity, 1, "what was sent does not change");

    let order = Box::new(card(1, OrderStatus::Placed).order);
    let effects = reduce(&mut state, Event::Done("first".to_owned(), Outcome::Entered(order)));
    assert_eq!(effects, [Effect::Forget]);
    assert!(state.entered.is_some() && state.lines.is_empty() && !state.is_locked());
}

#[test]
fn a_lost_answer_is_asked_for_under_the_same_key() {
    let mut state = priced(200);
    let first = sent(&reduce(&mut state, enter("first")));
    let unknown = Outcome::of(Err(lost()));
    assert_eq!(reduce(&mut state, Event::Done("first".to_owned(), unknown)), []);
    assert!(state.unsure.is_some() && state.is_locked());
    assert_eq!(sent(&reduce(&mut state, Event::Resend)), first);

    // A window that is opened anew goes on with it.
    let mut fresh = State::default();
    assert_eq!(sent(&reduce(&mut fresh, Event::Left(Box::new(first.clone())))), first);
    let order = Box::new(card(1, OrderStatus::Placed).order);
    reduce(&mut fresh, Event::Done("first".to_owned(), Outcome::Entered(order)));
    assert!(fresh.entered.is_some());
}

#[test]
fn nobody_waits_for_an_answer_for_ever() {
    let mut state = priced(200);
    assert_eq!(reduce(&mut state, Event::GiveUp), [], "nothing is in doubt");
    reduce(&mut state, enter("first"));
    reduce(
        &mut state,
        Event::Done("first".to_owned(), Outcome::of(Err(refused(ErrorCode::Internal)))),
    );
    let effects = reduce(&mut state, Event::GiveUp);
    assert_eq!(effects, [Effect::Forget, Effect::Quote(state.asked)]);
    assert!(!state.is_locked() && !state.lines.is_empty());
}

#[test]
fn another_price_is_shown_beside_the_one_that_the_guest_was_told() {
    let mut state = priced(200);
    reduce(&mut state, enter("first"));
    let facts = serde_json::to_value(quote(250)).unwrap();
    let changed = Outcome::of(Err(refused_with(ErrorCode::PriceChanged, json!({"quote": facts}))));
    let effects = reduce(&mut state, Event::Done("first".to_owned(), changed));
    assert_eq!(
        effects,
        [Effect::Forget, Effect::Fetch],
        "the menu on the screen is an old one"
    );
    reduce(&mut state, Event::Came(Ok(menu_with_options())));
    let asked = state.asked;
    reduce(&mut state, Event::Quoted(asked, Ok(quote(250))));
    assert_eq!(state.before.map(|before| before.amount_minor), Some(200));
    let second = sent(&reduce(&mut state, enter("second")));
    assert_eq!(
        (second.key.as_str(), second.request.expected_total.amount_minor),
        ("second", 250)
    );
}

#[test]
fn what_is_sold_out_is_taken_out_and_the_rest_priced_anew() {
    let mut state = priced(200);
    reduce(&mut state, enter("first"));
    let naan = state.lines[0].item.id;
    let gone = refused_with(ErrorCode::ItemSoldOut, json!({"item_id": naan, "portions_left": 0}));
    reduce(&mut state, Event::Done("first".to_owned(), Outcome::of(Err(gone))));
    assert!(state.refused.is_some() && state.total().is_none() && !state.is_locked());
    let biryani = menu_with_options().sections[0].items[0].id;
    reduce(&mut state, Event::Press(biryani));
    reduce(&mut state, Event::Take);
    assert_eq!(reduce(&mut state, Event::TakeOut(naan)), [Effect::Quote(state.asked)]);
    assert_eq!((state.lines.len(), state.refused.is_some()), (1, false));
}

#[test]
fn a_delivery_has_a_price_once_the_door_is_known() {
    let mut state = priced(200);
    reduce(
        &mut state,
        Event::At {
            city: "Berlin".to_owned(),
            country: "DE".to_owned(),
        },
    );
    let way = Event::Guest(Edit::Way(Way::PhoneDelivery));
    assert_eq!(reduce(&mut state, way), []);
    assert_eq!(state.quote, None);
    let effects = reduce(&mut state, enter("first"));
    assert_eq!(effects, [Effect::Lead("entry-name".to_owned())]);
    reduce(&mut state, Event::Guest(Edit::Street("Oranienstr. 7".to_owned())));
    let door = foodwala_sdk::contract::geo::GeoPoint {
        latitude: 52.5,
        longitude: 13.4,
    };
    let effects = reduce(&mut state, Event::Guest(Edit::Point(door)));
    let times = state.times_wanted().unwrap();
    assert_eq!(times.longitude, Some(13.4));
    assert_eq!(effects, [Effect::Quote(state.asked), Effect::Slots(times)]);
    assert_eq!(reduce(&mut state, Event::Guest(Edit::Name("Asha".to_owned()))), []);
}

#[test]
fn a_guest_may_order_ahead() {
    let mut state = priced(200);
    reduce(&mut state, Event::Slots(SlotsQuery::default(), Ok(slots())));
    assert_eq!(state.slots.value(), None, "these times are for something else");
    reduce(&mut state, Event::Slots(pickup(), Ok(slots())));
    let evening = state.slots.value().unwrap().items[0];
    let effects = reduce(&mut state, Event::Wanted(Some(evening)));
    assert_eq!(effects, [Effect::Quote(state.asked)]);
    let asked = state.asked;
    reduce(&mut state, Event::Quoted(asked, Ok(quote(200))));
    let attempt = sent(&reduce(&mut state, enter("first")));
    assert_eq!(attempt.request.basket.scheduled_for, Some(evening));

    // The phone call was a long one.
    let late = Outcome::of(Err(refused(ErrorCode::InvalidSchedule)));
    let effects = reduce(&mut state, Event::Done("first".to_owned(), late));
    assert_eq!(effects, [Effect::Forget, Effect::Slots(pickup())]);
    assert_eq!(
        state.wanted,
        Some(evening),
        "nobody but the guest decides on another time"
    );

    reduce(&mut state, Event::Next);
    assert_eq!((state.wanted, state.slots.value()), (None, None));
}

#[test]
fn a_failed_price_is_asked_for_again() {
    let mut state = begun();
    let asked = state.asked;
    let failure = Failure::of(FailureKind::Offline);
    reduce(&mut state, Event::Quoted(asked, Err(failure)));
    assert!(state.refused.is_some());
    assert_eq!(reduce(&mut state, enter("first")), [], "nothing was agreed to");
    assert_eq!(reduce(&mut state, Event::Again), [Effect::Quote(state.asked)]);
}

#[test]
fn how_many_are_left_is_what_the_platform_says() {
    let mut state = begun();
    let naan = menu_with_options().sections[1].items[0].id;
    assert_eq!(state.left(naan, noon()), None);
    let gone = |item_id| {
        Event::Told(ItemAvailability {
            item_id,
            portions_left: Some(0),
            until: None,
        })
    };
    let effects = reduce(&mut state, gone(naan));
    assert_eq!(effects, [Effect::Quote(state.asked)], "it is in the order");
    let biryani = menu_with_options().sections[0].items[0].id;
    assert_eq!(reduce(&mut state, gone(biryani)), []);
    assert_eq!(state.left(naan, noon()), Some(0));
}
