//! Marks an entry of one's own feed and all before it as seen.

use crate::store::feed;
use foodwala_contract::{AccountId, NotificationId};
use foodwala_database::{DatabaseError, Tx};
use jiff::Timestamp;

/// Why it was not marked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MarkReadError {
    /// The database's.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Marks `up_to` and all before it as seen; returns those that were not. An id that is no longer, or never was, in the
/// person's feed marks nothing: what came before it is gone as well.
pub(crate) async fn mark_read(
    tx: &mut Tx,
    account: AccountId,
    up_to: NotificationId,
    now: Timestamp,
) -> Result<Vec<NotificationId>, MarkReadError> {
    Ok(feed::mark_seen(tx, account, up_to, now).await?)
}
