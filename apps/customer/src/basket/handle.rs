//! The basket in the app: one for all screens, with its effects.

use super::{Effect, Event, Kept, Obstacle, Refusal, State, reduce};
use crate::{parts, place::PlaceHandle};
use dioxus::{core::spawn_forever, prelude::*};
use foodwala_sdk::{FoodWala, contract::orders::Basket};
use foodwala_ui::{device, lazy, sdk::use_client};
use std::time::Duration;

const KEY: &str = "basket";
/// People click fast; a price is asked for when they rest.
const BREATH: Duration = Duration::from_millis(250);

/// Reads and changes the basket.
#[derive(Clone, Copy, PartialEq)]
pub struct BasketHandle {
    state: Signal<State>,
    /// Whether what the device keeps has been read.
    awake: CopyValue<bool>,
    client: CopyValue<FoodWala>,
}

impl BasketHandle {
    /// The basket; whoever reads it while rendering is rendered again when it changes.
    pub fn read(&self) -> ReadableRef<'_, Signal<State>> {
        self.state.read()
    }

    /// The basket, without being rendered again.
    pub fn peek(&self) -> ReadableRef<'_, Signal<State>> {
        self.state.peek()
    }

    /// Changes the basket by the part that can: for who does not belong to one.
    pub fn tell(self, event: Event) {
        lazy::tell("kept", parts::kept::change_basket, (self, event));
    }

    /// Reads what the device keeps, once.
    pub fn wake(mut self) {
        if self.awake.replace(true) {
            return;
        }
        let kept = load();
        if kept != self.state.peek().kept {
            self.state.write().kept = kept;
        }
    }

    /// Whoever used the app has signed out: whoever comes next begins with nothing.
    pub fn forget(mut self) {
        self.awake.set(true);
        device::storage::remove(KEY);
        self.state.write().forget();
    }

    /// Changes the basket.
    pub fn apply(mut self, event: Event) {
        self.awake.set(true);
        // Another window of the app may have changed it.
        let kept = load();
        let effects = {
            let mut state = self.state.write();
            if kept != state.kept {
                reduce(&mut state, Event::Reloaded(kept));
            }
            reduce(&mut state, event)
        };
        for effect in effects {
            match effect {
                Effect::Save => save(&self.state.peek().kept),
                Effect::Quote(number, basket) => {
                    spawn_forever(self.quote(number, basket));
                }
            }
        }
    }

    async fn quote(self, number: u64, basket: Basket) {
        device::sleep(BREATH).await;
        if self.state.peek().asked() != number {
            return;
        }
        let client = self.client.peek().clone();
        let answer = match client.orders().quote(&basket).await {
            Ok(quote) => Ok(Box::new(quote)),
            Err(error) => Err(error
                .problem()
                .and_then(Obstacle::of)
                .map_or(Refusal::Unreachable, Refusal::Obstacle)),
        };
        self.apply(Event::Quoted(number, answer));
    }
}

/// Gives everything below the basket as the device kept it. Call once, in the app's root, below client and place.
pub fn use_basket_provider(place: PlaceHandle) -> BasketHandle {
    let client = use_client();
    let handle = use_hook(|| {
        let state = State::new(Kept::default(), place.peek());
        provide_context(BasketHandle {
            state: Signal::new(state),
            awake: CopyValue::new(false),
            client: CopyValue::new(client),
        })
    });
    use_effect(move || {
        let place = place.read();
        let has_moved = handle.peek().place != place;
        if device::storage::get(KEY).is_none() {
            // With nothing in it there is nothing to price.
            if has_moved {
                let mut state = handle.state;
                state.write().place = place;
            }
        } else if has_moved {
            handle.tell(Event::Moved(place));
        } else {
            handle.tell(Event::Reprice);
        }
    });
    handle
}

/// The basket.
pub fn use_basket() -> BasketHandle {
    use_context()
}

/// How many dishes are in the basket; of its other changes whoever wants to know only this hears nothing.
pub fn use_count() -> Memo<u32> {
    let basket = use_basket();
    use_memo(move || basket.read().kept.count())
}

fn load() -> Kept {
    let text = device::storage::get(KEY);
    // What an older version kept in another shape is no longer a basket.
    text.and_then(|text| serde_json::from_slice(text.as_bytes()).ok())
        .unwrap_or_default()
}

fn save(kept: &Kept) {
    if *kept == Kept::default() {
        return device::storage::remove(KEY);
    }
    match serde_json::to_string(kept) {
        Ok(text) if device::storage::set(KEY, &text) => {}
        Ok(_) => tracing::warn!("the device keeps no basket"),
        Err(error) => tracing::error!(error = &error as &dyn std::error::Error, "the basket cannot be written"),
    }
}
