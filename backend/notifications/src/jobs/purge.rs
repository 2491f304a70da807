//! Forgets what is old: feed entries and what was told of orders after 180 days, mails after 30.

use crate::{
    projection,
    store::{feed, mails, orders},
};
use foodwala_database::{Database, DatabaseError};
use jiff::Timestamp;
use std::time::Duration;

/// Far longer than a mail is tried.
const MAIL_RETENTION: Duration = Duration::from_secs(30 * 24 * 3600);

/// Deletes what is older than it is kept.
pub(super) async fn purge(database: &Database, now: Timestamp) -> Result<(), DatabaseError> {
    let before = projection::before(now);
    let entries = feed::purge(database, before).await?;
    let orders = orders::purge(database, before).await?;
    let mails = mails::purge(database, now.checked_sub(MAIL_RETENTION).unwrap_or(Timestamp::MIN)).await?;
    if entries + orders + mails > 0 {
        tracing::info!(
            purged.entries = entries,
            purged.orders = orders,
            purged.mails = mails,
            "old rows deleted"
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::messages::Words, projection::FEED_RETENTION};
    use foodwala_contract::{AccountId, notifications::NotificationKind};
    use uuid::Uuid;

    #[tokio::test]
    async fn entries_go_after_half_a_year() {
        let database = Database::temporary("notifications").await.unwrap();
        let account = AccountId(Uuid::from_u128(1));
        let now: Timestamp = "2030-01-01T12:00:00Z".parse().unwrap();
        let words = Words {
            title: "t".to_owned(),
            text: "x".to_owned(),
        };
        for at in [now, now + Duration::from_secs(60)] {
            let mut tx = database.begin().await.unwrap();
            feed::add(&mut tx, account, &NotificationKind::Welcome, &words, at)
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
        purge(&database, now + FEED_RETENTION + Duration::from_secs(1))
            .await
            .unwrap();
        assert_eq!(
            feed::between(&database, account, Timestamp::MIN, Timestamp::MAX)
                .await
                .unwrap()
                .len(),
            1
        );
    }
}
