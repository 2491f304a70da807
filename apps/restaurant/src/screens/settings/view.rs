//! How the settings look.

use super::state::{Event, State};
use crate::route::Route;
use dioxus::prelude::*;
use foodwala_sdk::{RestaurantId, contract::restaurants::DeliveryTerms};
use foodwala_ui::{prelude::*, sdk::FailureBanner};

/// The screen.
#[component]
pub fn View(
    place: RestaurantId,
    delivery: Option<DeliveryTerms>,
    state: ReadSignal<State>,
    send: Callback<Event>,
) -> Element {
    let shown = state.read();
    rsx! {
        div { class: "detail settings",
            TopBar { title: t!("settings-title"), back_href: Route::More { place }.to_string() }
            Card { class: "detail-part",
                h2 { class: "title-s", {t!("settings-codes")} }
                match delivery {
                    None => rsx! { p { class: "sheet-text", {t!("settings-no-delivery")} } },
                    Some(terms) => rsx! {
                        Switch {
                            label: t!("settings-codes-switch"),
                            hint: t!("settings-codes-hint"),
                            checked: shown.wanted.unwrap_or(terms.proof_code),
                            disabled: shown.wanted.is_some(),
                            onchange: move |on| send(Event::Codes(on)),
                        }
                        ul { class: "settings-facts",
                            for fact in [t!("settings-codes-guest"), t!("settings-codes-courier"), t!("settings-codes-without"), t!("settings-codes-entered")] {
                                li { key: "{fact}", Icon { name: IconName::Check } span { {fact} } }
                            }
                        }
                    },
                }
                if let Some(failure) = &shown.failure {
                    FailureBanner { failure: failure.clone() }
                }
                p { class: "field-hint", role: "status",
                    if shown.done {
                        {t!("settings-saved")}
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{samples::place, testing::drawn};

    fn view(delivery: Option<DeliveryTerms>) -> Element {
        let state = use_signal(State::default);
        let send = use_callback(|_: Event| {});
        rsx! {
            View { place: place(), delivery, state, send }
        }
    }

    #[test]
    fn the_switch_shows_how_it_is_and_says_what_follows() {
        let html = drawn(|| {
            view(Some(DeliveryTerms {
                fee_tiers: Vec::new(),
                minimum_order_minor: 0,
                free_from_minor: None,
                proof_code: true,
            }))
        });
        let switch = html.split("<input").nth(1).and_then(|rest| rest.split('>').next());
        assert!(
            switch.is_some_and(|tag| tag.contains("switch") && tag.contains("checked")),
            "{html}"
        );
        assert!(html.contains("from now on"), "{html}");
        let html = drawn(|| view(None));
        assert!(html.contains("does not deliver") && !html.contains("<input"), "{html}");
    }
}
