//! How long handled messages are kept.

use std::time::Duration;

use foodwala_database::{Database, DatabaseError};
use jiff::Timestamp;

use crate::{inbox, outbox};

/// How long a schema keeps what messaging no longer needs.
#[derive(Clone, Copy, Debug)]
pub struct Retention {
    /// Sent outbox rows, for looking into what happened.
    pub outbox: Duration,
    /// Inbox rows; a redelivery after that long has its effect again.
    pub inbox: Duration,
}

impl Default for Retention {
    /// A day of sent messages, seven days of inbox.
    fn default() -> Self {
        Self {
            outbox: Duration::from_secs(24 * 3600),
            inbox: Duration::from_secs(7 * 24 * 3600),
        }
    }
}

/// How many rows were deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purged {
    /// From the outbox.
    pub outbox: u64,
    /// From the inbox.
    pub inbox: u64,
}

/// The job that deletes what `retention` no longer covers. May run at any time, any number of times.
pub async fn purge(database: &Database, now: Timestamp, retention: Retention) -> Result<Purged, DatabaseError> {
    Ok(Purged {
        outbox: outbox::purge(database, now, retention.outbox).await?,
        inbox: inbox::purge(database, now, retention.inbox).await?,
    })
}
