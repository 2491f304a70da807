//! The favourite restaurants of who is signed in.

mod state;

use crate::{
    context::{use_person, use_title},
    listing::RestaurantCard,
    place::use_place,
    route::Route,
};
use dioxus::prelude::*;
use foodwala_ui::{prelude::*, sdk::SignedIn};
use state::{Event, State, reduce};

/// The favourite restaurants of who is signed in.
#[component]
pub fn Favourites() -> Element {
    let mut state = use_signal(State::default);
    let client = use_client();
    let place = use_place();
    let person = use_person();
    let mut tries = use_signal(|| 0);
    use_title(t!("favourites-title"));
    use_effect(move || {
        tries();
        if person.signed_in() != SignedIn::Yes || !person.knows_favourites() {
            return;
        }
        let ids = person.favourites().into_iter().collect();
        let query = reduce(&mut state.write(), Event::Shown(ids, place.point()));
        if let Some(query) = query {
            let client = client.clone();
            spawn(async move {
                let answer = client.restaurants().search(&query).await;
                let answer = answer.map(|page| page.items).map_err(Into::into);
                reduce(&mut state.write(), Event::Came(answer));
            });
        }
    });
    let body = match (person.signed_in(), &state.read().hits) {
        (SignedIn::No, _) => rsx! {
            EmptyState { art: "heart", title: t!("favourites-guest-title"), text: t!("favourites-guest-text"),
                Button { href: Route::SignIn { next: Some(Route::Favourites {}.to_string()) }.to_string(), {t!("shell-sign-in")} }
            }
        },
        (_, Loadable::Failed(failure)) => rsx! {
            FailureState { failure: failure.clone(), onretry: move |()| tries += 1 }
        },
        (_, hits) => match hits.value() {
            None => rsx! {
                Loading { class: "restaurant-grid", Skeleton { shape: SkeletonShape::Card, count: 4 } }
            },
            Some(hits) if hits.is_empty() => rsx! {
                EmptyState { art: "heart", title: t!("favourites-empty-title"), text: t!("favourites-empty-text"),
                    Button { href: Route::Home {}.to_string(), {t!("favourites-find")} }
                }
            },
            Some(hits) => rsx! {
                ul { class: "restaurant-grid",
                    for hit in hits.iter() {
                        li { key: "{hit.id}", RestaurantCard { hit: hit.clone(), level: 2 } }
                    }
                }
            },
        },
    };
    rsx! {
        div { class: "page favourites",
            TopBar { title: t!("favourites-title"), back_href: Route::Home {}.to_string() }
            {body}
        }
    }
}
