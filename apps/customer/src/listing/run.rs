//! A list of restaurants in the app: its effects.

use super::{Effect, Event, State, reduce};
use dioxus::{core::spawn_forever, prelude::*};
use foodwala_sdk::FoodWala;
use foodwala_ui::sdk::use_client;

/// Reads and changes a list.
#[derive(Clone, Copy, PartialEq)]
pub struct Listing {
    state: Signal<State>,
    client: CopyValue<FoodWala>,
}

impl Listing {
    fn new(client: FoodWala) -> Self {
        Self {
            state: Signal::new(State::default()),
            client: CopyValue::new(client),
        }
    }

    /// The list; whoever reads it while rendering is rendered again when it changes.
    pub fn read(&self) -> ReadableRef<'_, Signal<State>> {
        self.state.read()
    }

    /// The list, without being rendered again.
    pub fn peek(&self) -> ReadableRef<'_, Signal<State>> {
        self.state.peek()
    }

    /// Takes an event in.
    pub fn apply(mut self, event: Event) {
        let effect = reduce(&mut self.state.write(), event);
        if let Some(Effect::Fetch(number, query)) = effect {
            // Whoever leaves the screen and comes back finds the answer.
            spawn_forever(async move {
                let client = self.client.peek().clone();
                let answer = client.restaurants().search(&query).await;
                self.apply(Event::Page(number, answer.map_err(Into::into)));
            });
        }
    }
}

/// The lists of the app. They outlive their screens, so that the way back leads to what was there.
#[derive(Clone, Copy, PartialEq)]
pub struct Listings {
    /// The home screen's.
    pub home: Listing,
    /// The search's.
    pub search: Listing,
}

/// Gives everything below the lists. Call once, in the app's root, below the client.
pub fn use_listings_provider() {
    let client = use_client();
    use_hook(|| {
        provide_context(Listings {
            home: Listing::new(client.clone()),
            search: Listing::new(client),
        })
    });
}

/// The lists of the app.
pub fn use_listings() -> Listings {
    use_context()
}
