//! What surrounds every screen: header, notices, footer, basket bar, bottom navigation.

mod basket_bar;
mod footer;
mod header;
mod notices;
mod switch;

use crate::{context::use_person, place::PlaceSheet, route::Route};
use basket_bar::BasketBar;
use dioxus::prelude::*;
use foodwala_ui::prelude::*;
use footer::Footer;
use header::Header;
use notices::Notices;
use switch::SwitchDialog;

/// Everything but the screen itself.
#[component]
pub fn Shell() -> Element {
    let route = use_route::<Route>();
    use_focus(route.clone());
    rsx! {
        SkipLink {}
        Header { route: route.clone() }
        Notices {}
        main { id: "content", class: "main", tabindex: "-1", Outlet::<Route> {} }
        Footer {}
        BasketBar { route: route.clone() }
        Navigation { route }
        PlaceSheet {}
        SwitchDialog {}
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

/// Which of the app's places a screen belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Home,
    Search,
    Basket,
    Orders,
    Favourites,
    Account,
}

const fn place_of(route: &Route) -> Option<Place> {
    Some(match route {
        Route::Home {} | Route::Restaurant { .. } => Place::Home,
        Route::Search { .. } => Place::Search,
        Route::Basket {} | Route::Checkout {} => Place::Basket,
        Route::Orders {} | Route::Order { .. } | Route::Receipt { .. } | Route::Review { .. } => Place::Orders,
        Route::Favourites {} => Place::Favourites,
        Route::Gallery {} | Route::NotFound { .. } => return None,
        _ => Place::Account,
    })
}

#[component]
fn Navigation(route: Route) -> Element {
    let here = place_of(&route);
    let person = use_person();
    let count = crate::basket::use_count()();
    let item = |place, label: String, href: Route, icon| NavItem {
        label,
        href: href.to_string(),
        icon,
        current: here == Some(place),
        badge: None,
    };
    let account = match person.signed_in() {
        foodwala_ui::sdk::SignedIn::No => Route::SignIn { next: None },
        _ => Route::Account {},
    };
    let mut items = vec![
        item(Place::Home, t!("shell-home"), Route::Home {}, IconName::House),
        item(
            Place::Search,
            t!("shell-search"),
            Route::Search { q: String::new() },
            IconName::Search,
        ),
        item(
            Place::Basket,
            t!("shell-basket"),
            Route::Basket {},
            IconName::ShoppingBag,
        ),
        item(
            Place::Orders,
            t!("shell-orders"),
            Route::Orders {},
            IconName::ReceiptText,
        ),
        item(Place::Account, t!("shell-account"), account, IconName::User),
    ];
    items[2].badge = (count > 0).then(|| formats().number(count.into()));
    rsx! {
        BottomNav { label: t!("shell-nav"), items }
    }
}
