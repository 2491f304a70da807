//! What is being entered, in the app: one for each restaurant that is shown, with its effects.

use super::{
    Attempt, Effect, Event, Outcome, State,
    attempt::{forget, keep, kept},
    reduce,
};
use crate::{board::BoardHandle, crew::Crew, shop::Shop};
use dioxus::{core::spawn_forever, prelude::*};
use foodwala_sdk::{Error, IdempotencyKey, RestaurantId, contract::orders::Order};
use foodwala_ui::{
    device,
    sdk::{
        Failure, SignedIn,
        calls::{Calls, use_calls},
    },
};
use std::time::Duration;

/// Price and times are asked for when nothing more has changed for so long.
const PAUSE: Duration = Duration::from_millis(250);

/// Reads and changes what is being entered.
#[derive(Clone, Copy, PartialEq)]
pub struct EntryHandle {
    state: Signal<State>,
    place: RestaurantId,
    crew: Crew,
    calls: Calls,
}

impl EntryHandle {
    /// What is being entered; whoever reads it while rendering is rendered again when it changes.
    pub fn read(&self) -> ReadableRef<'_, Signal<State>> {
        self.state.read()
    }

    /// Where it is entered.
    #[must_use]
    pub const fn place(self) -> RestaurantId {
        self.place
    }

    /// Takes an event in.
    pub fn send(mut self, event: Event) {
        // Answers come late: the restaurant may be shown no more.
        let Ok(mut state) = self.state.try_write() else { return };
        let effects = reduce(&mut state, event);
        drop(state);
        for effect in effects {
            self.run(effect);
        }
    }

    /// Enters the order: once, however often it is asked for.
    pub fn enter(self, nameless: String) {
        let Some(account) = self.crew.me() else { return };
        self.send(Event::Enter {
            place: self.place,
            account,
            key: uuid::Uuid::now_v7().to_string(),
            nameless,
        });
    }

    fn run(self, effect: Effect) {
        match effect {
            Effect::Fetch => {
                spawn_forever(async move {
                    let menu = self.calls.client().menus().get(self.place).await;
                    self.send(Event::Came(menu.map(|menu| menu.value).map_err(Failure::from)));
                });
            }
            Effect::Slots(query) => {
                spawn_forever(async move {
                    device::sleep(PAUSE).await;
                    let is_wanted = |state: &State| state.times_wanted() == Some(query);
                    if !self.state.try_peek().is_ok_and(|state| is_wanted(&state)) {
                        return;
                    }
                    let slots = self.calls.client().restaurants().slots(self.place, &query).await;
                    self.send(Event::Slots(query, slots.map_err(Failure::from)));
                });
            }
            Effect::Quote(asked) => {
                spawn_forever(self.quote(asked));
            }
            Effect::Send(attempt) => {
                keep(self.place, &attempt);
                spawn_forever(async move {
                    let outcome = Outcome::of(self.enter_once(&attempt).await);
                    self.send(Event::Done(attempt.key, outcome));
                });
            }
            Effect::Forget => forget(self.place),
            Effect::Lead(id) => {
                device::document::scroll_into_view(&id);
                device::document::focus(&id);
            }
        }
    }

    async fn quote(self, asked: u32) {
        device::sleep(PAUSE).await;
        let basket = match self.state.try_peek() {
            Ok(state) if state.asked == asked => state.basket(self.place),
            _ => None,
        };
        let Some(basket) = basket else { return };
        let answer = self.calls.client().orders().quote(&basket).await;
        self.send(Event::Quoted(asked, answer.map(Box::new).map_err(Failure::from)));
    }

    async fn enter_once(self, attempt: &Attempt) -> Result<Order, Error> {
        let board = self.calls.client().board(self.place);
        match attempt.key.parse::<IdempotencyKey>() {
            Ok(key) => board.enter_with_key(&key, &attempt.request).await,
            // Keys are made here; one that is none was written by nobody.
            Err(_) => board.enter(&attempt.request).await,
        }
    }
}

/// Gives everything below what is being entered at a restaurant.
pub fn use_entry_provider(place: RestaurantId, crew: Crew, shop: Shop, board: BoardHandle) -> EntryHandle {
    let calls = use_calls();
    let entry = use_hook(|| {
        provide_context(EntryHandle {
            state: Signal::new(State::default()),
            place,
            crew,
            calls,
        })
    });
    use_effect(move || {
        if let Some(view) = shop.get() {
            let address = view.restaurant.profile.address;
            entry.send(Event::At {
                city: address.city,
                country: address.country,
            });
        }
    });
    // Sold out elsewhere, or by an order that took the last portion.
    let changes = use_memo(move || board.read().availability.clone());
    use_effect(move || {
        for availability in changes.read().values() {
            entry.send(Event::Told(availability.clone()));
        }
    });
    let me = use_memo(move || {
        crew.me()
            .filter(|_| crew.signed_in() == SignedIn::Yes && !crew.is_unconfirmed())
    });
    use_effect(move || {
        let Some(me) = me() else { return };
        match kept(place) {
            Some(attempt) if attempt.account == me => entry.send(Event::Left(Box::new(attempt))),
            // What somebody else entered is theirs to answer for, and not to be sent in another name.
            Some(_) => forget(place),
            None => {}
        }
    });
    // The network is back: the platform can say what became of it.
    let connected = use_memo(move || board.read().connected);
    use_effect(move || {
        if connected() && entry.state.peek().unsure.is_some() {
            entry.send(Event::Resend);
        }
    });
    entry
}

/// What is being entered at the restaurant that is shown.
pub fn use_entry() -> EntryHandle {
    use_context()
}
