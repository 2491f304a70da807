//! Saying what one thought of an order, without a renderer.

use crate::forms::{Problems, Rule, optional};
use foodwala_sdk::{
    Error, ErrorCode,
    contract::orders::{Order, ReviewRequest},
};

/// The id of the stars.
pub const STARS: &str = "review-stars";
/// The id of the comment input.
pub const COMMENT: &str = "review-comment";

const RULES: &[Rule] = &[
    Rule {
        pointer: "/stars",
        field: STARS,
        message: "review-stars-missing",
    },
    Rule {
        pointer: "/comment",
        field: COMMENT,
        message: "form-text-too-long",
    },
];

/// The screen.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The order.
    pub order: Option<Box<Order>>,
    /// Why it is not there.
    pub load_error: Option<Error>,
    /// 1 to 5; 0 for none yet.
    pub stars: u8,
    /// As typed.
    pub comment: String,
    /// Whether the platform is being asked.
    pub busy: bool,
    /// Fields with a problem.
    pub problems: Problems,
    /// What else went wrong.
    pub error: Option<Error>,
    /// It was just said.
    pub thanked: bool,
}

/// What happens.
#[derive(Debug, Clone)]
pub enum Event {
    /// The order is there.
    Loaded(Result<Box<Order>, Error>),
    /// Load again.
    Reload,
    /// Chosen.
    Stars(u8),
    /// Typed.
    Comment(String),
    /// Sent off.
    Submit,
    /// The platform answered.
    Answered(Result<Box<Order>, Error>),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Fetch the order.
    Load,
    /// Ask the platform.
    Send(ReviewRequest),
    /// Move the focus.
    Focus(&'static str),
}

/// One step.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Loaded(Ok(order)) => {
            state.order = Some(order);
            state.load_error = None;
            None
        }
        Event::Loaded(Err(error)) => {
            state.load_error = Some(error);
            None
        }
        Event::Reload => {
            state.load_error = None;
            Some(Effect::Load)
        }
        Event::Stars(stars) => {
            state.stars = stars;
            state.problems.forget(STARS);
            None
        }
        Event::Comment(comment) => {
            state.comment = comment;
            state.problems.forget(COMMENT);
            None
        }
        Event::Submit if state.busy => None,
        Event::Submit => {
            state.error = None;
            state
                .problems
                .note((1..=5).contains(&state.stars), STARS, "review-stars-missing");
            if let Some(field) = state.problems.first() {
                return Some(Effect::Focus(field));
            }
            state.busy = true;
            Some(Effect::Send(ReviewRequest {
                stars: state.stars,
                comment: optional(&state.comment),
            }))
        }
        Event::Answered(Ok(order)) => {
            state.busy = false;
            state.thanked = true;
            state.order = Some(order);
            None
        }
        Event::Answered(Err(error)) => {
            state.busy = false;
            state.problems = Problems::told(&error, RULES);
            if let Some(field) = state.problems.first() {
                return Some(Effect::Focus(field));
            }
            // Said before, perhaps in another window: show that one.
            if error.code() == Some(&ErrorCode::AlreadyReviewed) {
                return Some(Effect::Load);
            }
            state.error = Some(error);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        forms::testing::{lost, refused},
        samples,
    };
    use foodwala_sdk::contract::orders::OrderStatus;

    #[test]
    fn stars_are_needed_and_words_are_not() {
        let mut state = State::default();
        assert_eq!(reduce(&mut state, Event::Submit), Some(Effect::Focus(STARS)));
        reduce(&mut state, Event::Stars(4));
        reduce(&mut state, Event::Comment("  ".to_owned()));
        assert_eq!(
            reduce(&mut state, Event::Submit),
            Some(Effect::Send(ReviewRequest {
                stars: 4,
                comment: None
            }))
        );
        assert_eq!(reduce(&mut state, Event::Submit), None);
        reduce(&mut state, Event::Answered(Err(lost())));
        assert!(state.error.is_some() && state.stars == 4);
    }

    #[test]
    fn an_order_that_was_reviewed_elsewhere_shows_that_review() {
        let mut state = State {
            stars: 5,
            ..State::default()
        };
        reduce(&mut state, Event::Submit);
        let effect = reduce(&mut state, Event::Answered(Err(refused(ErrorCode::AlreadyReviewed))));
        assert_eq!(effect, Some(Effect::Load));
        reduce(
            &mut state,
            Event::Loaded(Ok(Box::new(samples::order(OrderStatus::Delivered)))),
        );
        assert!(state.error.is_none());
    }
}
