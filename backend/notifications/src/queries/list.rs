//! One's own feed, newest first.

use crate::projection::{FEED, Projection};
use foodwala_contract::{
    AccountId,
    notifications::Notification,
    page::{Page, PageQuery},
};
use foodwala_platform::{ApiError, cursor};
use foodwala_readmodel::{Direction, RangeQuery};

/// A page of a person's feed.
pub(crate) async fn page(
    projection: &Projection,
    account: AccountId,
    query: &PageQuery,
) -> Result<Page<Notification>, ApiError> {
    let position = query
        .cursor
        .as_deref()
        .map(cursor::decode::<(i64, String)>)
        .transpose()?;
    projection.ensure_built(account).await?;
    let limit = query.limit();
    // One more than asked for shows whether there is a page after this one.
    let mut range = RangeQuery::new(&Projection::partition(account), FEED, Direction::Descending, limit + 1);
    if let Some((score, key)) = position {
        range = range.after(score, key);
    }
    let mut entries = projection.read_model.range(range).await?;
    let more = entries.len() > limit;
    entries.truncate(limit);
    let next_cursor = match entries.last() {
        Some(last) if more => Some(cursor::encode(&(last.score, &last.key))?),
        _ => None,
    };
    let items = entries
        .iter()
        .map(|entry| entry.document.json())
        .collect::<Result<_, _>>()?;
    Ok(Page { items, next_cursor })
}

#[cfg(test)]
mod tests {
    use super::super::testing::Feed;
    use super::*;

    fn query(cursor: Option<String>, limit: u32) -> PageQuery {
        PageQuery {
            cursor,
            limit: Some(limit),
        }
    }

    #[tokio::test]
    async fn pages_are_newest_first_and_a_wiped_read_model_costs_no_entry() {
        let feed = Feed::new().await;
        let mut ids = Vec::new();
        for _ in 0..3 {
            ids.push(feed.add().await);
        }
        ids.reverse();
        let first = page(&feed.projection, feed.account, &query(None, 2)).await.unwrap();
        assert_eq!(first.items.iter().map(|entry| entry.id).collect::<Vec<_>>(), ids[..2]);
        let second = page(&feed.projection, feed.account, &query(first.next_cursor.clone(), 2))
            .await
            .unwrap();
        assert_eq!(second.items.iter().map(|entry| entry.id).collect::<Vec<_>>(), ids[2..]);
        assert_eq!(second.next_cursor, None);

        feed.projection.read_model.wipe().await.unwrap();
        assert_eq!(
            page(&feed.projection, feed.account, &query(None, 2)).await.unwrap(),
            first
        );
        feed.projection.read_model.wipe().await.unwrap();
        assert_eq!(feed.projection.rebuild().await.unwrap(), 3);
        assert_eq!(
            page(&feed.projection, feed.account, &query(None, 2)).await.unwrap(),
            first
        );
    }

    #[tokio::test]
    async fn what_was_seen_or_erased_shows() {
        let feed = Feed::new().await;
        let (old, new) = (feed.add().await, feed.add().await);
        feed.mark_read(old).await;
        let read = |page: Page<Notification>| {
            page.items
                .iter()
                .map(|entry| (entry.id, entry.read))
                .collect::<Vec<_>>()
        };
        let shown = page(&feed.projection, feed.account, &PageQuery::default())
            .await
            .unwrap();
        assert_eq!(read(shown), [(new, false), (old, true)]);
        feed.erase(&[old, new]).await;
        let shown = page(&feed.projection, feed.account, &PageQuery::default())
            .await
            .unwrap();
        assert!(shown.items.is_empty());
    }
}
