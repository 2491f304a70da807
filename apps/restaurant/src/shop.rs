//! The restaurant that is shown: its profile, hours and pause, fetched once for all screens.

use dioxus::{core::spawn_forever, prelude::*};
use foodwala_sdk::{
    RestaurantId, Versioned,
    contract::restaurants::{Restaurant, RestaurantView},
};
use foodwala_ui::{
    device,
    sdk::{
        Failure, Loadable,
        calls::{Calls, use_calls},
    },
};
use std::time::Duration;

/// How often it is looked at again: it opens, closes, and pauses end.
const AGAIN: Duration = Duration::from_secs(30);

/// Reads and changes the restaurant.
#[derive(Clone, Copy, PartialEq)]
pub struct Shop {
    view: Signal<Loadable<Versioned<RestaurantView>>>,
    place: RestaurantId,
    calls: Calls,
}

impl Shop {
    /// The restaurant; whoever reads it while rendering is rendered again when it changes.
    pub fn read(&self) -> ReadableRef<'_, Signal<Loadable<Versioned<RestaurantView>>>> {
        self.view.read()
    }

    /// The restaurant, if it is here.
    #[must_use]
    pub fn get(self) -> Option<RestaurantView> {
        self.view.read().value().map(|found| found.value.clone())
    }

    /// Its time zone, else the device's.
    #[must_use]
    pub fn zone(self) -> String {
        let zone = self
            .view
            .read()
            .value()
            .map(|view| view.value.restaurant.hours.time_zone.clone());
        zone.unwrap_or_else(device::time_zone)
    }

    /// Fetches it again.
    pub fn reload(mut self) {
        // Whoever asks may be gone before the answer, and so may the restaurant: the view goes with its screens.
        let Ok(mut view) = self.view.try_write() else { return };
        view.begin();
        drop(view);
        spawn_forever(async move {
            let answer = self.calls.client().restaurants().get(self.place).await;
            if let Ok(mut view) = self.view.try_write() {
                view.finish(answer.map_err(Failure::from));
            }
        });
    }

    /// Takes over what a change answered; the rest of the view is fetched.
    pub fn changed(mut self, restaurant: Restaurant) {
        if let Ok(mut view) = self.view.try_write()
            && let Some(view) = view.value_mut()
        {
            view.version = restaurant.version;
            view.value.restaurant = restaurant;
        }
        self.reload();
    }
}

/// Gives everything below the restaurant.
pub fn use_shop_provider(place: RestaurantId) -> Shop {
    let calls = use_calls();
    let shop = use_hook(|| {
        let shop = Shop {
            view: Signal::new(Loadable::Idle),
            place,
            calls,
        };
        shop.reload();
        provide_context(shop)
    });
    device::use_interval(AGAIN, move || shop.reload());
    shop
}

/// The restaurant that is shown.
pub fn use_shop() -> Shop {
    use_context()
}
