//! What every screen may use: who is signed in, favourites, the page's title.

use crate::{basket::BasketHandle, offline::WaitingHandle, parts, place::PlaceHandle};
use dioxus::{core::spawn_forever, prelude::*};
use foodwala_sdk::{AccountId, Error, FoodWala, RestaurantId, StreamExt, contract::auth::Account};
use foodwala_ui::{
    components::{Toasts, use_toasts},
    device, lazy,
    sdk::{Failure, SessionHandle, SignedIn, use_client},
    t,
};
use std::collections::HashSet;

/// Under this key is whose basket, place and forms are on the device.
const OWNER: &str = "owner";

/// The person at the app.
#[derive(Clone, Copy, PartialEq)]
pub struct Person {
    session: SessionHandle,
    account: Signal<Option<Account>>,
    favourites: Signal<HashSet<RestaurantId>>,
    knows_favourites: Signal<bool>,
    toasts: Toasts,
    client: CopyValue<FoodWala>,
    /// The person wants to leave: the end of the session is no accident.
    leaving: CopyValue<bool>,
}

impl Person {
    /// Whether somebody is signed in.
    pub fn signed_in(self) -> SignedIn {
        self.session.get()
    }

    /// Who is signed in.
    pub fn account(self) -> Option<Account> {
        self.account.read().clone()
    }

    /// Whether a restaurant is a favourite.
    pub fn likes(self, id: RestaurantId) -> bool {
        self.favourites.read().contains(&id)
    }

    /// The favourite restaurants.
    pub fn favourites(self) -> HashSet<RestaurantId> {
        self.favourites.read().clone()
    }

    /// Whether the favourites have come.
    pub fn knows_favourites(self) -> bool {
        *self.knows_favourites.read()
    }

    /// Makes a restaurant a favourite, or no longer one: at once here, and back again if the platform did not take it.
    pub fn like(mut self, id: RestaurantId, like: bool) {
        let set = move |favourites: &mut HashSet<RestaurantId>, like: bool| {
            if like {
                favourites.insert(id);
            } else {
                favourites.remove(&id);
            }
        };
        set(&mut self.favourites.write(), like);
        let client = self.client.peek().clone();
        spawn_forever(async move {
            let answer = if like {
                client.me().add_favourite(id).await
            } else {
                client.me().remove_favourite(id).await
            };
            if let Err(error) = answer {
                set(&mut self.favourites.write(), !like);
                self.toasts.danger(Failure::from(error).text());
            }
        });
    }

    /// Signs out: here in any case, and at the platform if it can be reached. Everything that is the person's leaves the
    /// device.
    ///
    /// # Errors
    /// When the platform was not told: the session lives on there until it expires.
    pub async fn sign_out(mut self) -> Result<(), Error> {
        // Whoever is signed out already is not told of again: the next person's session would end as if they had left.
        let is_here = self.account.peek().is_some();
        self.leaving.set(is_here);
        let client = self.client.peek().clone();
        client.auth().logout().await
    }

    /// Deletes the account. Everything that is the person's leaves the device.
    ///
    /// # Errors
    /// When the platform did not delete it; the person stays signed in.
    pub async fn delete(mut self) -> Result<(), Error> {
        self.leaving.set(true);
        let client = self.client.peek().clone();
        let answer = client.me().delete().await;
        if answer.is_err() {
            self.leaving.set(false);
        }
        answer
    }

    async fn fetch_favourites(mut self, of: AccountId) {
        let client = self.client.peek().clone();
        let answer = match lazy::run("account", parts::account::favourites, client).await {
            Ok(coming) => coming.await,
            Err(_) => None,
        };
        if self.account.peek().as_ref().map(|account| account.id) != Some(of) {
            // They have left meanwhile: what is theirs is not shown to who came after them.
            return;
        }
        if let Some(favourites) = answer {
            self.favourites.set(favourites.into_iter().collect());
            self.knows_favourites.set(true);
        }
    }
}

/// The restaurants that the person likes, if they can be had.
pub async fn favourites(client: FoodWala) -> Option<Vec<RestaurantId>> {
    match client.me().get().await {
        Ok(me) => Some(me.value.favourites),
        Err(error) => {
            tracing::info!(error = &error as &dyn std::error::Error, "favourites are not known");
            None
        }
    }
}

/// Gives everything below the person, and follows signing in and out. Call once, in the app's root.
pub fn use_person_provider(
    session: SessionHandle,
    place: PlaceHandle,
    basket: BasketHandle,
    waiting: WaitingHandle,
) -> Person {
    let client = use_client();
    let toasts = use_toasts();
    let person = use_hook(|| {
        provide_context(Person {
            session,
            account: Signal::new(None),
            favourites: Signal::new(HashSet::new()),
            knows_favourites: Signal::new(false),
            toasts,
            client: CopyValue::new(client.clone()),
            leaving: CopyValue::new(false),
        })
    });
    use_hook(|| {
        spawn_forever(async move {
            follow(person, place, basket, waiting).await;
        })
    });
    person
}

async fn follow(mut person: Person, place: PlaceHandle, basket: BasketHandle, waiting: WaitingHandle) {
    let client = person.client.peek().clone();
    if let Err(error) = client.auth().resume().await {
        tracing::info!(
            error = &error as &dyn std::error::Error,
            "the session could not be resumed"
        );
    }
    let mut changes = Box::pin(client.auth().account_changes());
    let forget = move || {
        // Nothing of a person is left to whoever comes next.
        waiting.forget();
        person.session.signed_out();
        place.forget();
        basket.forget();
    };
    while let Some(account) = changes.next().await {
        let before = person.account.peek().as_ref().map(|account| account.id);
        let known = person.session.get() != SignedIn::Unknown;
        match account {
            Some(account) => {
                let id = account.id;
                let owner = device::storage::get(OWNER);
                if owner.is_some_and(|owner| owner != id.to_string()) {
                    forget();
                }
                device::storage::set(OWNER, &id.to_string());
                person.account.set(Some(account));
                person.session.signed_in();
                waiting.attempt(id);
                if before != Some(id) {
                    person.favourites.set(HashSet::new());
                    person.knows_favourites.set(false);
                    spawn_forever(person.fetch_favourites(id));
                }
            }
            None if before.is_some() => {
                person.account.set(None);
                person.favourites.set(HashSet::new());
                person.knows_favourites.set(false);
                crate::browser::forget_answers();
                // Another window of the app, where they signed out, has emptied the device: this one forgets it as well.
                let has_left_elsewhere = device::storage::get(OWNER).is_none();
                if person.leaving.replace(false) || has_left_elsewhere {
                    forget();
                } else {
                    // Signed out by time or from elsewhere: who signs in again finds basket and forms as they were.
                    person.session.is_guest();
                }
            }
            None if !known => person.session.is_guest(),
            None => {}
        }
    }
}

/// The person at the app.
pub fn use_person() -> Person {
    use_context()
}

/// Names the page after its screen.
pub fn use_title(title: String) {
    use_effect(use_reactive!(|title| {
        device::document::set_title(&t!("shell-page-title", title = title));
    }));
}
