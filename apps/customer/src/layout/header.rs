//! The header: where the food goes, search, the app's places.

use super::{Place, place_of};
use crate::{basket::use_count, context::use_person, place::use_place, route::Route, search_box::SearchBox};
use dioxus::prelude::*;
use foodwala_ui::{prelude::*, sdk::SignedIn};

/// The header of every screen.
#[component]
pub fn Header(route: Route) -> Element {
    let here = place_of(&route);
    let person = use_person();
    let count = use_count()();
    let searches = matches!(route, Route::Search { .. } | Route::Home {});
    rsx! {
        header { class: "shell-header",
            div { class: "shell-header-row",
                Anchor { href: Route::Home {}.to_string(), class: "shell-brand", label: t!("shell-brand-label"),
                    span { class: "shell-brand-mark", "aria-hidden": "true", Icon { name: IconName::Utensils } }
                    span { class: "shell-brand-name", "FoodWala" }
                }
                PlaceButton {}
                if !searches {
                    div { class: "shell-search", SearchBox { id: "header-search", compact: true } }
                }
                nav { class: "shell-links", "aria-label": t!("shell-nav"),
                    Link { place: Place::Favourites, here, route: Route::Favourites {}, icon: IconName::Heart, label: t!("shell-favourites") }
                    Link { place: Place::Orders, here, route: Route::Orders {}, icon: IconName::ReceiptText, label: t!("shell-orders") }
                    if person.signed_in() == SignedIn::No {
                        Link { place: Place::Account, here, route: Route::SignIn { next: None }, icon: IconName::LogIn, label: t!("shell-sign-in") }
                    } else {
                        Link { place: Place::Account, here, route: Route::Account {}, icon: IconName::User, label: t!("shell-account") }
                    }
                    Link { place: Place::Basket, here, route: Route::Basket {}, icon: IconName::ShoppingBag, label: t!("shell-basket"), count }
                }
            }
        }
    }
}

#[component]
fn Link(
    place: Place,
    here: Option<Place>,
    route: Route,
    icon: IconName,
    label: String,
    #[props(default)] count: u32,
) -> Element {
    rsx! {
        Anchor { href: route.to_string(), class: "shell-link", current: here == Some(place),
            Icon { name: icon, size: IconSize::Small }
            span { {label} }
            if count > 0 {
                span { class: "shell-link-count", "aria-hidden": "true", {formats().number(count.into())} }
                span { class: "visually-hidden", {t!("shell-basket-count", count = count)} }
            }
        }
    }
}

/// Says where the food goes, and lets the person choose another place.
#[component]
fn PlaceButton() -> Element {
    let place = use_place();
    let chosen = place.read();
    let name = chosen.as_ref().map(|place| place.name().to_owned());
    rsx! {
        button {
            r#type: "button",
            class: "shell-place",
            "data-empty": chosen.is_none().then_some("true"),
            onclick: move |_| place.choose(),
            Icon { name: IconName::MapPin, size: IconSize::Small }
            span { class: "shell-place-text",
                span { class: "shell-place-label", {t!("shell-deliver-to")} }
                span { class: "shell-place-name", {name.unwrap_or_else(|| t!("shell-choose-place"))} }
            }
            Icon { name: IconName::ChevronDown }
        }
    }
}
