//! Waiting orders in the app: one list for all screens, with its effects.

use super::{Answer, Effect, Event, Waiting, reduce};
use crate::parts;
use dioxus::{core::spawn_forever, prelude::*};
use foodwala_sdk::{AccountId, ErrorCode, FoodWala, IdempotencyKey, OrderId};
use foodwala_ui::{device, lazy, sdk::use_client};
use std::collections::HashSet;

const KEY: &str = "waiting-orders";

/// Reads and changes the orders that wait for a connection.
#[derive(Clone, Copy, PartialEq)]
pub struct WaitingHandle {
    /// Whether what the device keeps has been read.
    awake: CopyValue<bool>,
    orders: Signal<Vec<Waiting>>,
    placed: Signal<Option<OrderId>>,
    in_flight: CopyValue<HashSet<String>>,
    client: CopyValue<FoodWala>,
}

impl WaitingHandle {
    /// The waiting orders; whoever reads them while rendering is rendered again when they change.
    pub fn read(&self) -> ReadableRef<'_, Signal<Vec<Waiting>>> {
        self.orders.read()
    }

    /// The order that was placed last from here, for the app to tell.
    pub fn placed(&self) -> Option<OrderId> {
        *self.placed.read()
    }

    /// Sends what waits, if somebody is signed in.
    pub fn attempt(self, account: AccountId) {
        // Another window may have sent what is known here, and does not tell.
        if !self.orders.peek().is_empty() || device::storage::get(KEY).is_some() {
            lazy::tell("kept", parts::kept::send_waiting, (self, account));
        }
    }

    /// Sends what waits, from the part that can.
    pub fn send_kept(self, account: AccountId) {
        self.apply(Event::Try {
            account,
            now: device::now(),
        });
    }

    /// Reads what the device keeps, once.
    pub fn wake(mut self) {
        if self.awake.replace(true) {
            return;
        }
        let kept = device::storage::get(KEY).and_then(|text| serde_json::from_slice(text.as_bytes()).ok());
        if let Some(kept) = kept {
            self.orders.set(kept);
        }
    }

    /// Whoever used the app has signed out.
    pub fn forget(mut self) {
        self.awake.set(true);
        device::storage::remove(KEY);
        if !self.orders.peek().is_empty() {
            self.orders.set(Vec::new());
        }
    }

    /// Takes an event in.
    pub fn apply(mut self, event: Event) {
        self.wake();
        let effects = reduce(&mut self.orders.write(), event);
        for effect in effects {
            match effect {
                Effect::Save => save(&self.orders.peek()),
                Effect::Send(order) => {
                    if self.in_flight.write().insert(order.key.clone()) {
                        spawn_forever(self.send(*order));
                    }
                }
                Effect::Placed(id) => self.placed.set(Some(id)),
                // The list shows it.
                Effect::Attention => {}
            }
        }
    }

    async fn send(mut self, order: Waiting) {
        let client = self.client.peek().clone();
        let answer = match order.key.parse::<IdempotencyKey>() {
            Ok(key) => match client.orders().place_with_key(&key, &order.request).await {
                Ok(placed) => Answer::Placed(placed.id),
                Err(error) => match error.code() {
                    // The session has ended, or the platform has a fault: nobody has said no to the order.
                    Some(ErrorCode::Unauthenticated | ErrorCode::Internal) => Answer::Later,
                    Some(code) if !error.is_retryable() => Answer::Refused(code.clone()),
                    _ => Answer::Later,
                },
            },
            Err(_) => Answer::Refused(ErrorCode::ValidationFailed),
        };
        self.in_flight.write().remove(&order.key);
        self.apply(Event::Answered { key: order.key, answer });
    }
}

/// Gives everything below the orders that wait. Call once, in the app's root, below the client.
pub fn use_waiting_provider() -> WaitingHandle {
    let client = use_client();
    use_hook(|| {
        provide_context(WaitingHandle {
            awake: CopyValue::new(false),
            orders: Signal::new(Vec::new()),
            placed: Signal::new(None),
            in_flight: CopyValue::new(HashSet::new()),
            client: CopyValue::new(client),
        })
    })
}

/// The orders that wait for a connection.
pub fn use_waiting() -> WaitingHandle {
    use_context()
}

fn save(orders: &[Waiting]) {
    if orders.is_empty() {
        device::storage::remove(KEY);
        return;
    }
    match serde_json::to_string(orders) {
        Ok(text) if device::storage::set(KEY, &text) => {}
        Ok(_) => tracing::warn!("the device keeps no waiting orders"),
        Err(error) => tracing::error!(
            error = &error as &dyn std::error::Error,
            "waiting orders cannot be written"
        ),
    }
}
