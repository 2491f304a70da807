//! What a courier link opens: one delivery, for somebody without an account.

mod state;
mod view;

use crate::{crew::use_title, position::use_sharing};
use dioxus::prelude::*;
use foodwala_sdk::{IdempotencyKey, contract::couriers::HandOverRequest};
use foodwala_ui::{
    prelude::*,
    sdk::calls::{Calls, use_calls},
};
use state::{Effect, Event, State, reduce};
use std::time::Duration;

/// How often the delivery is looked at: links have no events.
const AGAIN: Duration = Duration::from_secs(5);

#[derive(Clone, Copy)]
struct Screen {
    state: Signal<State>,
    calls: Calls,
    token: Signal<String>,
}

impl Screen {
    fn send(mut self, event: Event) {
        let effect = reduce(&mut self.state.write(), event);
        let Some(effect) = effect else { return };
        let token = self.token.peek().clone();
        spawn(async move {
            let links = self.calls.client().courier_links();
            match effect {
                Effect::Fetch => {
                    let answer = links.get(&token).await;
                    self.send(Event::Came(answer.map(Box::new)));
                }
                Effect::Dispatch { key } => {
                    let answer = match key.parse::<IdempotencyKey>() {
                        Ok(key) => links.dispatch_with_key(&key, &token).await,
                        Err(_) => links.dispatch(&token).await,
                    };
                    self.send(Event::Done(answer.map(Box::new)));
                }
                Effect::HandOver { key, code } => {
                    let request = HandOverRequest { code };
                    let answer = match key.parse::<IdempotencyKey>() {
                        Ok(key) => links.hand_over_with_key(&key, &token, &request).await,
                        Err(_) => links.hand_over(&token, &request).await,
                    };
                    self.send(Event::Done(answer.map(Box::new)));
                }
            }
        });
    }
}

/// The delivery that a link is for.
#[component]
pub fn Linked(token: String) -> Element {
    use_title(t!("linked-title"));
    rsx! {
        // Another link is another delivery from the ground up.
        for token in [token] {
            Followed { key: "{token}", token: token.clone() }
        }
    }
}

#[component]
fn Followed(token: String) -> Element {
    let screen = Screen {
        state: use_signal(State::default),
        calls: use_calls(),
        token: use_signal(|| token),
    };
    use_hook(move || screen.send(Event::Look));
    device::use_interval(AGAIN, move || screen.send(Event::Look));
    let moves = use_memo(move || screen.state.read().is_moving());
    let sharing = use_sharing(moves, move |position| async move {
        let token = screen.token.peek().clone();
        let links = screen.calls.client().courier_links();
        links.report_position(&token, &position).await.is_ok()
    });
    let send = use_callback(move |event| screen.send(event));
    rsx! {
        view::View { state: screen.state, sharing, send }
    }
}
