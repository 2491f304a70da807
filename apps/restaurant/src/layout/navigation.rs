//! The ways through the app: a rail beside the screens, on a phone a bar below them.

use crate::{
    crew::{Crew, use_crew},
    route::Route,
};
use dioxus::prelude::*;
use foodwala_sdk::{
    RestaurantId,
    contract::{
        board::ReadyOrder,
        menu::{PublishMenu, SetAvailability},
        reporting::GetFigures,
        restaurants::{ListStaff, ReplyToReview, SetHours},
    },
};
use foodwala_ui::prelude::*;

struct Way {
    route: Route,
    icon: IconName,
    label: String,
}

/// The screens that somebody can use, as the contract lets them: the most needed first, the rest of it last.
fn ways(crew: Crew, place: RestaurantId) -> Vec<Way> {
    let way = |is_shown: bool, route, icon, label| is_shown.then_some(Way { route, icon, label });
    let cooks = crew.may::<ReadyOrder>(place);
    [
        way(
            !crew.is_courier(place),
            Route::Board { place },
            IconName::List,
            t!("way-board"),
        ),
        way(
            crew.is_courier(place),
            Route::Deliveries { place },
            IconName::Bike,
            t!("way-deliveries"),
        ),
        way(cooks, Route::Kitchen { place }, IconName::ChefHat, t!("way-kitchen")),
        way(
            crew.may::<SetAvailability>(place),
            Route::Stock { place },
            IconName::Package,
            t!("way-stock"),
        ),
        way(cooks, Route::Ended { place }, IconName::ReceiptText, t!("way-ended")),
        way(
            crew.may::<GetFigures>(place),
            Route::Figures { place },
            IconName::ChartColumn,
            t!("way-figures"),
        ),
        way(
            crew.may::<ReplyToReview>(place),
            Route::Reviews { place },
            IconName::Star,
            t!("way-reviews"),
        ),
        way(
            crew.may::<PublishMenu>(place),
            Route::Menu { place },
            IconName::Utensils,
            t!("way-menu"),
        ),
        way(
            crew.may::<SetHours>(place),
            Route::Hours { place },
            IconName::CalendarClock,
            t!("way-hours"),
        ),
        way(
            crew.may::<ListStaff>(place),
            Route::Staff { place },
            IconName::User,
            t!("way-staff"),
        ),
        way(true, Route::More { place }, IconName::Settings, t!("way-more")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn is_at(route: &Route, way: &Route) -> bool {
    std::mem::discriminant(route) == std::mem::discriminant(way)
        || matches!((route, way), (Route::Order { .. }, Route::Board { .. }))
}

/// The rail.
#[component]
pub fn Rail(place: RestaurantId, route: Route) -> Element {
    let ways = ways(use_crew(), place);
    rsx! {
        nav { class: "rail", "aria-label": t!("shell-nav"),
            span { class: "brand-mark", "aria-hidden": "true", Icon { name: IconName::ChefHat } }
            for way in ways {
                Anchor {
                    key: "{way.route}",
                    href: way.route.to_string(),
                    class: "rail-link",
                    current: is_at(&route, &way.route),
                    Icon { name: way.icon, size: IconSize::Medium }
                    span { {way.label} }
                }
            }
        }
    }
}

/// The bar of a phone.
#[component]
pub fn Tabbar(place: RestaurantId, route: Route) -> Element {
    let ways = ways(use_crew(), place);
    let (shown, rest) = if ways.len() > 5 {
        ways.split_at(4)
    } else {
        ways.split_at(ways.len())
    };
    let mut items: Vec<NavItem> = shown
        .iter()
        .map(|way| NavItem {
            label: way.label.clone(),
            href: way.route.to_string(),
            icon: way.icon,
            current: is_at(&route, &way.route),
            badge: None,
        })
        .collect();
    // What has no room is on the last screen.
    if let Some(last) = rest.last() {
        items.push(NavItem {
            label: last.label.clone(),
            href: last.route.to_string(),
            icon: last.icon,
            current: rest.iter().any(|way| is_at(&route, &way.route)),
            badge: None,
        });
    }
    rsx! {
        BottomNav { label: t!("shell-nav"), items }
    }
}
