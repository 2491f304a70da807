//! What the home screen shows besides the list: pure.

use foodwala_sdk::{
    RestaurantId,
    contract::{
        geo::GeoPoint,
        orders::Order,
        restaurants::{CuisineCount, CuisinesQuery, SearchHit, SearchQuery},
    },
};
use foodwala_ui::sdk::{Failure, Loadable};

/// The most favourites on the home screen; all are on their own.
const FAVOURITES: usize = 8;

/// The home screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// The cuisines around.
    pub cuisines: Loadable<Vec<CuisineCount>>,
    /// The last meal, to have it again.
    pub last: Option<Order>,
    /// Nobody knows whether there was one: the orders could not be fetched.
    pub orders_failed: bool,
    /// Favourite restaurants.
    pub favourites: Vec<SearchHit>,
    point: Option<GeoPoint>,
}

/// What happens on the home screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// It is shown, for this place and this person.
    Shown {
        /// Where the guest is.
        point: Option<GeoPoint>,
        /// Somebody is signed in.
        signed_in: bool,
        /// Their favourites.
        favourites: Vec<RestaurantId>,
    },
    /// The cuisines have come.
    Cuisines(Result<Vec<CuisineCount>, Failure>),
    /// The newest orders have come, or could not be fetched.
    Orders(Option<Vec<Order>>),
    /// Ask for the orders again.
    OrdersAgain,
    /// The favourites have come.
    Favourites(Vec<SearchHit>),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask which cuisines there are.
    Cuisines(CuisinesQuery),
    /// Ask for the newest orders.
    Orders,
    /// Ask for the cards of the favourites.
    Favourites(SearchQuery),
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Shown {
            point,
            signed_in,
            favourites,
        } => {
            let mut effects = Vec::new();
            if state.cuisines.value().is_none() || state.point != point {
                state.cuisines.begin();
                effects.push(Effect::Cuisines(CuisinesQuery {
                    latitude: point.map(|point| point.latitude),
                    longitude: point.map(|point| point.longitude),
                    ..CuisinesQuery::default()
                }));
            }
            state.point = point;
            if signed_in {
                effects.push(Effect::Orders);
            } else {
                state.last = None;
                state.orders_failed = false;
            }
            if favourites.is_empty() {
                state.favourites.clear();
            } else {
                let ids: Vec<String> = favourites.iter().take(FAVOURITES).map(ToString::to_string).collect();
                effects.push(Effect::Favourites(SearchQuery {
                    ids: Some(ids.join(",")),
                    latitude: point.map(|point| point.latitude),
                    longitude: point.map(|point| point.longitude),
                    ..SearchQuery::default()
                }));
            }
            effects
        }
        Event::Cuisines(answer) => {
            state.cuisines.finish(answer);
            Vec::new()
        }
        Event::Orders(Some(orders)) => {
            state.last = orders.into_iter().find(|order| order.status.is_fulfilled());
            state.orders_failed = false;
            Vec::new()
        }
        Event::Orders(None) => {
            state.orders_failed = true;
            Vec::new()
        }
        Event::OrdersAgain => {
            state.orders_failed = false;
            vec![Effect::Orders]
        }
        Event::Favourites(hits) => {
            state.favourites = hits;
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(signed_in: bool, favourites: &[&str]) -> Event {
        Event::Shown {
            point: None,
            signed_in,
            favourites: favourites.iter().map(|id| id.parse().unwrap()).collect(),
        }
    }

    #[test]
    fn a_guest_sees_cuisines_and_nobody_s_orders() {
        let mut state = State::default();
        let effects = reduce(&mut state, shown(false, &[]));
        assert_eq!(effects, [Effect::Cuisines(CuisinesQuery::default())]);
        reduce(&mut state, Event::Cuisines(Ok(Vec::new())));
        assert_eq!(
            reduce(&mut state, shown(false, &[])),
            [],
            "what is known is not asked for again"
        );
    }

    #[test]
    fn orders_that_could_not_be_fetched_are_asked_for_again() {
        let mut state = State::default();
        reduce(&mut state, shown(true, &[]));
        reduce(&mut state, Event::Orders(None));
        assert!(state.orders_failed);
        assert_eq!(reduce(&mut state, Event::OrdersAgain), [Effect::Orders]);
        reduce(&mut state, Event::Orders(Some(Vec::new())));
        assert!(!state.orders_failed && state.last.is_none());
        reduce(&mut state, Event::Orders(None));
        reduce(&mut state, shown(false, &[]));
        assert!(!state.orders_failed, "a guest has none");
    }

    #[test]
    fn whoever_is_signed_in_is_offered_the_last_meal_and_the_favourites() {
        let mut state = State::default();
        let id = "00000000-0000-7000-8000-000000000001";
        let effects = reduce(&mut state, shown(true, &[id]));
        assert!(effects.contains(&Effect::Orders));
        assert!(matches!(&effects[2], Effect::Favourites(query) if query.ids.as_deref() == Some(id)));
    }
}
