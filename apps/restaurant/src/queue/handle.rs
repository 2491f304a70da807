//! The queue in the app: one for all screens, with its effects.

use super::{
    Answer, Effect, Entry, Event, Progress, Queue, StaffAct,
    answer::{is_gone, no},
    reduce,
};
use dioxus::{core::spawn_forever, prelude::*};
use foodwala_sdk::{
    AccountId, Error, ErrorCode, IdempotencyKey, OrderId, RestaurantId,
    contract::{board::BoardOrder, orders::Order},
};
use foodwala_ui::{
    device,
    sdk::calls::{Calls, use_calls},
};
use std::time::Duration;

/// Each action is kept under a key of its own, so that two windows do not overwrite each other's.
const PREFIX: &str = "kitchen-action.";

/// How cards of the board that is shown are found and handed on.
type Joined = (Callback<OrderId, Option<BoardOrder>>, Callback<BoardOrder>);

/// Reads and changes the queue.
#[derive(Clone, Copy, PartialEq)]
pub struct QueueHandle {
    queue: Signal<Queue>,
    calls: Calls,
    account: CopyValue<Option<AccountId>>,
    /// The board that is shown, to look cards up and to hand them on.
    board: CopyValue<Option<Joined>>,
}

impl QueueHandle {
    /// The queue; whoever reads it while rendering is rendered again when it changes.
    pub fn read(&self) -> ReadableRef<'_, Signal<Queue>> {
        self.queue.read()
    }

    /// Keeps an action and sends it as soon as may be.
    pub fn act(self, order: &Order, act: StaffAct) {
        let Some(account) = *self.account.peek() else { return };
        self.apply(Event::Act(Entry {
            key: uuid::Uuid::now_v7().to_string(),
            account,
            place: order.restaurant_id,
            order: order.id,
            number: order.number.clone(),
            act,
            at: device::now(),
            progress: Progress::Waiting,
        }));
        self.pump();
    }

    /// Notes who is signed in; what is theirs goes out.
    pub fn belongs_to(mut self, account: Option<AccountId>) {
        self.account.set(account);
        if let Some(account) = account {
            self.apply(Event::Entered(account));
        }
        self.pump();
    }

    /// The network may be back.
    pub fn back(self) {
        self.apply(Event::Back);
        self.pump();
    }

    /// Joins the queue with the board that is shown.
    pub fn join(mut self, find: Callback<OrderId, Option<BoardOrder>>, tell: Callback<BoardOrder>) {
        self.board.set(Some((find, tell)));
    }

    /// A card has changed.
    pub fn saw(self, card: &BoardOrder) {
        let concerns = self
            .queue
            .peek()
            .entries
            .iter()
            .any(|entry| entry.order == card.order.id);
        if concerns {
            self.apply(Event::Card(Box::new(card.clone())));
            self.pump();
        }
    }

    /// Sends the next, if one is due.
    pub fn pump(self) {
        let Some(account) = *self.account.peek() else { return };
        self.catch_up(account);
        let is_idle = self.queue.peek().entries.iter().all(|entry| !entry.is_open());
        // What was never sent is still sent as it is true by then: food that was promised a while ago is that much nearer.
        if !is_idle && device::is_online() {
            self.apply(Event::Pump {
                account,
                now: device::now(),
            });
        }
    }

    /// Takes up what other windows have kept since.
    fn catch_up(mut self, account: AccountId) {
        let keys = device::storage::keys();
        // A device that keeps nothing at all says nothing of what others have done.
        if keys.is_empty() {
            return;
        }
        let mut queue = self.queue.peek().clone();
        let (kept, now) = (kept(&keys), device::now());
        reduce(&mut queue, Event::Stored { account, kept, now });
        // Screens are not drawn anew for nothing.
        if queue != *self.queue.peek() {
            self.queue.set(queue);
        }
    }

    /// Takes an event in.
    pub fn apply(mut self, event: Event) {
        let effects = reduce(&mut self.queue.write(), event);
        for effect in effects {
            match effect {
                Effect::Keep(entry) => keep(&entry),
                Effect::Release(key) => device::storage::remove(&format!("{PREFIX}{key}")),
                Effect::Send(entry) => {
                    spawn_forever(self.send(entry));
                }
                Effect::Look(place, order) => {
                    spawn_forever(self.look(place, order));
                }
                Effect::Tell(entry) => {
                    spawn_forever(self.look(entry.place, entry.order));
                }
            }
        }
    }

    async fn send(self, entry: Entry) {
        let answer = match entry.key.parse::<IdempotencyKey>() {
            Ok(key) => {
                let client = self.calls.client();
                match entry.act.send(&client, entry.place, entry.order, &key).await {
                    Ok(card) => Answer::Taken(Box::new(card)),
                    Err(error) => no(&error),
                }
            }
            Err(_) => Answer::Refused {
                code: ErrorCode::ValidationFailed.as_str().to_owned(),
                status: None,
            },
        };
        if let Answer::Taken(card) = &answer {
            self.tell(card);
        }
        let board = *self.board.peek();
        let known = board.and_then(|(find, _)| find.call(entry.order)).map(Box::new);
        self.apply(Event::Answered {
            key: entry.key,
            answer,
            known,
            now: device::now(),
        });
        self.pump();
    }

    /// What the platform says of an order; nothing, if it knows none on this board.
    ///
    /// # Errors
    /// When it could not say.
    pub async fn card(self, place: RestaurantId, order: OrderId) -> Result<Option<BoardOrder>, Error> {
        match self.calls.client().board(place).get(order).await {
            Ok(card) => Ok(Some(card)),
            Err(error) if is_gone(&error) => Ok(None),
            Err(error) => {
                tracing::info!(
                    error = &error as &dyn std::error::Error,
                    "a card could not be looked at"
                );
                Err(error)
            }
        }
    }

    async fn look(self, place: RestaurantId, order: OrderId) {
        match self.card(place, order).await {
            Ok(Some(card)) => {
                self.tell(&card);
                // No board is shown, or it knows this card already: the queue waits for it all the same.
                self.saw(&card);
            }
            Ok(None) => {
                self.apply(Event::Gone(order));
                self.pump();
            }
            Err(_) => {}
        }
    }

    fn tell(self, card: &BoardOrder) {
        if let Some((_, tell)) = *self.board.peek() {
            tell.call(card.clone());
        }
    }

    /// Parts from a board that is shown no more, unless another one has joined since.
    pub fn leave(mut self, find: Callback<OrderId, Option<BoardOrder>>, tell: Callback<BoardOrder>) {
        if *self.board.peek() == Some((find, tell)) {
            self.board.set(None);
        }
    }
}

