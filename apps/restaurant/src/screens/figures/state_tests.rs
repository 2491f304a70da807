//! What the screen of figures decides.

use super::{
    period::{Days, Moment, Period},
    state::{Effect, Event, FROM, SHORT_LIST, Sort, State, TO, reduce},
};
use crate::{
    samples::noon,
    screens::figures::samples::{day, sold},
};
use foodwala_sdk::contract::reporting::{FiguresQuery, RestaurantFigures};
use foodwala_ui::sdk::{Failure, FailureKind};
use jiff::{SignedDuration, civil::date};

fn at(seconds: i64) -> Moment {
    let passed = SignedDuration::from_secs(seconds);
    Moment {
        now: noon() + passed,
        local: date(2026, 5, 4).at(14, 0, 0, 0) + passed,
    }
}

fn today() -> RestaurantFigures {
    day("2026-05-04", &[(12, sold(2, 2_000))])
}

/// A screen on which today's figures are.
fn shown() -> State {
    let mut state = State::default();
    let asked = reduce(&mut state, Event::Refresh(at(0)));
    assert_eq!(asked, Some(Effect::Fetch(1, FiguresQuery::default())));
    let before = reduce(&mut state, Event::Came(1, Ok(today()), at(1).now));
    let week_ago = Days::one(date(2026, 4, 27));
    assert_eq!(before, Some(Effect::FetchBefore(1, week_ago.query())));
    let earlier = day("2026-04-27", &[(12, sold(1, 900))]);
    reduce(&mut state, Event::BeforeCame(1, Ok(earlier)));
    assert!(state.before.value().is_some());
    state
}

#[test]
fn today_follows_the_board_but_asks_once_a_minute_at_most() {
    let mut state = shown();
    assert!(!state.is_due(at(90)), "nothing has happened");
    reduce(&mut state, Event::Moved(at(20).now));
    assert!(!state.is_due(at(30)), "too soon");
    assert!(state.is_due(at(62)));
    let asked = reduce(&mut state, Event::Refresh(at(62)));
    assert_eq!(asked, Some(Effect::Fetch(2, FiguresQuery::default())));
    assert!(state.figures.value().is_some(), "what there is stays to be seen");
    assert_eq!(
        reduce(&mut state, Event::Came(2, Ok(today()), at(63).now)),
        None,
        "what is past stays as it was"
    );
    reduce(&mut state, Event::Moved(at(130).now));
    assert!(!state.is_due(at(131)), "the figures need a moment to follow");
    assert!(state.is_due(at(133)));
}

#[test]
fn a_full_hour_is_compared_anew_and_what_is_over_is_left_alone() {
    let mut state = shown();
    assert!(!state.is_due(at(3_599)));
    assert!(state.is_due(at(3_600)));
    reduce(&mut state, Event::Choose(Period::Yesterday, at(10)));
    reduce(&mut state, Event::Came(2, Ok(day("2026-05-03", &[])), at(11).now));
    reduce(&mut state, Event::Moved(at(12).now));
    assert!(!state.is_due(at(4_000)));
}

#[test]
fn answers_for_other_days_are_late() {
    let mut state = shown();
    let asked = reduce(&mut state, Event::Choose(Period::Yesterday, at(10)));
    let yesterday = Days::one(date(2026, 5, 3));
    assert_eq!(asked, Some(Effect::Fetch(2, yesterday.query())));
    assert!(state.figures.value().is_none() && state.before.value().is_none());
    assert_eq!(reduce(&mut state, Event::Came(1, Ok(today()), at(11).now)), None);
    assert!(state.figures.value().is_none());
}

#[test]
fn a_failed_refresh_takes_nothing_away_and_is_tried_again() {
    let mut state = shown();
    reduce(&mut state, Event::Refresh(at(70)));
    let failure = Failure::of(FailureKind::Offline);
    reduce(&mut state, Event::Came(2, Err(failure), at(71).now));
    assert!(state.figures.value().is_some() && state.figures.failure().is_some());
    assert_eq!(state.as_of, Some(at(1).now));
    assert!(state.is_due(at(131)));
}

#[test]
fn days_of_ones_own_are_checked_before_the_platform_is_asked() {
    let mut state = shown();
    reduce(&mut state, Event::Own(true, date(2026, 5, 4)));
    assert_eq!(
        (state.own.from.as_str(), state.own.to.as_str()),
        ("2026-05-04", "2026-05-04")
    );
    let mut show = |from: &str, to: &str| {
        reduce(&mut state, Event::From(from.to_owned()));
        reduce(&mut state, Event::To(to.to_owned()));
        let effect = reduce(&mut state, Event::ShowOwn(at(5)));
        (effect, state.own.problem.map(|(_, text)| text))
    };
    assert_eq!(
        show("", "2026-05-04"),
        (Some(Effect::Focus(FROM)), Some("figures-own-missing"))
    );
    assert_eq!(
        show("2026-05-03", "2026-05-02"),
        (Some(Effect::Focus(TO)), Some("figures-own-backwards"))
    );
    assert_eq!(
        show("2026-05-05", "2026-05-06"),
        (Some(Effect::Focus(FROM)), Some("figures-own-future"))
    );
    let days = Days {
        from: date(2026, 4, 1),
        to: date(2026, 4, 10),
    };
    assert_eq!(
        show("2026-04-01", "2026-04-10"),
        (Some(Effect::Fetch(2, days.query())), None)
    );
    assert_eq!(state.period, Period::Own(days));
    assert!(state.own.open, "to be changed at once");
}

#[test]
fn dishes_are_sorted_as_one_likes() {
    let mut state = shown();
    let names = |state: &State| {
        let (dishes, _) = state.dishes();
        dishes.into_iter().map(|dish| dish.name).collect::<Vec<_>>()
    };
    assert_eq!(names(&state), ["Biryani", "Dal Makhani"]);
    reduce(&mut state, Event::Sort(Sort::Portions));
    assert_eq!(names(&state), ["Dal Makhani", "Biryani"]);
    let first = state.figures.value().unwrap().dishes[0].clone();
    state.figures.value_mut().unwrap().dishes = vec![first; 12];
    assert_eq!((state.dishes().0.len(), state.dishes().1), (SHORT_LIST, true));
    reduce(&mut state, Event::AllDishes(true));
    assert_eq!(state.dishes().0.len(), 12);
}
