//! From one restaurant to another, without leaving the screen.

use crate::{
    crew::{Crew, use_crew},
    route::Route,
    screens::figures::may_compare,
    wording,
};
use dioxus::prelude::*;
use foodwala_sdk::{RestaurantId, contract::restaurants::Workplace};
use foodwala_ui::prelude::*;

/// The name of the restaurant that is shown; who works at several can press it and go to another.
#[component]
pub fn Switch(place: RestaurantId) -> Element {
    let crew = use_crew();
    let route = use_route::<Route>();
    let mut open = use_signal(|| false);
    let name = crew
        .workplace(place)
        .map(|workplace| workplace.name)
        .unwrap_or_default();
    let workplaces = crew.workplaces().value().cloned().unwrap_or_default();
    if workplaces.len() < 2 {
        return rsx! {
            span { class: "bar-place", span { class: "bar-name", {name} } }
        };
    }
    rsx! {
        button {
            r#type: "button",
            id: "bar-place",
            class: "bar-place",
            "aria-haspopup": "dialog",
            "aria-label": t!("bar-switch", name = name.clone()),
            onclick: move |_| open.set(true),
            span { class: "bar-name", {name.clone()} }
            Icon { name: IconName::ChevronDown }
        }
        Sheet { open: open(), title: t!("branches-switch"), onclose: move |()| open.set(false),
            ul { class: "switch-list",
                for workplace in workplaces {
                    Entry { key: "{workplace.restaurant_id}", crew, workplace, place, route: route.clone(), onleave: move |()| open.set(false) }
                }
            }
            if may_compare(crew) {
                div { class: "switch-ways",
                    Button {
                        kind: ButtonKind::Secondary,
                        wide: true,
                        icon: IconName::ChartColumn,
                        href: Route::Branches {}.to_string(),
                        {t!("branches-link")}
                    }
                }
            }
        }
    }
}

#[component]
fn Entry(crew: Crew, workplace: Workplace, place: RestaurantId, route: Route, onleave: EventHandler<()>) -> Element {
    let there = workplace.restaurant_id;
    let is_here = there == place;
    rsx! {
        li {
            Anchor {
                href: route.at(crew, there).to_string(),
                class: "switch-entry",
                current: is_here,
                onclick: move |_| onleave.call(()),
                span { class: "choose-mark", "aria-hidden": "true", Icon { name: IconName::Store, size: IconSize::Small } }
                span { class: "choose-name", {workplace.name.clone()} }
                span { class: "choose-role", {wording::role(workplace.role)} }
                if is_here {
                    Icon { name: IconName::Check, label: t!("branches-here") }
                }
            }
        }
    }
}