/// Gives everything below the queue. Call once, in the app's root, below the client.
pub fn use_queue_provider() -> QueueHandle {
    let calls = use_calls();
    let handle = use_hook(|| {
        provide_context(QueueHandle {
            queue: Signal::new(Queue {
                entries: kept(&device::storage::keys()),
                ..Queue::default()
            }),
            calls,
            account: CopyValue::new(None),
            board: CopyValue::new(None),
        })
    });
    let online = device::use_online();
    use_effect(move || {
        if online() {
            handle.back();
        }
    });
    // Rests end, and outcomes that nobody told are looked up.
    device::use_interval(Duration::from_secs(2), move || handle.pump());
    handle
}

/// The actions on their way.
pub fn use_queue() -> QueueHandle {
    use_context()
}

fn kept(keys: &[String]) -> Vec<Entry> {
    let texts = keys
        .iter()
        .filter(|key| key.starts_with(PREFIX))
        .filter_map(|key| device::storage::get(key));
    let mut entries: Vec<Entry> = texts
        .filter_map(|text| serde_json::from_slice(text.as_bytes()).ok())
        .collect();
    entries.sort_by(|a, b| a.key.cmp(&b.key));
    entries
}

fn keep(entry: &Entry) {
    match serde_json::to_string(entry) {
        Ok(text) if device::storage::set(&format!("{PREFIX}{}", entry.key), &text) => {}
        Ok(_) => tracing::warn!("the device keeps no actions"),
        Err(error) => tracing::error!(error = &error as &dyn std::error::Error, "an action cannot be written"),
    }
}
