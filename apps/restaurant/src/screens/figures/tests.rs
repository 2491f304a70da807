//! What is read from the figures: the markup, without a browser.

use super::{
    charts::Hours,
    dishes::Dishes,
    measure::Compared,
    period::Moment,
    samples::{day, sold},
    state::{Event, Shown, Sort, State, reduce},
    tiles::Tiles,
    view::View,
};
use crate::{samples::noon, texts::TEXTS};
use dioxus::prelude::*;
use foodwala_sdk::contract::reporting::{Figures, RestaurantFigures};
use foodwala_ui::i18n::use_i18n_provider;

fn drawn(view: fn() -> Element) -> String {
    let mut dom = VirtualDom::new(view);
    dom.rebuild_in_place();
    dioxus_ssr::render(&dom)
}

fn moment() -> Moment {
    Moment {
        now: noon(),
        local: "2026-05-04T14:00:00".parse().unwrap(),
    }
}

fn today() -> RestaurantFigures {
    day("2026-05-04", &[(12, sold(2, 4_300))])
}

/// A screen with today's figures.
fn shown() -> State {
    let mut state = State::default();
    reduce(&mut state, Event::Refresh(moment()));
    reduce(&mut state, Event::Came(1, Ok(today()), noon()));
    state
}

#[test]
fn a_chart_is_a_table_to_those_who_cannot_see_it() {
    let html = drawn(|| {
        use_i18n_provider(TEXTS);
        rsx! {
            Hours {
                figures: today(),
                before: Some(day("2026-04-27", &[(13, sold(1, 1_000))])),
                shown: Shown::Sales,
                moment: moment(),
            }
        }
    });
    let (picture, table) = html.split_once("<table>").unwrap();
    assert!(picture.contains(r#"class="chart" aria-hidden="true""#));
    // 43.00 of 60.00.
    assert!(picture.contains("height:71.67%"), "{picture}");
    assert!(table.contains("<caption>By the hour</caption>"));
    assert!(table.contains("Mon, Apr 27</th>"));
    assert!(
        table.contains("12:00\u{202f}PM – 1:00\u{202f}PM</th><td>€43.00</td><td>€0.00</td>"),
        "{table}"
    );
}

#[test]
fn tiles_say_how_they_stand_and_what_was_lost() {
    let html = drawn(|| {
        use_i18n_provider(TEXTS);
        let figures = Figures {
            rejected: 1,
            cancelled: 2,
            orders: 5,
            ..sold(2, 4_300)
        };
        let compared = Compared {
            now: sold(1, 4_000),
            then: sold(4, 8_000),
            until: Some(14),
        };
        rsx! {
            Tiles { figures, currency: "EUR".parse().unwrap(), compared: Some(compared) }
        }
    });
    assert!(html.contains("€43.00") && html.contains("€21.50"), "{html}");
    assert!(html.contains("50% less"));
    assert!(html.contains("by 2\u{202f}PM €40.00, then €80.00"), "{html}");
    assert!(html.contains("one refused and 2 called off"), "{html}");
    // Nothing has become ready, and no average is made up.
    assert!(html.contains("<span class=\"visually-hidden\">none</span>"));
}

#[test]
fn the_heads_of_the_dishes_say_what_they_are_sorted_by() {
    let html = drawn(|| {
        use_i18n_provider(TEXTS);
        let state = use_signal(|| {
            let mut state = shown();
            reduce(&mut state, Event::Sort(Sort::Portions));
            state
        });
        rsx! {
            Dishes { state, currency: "EUR".parse().unwrap(), send: Callback::new(|_| {}) }
        }
    });
    let sorted = html.split_once(r#"aria-sort="descending""#).unwrap().1;
    assert!(sorted.split("</th>").next().unwrap().contains("Portions"));
    assert!(html.find("Dal Makhani").unwrap() < html.find("Biryani").unwrap());
}

#[test]
fn a_quiet_day_says_so_and_names_the_one_before() {
    let html = drawn(|| {
        use_i18n_provider(TEXTS);
        let state = use_signal(|| {
            let mut state = State::default();
            reduce(&mut state, Event::Refresh(moment()));
            reduce(&mut state, Event::Came(1, Ok(day("2026-05-04", &[])), noon()));
            let before = day("2026-04-27", &[(12, sold(3, 3_000))]);
            reduce(&mut state, Event::BeforeCame(1, Ok(before)));
            state
        });
        rsx! {
            View { state, moment: Callback::new(|()| moment()), send: Callback::new(|_| {}) }
        }
    });
    assert!(html.contains("No orders yet today"), "{html}");
    assert!(html.contains("Mon, Apr 27: 3 orders for €30.00."), "{html}");
    assert!(html.contains("Time in Europe/Berlin"));
    assert!(!html.contains("class=\"tiles\""));
}
