use super::*;
use crate::basket::Chosen;
use foodwala_sdk::{
    Currency, Money, RestaurantId, Timestamp,
    contract::orders::{Charge, ChargeBasis, ChargeKind, Price, PricedLine},
};

fn shop(number: u32) -> Shop {
    Shop {
        id: format!("00000000-0000-7000-8000-{number:012}")
            .parse::<RestaurantId>()
            .unwrap(),
        name: format!("Restaurant {number}"),
        image: None,
        currency: Currency::EUR,
    }
}

fn line(number: u32, unit_minor: i64) -> Line {
    Line {
        item_id: format!("00000000-0000-7000-9000-{number:012}").parse().unwrap(),
        name: format!("Dish {number}"),
        image: None,
        unit_minor,
        quantity: 1,
        options: Vec::new(),
        note: None,
    }
}

fn add(shop_number: u32, line: Line) -> Event {
    Event::Add(Addition {
        shop: shop(shop_number),
        lines: vec![line],
    })
}

/// A state with one dish, to be fetched.
fn state() -> State {
    let mut state = State::default();
    reduce(&mut state, Event::Pickup(true));
    reduce(&mut state, add(1, line(1, 900)));
    state
}

fn quote(state: &State, units: &[i64], packaging: i64) -> Box<Quote> {
    let lines = state.kept.lines.iter().zip(units).map(|(line, unit)| PricedLine {
        item_id: line.item_id,
        name: line.name.clone(),
        quantity: line.quantity,
        unit_minor: *unit,
        total_minor: unit * i64::from(line.quantity),
        options: Vec::new(),
        note: None,
        station: None,
    });
    let lines: Vec<PricedLine> = lines.collect();
    let items: i64 = lines.iter().map(|line| line.total_minor).sum();
    let charge = |kind, amount_minor, basis| Charge {
        kind,
        amount_minor,
        included: false,
        basis,
    };
    Box::new(Quote {
        restaurant_id: shop(1).id,
        menu_version: 1,
        price: Price {
            lines,
            charges: vec![
                charge(ChargeKind::Items, items, ChargeBasis::Lines),
                charge(ChargeKind::Packaging, packaging, ChargeBasis::PerItem),
            ],
            total: Money::new(items + packaging, Currency::EUR),
        },
        promised_at: Timestamp::UNIX_EPOCH,
        payment_methods: Vec::new(),
        distance_m: None,
    })
}

fn answer(state: &mut State, units: &[i64], packaging: i64) {
    let quote = quote(state, units, packaging);
    let number = state.asked();
    reduce(state, Event::Quoted(number, Ok(quote)));
}

#[test]
fn the_same_dish_made_the_same_way_is_one_line() {
    let mut state = state();
    reduce(&mut state, add(1, line(1, 900)));
    let with_cheese = Line {
        options: vec![Chosen {
            id: "00000000-0000-7000-a000-000000000001".parse().unwrap(),
            name: "Cheese".into(),
        }],
        ..line(1, 1000)
    };
    reduce(&mut state, add(1, with_cheese));
    assert_eq!((state.kept.lines.len(), state.kept.count()), (2, 3));
    assert_eq!(state.kept.shown_minor(), 2 * 900 + 1000);
    reduce(&mut state, Event::Quantity(0, 500));
    assert_eq!(state.kept.lines[0].quantity, MOST);
}

#[test]
fn another_restaurant_is_a_choice() {
    let mut state = state();
    let before = state.kept.clone();
    assert_eq!(reduce(&mut state, add(2, line(7, 500))), []);
    assert!(state.offered.is_some());
    reduce(&mut state, Event::KeepOld);
    assert_eq!((&state.kept, &state.offered), (&before, &None));
    reduce(&mut state, add(2, line(7, 500)));
    let effects = reduce(&mut state, Event::StartNew);
    assert_eq!(effects[0], Effect::Save);
    assert_eq!(state.kept.shop, Some(shop(2)));
    assert_eq!(state.kept.count(), 1);
}

#[test]
fn only_the_newest_quote_counts() {
    let mut state = state();
    let old = state.asked();
    reduce(&mut state, Event::Quantity(0, 2));
    let late = quote(&state, &[900], 30);
    reduce(&mut state, Event::Quoted(old, Ok(late)));
    assert!(state.agreed().is_none());
    answer(&mut state, &[900], 30);
    assert_eq!(state.agreed().unwrap().quote.price.total.amount_minor, 1830);
    reduce(&mut state, Event::Tip(100));
    assert!(state.agreed().is_none(), "another basket needs another quote");
    assert!(state.quote().is_some(), "the old one is shown meanwhile");
}

