//! What of checkout outlives a reload: the form, and an order that has not been answered.

use super::state::{Attempt, Form};
use crate::{
    basket::{self, BasketHandle, Kept},
    place::Place,
};
use foodwala_sdk::contract::orders::FulfilmentKind;
use foodwala_ui::device::storage;

/// Under this key is the form.
const FORM: &str = "checkout-form";
/// Under this key is the order that has not been answered.
const ATTEMPT: &str = "checkout-attempt";

/// The form as it was left, with what basket and place say by now.
pub fn form(kept: &Kept, place: Option<&Place>) -> Form {
    let known = storage::get(FORM).and_then(|text| serde_json::from_slice(text.as_bytes()).ok());
    let mut form: Form = known.unwrap_or_default();
    form.kind = kept.kind();
    form.wanted = kept.scheduled_for;
    form.tip_minor = kept.tip_minor;
    form.promo.clone_from(&kept.promo);
    form.note.clone_from(&kept.note);
    // A point without a street is no door.
    if let Some(place) = place.filter(|place| !place.rough) {
        let is_other = form.address.as_ref().is_none_or(|address| *address != place.details);
        form.address_id = place.saved;
        if is_other {
            form.instructions = place.details.instructions.clone().unwrap_or_default();
        }
        form.address = Some(place.details.clone());
    }
    form
}

/// Keeps the form; the basket takes what is its own.
pub fn keep_form(form: &Form, basket: BasketHandle) {
    keep(FORM, Some(form));
    let kept = basket.peek().kept.clone();
    let pickup = form.kind == FulfilmentKind::Pickup;
    let mut events = Vec::new();
    if kept.pickup != pickup {
        events.push(basket::Event::Pickup(pickup));
    }
    if kept.scheduled_for != form.wanted {
        events.push(basket::Event::Schedule(form.wanted));
    }
    if kept.tip_minor != form.tip_minor {
        events.push(basket::Event::Tip(form.tip_minor));
    }
    if kept.promo != form.promo {
        events.push(basket::Event::Promo(form.promo.clone()));
    }
    if kept.note != form.note {
        events.push(basket::Event::Note(form.note.clone()));
    }
    for event in events {
        basket.apply(event);
    }
}

/// Forgets the form: it was ordered.
pub fn forget_form() {
    storage::remove(FORM);
}

/// The order that has not been answered.
pub fn attempt() -> Option<Box<Attempt>> {
    storage::get(ATTEMPT).and_then(|text| serde_json::from_slice(text.as_bytes()).ok())
}

/// Keeps the order that has not been answered, or forgets it.
pub fn keep_attempt(attempt: Option<&Attempt>) {
    keep(ATTEMPT, attempt);
}

fn keep<T: serde::Serialize>(key: &str, value: Option<&T>) {
    let Some(value) = value else {
        storage::remove(key);
        return;
    };
    match serde_json::to_string(value) {
        Ok(text) if storage::set(key, &text) => {}
        Ok(_) => tracing::warn!(storage.key = key, "the device does not keep it"),
        Err(error) => tracing::error!(error = &error as &dyn std::error::Error, "it cannot be written"),
    }
}
