//! What the screen of reviews decides.

use super::{
    card::ReviewCard,
    entry::{Change, Filter, Tell},
    state::{Answer, Effect, Event, State, reduce},
};
use crate::{
    samples::{noon, place},
    texts::TEXTS,
};
use dioxus::prelude::*;
use foodwala_sdk::{
    ErrorCode, OrderId,
    contract::{
        page::Page,
        restaurants::{RestaurantReview, ReviewReply},
    },
};
use foodwala_ui::{
    forms::testing::refused,
    i18n::use_i18n_provider,
    sdk::{Failure, FailureKind},
};
use jiff::SignedDuration;
use uuid::Uuid;

fn id(number: u128) -> OrderId {
    OrderId(Uuid::from_u128(number))
}

fn review(number: u128, stars: u8, reply: Option<&str>) -> RestaurantReview {
    RestaurantReview {
        order_id: id(number),
        author: "Ada L.".to_owned(),
        stars,
        comment: Some("Tasty".to_owned()),
        at: noon(),
        reply: reply.map(|text| at(text, 0)),
    }
}

fn at(text: &str, minutes: i64) -> ReviewReply {
    ReviewReply {
        text: text.to_owned(),
        at: noon() + SignedDuration::from_mins(minutes),
    }
}

fn page(reviews: Vec<RestaurantReview>, next: Option<&str>) -> Result<Page<RestaurantReview>, Failure> {
    Ok(Page {
        items: reviews,
        next_cursor: next.map(str::to_owned),
    })
}

/// Two reviews: one without an answer and few stars, one with both.
fn shown() -> State {
    let mut state = State::default();
    assert_eq!(reduce(&mut state, Event::More), Some(Effect::Fetch(None)));
    assert_eq!(reduce(&mut state, Event::More), None, "one at a time");
    let first = vec![review(1, 2, None), review(2, 5, Some("Thank you"))];
    reduce(&mut state, Event::Came(None, page(first, None)));
    state
}

fn answer(state: &mut State, number: u128, text: &str) -> Option<Effect> {
    reduce(state, Event::Write(id(number)));
    reduce(state, Event::Typed(id(number), text.to_owned()));
    reduce(state, Event::Send(id(number)))
}