#[test]
fn a_price_that_was_not_seen_needs_a_word() {
    let mut state = state();
    answer(&mut state, &[950], 30);
    let expected = Change::Dish {
        name: "Dish 1".into(),
        before: 900,
        after: 950,
    };
    assert_eq!(state.changes, [expected]);
    assert!(state.agreed().is_none());
    assert_eq!(reduce(&mut state, Event::Accept), [Effect::Save]);
    assert_eq!(state.kept.lines[0].unit_minor, 950);
    assert!(state.agreed().is_some());

    // The same basket again, with dearer packaging.
    reduce(&mut state, Event::Reprice);
    answer(&mut state, &[950], 60);
    let expected = Change::Charge {
        kind: ChargeKind::Packaging,
        before: 30,
        after: 60,
    };
    assert_eq!(state.changes, [expected]);

    // Another basket is expected to cost something else.
    reduce(&mut state, Event::Quantity(0, 2));
    answer(&mut state, &[950], 120);
    assert_eq!(state.changes, []);
}

#[test]
fn a_refused_code_leaves_the_basket_with_its_price() {
    let mut state = state();
    reduce(&mut state, Event::Promo(Some(" ciao10 ".into())));
    assert_eq!(state.kept.promo.as_deref(), Some("ciao10"));
    let obstacle = Obstacle::Promo {
        reason: "unknown".into(),
        minimum: None,
    };
    let number = state.asked();
    let effects = reduce(
        &mut state,
        Event::Quoted(number, Err(Refusal::Obstacle(obstacle.clone()))),
    );
    assert!(matches!(&effects[1], Effect::Quote(_, basket) if basket.promo_code.is_none()));
    assert_eq!(state.promo_refused, Some(("ciao10".into(), obstacle)));
}

#[test]
fn a_delivery_without_a_place_has_no_price() {
    let mut state = state();
    assert_eq!(reduce(&mut state, Event::Pickup(false)), [Effect::Save]);
    assert_eq!(state.pricing, Pricing::Nothing);
}

#[test]
fn signing_out_leaves_nothing() {
    let mut state = state();
    reduce(&mut state, Event::Note("Third floor".into()));
    reduce(&mut state, Event::LineNote(0, "no onions".into()));
    reduce(&mut state, Event::Promo(Some("MINE".into())));
    answer(&mut state, &[900], 30);
    state.forget();
    assert_eq!((&state.kept, &state.place), (&Kept::default(), &None));
    assert_eq!(state.pricing, Pricing::Nothing);
}

#[test]
fn an_emptied_basket_forgets_its_restaurant() {
    let mut state = state();
    reduce(&mut state, Event::Tip(200));
    reduce(&mut state, Event::Quantity(0, 0));
    assert_eq!(
        (&state.kept.shop, state.kept.tip_minor, state.kept.pickup),
        (&None, 0, true)
    );
}

#[test]
fn a_basket_survives_being_written_down() {
    let mut state = state();
    answer(&mut state, &[900], 30);
    let text = serde_json::to_string(&state.kept).unwrap();
    assert_eq!(serde_json::from_str::<Kept>(&text).unwrap(), state.kept);
}

#[test]
fn what_is_told_of_the_restaurant_asks_for_the_price_again_only_if_it_matters() {
    let mut state = state();
    let here = shop(1).id;
    let menu = |version, dish: u32, left| {
        let known = ItemAvailability {
            item_id: line(dish, 0).item_id,
            portions_left: Some(left),
            until: None,
        };
        MenuEvent::Menu {
            version,
            availability: vec![known],
        }
    };
    let asks = |state: &mut State, news| !reduce(state, Event::Told(here, news)).is_empty();
    assert!(!asks(&mut state, menu(1, 1, 9)), "there is enough of it");
    assert!(!asks(&mut state, menu(1, 2, 0)), "it is in no basket");
    assert!(asks(&mut state, menu(1, 1, 0)));
    assert!(!asks(&mut state, menu(1, 1, 0)), "it is known");
    assert!(asks(&mut state, menu(1, 1, 5)), "it is there again");
    assert!(asks(&mut state, menu(2, 1, 5)), "prices may have changed");
    assert!(
        !asks(&mut state, MenuEvent::Restaurant { version: 4 }),
        "how it is at first"
    );
    assert!(asks(&mut state, MenuEvent::Restaurant { version: 5 }));
    let elsewhere = Event::Told(shop(2).id, menu(3, 1, 0));
    assert!(reduce(&mut state, elsewhere).is_empty());
}
