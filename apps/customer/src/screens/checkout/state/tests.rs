use super::*;
use crate::{
    forms::testing::{invalid, lost, refused, refused_with},
    samples,
};
use jiff::ToSpan;

#[test]
fn another_way_to_get_it_has_other_times() {
    let mut state = priced();
    let effects = reduce(&mut state, Event::Kind(FulfilmentKind::Pickup));
    assert!(matches!(
        effects.as_slice(),
        [
            Effect::KeepForm,
            Effect::Quote(..),
            Effect::Slots(_, FulfilmentKind::Pickup, _)
        ]
    ));
    reduce(&mut state, Event::Slots(FulfilmentKind::Delivery, Err(lost())));
    assert!(state.slots.is_none());
}

fn opened(attempt: Option<Attempt>) -> (State, Vec<Effect>) {
    let mut state = State::default();
    let effects = reduce(
        &mut state,
        Event::Opened {
            restaurant_id: Some(samples::restaurant().restaurant.id),
            lines: vec![samples::line()],
            form: None,
            attempt: attempt.map(Box::new),
            now: samples::noon(),
        },
    );
    (state, effects)
}

/// Everything is there, and it costs 14.00.
fn priced() -> State {
    let (mut state, _) = opened(None);
    reduce(
        &mut state,
        Event::Loaded(Ok(Box::new((samples::restaurant(), samples::customer())))),
    );
    let asked = state.asked;
    reduce(&mut state, Event::Quoted(asked, Ok(Box::new(samples::quote(1400)))));
    state
}

fn submit(key: &str) -> Event {
    Event::Submit {
        key: key.to_owned(),
        now: samples::noon(),
        online: true,
    }
}

