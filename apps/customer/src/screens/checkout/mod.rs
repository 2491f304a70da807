//! Checkout: where to, when, how it is paid, and one order however often it is sent.

mod edit;
mod form;
mod kept;
mod model;
mod parts;
pub mod refusal;
mod state;
mod summary;
mod trouble;
mod view;
mod when;

use crate::{
    basket::{self, BasketHandle, use_basket},
    calls::{Calls, use_calls},
    context::{Person, use_person, use_title},
    gate::Gate,
    offline::{self, WaitingHandle, use_waiting},
    place::{PlaceHandle, use_place},
    route::Route,
};
use dioxus::{core::spawn_forever, prelude::*, router::Navigator};
use foodwala_sdk::{
    Error, FoodWala, IdempotencyKey,
    contract::{
        orders::{FulfilmentKind, Order},
        restaurants::SlotsQuery,
    },
};
use foodwala_ui::{device, t};
use state::{Attempt, Effect, Event, State, reduce};
use std::time::Duration;

/// How long to wait before an order that is being worked on is asked for again.
const SOON: Duration = Duration::from_millis(800);

#[derive(Clone, Copy)]
struct Screen {
    state: Signal<State>,
    calls: Calls,
    basket: BasketHandle,
    place: PlaceHandle,
    waiting: WaitingHandle,
    person: Person,
    navigator: Navigator,
    /// The answer to the order that was sent: it comes in a task that outlives the screen, and is taken up by the screen.
    answer: Signal<Option<Result<Box<Order>, Error>>>,
}

impl Screen {
    fn send(mut self, event: Event) {
        let effects = reduce(&mut self.state.write(), event);
        for effect in effects {
            self.run(effect);
        }
    }

    fn run(self, effect: Effect) {
        match effect {
            Effect::Focus(field) => {
                device::document::scroll_into_view(field);
                device::document::focus(field);
            }
            Effect::KeepForm => kept::keep_form(&self.state.peek().form, self.basket),
            Effect::KeepAttempt => kept::keep_attempt(self.state.peek().attempt.as_deref()),
            Effect::SignIn => {
                let next = Some(Route::Checkout {}.to_string());
                self.navigator.push(Route::SignIn { next });
            }
            Effect::Load(id) => {
                spawn(async move {
                    let client = self.calls.client();
                    let restaurant = client.restaurants().get(id).await;
                    let loaded = match restaurant {
                        Ok(restaurant) => client.me().get().await.map(|me| Box::new((restaurant.value, me.value))),
                        Err(error) => Err(error),
                    };
                    self.send(Event::Loaded(loaded));
                });
            }
            Effect::Slots(id, kind, point) => {
                let query = SlotsQuery {
                    fulfilment: Some(kind),
                    latitude: point
                        .map(|point| point.latitude)
                        .filter(|_| kind == FulfilmentKind::Delivery),
                    longitude: point
                        .map(|point| point.longitude)
                        .filter(|_| kind == FulfilmentKind::Delivery),
                    days: None,
                };
                spawn(async move {
                    let slots = self.calls.client().restaurants().slots(id, &query).await;
                    if let Err(error) = &slots {
                        tracing::info!(error = error as &dyn std::error::Error, "no times to choose from");
                    }
                    self.send(Event::Slots(kind, slots));
                });
            }
            Effect::Quote(number, basket) => {
                spawn(async move {
                    let quote = self.calls.client().orders().quote(&basket).await;
                    self.send(Event::Quoted(number, quote.map(Box::new)));
                });
            }
            // An order that was sent is followed up even if the person leaves the screen.
            Effect::Place(attempt) => {
                spawn_forever(self.place(self.calls.client(), attempt, Duration::ZERO));
            }
            Effect::AgainSoon => {
                if let Some(attempt) = self.state.peek().attempt.clone() {
                    spawn_forever(self.place(self.calls.client(), attempt, SOON));
                }
            }
            Effect::Queue(attempt) => self.queue(*attempt),
            Effect::Arrived(order) => self.arrive(&order),
        }
    }

    async fn place(mut self, client: FoodWala, attempt: Box<Attempt>, after: Duration) {
        if !after.is_zero() {
            device::sleep(after).await;
        }
        let orders = client.orders();
        let answer = match attempt.key.parse::<IdempotencyKey>() {
            Ok(key) => orders.place_with_key(&key, &attempt.request).await,
            Err(_) => orders.place(&attempt.request).await,
        };
        if self.answer.try_peek().is_ok() {
            self.answer.set(Some(answer.map(Box::new)));
        } else if answer.is_ok() {
            // The person has left the screen. What is not answered is taken up when they come back.
            kept::keep_attempt(None);
            kept::forget_form();
            self.basket.apply(basket::Event::Clear);
        }
    }

    fn queue(self, attempt: Attempt) {
        let Some(account) = self.person.account() else {
            self.run(Effect::SignIn);
            return;
        };
        let restaurant = self
            .state
            .peek()
            .restaurant
            .as_ref()
            .map(|it| it.restaurant.profile.name.clone());
        self.waiting.apply(offline::Event::Keep(offline::Waiting {
            key: attempt.key,
            account: account.id,
            restaurant: restaurant.unwrap_or_default(),
            request: attempt.request,
            consented_at: device::now(),
            progress: offline::Progress::Held,
        }));
        self.send(Event::Queued);
        self.basket.apply(basket::Event::Clear);
    }

    fn arrive(self, order: &Order) {
        kept::forget_form();
        // First away from here, for an empty basket has nothing to check out.
        self.navigator.replace(Route::Order { id: order.id });
        self.basket.apply(basket::Event::Clear);
        if let Some(url) = order.card_payment.as_ref().and_then(|card| card.pay_url.as_deref()) {
            device::open(url);
        }
    }
}

/// Checkout.
#[component]
pub fn Checkout() -> Element {
    use_title(t!("checkout-title"));
    rsx! {
        Gate { title: t!("checkout-gate"), next: Route::Checkout {}, Inside {} }
    }
}

#[component]
fn Inside() -> Element {
    let screen = Screen {
        state: use_signal(State::default),
        calls: use_calls(),
        basket: use_basket(),
        place: use_place(),
        waiting: use_waiting(),
        person: use_person(),
        navigator: use_navigator(),
        answer: use_signal(|| None),
    };
    use_effect(move || {
        let mut answer = screen.answer;
        if answer.read().is_some()
            && let Some(answer) = answer.take()
        {
            screen.send(Event::Placed(answer));
        }
    });
    use_hook(move || {
        let kept = screen.basket.peek().kept.clone();
        let place = screen.place.peek();
        screen.send(Event::Opened {
            restaurant_id: kept.shop.as_ref().map(|shop| shop.id),
            lines: kept.order_lines(),
            form: Some(kept::form(&kept, place.as_ref())),
            attempt: kept::attempt(),
            now: device::now(),
        });
    });
    use_effect(move || {
        let lines = screen.basket.read().kept.order_lines();
        // An order that is under way keeps its own dishes.
        if screen.state.peek().attempt.is_none() {
            screen.send(Event::Lines(lines));
        }
    });
    device::use_interval(Duration::from_secs(1), move || {
        if matches!(screen.state.peek().placing, state::Placing::Patience { .. }) {
            screen.send(Event::Tick);
        }
    });
    let send = use_callback(move |event| screen.send(event));
    rsx! {
        view::View { state: screen.state, basket: screen.basket, send }
    }
}
