//! The favourite restaurants: pure.

use foodwala_sdk::{
    RestaurantId,
    contract::{
        geo::GeoPoint,
        restaurants::{SearchHit, SearchQuery},
    },
};
use foodwala_ui::sdk::{Failure, Loadable};

/// The most that can be asked for at once.
const MOST: usize = 100;

/// The favourites.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// Their cards. One that is taken off stays until the screen is left, so that the heart can be set again.
    pub hits: Loadable<Vec<SearchHit>>,
}

/// What happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The screen is shown, for these favourites.
    Shown(Vec<RestaurantId>, Option<GeoPoint>),
    /// The cards have come.
    Came(Result<Vec<SearchHit>, Failure>),
}

/// Takes an event in; answers with the query to ask.
pub fn reduce(state: &mut State, event: Event) -> Option<SearchQuery> {
    match event {
        Event::Shown(ids, _) if ids.is_empty() => {
            if state.hits.value().is_none() {
                state.hits = Loadable::Ready(Vec::new());
            }
            None
        }
        Event::Shown(ids, point) => {
            let known = state.hits.value();
            if known.is_some_and(|hits| ids.iter().all(|id| hits.iter().any(|hit| hit.id == *id))) {
                return None;
            }
            state.hits.begin();
            let ids: Vec<String> = ids.iter().take(MOST).map(ToString::to_string).collect();
            Some(SearchQuery {
                ids: Some(ids.join(",")),
                latitude: point.map(|point| point.latitude),
                longitude: point.map(|point| point.longitude),
                limit: Some(100),
                ..SearchQuery::default()
            })
        }
        Event::Came(answer) => {
            state.hits.finish(answer);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_asked_for_nobody_s_favourites() {
        let mut state = State::default();
        assert_eq!(reduce(&mut state, Event::Shown(Vec::new(), None)), None);
        assert_eq!(state.hits, Loadable::Ready(Vec::new()));
        let id = "00000000-0000-7000-8000-000000000001".parse().unwrap();
        let query = reduce(&mut state, Event::Shown(vec![id], None));
        assert_eq!(query.and_then(|query| query.ids), Some(id.to_string()));
    }
}