fn sent() -> (State, Attempt) {
    let mut state = priced();
    let effects = reduce(&mut state, submit("first"));
    let [Effect::KeepAttempt, Effect::Place(attempt)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let attempt = (**attempt).clone();
    (state, attempt)
}

#[test]
fn the_profile_fills_what_the_person_has_not() {
    let state = priced();
    assert_eq!((&*state.form.name, &*state.form.phone), ("Asha", "+49 170 1"));
    assert_eq!(state.form.instructions, "Ring twice");
    assert_eq!(state.basket().unwrap().lines, [samples::line()]);
}

#[test]
fn only_the_answer_to_the_last_question_counts() {
    let mut state = priced();
    let old = state.asked;
    let effects = reduce(&mut state, Event::Tip(200));
    assert!(matches!(effects.as_slice(), [Effect::KeepForm, Effect::Quote(asked, _)] if *asked == old + 1));
    reduce(&mut state, Event::Quoted(old, Ok(Box::new(samples::quote(9900)))));
    assert!(matches!(&state.quoting, Quoting::Asking(Some(quote)) if quote.price.total.amount_minor == 1400));
}

#[test]
fn what_is_missing_is_asked_for_first() {
    let mut state = priced();
    reduce(&mut state, Event::Phone(" ".to_owned()));
    assert_eq!(reduce(&mut state, submit("first")), [Effect::Focus(PHONE)]);
    let mut homeless = samples::customer();
    homeless.addresses.clear();
    let (mut state, _) = opened(None);
    let effects = reduce(
        &mut state,
        Event::Loaded(Ok(Box::new((samples::restaurant(), homeless)))),
    );
    assert_eq!(effects, [], "without a door there is nothing to price");
    assert_eq!(reduce(&mut state, submit("first")), [Effect::Focus(ADDRESS)]);
}

#[test]
fn a_double_click_sends_one_order() {
    let (mut state, _) = sent();
    assert_eq!(reduce(&mut state, submit("second")), []);
    assert_eq!(reduce(&mut state, Event::Again), []);
}

#[test]
fn an_order_of_unknown_fate_is_sent_again_with_the_same_key_and_words() {
    let (mut state, attempt) = sent();
    reduce(&mut state, Event::Placed(Err(lost())));
    assert!(matches!(state.placing, Placing::Unsure { error: Some(_) }));
    assert_eq!(reduce(&mut state, Event::Tip(500)), [], "it must stay the same order");
    assert_eq!(reduce(&mut state, submit("second")), []);
    assert_eq!(reduce(&mut state, Event::Again), [Effect::Place(Box::new(attempt))]);
}

#[test]
fn a_reload_goes_on_with_the_same_order() {
    let (_, attempt) = sent();
    let (state, effects) = opened(Some(attempt.clone()));
    assert!(matches!(state.placing, Placing::Sending));
    assert!(effects.contains(&Effect::Place(Box::new(attempt.clone()))));

    let old = Attempt {
        at: samples::noon() - 1.hour(),
        ..attempt
    };
    let (state, effects) = opened(Some(old));
    assert!(matches!(state.placing, Placing::Unsure { error: None }));
    assert!(
        !effects.iter().any(|effect| matches!(effect, Effect::Place(_))),
        "a person decides"
    );
}

#[test]
fn a_new_price_is_agreed_to_under_a_new_key() {
    let (mut state, _) = sent();
    let error = refused_with(
        ErrorCode::PriceChanged,
        serde_json::json!({"quote": samples::quote_json(1600)}),
    );
    assert_eq!(reduce(&mut state, Event::Placed(Err(error))), [Effect::KeepAttempt]);
    let Placing::Changed { before, now } = &state.placing else {
        panic!("{:?}", state.placing);
    };
    assert_eq!((before.amount_minor, now.price.total.amount_minor), (1400, 1600));
    let effects = reduce(
        &mut state,
        Event::Agree {
            key: "second".to_owned(),
            now: samples::noon(),
        },
    );
    let [Effect::KeepAttempt, Effect::Place(attempt)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(
        (&*attempt.key, attempt.request.expected_total.amount_minor),
        ("second", 1600)
    );
}

#[test]
fn a_plain_no_frees_the_form_and_shows_a_way_on() {
    let (mut state, _) = sent();
    reduce(&mut state, Event::Placed(Err(refused(ErrorCode::RestaurantClosed))));
    assert!(state.is_open() && state.attempt.is_none());
    assert!(matches!(state.quoting, Quoting::Refused(Refusal::Closed { .. })));
    let (mut state, _) = sent();
    let effects = reduce(&mut state, Event::Placed(Err(invalid(&["/contact/phone"]))));
    assert_eq!(effects, [Effect::KeepAttempt, Effect::Focus(PHONE)]);
}

#[test]
fn an_ended_session_keeps_the_form() {
    let (mut state, _) = sent();
    let effects = reduce(&mut state, Event::Placed(Err(Error::SessionEnded)));
    assert_eq!(effects, [Effect::KeepAttempt, Effect::SignIn]);
    assert_eq!(state.form.name, "Asha");
}

#[test]
fn too_many_requests_wait_their_time() {
    let (mut state, _) = sent();
    let error = Error::Api {
        problem: Box::new(foodwala_sdk::Problem::new(ErrorCode::RateLimited)),
        retry_after: Some(std::time::Duration::from_secs(2)),
    };
    reduce(&mut state, Event::Placed(Err(error)));
    assert_eq!(reduce(&mut state, submit("second")), []);
    reduce(&mut state, Event::Tick);
    assert_eq!(reduce(&mut state, Event::Tick), [Effect::KeepAttempt]);
    assert!(state.is_open());
}

#[test]
fn without_a_connection_nothing_waits_unless_the_person_says_so() {
    let mut state = priced();
    let effects = reduce(
        &mut state,
        Event::Submit {
            key: "first".to_owned(),
            now: samples::noon(),
            online: false,
        },
    );
    assert_eq!(effects, [Effect::KeepAttempt]);
    assert!(matches!(state.placing, Placing::Offline));
    let effects = reduce(&mut state, Event::Queue);
    assert!(matches!(effects.as_slice(), [Effect::Queue(attempt)] if attempt.key == "first"));
    assert_eq!(reduce(&mut state, Event::Queued), [Effect::KeepAttempt]);
    assert!(matches!(state.placing, Placing::Queued));
}

#[test]
fn a_restaurant_decides_how_it_is_paid_and_brought() {
    let mut view = samples::restaurant();
    view.restaurant.profile.delivery = None;
    view.restaurant.profile.payment_methods = vec![PaymentMethod::Cash];
    let (mut state, _) = opened(None);
    reduce(&mut state, Event::Loaded(Ok(Box::new((view, samples::customer())))));
    assert_eq!(state.form.kind, FulfilmentKind::Pickup);
    assert_eq!(state.form.payment, PaymentMethod::Cash);
}

#[test]
fn a_code_counts_when_it_is_used_and_not_before() {
    let mut state = priced();
    assert_eq!(reduce(&mut state, Event::UsePromo), [Effect::Focus(PROMO)]);
    assert_eq!(reduce(&mut state, Event::PromoTyped(" SPICE ".to_owned())), []);
    assert_eq!(state.basket().unwrap().promo_code, None);
    reduce(&mut state, Event::UsePromo);
    assert_eq!(state.basket().unwrap().promo_code.as_deref(), Some("SPICE"));
    reduce(&mut state, Event::DropPromo);
    assert_eq!(state.basket().unwrap().promo_code, None);
}

#[test]
fn a_way_to_pay_that_the_platform_cannot_take_is_not_kept() {
    let mut state = priced();
    assert_eq!(state.form.payment, PaymentMethod::Card);
    let mut quote = samples::quote(1400);
    quote.payment_methods = vec![PaymentMethod::Cash];
    reduce(&mut state, Event::Requote);
    let asked = state.asked;
    reduce(&mut state, Event::Quoted(asked, Ok(Box::new(quote))));
    assert_eq!(state.form.payment, PaymentMethod::Cash);
}
