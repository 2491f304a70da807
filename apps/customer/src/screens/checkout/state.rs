//! Checkout, without a renderer: what is asked for, what it costs, and one order however often it is sent.

pub use super::{form::*, model::*};

use super::{
    edit::edited,
    refusal::{Refusal, fact},
};
use crate::forms::{Problems, filled};
use foodwala_sdk::{
    AddressId, Error, ErrorCode, RestaurantId, Timestamp,
    contract::{
        customers::{Address, Customer},
        geo::GeoPoint,
        orders::{Basket, BasketLine, FulfilmentKind, Order, PaymentMethod, Quote},
        restaurants::{RestaurantView, Slots},
    },
};

/// An order that was sent off younger than this goes on by itself after a reload.
const GOES_ON: jiff::SignedDuration = jiff::SignedDuration::from_mins(5);

/// What happens.
#[expect(clippy::large_enum_variant, reason = "one at a time, and gone at once")]
#[derive(Debug, Clone)]
pub enum Event {
    /// The screen opens with what the device kept.
    Opened {
        /// The restaurant of the basket.
        restaurant_id: Option<RestaurantId>,
        /// What is in it.
        lines: Vec<BasketLine>,
        /// What was filled in before.
        form: Option<Form>,
        /// What was sent and not answered.
        attempt: Option<Box<Attempt>>,
        /// The time.
        now: Timestamp,
    },
    /// The basket was changed.
    Lines(Vec<BasketLine>),
    /// What the screen needs is there.
    Loaded(Result<Box<(RestaurantView, Customer)>, Error>),
    /// Load again.
    Reload,
    /// The times that can be ordered for.
    Slots(FulfilmentKind, Result<Slots, Error>),
    /// Brought or fetched.
    Kind(FulfilmentKind),
    /// An entry of the address book.
    Chose(AddressId),
    /// An address was added to the book or changed in it.
    Kept(Address),
    /// When.
    Wanted(Option<Timestamp>),
    /// How to pay.
    Payment(PaymentMethod),
    /// Typed.
    Name(String),
    /// Typed.
    Phone(String),
    /// Typed.
    Instructions(String),
    /// Typed.
    Note(String),
    /// Chosen, in minor units.
    Tip(i64),
    /// Typed.
    PromoTyped(String),
    /// Let the code count.
    UsePromo,
    /// Leave the code out.
    DropPromo,
    /// The answer to a quote.
    Quoted(u32, Result<Box<Quote>, Error>),
    /// Ask for the price again.
    Requote,
    /// Order it.
    Submit {
        /// A key that nobody has used.
        key: String,
        /// The time.
        now: Timestamp,
        /// Whether there is a connection.
        online: bool,
    },
    /// Order it at the new price.
    Agree {
        /// A key that nobody has used.
        key: String,
        /// The time.
        now: Timestamp,
    },
    /// Not at the new price.
    Decline,
    /// Send the same order again.
    Again,
    /// Give up the order that is under way.
    Abandon,
    /// Keep the order on the device until there is a connection; only ever on the person's word.
    Queue,
    /// It is kept.
    Queued,
    /// A second has passed.
    Tick,
    /// The platform answered the order.
    Placed(Result<Box<Order>, Error>),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Fetch restaurant and profile.
    Load(RestaurantId),
    /// Fetch the times that can be ordered for.
    Slots(RestaurantId, FulfilmentKind, Option<GeoPoint>),
    /// Ask for the price.
    Quote(u32, Box<Basket>),
    /// Keep the form on the device.
    KeepForm,
    /// Keep or forget the order under way.
    KeepAttempt,
    /// Send the order.
    Place(Box<Attempt>),
    /// Let it wait on the device.
    Queue(Box<Attempt>),
    /// Send again in a moment.
    AgainSoon,
    /// The session has ended: sign in and come back.
    SignIn,
    /// It is ordered: empty the basket, forget the form, go on.
    Arrived(Box<Order>),
    /// Move the focus.
    Focus(&'static str),
}

/// One step.
pub fn reduce(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Opened {
            restaurant_id,
            lines,
            form,
            attempt,
            now,
        } => opened(state, restaurant_id, lines, form, attempt, now),
        Event::Lines(lines) if state.lines != lines => {
            state.lines = lines;
            state.quote().into_iter().collect()
        }
        Event::Lines(_) => Vec::new(),
        Event::Loaded(Ok(loaded)) => {
            let (restaurant, customer) = *loaded;
            state.take_profile(restaurant, customer);
            let mut effects: Vec<Effect> = state.ask_slots().into_iter().collect();
            effects.extend(state.quote());
            effects
        }
        Event::Loaded(Err(error)) => {
            let ended = error.code() == Some(&ErrorCode::Unauthenticated);
            state.error = Some(error);
            if ended { vec![Effect::SignIn] } else { Vec::new() }
        }
        Event::Reload => {
            state.error = None;
            state.restaurant_id.map(Effect::Load).into_iter().collect()
        }
        // Without times there is still `as soon as possible`; what is wrong with the address the quote says.
        Event::Slots(kind, slots) => {
            if kind == state.form.kind {
                state.slots = slots.ok();
            }
            Vec::new()
        }
        Event::Quoted(asked, _) if asked != state.asked => Vec::new(),
        Event::Quoted(_, Ok(quote)) => {
            let offered = &quote.payment_methods;
            if !offered.contains(&state.form.payment)
                && let Some(first) = offered.first()
            {
                state.form.payment = *first;
            }
            state.quoting = Quoting::Known(quote);
            Vec::new()
        }
        Event::Quoted(_, Err(error)) => {
            state.problems = Problems::told(&error, RULES);
            state.quoting = Quoting::Refused(Refusal::of(error));
            state.problems.first().map(Effect::Focus).into_iter().collect()
        }
        Event::Requote => state.quote().into_iter().collect(),
        Event::Submit { key, now, online } => submit(state, key, now, online),
        Event::Agree { key, now } => match std::mem::take(&mut state.placing) {
            Placing::Changed { now: quote, .. } => {
                let total = quote.price.total;
                state.quoting = Quoting::Known(quote);
                state.send(key, now, total)
            }
            other => {
                state.placing = other;
                Vec::new()
            }
        },
        Event::Decline => {
            state.placing = Placing::Ready;
            Vec::new()
        }
        Event::Again if matches!(state.placing, Placing::Sending) => Vec::new(),
        Event::Again => state.again(),
        Event::Abandon => {
            let mut effects = vec![state.give_up()];
            effects.extend(state.quote());
            effects
        }
        Event::Queue => state.attempt.clone().map(Effect::Queue).into_iter().collect(),
        Event::Queued => {
            let effect = state.give_up();
            state.placing = Placing::Queued;
            vec![effect]
        }
        Event::Tick => {
            if let Placing::Patience { seconds } = &mut state.placing {
                *seconds = seconds.saturating_sub(1);
                if *seconds == 0 {
                    state.placing = Placing::Ready;
                    return state.give_up_quietly();
                }
            }
            Vec::new()
        }
        Event::Placed(Ok(order)) => {
            state.attempt = None;
            vec![Effect::KeepAttempt, Effect::Arrived(order)]
        }
        Event::Placed(Err(error)) => refused(state, error),
        edit if state.is_open() => edited(state, edit),
        _ => Vec::new(),
    }
}

