use super::*;
use crate::samples::linked;
use foodwala_ui::forms::testing::{lost, refused, refused_with};
use serde_json::json;

fn shown(status: OrderStatus) -> State {
    let mut state = State::default();
    assert_eq!(reduce(&mut state, Event::Look), Some(Effect::Fetch));
    reduce(&mut state, Event::Came(Ok(Box::new(linked(status, 1)))));
    state
}

fn hand_over(code: &str, key: &str) -> Event {
    Event::HandOver(code.to_owned(), key.to_owned())
}

#[test]
fn a_delivery_is_waited_for_brought_and_handed_over() {
    assert_eq!(step(OrderStatus::Preparing), Step::Wait);
    assert_eq!(step(OrderStatus::Cancelled), Step::CalledOff);
    let mut state = shown(OrderStatus::Ready);
    assert!(!state.is_moving());
    let effect = reduce(&mut state, Event::SetOff("first".to_owned()));
    assert_eq!(
        effect,
        Some(Effect::Dispatch {
            key: "first".to_owned()
        })
    );
    assert_eq!(
        reduce(&mut state, Event::SetOff("second".to_owned())),
        None,
        "one tap is enough"
    );
    assert_eq!(
        reduce(&mut state, Event::Look),
        None,
        "not while something is being said"
    );
    reduce(
        &mut state,
        Event::Done(Ok(Box::new(linked(OrderStatus::OutForDelivery, 2)))),
    );
    assert!(state.is_moving());
    // An older answer that comes late changes nothing.
    reduce(&mut state, Event::Came(Ok(Box::new(linked(OrderStatus::Ready, 1)))));
    assert!(state.is_moving());

    reduce(&mut state, Event::Ask);
    assert!(state.asks);
    reduce(&mut state, hand_over("0417", "third"));
    reduce(&mut state, Event::Done(Ok(Box::new(linked(OrderStatus::Delivered, 3)))));
    assert!(state.is_over() && !state.asks);
    assert_eq!(reduce(&mut state, Event::Look), None);
}

#[test]
fn a_wrong_code_is_told_with_how_many_tries_are_left() {
    let mut state = shown(OrderStatus::OutForDelivery);
    reduce(&mut state, Event::Ask);
    reduce(&mut state, hand_over("1111", "first"));
    let wrong = refused_with(ErrorCode::ProofCodeWrong, json!({"tries_left": 4}));
    reduce(&mut state, Event::Done(Err(wrong)));
    assert_eq!(state.problem, Some(CodeProblem::Wrong { tries_left: Some(4) }));
    assert!(state.asks);
    let effect = reduce(&mut state, hand_over("2222", "second"));
    assert!(matches!(effect, Some(Effect::HandOver { key, .. }) if key == "second"));
    reduce(&mut state, Event::Done(Err(refused(ErrorCode::ProofCodeLocked))));
    assert_eq!(state.problem, Some(CodeProblem::Locked));
}

#[test]
fn a_lost_answer_is_asked_for_under_its_key() {
    let mut state = shown(OrderStatus::OutForDelivery);
    reduce(&mut state, hand_over("0417", "first"));
    reduce(&mut state, Event::Done(Err(lost())));
    assert!(state.refused.is_some());
    let again = reduce(&mut state, hand_over("0417", "second"));
    assert!(matches!(again, Some(Effect::HandOver { key, .. }) if key == "first"));
    reduce(&mut state, Event::Done(Err(lost())));
    let other = reduce(&mut state, hand_over("0418", "third"));
    assert!(matches!(other, Some(Effect::HandOver { key, .. }) if key == "third"));
}

#[test]
fn who_holds_a_link_that_has_ended_sees_nothing_of_the_guest() {
    let mut state = shown(OrderStatus::OutForDelivery);
    reduce(&mut state, Event::Came(Err(lost())));
    assert!(state.delivery.is_some(), "a bad network takes nothing away");
    reduce(&mut state, Event::Came(Err(refused(ErrorCode::NotFound))));
    assert!(state.gone && state.delivery.is_none());
}

#[test]
fn an_order_that_moved_on_is_looked_at_again() {
    let mut state = shown(OrderStatus::Ready);
    reduce(&mut state, Event::SetOff("first".to_owned()));
    let effect = reduce(&mut state, Event::Done(Err(refused(ErrorCode::TransitionRefused))));
    assert_eq!(effect, Some(Effect::Fetch));
}
