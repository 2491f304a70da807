//! Note, promo code and tip.

use super::{Event, State};
use crate::basket::{self, use_basket, words};
use dioxus::prelude::*;
use foodwala_sdk::contract::orders::ChargeKind;
use foodwala_ui::prelude::*;

/// Tips that are offered, in percent of the dishes.
const TIPS: [i64; 3] = [5, 10, 15];

/// Note, promo code and tip.
#[component]
pub fn Extras(state: Signal<State>, send: Callback<Event>) -> Element {
    let basket = use_basket();
    let note = basket.read().kept.note.clone();
    // Unfolded at first if there is something to see; typing does not fold it.
    let first = use_hook(|| note.clone());
    rsx! {
        Disclosure { summary: t!("basket-note-title"), open: !first.is_empty(),
            TextArea {
                label: t!("basket-note"),
                value: note,
                maxlength: 300,
                hint: t!("basket-note-hint"),
                oninput: move |note| basket.apply(basket::Event::Note(note)),
            }
        }
        Section { title: t!("basket-promo-title"), Code { state, send } }
        Section { title: t!("basket-tip-title"), text: t!("basket-tip-text"), Tip {} }
    }
}

#[component]
fn Code(state: Signal<State>, send: Callback<Event>) -> Element {
    let basket = use_basket();
    let now = basket.read();
    let currency = now.kept.currency();
    if let Some(code) = &now.kept.promo {
        let saved = now
            .quote()
            .map(|quote| quote.price.charge_minor(ChargeKind::Discount))
            .filter(|minor| *minor != 0);
        return rsx! {
            div { class: "basket-code",
                Badge { tone: Tone::Success, icon: IconName::TicketPercent,
                    bdi { {code.clone()} }
                    if let Some(saved) = saved {
                        " "
                        bdi { {words::amount(saved, currency)} }
                    }
                }
                Button { kind: ButtonKind::Quiet, size: ButtonSize::Small, onclick: move |_| basket.apply(basket::Event::Promo(None)), {t!("basket-promo-remove")} }
            }
        };
    }
    let refused = now
        .promo_refused
        .as_ref()
        .map(|(code, why)| format!("{}: {}", code, words::promo(why, currency)));
    rsx! {
        form {
            class: "basket-code",
            onsubmit: move |event| {
                event.prevent_default();
                let code = state.peek().code.clone();
                basket.apply(basket::Event::Promo(Some(code)));
                send(Event::Code(String::new()));
            },
            Field {
                label: t!("basket-promo"),
                value: state.read().code.clone(),
                icon: IconName::TicketPercent,
                error: refused,
                autocomplete: "off",
                maxlength: 40,
                oninput: move |code| send(Event::Code(code)),
            }
            Button { kind: ButtonKind::Secondary, submit: true, disabled: state.read().code.trim().is_empty(), {t!("basket-promo-use")} }
        }
    }
}

/// A share of an amount, rounded up to ten minor units so that it is easily said.
fn share(minor: i64, percent: i64) -> i64 {
    let exact = minor.max(0).saturating_mul(percent);
    exact
        .div_euclid(1000)
        .saturating_add(i64::from(exact.rem_euclid(1000) != 0))
        * 10
}

#[component]
fn Tip() -> Element {
    let basket = use_basket();
    let now = basket.read();
    let currency = now.kept.currency();
    let dishes = now.kept.shown_minor();
    let tip = now.kept.tip_minor;
    let mut own = use_signal(String::new);
    let unit = 10_i64.pow(currency.minor_digits().into());
    rsx! {
        ChipRow { label: t!("basket-tip-title"),
            Chip { selected: tip == 0, onclick: move |()| basket.apply(basket::Event::Tip(0)), {t!("basket-tip-none")} }
            for percent in TIPS {
                Chip {
                    key: "{percent}",
                    selected: tip != 0 && tip == share(dishes, percent),
                    onclick: move |()| basket.apply(basket::Event::Tip(share(dishes, percent))),
                    {t!("basket-tip-share", percent = percent, amount = words::amount(share(dishes, percent), currency))}
                }
            }
        }
        div { class: "basket-tip-own",
            Field {
                label: t!("basket-tip-own", currency = currency.as_str()),
                kind: FieldKind::Digits,
                value: own(),
                maxlength: 4,
                oninput: move |text: String| {
                    let whole = text.trim().parse::<i64>().unwrap_or_default();
                    own.set(text);
                    basket.apply(basket::Event::Tip(whole.saturating_mul(unit)));
                },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn a_share_is_rounded_up_to_what_is_easily_said() {
        assert_eq!(share(2000, 10), 200);
        assert_eq!(share(2035, 5), 110);
        assert_eq!(share(1, 5), 10);
        assert_eq!(share(0, 10), 0);
    }
}
