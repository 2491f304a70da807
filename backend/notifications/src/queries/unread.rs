//! How much of one's own feed one has not seen.

use crate::projection::{FEED, Projection};
use foodwala_contract::{
    AccountId,
    notifications::{Notification, Unread},
};
use foodwala_platform::ApiError;
use foodwala_readmodel::{Direction, RangeQuery};

/// More than these need not be counted.
const MOST: usize = 100;

/// Counts the entries that a person has not seen. What is older than one they have seen, they have seen as well.
pub(crate) async fn count(projection: &Projection, account: AccountId) -> Result<Unread, ApiError> {
    projection.ensure_built(account).await?;
    let newest = RangeQuery::new(&Projection::partition(account), FEED, Direction::Descending, MOST);
    let mut count = 0;
    for entry in projection.read_model.range(newest).await? {
        let entry: Notification = entry.document.json()?;
        if entry.read {
            break;
        }
        count += 1;
    }
    Ok(Unread { count })
}

#[cfg(test)]
mod tests {
    use super::super::testing::Feed;
    use super::*;

    #[tokio::test]
    async fn what_came_after_the_last_seen_is_counted() {
        let feed = Feed::new().await;
        let unread = async || count(&feed.projection, feed.account).await.unwrap().count;
        assert_eq!(unread().await, 0);
        let (old, _) = (feed.add().await, feed.add().await);
        assert_eq!(unread().await, 2);
        feed.mark_read(old).await;
        assert_eq!(unread().await, 1);
        feed.projection.read_model.wipe().await.unwrap();
        assert_eq!(unread().await, 1);
        for _ in 0..MOST {
            feed.add().await;
        }
        assert_eq!(unread().await, 100, "more need not be counted");
    }
}
