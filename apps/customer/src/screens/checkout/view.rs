//! How checkout looks.

use super::{
    parts::{Contact, How, Kitchen, Payment, Promo, Tip, Where},
    state::{Event, Placing, Quoting, State},
    summary::Summary,
    trouble::{Obstacle, PlacingState},
    when::When,
};
use crate::{basket::BasketHandle, route::Route};
use dioxus::prelude::*;
use foodwala_sdk::IdempotencyKey;
use foodwala_ui::{
    components::*,
    device,
    sdk::{Failure, FailureState, money},
    t,
};

/// The id of the form.
const FORM: &str = "checkout-form";

/// A key that nobody has used.
pub fn fresh_key() -> String {
    IdempotencyKey::fresh().as_str().to_owned()
}

/// The screen.
#[component]
pub fn View(state: ReadSignal<State>, basket: BasketHandle, send: Callback<Event>) -> Element {
    let shown = state.read();
    let back = Route::Basket {}.to_string();
    if matches!(shown.placing, Placing::Queued) {
        return rsx! {
            h1 { class: "visually-hidden", {t!("checkout-title")} }
            EmptyState { art: "offline", title: t!("checkout-queued"), text: t!("checkout-queued-text"),
                Button { href: Route::Home {}.to_string(), {t!("ui-go-home")} }
            }
        };
    }
    if shown.lines.is_empty() && shown.attempt.is_none() {
        return rsx! {
            h1 { class: "visually-hidden", {t!("checkout-title")} }
            EmptyState { art: "bag", title: t!("checkout-empty"), text: t!("checkout-empty-text"),
                Button { href: Route::Home {}.to_string(), {t!("orders-find")} }
            }
        };
    }
    if let Some(error) = shown
        .error
        .as_ref()
        .filter(|_| !shown.loaded && shown.attempt.is_none())
    {
        return rsx! {
            TopBar { title: t!("checkout-title"), back_href: back }
            FailureState { failure: Failure::from(error), onretry: move |()| send(Event::Reload) }
        };
    }
    let open = shown.is_open();
    let total = shown.quoting.quote().map(|quote| money(quote.price.total));
    let is_priced = matches!(shown.quoting, Quoting::Known(_));
    let needs_door = shown.basket().is_none();
    let busy = matches!(shown.placing, Placing::Sending);
    let submit = move || {
        send(Event::Submit {
            key: fresh_key(),
            now: device::now(),
            online: device::is_online(),
        });
    };
    rsx! {
        div { class: "checkout",
            TopBar { title: t!("checkout-title"), back_href: back }
            PlacingState { state, send }
            div { class: "checkout-columns",
                form {
                    id: FORM,
                    class: "checkout-form",
                    novalidate: true,
                    inert: (!open).then_some(true),
                    onsubmit: move |event: FormEvent| {
                        event.prevent_default();
                        submit();
                    },
                    if shown.loaded {
                        How { state, send }
                        Where { state, send }
                        When { state, send }
                        Contact { state, send }
                        Payment { state, send }
                        Tip { state, send }
                        Promo { state, send }
                        Kitchen { state, send }
                    } else {
                        Loading { class: "checkout-loading",
                            Skeleton { shape: SkeletonShape::Title }
                            Skeleton { shape: SkeletonShape::Row, count: 5 }
                        }
                    }
                }
                aside { class: "checkout-side", "aria-label": t!("checkout-summary"),
                    Summary { state, basket }
                    Obstacle { state, basket, send }
                    div { class: "checkout-bar",
                        Button {
                            submit: true,
                            form: FORM,
                            wide: true,
                            size: ButtonSize::Large,
                            busy,
                            disabled: !open || !(is_priced || needs_door),
                            detail: total,
                            {if shown.form.payment == foodwala_sdk::contract::orders::PaymentMethod::Card { t!("checkout-place-card") } else { t!("checkout-place") }}
                        }
                        p { class: "checkout-promise", {t!("checkout-once")} }
                    }
                }
            }
        }
    }
}
