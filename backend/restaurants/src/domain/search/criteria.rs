//! What is looked for.

use super::{index::normal_cuisine, words::words};
use foodwala_contract::{
    RestaurantId,
    geo::GeoPoint,
    menu::DietaryTag,
    page::PageQuery,
    restaurants::{SearchQuery, SearchSort},
};
use std::collections::BTreeSet;

/// Words beyond these say nothing more.
const MAX_WORDS: usize = 8;
/// Longest text, in bytes.
const MAX_TEXT: usize = 400;
/// Restaurants that can be asked for by id at a time.
const MAX_IDS: usize = 100;

/// Why a query makes no sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CriteriaError {
    /// One coordinate alone, or one that is out of range.
    #[error("latitude and longitude must both be given and be a point on the earth")]
    NotAPoint,
    /// A filter or an order that needs a point, without one.
    #[error("within_m, delivers and the order by distance need latitude and longitude")]
    NeedsPoint,
    /// The order by relevance without text.
    #[error("the order by relevance needs text")]
    NeedsText,
    /// The text is too long.
    #[error("text must have at most {MAX_TEXT} bytes")]
    TextTooLong,
    /// Something that is no id, or too many of them.
    #[error("ids must be at most {MAX_IDS} ids of restaurants with commas between them")]
    NotIds,
}

/// The point that two coordinates are, if there are any.
///
/// # Errors
/// [`CriteriaError::NotAPoint`].
pub fn point(latitude: Option<f64>, longitude: Option<f64>) -> Result<Option<GeoPoint>, CriteriaError> {
    match (latitude, longitude) {
        (None, None) => Ok(None),
        (Some(latitude), Some(longitude)) => {
            let point = Some(GeoPoint { latitude, longitude }).filter(GeoPoint::is_valid);
            point.ok_or(CriteriaError::NotAPoint).map(Some)
        }
        _ => Err(CriteriaError::NotAPoint),
    }
}

/// What is looked for: all conditions must hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Criteria {
    pub(super) ids: Option<BTreeSet<RestaurantId>>,
    pub(super) point: Option<GeoPoint>,
    pub(super) within_m: Option<u32>,
    pub(super) delivers: bool,
    pub(super) open_now: bool,
    pub(super) cuisine: Option<String>,
    pub(super) dietary: Option<DietaryTag>,
    /// `None` without text; empty when the text holds no word, which nothing matches.
    pub(super) words: Option<Vec<String>>,
    pub(super) sort: SearchSort,
    pub(super) limit: usize,
}

impl Criteria {
    /// Reads a query; its cursor is the caller's business.
    ///
    /// # Errors
    /// [`CriteriaError`].
    pub fn new(query: &SearchQuery) -> Result<Self, CriteriaError> {
        let point = point(query.latitude, query.longitude)?;
        let text = query.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        if text.is_some_and(|text| text.len() > MAX_TEXT) {
            return Err(CriteriaError::TextTooLong);
        }
        let sort = query.sort.unwrap_or(match (text, point) {
            (Some(_), _) => SearchSort::Relevance,
            (None, Some(_)) => SearchSort::Distance,
            (None, None) => SearchSort::Rating,
        });
        let delivers = query.delivers.unwrap_or(false);
        if point.is_none() && (delivers || query.within_m.is_some() || sort == SearchSort::Distance) {
            return Err(CriteriaError::NeedsPoint);
        }
        if text.is_none() && sort == SearchSort::Relevance {
            return Err(CriteriaError::NeedsText);
        }
        Ok(Self {
            ids: query.ids.as_deref().map(ids).transpose()?,
            point,
            within_m: query.within_m,
            delivers,
            open_now: query.open_now.unwrap_or(false),
            cuisine: query.cuisine.as_deref().map(normal_cuisine),
            dietary: query.dietary,
            words: text.map(|text| words(text).into_iter().take(MAX_WORDS).collect()),
            sort,
            limit: PageQuery {
                cursor: None,
                limit: query.limit,
            }
            .limit(),
        })
    }

    /// The order of the hits.
    pub fn sort(&self) -> SearchSort {
        self.sort
    }
}

fn ids(text: &str) -> Result<BTreeSet<RestaurantId>, CriteriaError> {
    let ids = text.split(',').map(str::trim).filter(|id| !id.is_empty());
    let ids: BTreeSet<RestaurantId> = ids
        .map(|id| id.parse().map_err(|_| CriteriaError::NotIds))
        .collect::<Result<_, _>>()?;
    if ids.len() > MAX_IDS {
        return Err(CriteriaError::NotIds);
    }
    Ok(ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sort(query: SearchQuery) -> Result<SearchSort, CriteriaError> {
        Criteria::new(&query).map(|criteria| criteria.sort)
    }

    #[test]
    fn the_order_follows_from_what_is_given() {
        let point = SearchQuery {
            latitude: Some(52.0),
            longitude: Some(13.0),
            ..Default::default()
        };
        assert_eq!(sort(SearchQuery::default()), Ok(SearchSort::Rating));
        assert_eq!(sort(point.clone()), Ok(SearchSort::Distance));
        assert_eq!(
            sort(SearchQuery {
                text: Some("pizza".into()),
                ..point
            }),
            Ok(SearchSort::Relevance)
        );
    }

    #[test]
    fn what_needs_a_point_is_refused_without_one() {
        let none = SearchQuery::default();
        assert_eq!(
            sort(SearchQuery {
                within_m: Some(1),
                ..none.clone()
            }),
            Err(CriteriaError::NeedsPoint)
        );
        assert_eq!(
            sort(SearchQuery {
                delivers: Some(true),
                ..none.clone()
            }),
            Err(CriteriaError::NeedsPoint)
        );
        assert_eq!(
            sort(SearchQuery {
                delivers: Some(false),
                ..none.clone()
            }),
            Ok(SearchSort::Rating)
        );
        assert_eq!(
            sort(SearchQuery {
                latitude: Some(1.0),
                ..none.clone()
            }),
            Err(CriteriaError::NotAPoint)
        );
        let text = Some("x".repeat(401));
        assert_eq!(sort(SearchQuery { text, ..none }), Err(CriteriaError::TextTooLong));
    }
}
