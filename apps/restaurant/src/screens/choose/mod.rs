//! Choosing the restaurant, for those who work at several.

use crate::{
    crew::{use_crew, use_title},
    route::Route,
    screens::figures::may_compare,
    wording,
};
use dioxus::prelude::*;
use foodwala_ui::{prelude::*, sdk::SignedIn};

/// The restaurants where the person works.
#[component]
pub fn Choose() -> Element {
    use_title(t!("choose-title"));
    let crew = use_crew();
    let navigator = use_navigator();
    use_effect(move || {
        if crew.signed_in() == SignedIn::No {
            navigator.replace(Route::SignIn { next: None });
        }
    });
    let workplaces = crew.workplaces();
    let Some(found) = workplaces.value() else {
        return match workplaces.failure() {
            Some(failure) => rsx! {
                FailureState { failure: failure.clone(), onretry: move |()| crew.reload() }
            },
            None => rsx! {
                Loading { class: "choose",
                    Skeleton { shape: SkeletonShape::Title }
                    Skeleton { shape: SkeletonShape::Row, count: 3 }
                }
            },
        };
    };
    if found.is_empty() {
        let leave = move || {
            // This screen goes while the platform is still being told.
            dioxus::core::spawn_forever(async move {
                let _told = crew.sign_out().await;
            });
        };
        return rsx! {
            EmptyState { art: "cook", level: 1, title: t!("choose-none"), text: t!("choose-none-text"),
                Button { icon: IconName::RotateCcw, onclick: move |_| crew.reload(), {t!("choose-again")} }
                Button { kind: ButtonKind::Secondary, onclick: move |_| leave(), {t!("shell-sign-out")} }
            }
        };
    }
    rsx! {
        div { class: "choose",
            h1 { class: "title-l", {t!("choose-title")} }
            p { class: "choose-text", {t!("choose-text")} }
            ul { class: "choose-list",
                for workplace in found.iter() {
                    li { key: "{workplace.restaurant_id}",
                        Anchor { href: Route::home_of(crew, workplace.restaurant_id).to_string(), class: "choose-card",
                            span { class: "choose-mark", "aria-hidden": "true", Icon { name: IconName::Store, size: IconSize::Medium } }
                            span { class: "choose-name", {workplace.name.clone()} }
                            span { class: "choose-role", {wording::role(workplace.role)} }
                            Icon { name: IconName::ChevronRight }
                        }
                    }
                }
            }
            if may_compare(crew) {
                Anchor { href: Route::Branches {}.to_string(), class: "choose-card choose-figures",
                    span { class: "choose-mark", "aria-hidden": "true", Icon { name: IconName::ChartColumn, size: IconSize::Medium } }
                    span { class: "choose-name", {t!("branches-link")} }
                    span { class: "choose-role", {t!("branches-text")} }
                    Icon { name: IconName::ChevronRight }
                }
            }
        }
    }
}
