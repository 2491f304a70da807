//! What the service reacts to: one file per event.

mod account_registered;
mod customer_changed;
mod customer_deleted;
mod delivery_assigned;
mod order_moved;
mod password_reset_requested;

use crate::{
    domain::{
        Locale,
        messages::{TextError, Texts},
    },
    feed_changed::FeedChanged,
    projection::Projection,
    store::people::Known,
};
use foodwala_clock::Clock;
use foodwala_contract::events::{
    AccountRegistered, CustomerChanged, CustomerDeleted, DeliveryAssigned, Event, ORDER_EVENT_TYPES,
    PasswordResetRequested,
};
use foodwala_database::Database;
use foodwala_messaging::{ConsumeError, Consumer, Subscription};
use std::sync::Arc;

/// What every consumer needs to write to people.
#[derive(Clone)]
pub(crate) struct Desk {
    /// The words.
    pub texts: Arc<Texts>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The language for those whose own is not spoken here, or not known yet.
    pub default_locale: Locale,
    /// Where people reach the app; no slash at its end.
    pub public_url: Arc<str>,
}

impl Desk {
    fn locale(&self, tag: &str) -> Locale {
        Locale::of(tag).unwrap_or(self.default_locale)
    }

    /// The language of whoever it is.
    fn locale_of(&self, known: &Known) -> Locale {
        match known {
            Known::Person(person) => self.locale(&person.locale),
            Known::NotYet | Known::Erased => self.default_locale,
        }
    }
}

/// No retry mends a text; the dead letter is replayed once it is mended.
fn no_words(error: TextError) -> ConsumeError {
    ConsumeError::permanent(error.to_string())
}

/// What the consumers subscribe to.
pub(crate) fn subscriptions() -> Vec<Subscription> {
    vec![
        Subscription::new("notifications.account-registered", &[AccountRegistered::TYPE]),
        Subscription::new(
            "notifications.password-reset-requested",
            &[PasswordResetRequested::TYPE],
        ),
        Subscription::new("notifications.customer-changed", &[CustomerChanged::TYPE]),
        Subscription::new("notifications.customer-deleted", &[CustomerDeleted::TYPE]),
        Subscription::new("notifications.orders", ORDER_EVENT_TYPES),
        Subscription::new("notifications.delivery-assigned", &[DeliveryAssigned::TYPE]),
        Subscription::new("notifications.feed", &[FeedChanged::TYPE]),
    ]
}

/// All consumers.
pub(crate) fn all(database: &Database, desk: &Desk, projection: Projection) -> Vec<Consumer> {
    let database = || database.clone();
    vec![
        Consumer::new(
            "notifications.account-registered",
            &[AccountRegistered::TYPE],
            database(),
            account_registered::Welcome(desk.clone()),
        ),
        Consumer::new(
            "notifications.password-reset-requested",
            &[PasswordResetRequested::TYPE],
            database(),
            password_reset_requested::SendLink(desk.clone()),
        ),
        Consumer::new(
            "notifications.customer-changed",
            &[CustomerChanged::TYPE],
            database(),
            customer_changed::KeepProfile,
        ),
        Consumer::new(
            "notifications.customer-deleted",
            &[CustomerDeleted::TYPE],
            database(),
            customer_deleted::Erase(Arc::clone(&desk.clock)),
        ),
        Consumer::new(
            "notifications.orders",
            ORDER_EVENT_TYPES,
            database(),
            order_moved::Tell(desk.clone()),
        ),
        Consumer::new(
            "notifications.delivery-assigned",
            &[DeliveryAssigned::TYPE],
            database(),
            delivery_assigned::TellCourier(desk.clone()),
        ),
        Consumer::projector("notifications.feed", &[FeedChanged::TYPE], projection),
    ]
}
