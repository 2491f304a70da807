//! Changes of the form.

use super::{
    form::{ADDRESS, INSTRUCTIONS, NAME, NOTE, PHONE, PROMO},
    model::{Quoting, State},
    refusal::Refusal,
    state::{Effect, Event},
};
use crate::forms::optional;

/// Takes a change of the form in.
pub fn edited(state: &mut State, event: Event) -> Vec<Effect> {
    let form = &mut state.form;
    match event {
        Event::Kind(kind) => {
            form.kind = kind;
            state.problems.forget(ADDRESS);
            return state.changed_place();
        }
        Event::Chose(id) => {
            let Some(address) = state.addresses.iter().find(|it| it.id == id) else {
                return Vec::new();
            };
            form.take_address(address);
            state.problems.forget(ADDRESS);
            return state.changed_place();
        }
        Event::Kept(address) => {
            form.take_address(&address);
            state.addresses.retain(|it| it.id != address.id);
            state.addresses.insert(0, address);
            state.problems.forget(ADDRESS);
            return state.changed_place();
        }
        Event::Wanted(wanted) => form.wanted = wanted,
        Event::Payment(payment) => {
            form.payment = payment;
            if matches!(state.quoting, Quoting::Refused(Refusal::Payment { .. })) {
                return state.changed();
            }
            return vec![Effect::KeepForm];
        }
        Event::Name(name) => {
            form.name = name;
            state.problems.forget(NAME);
            return vec![Effect::KeepForm];
        }
        Event::Phone(phone) => {
            form.phone = phone;
            state.problems.forget(PHONE);
            return vec![Effect::KeepForm];
        }
        Event::Instructions(text) => {
            form.instructions = text;
            state.problems.forget(INSTRUCTIONS);
            return vec![Effect::KeepForm];
        }
        Event::Note(text) => {
            form.note = text;
            state.problems.forget(NOTE);
            return vec![Effect::KeepForm];
        }
        Event::Tip(minor) => form.tip_minor = minor.max(0),
        Event::PromoTyped(code) => {
            state.promo_typed = code;
            state.problems.forget(PROMO);
            return Vec::new();
        }
        Event::UsePromo => match optional(&state.promo_typed) {
            Some(code) => form.promo = Some(code),
            None => {
                state.problems.note(false, PROMO, "checkout-promo-missing");
                return vec![Effect::Focus(PROMO)];
            }
        },
        Event::DropPromo => {
            form.promo = None;
            state.promo_typed.clear();
        }
        _ => return Vec::new(),
    }
    state.changed()
}
