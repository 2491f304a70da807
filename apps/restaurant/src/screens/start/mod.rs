//! Where the app begins: leads on to the board of the restaurant that was shown last.

use crate::{
    crew::{use_crew, use_title},
    route::Route,
};
use dioxus::prelude::*;
use foodwala_ui::{prelude::*, sdk::SignedIn};

/// Leads on.
#[component]
pub fn Start() -> Element {
    use_title(t!("shell-brand"));
    let crew = use_crew();
    let navigator = use_navigator();
    use_effect(move || match crew.signed_in() {
        SignedIn::Unknown => {}
        SignedIn::No => {
            navigator.replace(Route::SignIn { next: None });
        }
        SignedIn::Yes => {
            let workplaces = crew.workplaces();
            let Some(found) = workplaces.value() else { return };
            let last = crew.last_place();
            let known = found.iter().find(|workplace| Some(workplace.restaurant_id) == last);
            let place = match (known, found.as_slice()) {
                (Some(workplace), _) | (None, [workplace]) => workplace.restaurant_id,
                _ => {
                    navigator.replace(Route::Choose {});
                    return;
                }
            };
            navigator.replace(Route::home_of(crew, place));
        }
    });
    let workplaces = crew.workplaces();
    if let (None, Some(failure)) = (workplaces.value(), workplaces.failure()) {
        return rsx! {
            FailureState { failure: failure.clone(), onretry: move |()| crew.reload() }
        };
    }
    rsx! {
        Loading { class: "start",
            Skeleton { shape: SkeletonShape::Title }
            Skeleton { shape: SkeletonShape::Row, count: 3 }
        }
    }
}