fn opened(
    state: &mut State,
    restaurant_id: Option<RestaurantId>,
    lines: Vec<BasketLine>,
    form: Option<Form>,
    attempt: Option<Box<Attempt>>,
    now: Timestamp,
) -> Vec<Effect> {
    *state = State {
        restaurant_id,
        lines,
        form: form.unwrap_or_default(),
        ..State::default()
    };
    state.promo_typed = state.form.promo.clone().unwrap_or_default();
    // A time that has passed while the app was closed.
    if state.form.wanted.is_some_and(|wanted| wanted <= now) {
        state.form.wanted = None;
    }
    let mut effects = Vec::new();
    if let Some(attempt) = attempt {
        let is_young = now.duration_since(attempt.at) < GOES_ON;
        state.restaurant_id = Some(attempt.request.basket.restaurant_id);
        state.lines.clone_from(&attempt.request.basket.lines);
        state.attempt = Some(attempt);
        if is_young {
            effects.extend(state.again());
        } else {
            state.placing = Placing::Unsure { error: None };
        }
    }
    effects.extend(state.restaurant_id.map(Effect::Load));
    effects
}

fn submit(state: &mut State, key: String, now: Timestamp, online: bool) -> Vec<Effect> {
    if !state.is_open() {
        return Vec::new();
    }
    let form = &state.form;
    let mut problems = Problems::default();
    let has_door = form.kind == FulfilmentKind::Pickup || form.address.is_some();
    problems.note(has_door, ADDRESS, "checkout-address-missing");
    problems.note(filled(&form.name), NAME, "form-name-missing");
    problems.note(filled(&form.phone), PHONE, "form-phone-missing");
    state.problems = problems;
    if let Some(field) = state.problems.first() {
        return vec![Effect::Focus(field)];
    }
    let Quoting::Known(quote) = &state.quoting else {
        return Vec::new();
    };
    let total = quote.price.total;
    let effects = state.send(key, now, total);
    if online {
        return effects;
    }
    state.placing = Placing::Offline;
    vec![Effect::KeepAttempt]
}

fn refused(state: &mut State, error: Error) -> Vec<Effect> {
    let Some(attempt) = &state.attempt else {
        return Vec::new();
    };
    let agreed = attempt.request.expected_total;
    let Some(code) = error.code().cloned() else {
        // No answer: it may have arrived.
        state.placing = Placing::Unsure { error: Some(error) };
        return Vec::new();
    };
    match code {
        ErrorCode::RequestInProgress => return vec![Effect::AgainSoon],
        ErrorCode::Unavailable | ErrorCode::Timeout | ErrorCode::Internal => {
            state.placing = Placing::Unsure { error: Some(error) };
            return Vec::new();
        }
        ErrorCode::RateLimited => {
            let seconds = error.retry_after().map_or(10, |wait| wait.as_secs().max(1));
            state.placing = Placing::Patience { seconds };
            return Vec::new();
        }
        _ => {}
    }
    // A plain no: nothing was ordered, and the next order is another one.
    let mut effects = vec![state.give_up()];
    match code {
        ErrorCode::Unauthenticated => effects.push(Effect::SignIn),
        ErrorCode::PriceChanged => match error.problem().and_then(|problem| fact::<Quote>(problem, "quote")) {
            Some(quote) => {
                state.placing = Placing::Changed {
                    before: agreed,
                    now: Box::new(quote),
                }
            }
            None => effects.extend(state.quote()),
        },
        _ => {
            state.problems = Problems::told(&error, RULES);
            match state.problems.first() {
                Some(field) => effects.push(Effect::Focus(field)),
                None => state.quoting = Quoting::Refused(Refusal::of(error)),
            }
        }
    }
    effects
}

#[cfg(test)]
mod tests;
