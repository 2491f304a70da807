//! The service's own event: entries of a feed changed in SQL.

use foodwala_contract::{AccountId, NotificationId, events::Event};
use serde::{Deserialize, Serialize};

/// Entries of a person's feed were added, seen or erased. Tells only which: the projector reads them from SQL, so that
/// nothing of them stays in the outbox after an erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FeedChanged {
    /// Whose feed.
    pub account_id: AccountId,
    /// Which entries.
    pub entries: Vec<NotificationId>,
}

impl Event for FeedChanged {
    const TYPE: &'static str = "foodwala.notifications.feed_changed.v1";

    fn subject(&self) -> String {
        self.account_id.to_string()
    }
}
