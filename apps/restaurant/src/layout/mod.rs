//! What surrounds every screen.

mod bar;
mod conflicts;
mod navigation;
mod notices;
mod pause;
mod switch;

use crate::{
    actions::{ActionSheets, use_actions_provider},
    alarm::{self, use_alarm},
    board::use_board_provider,
    crew::use_crew,
    entry::use_entry_provider,
    printing::{PrintTroubles, use_automatic_printing},
    route::Route,
    share::use_links_provider,
    shop::use_shop_provider,
    wording,
};
use bar::Bar;
use conflicts::Conflicts;
use dioxus::prelude::*;
use foodwala_sdk::RestaurantId;
use foodwala_ui::{prelude::*, sdk::SignedIn};
use navigation::{Rail, Tabbar};
use notices::Notices;
use pause::PauseSheet;

/// Around everything.
#[component]
pub fn Frame() -> Element {
    let route = use_route::<Route>();
    use_focus(route.clone());
    rsx! {
        SkipLink {}
        if route.place().is_some() {
            Outlet::<Route> {}
        } else {
            Notices {}
            main { id: "content", class: "plain", tabindex: "-1", Outlet::<Route> {} }
        }
    }
}

/// After a change of the screen the keyboard and the screen reader go on at its beginning.
fn use_focus(route: Route) {
    let mut shown = use_hook(|| CopyValue::new(None));
    use_effect(use_reactive!(|route| {
        let screen = std::mem::discriminant(&route);
        let before = shown.write().replace(screen);
        if before.is_some_and(|before| before != screen) {
            device::document::focus("content");
        }
    }));
}

/// Around the screens of a restaurant, for who works there.
#[component]
pub fn At(place: RestaurantId) -> Element {
    let crew = use_crew();
    let navigator = use_navigator();
    let route = use_route::<Route>();
    use_effect(move || {
        if crew.signed_in() == SignedIn::No {
            let next = Some(router().current::<Route>().to_string());
            navigator.replace(Route::SignIn { next });
        }
    });
    let workplaces = crew.workplaces();
    if crew.signed_in() != SignedIn::Yes || workplaces.value().is_none() {
        let failure = workplaces.failure().cloned();
        return rsx! {
            main { id: "content", class: "plain", tabindex: "-1",
                match failure {
                    Some(failure) => rsx! { FailureState { failure, onretry: move |()| crew.reload() } },
                    None => rsx! {
                        Loading { class: "start",
                            Skeleton { shape: SkeletonShape::Title }
                            Skeleton { shape: SkeletonShape::Row, count: 3 }
                        }
                    },
                }
            }
        };
    }
    if crew.workplace(place).is_none() {
        return rsx! {
            main { id: "content", class: "plain", tabindex: "-1",
                EmptyState { art: "locked", level: 1, title: t!("place-none"), text: t!("place-none-text"),
                    Button { href: Route::Choose {}.to_string(), {t!("place-choose")} }
                }
            }
        };
    }
    rsx! {
        // Another restaurant is another board from the ground up.
        for place in [place] {
            Place { key: "{place}", place, route: route.clone() }
        }
    }
}

#[component]
fn Place(place: RestaurantId, route: Route) -> Element {
    let crew = use_crew();
    let board = use_board_provider(place);
    let shop = use_shop_provider(place);
    let actions = use_actions_provider(board);
    use_entry_provider(place, crew, shop, board);
    use_links_provider();
    let alarm = use_alarm();
    use_automatic_printing(board, shop);
    use_hook(|| crew.is_at(place));
    use_effect(move || {
        if let Some(view) = shop.get() {
            actions.lead_minutes(view.ready_in_minutes);
        }
    });
    use_effect(move || {
        // Asked for here, so that another role counts at once.
        let takes = crate::actions::may(crew, place, foodwala_sdk::contract::orders::OrderAction::Accept);
        let untaken = if takes { board.untaken() } else { Vec::new() };
        let orders = untaken.iter().map(|card| alarm::NewOrder {
            id: card.order.id,
            number: card.order.number.clone(),
            text: wording::dishes(&card.order),
        });
        alarm.apply(alarm::Event::Waiting(orders.collect()));
    });
    use_drop(move || alarm.apply(alarm::Event::Waiting(Vec::new())));
    let rings = alarm.read().is_ringing();
    let pausing = use_signal(|| false);
    rsx! {
        div { class: "frame", "data-ringing": rings.then_some("true"),
            Rail { place, route: route.clone() }
            div { class: "frame-body",
                Bar { place, pausing }
                Notices {}
                Conflicts {}
                PrintTroubles {}
                main { id: "content", class: "main", tabindex: "-1", Outlet::<Route> {} }
            }
            Tabbar { place, route }
        }
        ActionSheets {}
        PauseSheet { place, open: pausing }
    }
}
