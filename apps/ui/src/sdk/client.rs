//! The client of the platform, given to all screens.

use dioxus::prelude::*;
use foodwala_sdk::FoodWala;

#[derive(Clone)]
struct Client(FoodWala);

/// Gives everything below the client. Call once, in the app's root.
pub fn use_client_provider(make: impl FnOnce() -> FoodWala) -> FoodWala {
    use_hook(|| provide_context(Client(make()))).0
}

/// The client of the platform.
///
/// # Panics
/// If no component above has called [`use_client_provider`].
pub fn use_client() -> FoodWala {
    use_context::<Client>().0
}
