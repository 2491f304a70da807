//! One's own orders, newest first.

use crate::projection::{ORDERS, Projection};
use bytes::Bytes;
use foodwala_contract::{
    AccountId,
    page::{Page, PageQuery},
};
use foodwala_platform::{ApiError, cursor};
use foodwala_readmodel::{Direction, RangeQuery, names};
use serde_json::value::RawValue;

/// A page of a customer's orders as JSON of `Page<Order>`. The documents are passed on as they were written.
///
/// # Errors
/// `invalid_parameter` for a cursor that is not one of this list; else when neither read model nor SQL can answer.
pub async fn list(projection: &Projection, customer: AccountId, page: &PageQuery) -> Result<Bytes, ApiError> {
    projection.complete(customer).await?;
    let limit = page.limit();
    let partition = names::customer_partition(customer);
    // One more than wanted tells whether there is a following page.
    let mut query = RangeQuery::new(&partition, ORDERS, Direction::Descending, limit + 1);
    if let Some(cursor) = &page.cursor {
        let (score, key): (i64, String) = cursor::decode(cursor)?;
        query = query.after(score, key);
    }
    let mut entries = projection.read_model().range(query).await?;
    let more = entries.len() > limit;
    entries.truncate(limit);

    let next_cursor = match entries.last().filter(|_| more) {
        Some(last) => Some(cursor::encode(&(last.score, &last.key))?),
        None => None,
    };
    let items = entries
        .iter()
        .map(|entry| serde_json::from_slice::<&RawValue>(&entry.document.body))
        .collect::<Result<Vec<_>, _>>()
        .map_err(ApiError::internal)?;
    let json = serde_json::to_vec(&Page { items, next_cursor }).map_err(ApiError::internal)?;
    Ok(Bytes::from(json))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::{
            place::{By, PlaceOrder},
            testing::{Kitchen, command},
        },
        domain::testing::CUSTOMER,
    };
    use foodwala_contract::{ErrorCode, orders::Order};
    use foodwala_readmodel::ReadModel;

    #[tokio::test]
    async fn pages_cover_every_order_once_even_after_a_wipe() {
        let kitchen = Kitchen::open().await;
        let projection = Projection::new(kitchen.database.clone(), ReadModel::in_process());
        let mut placed = Vec::new();
        for _ in 0..5 {
            placed.push(kitchen.place(command()).await.unwrap().id);
        }
        let stranger = PlaceOrder {
            by: By::Customer(AccountId(uuid::Uuid::from_u128(77))),
            ..command()
        };
        kitchen.place(stranger).await.unwrap();

        let mut seen = Vec::new();
        let mut page = PageQuery {
            limit: Some(2),
            ..PageQuery::default()
        };
        loop {
            let json = list(&projection, CUSTOMER, &page).await.unwrap();
            let answer: Page<Order> = serde_json::from_slice(&json).unwrap();
            assert!(answer.items.len() <= 2);
            seen.extend(answer.items.into_iter().map(|order| order.id));
            projection.read_model().wipe().await.unwrap();
            page.cursor = answer.next_cursor;
            if page.cursor.is_none() {
                break;
            }
        }
        seen.sort_unstable();
        assert_eq!(seen, placed);

        page.cursor = Some("nonsense".into());
        let refused = list(&projection, CUSTOMER, &page).await.unwrap_err();
        assert_eq!(refused.code(), &ErrorCode::InvalidParameter);
    }
}
