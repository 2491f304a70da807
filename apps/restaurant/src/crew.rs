//! Who is at the app, where they work, and what they may call there.

use crate::queue::{self, QueueHandle};
use dioxus::{core::spawn_forever, prelude::*};
use foodwala_sdk::{
    AccountId, Endpoint, Error, RestaurantId, StreamExt,
    contract::{access::StaffRole, auth::Account, restaurants::Workplace},
};
use foodwala_ui::{
    browser, device,
    sdk::{
        Failure, Loadable, SessionHandle, SignedIn,
        calls::{Calls, use_calls},
    },
    t,
};
use std::time::Duration;

/// Under this key is whose things are on the device; all apps of the platform share it.
const OWNER: &str = "owner";
/// Under this key are the restaurants where they work, for when nobody can be asked.
const WORKPLACES: &str = "kitchen-workplaces";
/// Under this key is the restaurant that was shown last.
const PLACE: &str = "kitchen-place";
/// How often a session that could not be confirmed is tried again.
const AGAIN: Duration = Duration::from_secs(4);

/// The person at the app.
#[derive(Clone, Copy, PartialEq)]
pub struct Crew {
    session: SessionHandle,
    account: Signal<Option<Account>>,
    workplaces: Signal<Loadable<Vec<Workplace>>>,
    /// Somebody was signed in here, and the platform could not be asked yet whether they still are.
    unconfirmed: Signal<bool>,
    /// Whose things the device shows while nobody can be asked.
    owner: Signal<Option<AccountId>>,
    calls: Calls,
    queue: QueueHandle,
    /// The person wants to leave: the end of the session is no accident.
    leaving: CopyValue<bool>,
}

impl Crew {
    /// Whether somebody is signed in.
    pub fn signed_in(self) -> SignedIn {
        self.session.get()
    }

    /// Whether the platform could not be asked yet who is at the app: what is shown is what the device kept.
    pub fn is_unconfirmed(self) -> bool {
        (self.unconfirmed)()
    }

    /// Who is signed in.
    pub fn account(self) -> Option<Account> {
        self.account.read().clone()
    }

    /// Whose id counts as the person's: who is signed in, else whose things the device shows.
    pub fn me(self) -> Option<AccountId> {
        let account = self.account.read().as_ref().map(|account| account.id);
        account.or((self.owner)())
    }

    /// Where they work.
    pub fn workplaces(self) -> Loadable<Vec<Workplace>> {
        self.workplaces.read().clone()
    }

    /// One of their workplaces.
    pub fn workplace(self, place: RestaurantId) -> Option<Workplace> {
        let workplaces = self.workplaces.read();
        let found = workplaces
            .value()?
            .iter()
            .find(|workplace| workplace.restaurant_id == place);
        found.cloned()
    }

    /// Whether they may call an endpoint at a restaurant, as the contract says.
    pub fn may<E: Endpoint>(self, place: RestaurantId) -> bool {
        let role = self.workplace(place).map(|workplace| workplace.role);
        role.is_some_and(|role| E::INFO.access.staff.contains(&role))
    }

    /// Whether they deliver, and do nothing else, at a restaurant.
    pub fn is_courier(self, place: RestaurantId) -> bool {
        self.workplace(place)
            .is_some_and(|workplace| workplace.role == StaffRole::Courier)
    }

    /// The restaurant that was shown here last.
    pub fn last_place(self) -> Option<RestaurantId> {
        device::storage::get(PLACE)?.parse().ok()
    }

    /// Notes which restaurant is shown.
    pub fn is_at(self, place: RestaurantId) {
        device::storage::set(PLACE, &place.to_string());
    }

    /// Asks the platform again where they work.
    pub fn reload(mut self) {
        self.workplaces.write().begin();
        spawn_forever(async move {
            let of = self.account.peek().as_ref().map(|account| account.id);
            let answer = self.calls.client().me().workplaces().await;
            if self.account.peek().as_ref().map(|account| account.id) != of {
                // They have left meanwhile.
                return;
            }
            if let Ok(found) = &answer
                && let Ok(text) = serde_json::to_string(&found.items)
            {
                device::storage::set(WORKPLACES, &text);
            }
            let outcome = answer.map(|found| found.items).map_err(Failure::from);
            self.workplaces.write().finish(outcome);
        });
    }

