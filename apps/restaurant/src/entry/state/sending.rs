//! Entering the order: one attempt under one key, until its outcome is known.

use super::{
    Effect, State,
    change::{ask, ask_times},
};
use crate::entry::attempt::{Attempt, Outcome};
use foodwala_sdk::{AccountId, ErrorCode, RestaurantId, contract::orders::EnterOrderRequest};
use foodwala_ui::forms::optional;

pub(super) fn enter(
    state: &mut State,
    place: RestaurantId,
    account: AccountId,
    key: String,
    nameless: &str,
) -> Vec<Effect> {
    state.problems = state.guest.problems();
    if let Some(field) = state.problems.first() {
        return vec![Effect::Lead(field.to_owned())];
    }
    let (Some(basket), Some(expected_total)) = (state.basket(place), state.total()) else {
        return Vec::new();
    };
    let attempt = Attempt {
        key,
        account,
        request: EnterOrderRequest {
            basket,
            expected_total,
            contact: state.guest.contact(nameless),
            channel: state.guest.way.channel(),
            note: optional(&state.guest.note),
        },
    };
    state.attempt = Some(attempt.clone());
    state.unsure = None;
    vec![Effect::Send(Box::new(attempt))]
}

pub(super) fn resend(state: &mut State) -> Vec<Effect> {
    state.unsure = None;
    let attempt = state.attempt.clone();
    attempt
        .map(|attempt| Effect::Send(Box::new(attempt)))
        .into_iter()
        .collect()
}

pub(super) fn done(state: &mut State, key: &str, outcome: Outcome) -> Vec<Effect> {
    if state.attempt.as_ref().is_none_or(|attempt| attempt.key != key) {
        return Vec::new();
    }
    if let Outcome::Unknown(failure) = outcome {
        state.unsure = Some(failure);
        return Vec::new();
    }
    let expected = state.attempt.take().map(|attempt| attempt.request.expected_total);
    state.unsure = None;
    let mut effects = vec![Effect::Forget];
    match outcome {
        Outcome::Entered(order) => {
            *state = next(state);
            state.entered = Some(order);
        }
        Outcome::PriceChanged(quote) => {
            if quote.is_none() {
                effects.extend(ask(state));
            }
            state.before = expected;
            state.quote = quote;
            effects.push(reload(state));
        }
        Outcome::Invalid(problems) => {
            let first = problems.first().map(ToOwned::to_owned);
            effects.extend(first.map(Effect::Lead));
            state.problems = problems;
        }
        Outcome::Refused(failure) => {
            match failure.code() {
                Some(ErrorCode::ItemNotOnMenu) => effects.push(reload(state)),
                Some(ErrorCode::InvalidSchedule) => effects.extend(ask_times(state)),
                _ => {}
            }
            state.quote = None;
            state.refused = Some(failure);
        }
        Outcome::Unknown(_) => {}
    }
    effects
}

/// The menu on the screen is not the one that counts any more.
pub(super) fn reload(state: &mut State) -> Effect {
    state.menu.begin();
    Effect::Fetch
}

/// For the next guest.
pub(super) fn next(state: &State) -> State {
    State {
        menu: state.menu.clone(),
        guest: state.guest.next(),
        asked: state.asked.wrapping_add(1),
        ..State::default()
    }
}
