//! Finding restaurants.

use crate::{
    domain::search::{self as domain, Criteria, CriteriaError, Position, search as find},
    search::SearchIndex,
};
use foodwala_contract::{
    ErrorCode, Timestamp,
    page::Page,
    restaurants::{Cuisines, CuisinesQuery, SearchHit, SearchQuery, SuggestQuery, Suggestions},
};
use foodwala_platform::{ApiError, cursor};

/// One page of what is looked for.
pub async fn search(index: &SearchIndex, query: &SearchQuery, now: Timestamp) -> Result<Page<SearchHit>, ApiError> {
    let criteria = Criteria::new(query)?;
    let after = query.cursor.as_deref().map(cursor::decode::<Position>).transpose()?;
    if after.as_ref().is_some_and(|after| after.sort != criteria.sort()) {
        return Err(ApiError::new(ErrorCode::InvalidParameter).detail("the cursor is of another order"));
    }
    let found = find(&*index.current().await?, &criteria, after.as_ref(), now);
    let next_cursor = found.next.map(|next| cursor::encode(&next)).transpose()?;
    Ok(Page {
        items: found.hits,
        next_cursor,
    })
}

/// What somebody may mean who has begun to type.
pub async fn suggest(index: &SearchIndex, query: &SuggestQuery) -> Result<Suggestions, ApiError> {
    let point = domain::point(query.latitude, query.longitude)?;
    // Checks the length of the text with everything else.
    Criteria::new(&SearchQuery {
        text: Some(query.text.clone()),
        ..SearchQuery::default()
    })?;
    let items = domain::suggest(&*index.current().await?, &query.text, point.as_ref());
    Ok(Suggestions { items })
}

/// The cuisines around a point.
pub async fn cuisines(index: &SearchIndex, query: &CuisinesQuery, now: Timestamp) -> Result<Cuisines, ApiError> {
    let criteria = Criteria::new(&SearchQuery {
        latitude: query.latitude,
        longitude: query.longitude,
        within_m: query.within_m,
        delivers: query.delivers,
        ..SearchQuery::default()
    })?;
    let items = domain::cuisines(&*index.current().await?, &criteria, now);
    Ok(Cuisines { items })
}

impl From<CriteriaError> for ApiError {
    fn from(error: CriteriaError) -> Self {
        Self::new(ErrorCode::InvalidParameter).detail(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{samples, testing::Fixture};
    use foodwala_contract::restaurants::SearchSort;

    #[tokio::test]
    async fn pages_follow_each_other_in_one_order() {
        let fixture = Fixture::with_menu().await;
        fixture.restaurant(2, "Due").await;
        let index = SearchIndex::new(fixture.database.clone());
        let query = SearchQuery {
            limit: Some(1),
            ..Default::default()
        };
        let first = search(&index, &query, samples::now()).await.unwrap();
        let next = SearchQuery {
            cursor: first.next_cursor,
            ..query
        };
        let second = search(&index, &next, samples::now()).await.unwrap();
        assert_eq!(
            (first.items.len(), second.items.len(), second.next_cursor),
            (1, 1, None)
        );
        let other = SearchQuery {
            sort: Some(SearchSort::DeliveryTime),
            ..next
        };
        let refused = search(&index, &other, samples::now()).await.unwrap_err();
        assert_eq!(refused.code(), &ErrorCode::InvalidParameter);
    }
}