    /// Signs out: here in any case. Everything that is the person's leaves the device.
    ///
    /// # Errors
    /// When the platform was not told: the session lives on there until it expires.
    pub async fn sign_out(mut self) -> Result<(), Error> {
        if self.account.peek().is_none() {
            // Nobody could be asked who is here: what the device kept goes all the same.
            self.forget();
        } else {
            self.leaving.set(true);
        }
        self.calls.client().auth().logout().await
    }

    fn forget(mut self) {
        self.owner.set(None);
        self.queue.apply(queue::Event::Forget);
        self.queue.belongs_to(None);
        self.workplaces.set(Loadable::Idle);
        self.unconfirmed.set(false);
        browser::forget_answers();
        self.session.signed_out();
    }

    /// Shows what the device kept until the platform can be asked.
    fn take_up(mut self, owner: AccountId) {
        let text = device::storage::get(WORKPLACES);
        let kept: Option<Vec<Workplace>> = text.and_then(|text| serde_json::from_slice(text.as_bytes()).ok());
        if let Some(kept) = kept {
            self.workplaces.set(Loadable::Ready(kept));
            self.unconfirmed.set(true);
            self.owner.set(Some(owner));
            self.queue.belongs_to(Some(owner));
            self.session.signed_in();
        }
    }

    fn entered(mut self, account: Account) {
        let (id, before) = (account.id, self.account.peek().as_ref().map(|account| account.id));
        let owner = device::storage::get(OWNER);
        if owner.is_some_and(|owner| owner != id.to_string()) {
            self.forget();
        }
        device::storage::set(OWNER, &id.to_string());
        self.account.set(Some(account));
        self.unconfirmed.set(false);
        self.session.signed_in();
        self.queue.belongs_to(Some(id));
        if before != Some(id) {
            self.reload();
        }
    }

    fn left(mut self) {
        self.account.set(None);
        self.owner.set(None);
        // Another window of the platform's apps, where they signed out, has emptied the device.
        let has_left_elsewhere = device::storage::get(OWNER).is_none();
        if self.leaving.replace(false) || has_left_elsewhere {
            self.forget();
        } else {
            // Signed out by time or from elsewhere: who signs in again finds what was not sent yet.
            self.queue.belongs_to(None);
            self.workplaces.set(Loadable::Idle);
            browser::forget_answers();
            self.session.is_guest();
        }
    }
}

/// Gives everything below the person, and follows signing in and out. Call once, in the app's root.
pub fn use_crew_provider(session: SessionHandle, queue: QueueHandle) -> Crew {
    let calls = use_calls();
    let crew = use_hook(|| {
        provide_context(Crew {
            session,
            account: Signal::new(None),
            workplaces: Signal::new(Loadable::Idle),
            unconfirmed: Signal::new(false),
            owner: Signal::new(None),
            calls,
            queue,
            leaving: CopyValue::new(false),
        })
    });
    use_hook(|| {
        spawn_forever(resume(crew));
        spawn_forever(follow(crew));
    });
    crew
}

/// Takes the session up; where the platform cannot be asked, again and again.
async fn resume(crew: Crew) {
    let owner = device::storage::get(OWNER).and_then(|owner| owner.parse::<AccountId>().ok());
    loop {
        match crew.calls.client().auth().resume().await {
            Err(error) if error.is_retryable() => {
                if crew.session.get() == SignedIn::Unknown {
                    match owner {
                        Some(owner) => crew.take_up(owner),
                        None => crew.session.is_guest(),
                    }
                }
                device::sleep(AGAIN).await;
            }
            Ok(Some(_)) => return,
            Ok(None) | Err(_) => {
                // Somebody who was here, and is not signed in any more.
                if crew.account.peek().is_none() {
                    if crew.is_unconfirmed() {
                        crew.left();
                    }
                    crew.session.is_guest();
                }
                return;
            }
        }
    }
}

async fn follow(crew: Crew) {
    let mut changes = Box::pin(crew.calls.client().auth().account_changes());
    while let Some(account) = changes.next().await {
        match account {
            Some(account) => crew.entered(account),
            None if crew.account.peek().is_some() => crew.left(),
            None => {}
        }
    }
}

/// The person at the app.
pub fn use_crew() -> Crew {
    use_context()
}

/// Names the page after its screen.
pub fn use_title(title: String) {
    use_effect(use_reactive!(|title| {
        device::document::set_title(&t!("shell-page-title", title = title));
    }));
}
