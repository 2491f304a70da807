//! The client as screens keep it: small enough to go with every event and task.

use super::use_client;
use dioxus::prelude::*;
use foodwala_sdk::FoodWala;

/// A client that can be copied.
#[derive(Clone, Copy, PartialEq)]
pub struct Calls(CopyValue<FoodWala>);

impl Calls {
    /// The client itself.
    #[must_use]
    pub fn client(self) -> FoodWala {
        self.0.peek().clone()
    }
}

/// The client of the platform, for a screen that runs effects.
pub fn use_calls() -> Calls {
    let client = use_client();
    use_hook(|| Calls(CopyValue::new(client)))
}
