//! What guests thought of a restaurant, newest first.

use super::{Reader, restaurants};
use crate::documents::{REVIEWS, restaurant_partition};
use foodwala_contract::{
    RestaurantId,
    page::{Page, PageQuery},
    restaurants::RestaurantReview,
};
use foodwala_platform::{ApiError, cursor};
use foodwala_readmodel::{Direction, RangeQuery};

/// One page of a restaurant's reviews.
pub async fn page(reader: &Reader, id: RestaurantId, query: &PageQuery) -> Result<Page<RestaurantReview>, ApiError> {
    let after = query
        .cursor
        .as_deref()
        .map(cursor::decode::<(i64, String)>)
        .transpose()?;
    // A restaurant that does not exist is not one without reviews.
    restaurants::profile(reader, id).await?;
    reader.projection.ensure_reviews(id).await?;
    let limit = query.limit();
    // One more than asked for shows whether there is a page after this one.
    let mut range = RangeQuery::new(&restaurant_partition(id), REVIEWS, Direction::Descending, limit + 1);
    if let Some((score, key)) = after {
        range = range.after(score, key);
    }
    let mut entries = reader.read_model.range(range).await?;
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
    use super::*;
    use crate::{consumers::accounts::Accounts, directory::Directory, samples, testing::Fixture};
    use foodwala_contract::{
        ErrorCode,
        events::CustomerDeleted,
        orders::{OrderStatus, Review},
    };
    use jiff::ToSpan;

    async fn reviewed(fixture: &Fixture, number: u128, stars: u8) {
        let mut order = samples::order(OrderStatus::Delivered);
        order.id = samples::order_id(number);
        order.review = Some(Review {
            stars,
            comment: Some("Tasty".into()),
            at: samples::now() + i64::try_from(number).unwrap().minutes(),
        });
        fixture.order(order).await;
    }

    #[tokio::test]
    async fn reviews_come_newest_first_and_outlive_a_wipe() {
        let fixture = Fixture::with_restaurant().await;
        let (reader, id) = (fixture.reader(), samples::restaurant_id(1));
        for (number, stars) in [(1, 5), (2, 3), (3, 4)] {
            reviewed(&fixture, number, stars).await;
        }
        let mut query = PageQuery {
            limit: Some(2),
            ..PageQuery::default()
        };
        let mut stars = Vec::new();
        loop {
            fixture.read_model.wipe().await.unwrap();
            let page = page(&reader, id, &query).await.unwrap();
            stars.extend(page.items.iter().map(|review| review.stars));
            assert!(page.items.iter().all(|review| review.author == "Gesine G."));
            query.cursor = page.next_cursor;
            if query.cursor.is_none() {
                break;
            }
        }
        assert_eq!(stars, [4, 3, 5]);
        let unknown = page(&reader, samples::restaurant_id(9), &PageQuery::default()).await;
        assert_eq!(unknown.unwrap_err().code(), &ErrorCode::NotFound);
    }

    #[tokio::test]
    async fn of_a_guest_who_left_the_stars_stay() {
        let fixture = Fixture::with_restaurant().await;
        let (reader, id) = (fixture.reader(), samples::restaurant_id(1));
        reviewed(&fixture, 1, 5).await;
        let shown = async || page(&reader, id, &PageQuery::default()).await.unwrap().items;
        assert_eq!(shown().await[0].comment.as_deref(), Some("Tasty"));
        let effect = Accounts {
            directory: Directory::new(fixture.database.clone()),
        };
        let gone = CustomerDeleted {
            account_id: samples::account(9),
        };
        fixture.deliver(&effect, &gone).await.unwrap();
        crate::jobs::write_documents::write_documents(&fixture.database, &fixture.projection, &fixture.manual)
            .await
            .unwrap();
        let review = shown().await.remove(0);
        assert_eq!((review.author.as_str(), review.comment, review.stars), ("", None, 5));
    }
}