fn told(effect: Option<Effect>) -> Tell {
    match effect {
        Some(Effect::Tell(tell)) => tell,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_filter_looks_further_until_it_has_enough_but_not_forever() {
    let mut state = State::default();
    reduce(&mut state, Event::More);
    reduce(
        &mut state,
        Event::Came(None, page(vec![review(1, 5, Some("Thanks"))], Some("1"))),
    );
    let mut asked = reduce(&mut state, Event::Filter(Filter::Low));
    let mut pages = 0;
    while let Some(Effect::Fetch(cursor)) = asked {
        pages += 1;
        let next = (pages + 1).to_string();
        let more = page(vec![review(1 + pages, 5, None)], Some(&next));
        asked = reduce(&mut state, Event::Came(cursor, more));
    }
    assert_eq!((pages, state.shown().len()), (5, 0));
    assert!(
        matches!(reduce(&mut state, Event::More), Some(Effect::Fetch(_))),
        "on being asked"
    );
}

#[test]
fn an_answer_is_shown_at_once_and_stays_in_sight() {
    let mut state = shown();
    reduce(&mut state, Event::Filter(Filter::Unanswered));
    assert_eq!(answer(&mut state, 1, "  "), Some(Effect::Focus(id(1))));
    assert_eq!(
        state.entries[0].draft.as_ref().unwrap().problem,
        Some("ratings-reply-missing")
    );
    let tell = told(answer(&mut state, 1, " We are sorry "));
    assert_eq!(tell.change, Change::Reply("We are sorry".to_owned()));
    assert_eq!(state.entries[0].words(), Some("We are sorry"));
    assert_eq!(reduce(&mut state, Event::Remove(id(1))), None, "one change at a time");
    let done = Answer::Done(review(1, 2, Some("We are sorry")));
    assert_eq!(
        reduce(&mut state, Event::Told(id(1), Ok(done))),
        Some(Effect::SayPublished)
    );
    assert_eq!(state.shown().len(), 1, "it does not vanish under the hand");
    reduce(&mut state, Event::Filter(Filter::Unanswered));
    assert!(state.shown().is_empty());
}

#[test]
fn words_that_were_not_published_are_not_lost() {
    let mut state = shown();
    answer(&mut state, 1, "We are sorry");
    let failure = Failure::of(FailureKind::Offline);
    reduce(&mut state, Event::Told(id(1), Err(failure)));
    let draft = state.entries[0].draft.clone().unwrap();
    assert_eq!(draft.text, "We are sorry");
    assert!(draft.failure.is_some() && state.entries[0].words().is_none());
    told(reduce(&mut state, Event::Send(id(1))));
    let refusal = Failure::from(refused(ErrorCode::ValidationFailed));
    reduce(&mut state, Event::Told(id(1), Err(refusal)));
    let draft = state.entries[0].draft.clone().unwrap();
    assert_eq!((draft.problem, draft.failure), (Some("ratings-reply-refused"), None));
}

#[test]
fn an_answer_of_somebody_else_is_never_overwritten_unseen() {
    let mut state = shown();
    let tell = told(answer(&mut state, 1, "Mine"));
    assert!(tell.is_overtaken_by(Some(&at("Theirs", 1))));
    assert!(!tell.is_overtaken_by(None));
    let mut theirs = review(1, 2, None);
    theirs.reply = Some(at("Theirs", 1));
    reduce(&mut state, Event::Told(id(1), Ok(Answer::Overtaken(theirs.clone()))));
    let entry = &state.entries[0];
    assert_eq!(entry.words(), Some("Theirs"));
    assert!(
        entry
            .draft
            .as_ref()
            .is_some_and(|draft| draft.is_overtaken && draft.text == "Mine")
    );
    // Seen now, it can be replaced.
    let tell = told(reduce(&mut state, Event::Send(id(1))));
    assert!(!tell.is_overtaken_by(theirs.reply.as_ref()));
}

#[test]
fn a_list_that_is_behind_is_not_taken_for_somebody_elses_doing() {
    let mut state = shown();
    let tell = told(answer(&mut state, 2, "Thank you so much"));
    assert!(!tell.is_overtaken_by(Some(&at("Thank you", 0))));
    let mut newer = review(2, 5, None);
    newer.reply = Some(at("Thank you so much", 2));
    reduce(&mut state, Event::Told(id(2), Ok(Answer::Done(newer))));
    told(reduce(&mut state, Event::Remove(id(2))));
    assert_eq!(state.entries[1].words(), None, "shown as done");
    reduce(&mut state, Event::Told(id(2), Ok(Answer::Done(review(2, 5, None)))));
    assert_eq!(state.entries[1].removed.as_deref(), Some("Thank you so much"));
    let again = told(reduce(&mut state, Event::Restore(id(2))));
    assert_eq!(again.change, Change::Reply("Thank you so much".to_owned()));
    assert!(!again.is_overtaken_by(Some(&at("Thank you so much", 2))));
}

#[test]
fn what_could_not_be_taken_back_is_there_again() {
    let mut state = shown();
    told(reduce(&mut state, Event::Remove(id(2))));
    let gone = Failure::from(refused(ErrorCode::NotFound));
    reduce(&mut state, Event::Told(id(2), Err(gone)));
    assert_eq!(state.entries[1].words(), Some("Thank you"));
    assert!(state.entries[1].failure.is_some());
    let mut theirs = review(2, 5, None);
    theirs.reply = Some(at("Many thanks", 3));
    told(reduce(&mut state, Event::Remove(id(2))));
    reduce(&mut state, Event::Told(id(2), Ok(Answer::Overtaken(theirs))));
    assert!(state.entries[1].is_overtaken);
    assert_eq!(state.entries[1].words(), Some("Many thanks"));
}

#[test]
fn stars_are_counted_from_five_down() {
    let state = shown();
    assert_eq!(state.spread(), [(5, 1), (4, 0), (3, 0), (2, 1), (1, 0)]);
    assert_eq!(state.count(Filter::Low), 1);
}

fn drawn(view: fn() -> Element) -> String {
    let mut dom = VirtualDom::new(view);
    dom.rebuild_in_place();
    dioxus_ssr::render(&dom)
}

fn card(state: &State, may_answer: bool) -> Element {
    rsx! {
        ReviewCard {
            entry: state.entries[0].clone(),
            place: place(),
            zone: "UTC",
            may_answer,
            send: Callback::new(|_| {}),
        }
    }
}

#[test]
fn only_who_may_answer_is_offered_to() {
    let html = drawn(|| {
        use_i18n_provider(TEXTS);
        card(&shown(), true)
    });
    assert!(html.contains(r#"aria-label="Answer Ada L.""#), "{html}");
    assert!(html.contains("2 stars") || html.contains(r#"role="img""#));
    let html = drawn(|| {
        use_i18n_provider(TEXTS);
        card(&shown(), false)
    });
    assert!(!html.contains("Answer Ada L."));
}

#[test]
fn an_overtaken_answer_is_shown_beside_ones_own() {
    let html = drawn(|| {
        use_i18n_provider(TEXTS);
        let mut state = shown();
        answer(&mut state, 1, "Mine");
        let mut theirs = review(1, 2, None);
        theirs.reply = Some(at("Theirs", 1));
        reduce(&mut state, Event::Told(id(1), Ok(Answer::Overtaken(theirs))));
        card(&state, true)
    });
    for text in [
        "Theirs",
        "Mine",
        "Somebody else has answered meanwhile",
        "Replace theirs",
        "Keep theirs",
    ] {
        assert!(html.contains(text), "{text}: {html}");
    }
}
