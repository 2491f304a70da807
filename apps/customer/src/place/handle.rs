//! The place in the app: one for all screens, kept on the device.

use super::Place;
use dioxus::prelude::*;
use foodwala_sdk::contract::geo::GeoPoint;
use foodwala_ui::device;

const KEY: &str = "place";

/// Reads and sets where the food shall go.
#[derive(Clone, Copy, PartialEq)]
pub struct PlaceHandle {
    place: Signal<Option<Place>>,
    choosing: Signal<bool>,
}

impl PlaceHandle {
    /// The place; whoever reads it while rendering is rendered again when it changes.
    pub fn read(self) -> Option<Place> {
        self.place.read().clone()
    }

    /// The place, without being rendered again.
    pub fn peek(self) -> Option<Place> {
        self.place.peek().clone()
    }

    /// The point of the place; whoever reads it while rendering is rendered again when it changes.
    pub fn point(self) -> Option<GeoPoint> {
        self.place.read().as_ref().map(|place| place.details.location)
    }

    /// Takes a place and keeps it on the device.
    pub fn set(mut self, place: Place) {
        match serde_json::to_string(&place) {
            Ok(text) if device::storage::set(KEY, &text) => {}
            Ok(_) => tracing::warn!("the device keeps no place"),
            Err(error) => tracing::error!(error = &error as &dyn std::error::Error, "the place cannot be written"),
        }
        self.place.set(Some(place));
    }

    /// Lets the person choose: opens the sheet.
    pub fn choose(mut self) {
        self.choosing.set(true);
    }

    /// Whether the sheet is open.
    pub fn is_choosing(self) -> bool {
        *self.choosing.read()
    }

    /// Closes the sheet.
    pub fn chosen(mut self) {
        self.choosing.set(false);
    }

    /// Forgets the place.
    pub fn forget(mut self) {
        device::storage::remove(KEY);
        self.place.set(None);
    }
}

/// Gives everything below the place kept on the device. Call once, in the app's root.
pub fn use_place_provider() -> PlaceHandle {
    use_hook(|| {
        let kept = device::storage::get(KEY).and_then(|text| serde_json::from_slice(text.as_bytes()).ok());
        provide_context(PlaceHandle {
            place: Signal::new(kept),
            choosing: Signal::new(false),
        })
    })
}

/// Where the food shall go.
pub fn use_place() -> PlaceHandle {
    use_context()
}
