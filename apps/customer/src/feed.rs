//! One's notifications, live, as long as somebody is signed in: for the number in the bar and for the screen.

use crate::{
    calls::{Calls, use_calls},
    context::Person,
    parts,
    screens::notifications::{Effect, Event, State, reduce},
};
use dioxus::{core::Task, prelude::*};
use foodwala_sdk::{
    Error, StreamExt,
    contract::{notifications::MarkReadRequest, page::PageQuery},
};
use foodwala_ui::{lazy, sdk::SignedIn};

/// Reads and changes the feed.
#[derive(Clone, Copy, PartialEq)]
pub struct Feed {
    state: Signal<State>,
    shown: ReadSignal<State>,
    calls: Calls,
    following: CopyValue<Option<Task>>,
}

impl Feed {
    /// How many notifications the person has not seen.
    pub fn unread(self) -> u32 {
        self.state.read().unread
    }

    /// The feed, for its screen.
    pub fn state(self) -> ReadSignal<State> {
        self.shown
    }

    /// Takes an event in.
    pub fn send(mut self, event: Event) {
        let effect = reduce(&mut self.state.write(), event);
        match effect {
            None => {}
            Some(Effect::Fetch(cursor)) => {
                dioxus::core::spawn_forever(async move {
                    let query = PageQuery {
                        cursor,
                        limit: Some(20),
                    };
                    let page = self.calls.client().notifications().list(&query).await;
                    self.send(Event::Page(page));
                });
            }
            Some(Effect::MarkRead(up_to)) => {
                dioxus::core::spawn_forever(async move {
                    let notifications = self.calls.client().notifications();
                    if let Err(error) = notifications.mark_read(&MarkReadRequest { up_to }).await {
                        tracing::info!(error = &error as &dyn std::error::Error, "what was seen is not noted");
                    }
                });
            }
        }
    }

    /// Takes in what comes, as long as it comes.
    pub async fn follow(self) {
        let notifications = self.calls.client().notifications();
        match notifications.unread().await {
            Ok(unread) => self.send(Event::Unread(unread.count)),
            Err(error) => tracing::info!(error = &error as &dyn std::error::Error, "unread is not known"),
        }
        let mut events = notifications.follow();
        while let Some(event) = events.next().await {
            match event {
                Ok(notification) => self.send(Event::Arrived(notification)),
                // One of a kind that this version does not know.
                Err(Error::Decode { .. }) => {}
                Err(error) => {
                    tracing::info!(
                        error = &error as &dyn std::error::Error,
                        "notifications are not followed"
                    );
                    break;
                }
            }
        }
    }

    fn start(mut self) {
        let task = dioxus::core::spawn_forever(async move {
            match lazy::run("account", parts::account::follow, self).await {
                Ok(following) => following.await,
                Err(error) => tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "notifications are not followed"
                ),
            }
        });
        self.following.set(Some(task));
    }

    fn stop(mut self) {
        if let Some(task) = self.following.write().take() {
            task.cancel();
        }
        reduce(&mut self.state.write(), Event::Forget);
    }
}

/// Gives everything below the feed, and follows it while somebody is signed in. Call once, in the app's root, below the
/// person.
pub fn use_feed_provider(person: Person) -> Feed {
    let calls = use_calls();
    let feed = use_hook(|| {
        let state = Signal::new(State::default());
        provide_context(Feed {
            state,
            shown: state.into(),
            calls,
            following: CopyValue::new(None),
        })
    });
    let signed_in = use_memo(move || person.signed_in() == SignedIn::Yes);
    use_effect(move || {
        let is_followed = feed.following.peek().is_some();
        match (signed_in(), is_followed) {
            (true, false) => feed.start(),
            (false, true) => feed.stop(),
            _ => {}
        }
    });
    feed
}

/// One's notifications.
pub fn use_feed() -> Feed {
    use_context()
}
