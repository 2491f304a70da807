//! What other services' events do here: one file per source of change.

pub mod orders;
pub mod restaurants;

use foodwala_contract::events::{Event, ORDER_EVENT_TYPES, RestaurantChanged, StaffChanged};
use foodwala_database::Database;
use foodwala_messaging::{Consumer, Subscription};

const ORDERS: &str = "reporting.orders";
const RESTAURANTS: &str = "reporting.restaurants";
const RESTAURANT_EVENT_TYPES: &[&str] = &[RestaurantChanged::TYPE, StaffChanged::TYPE];

/// What the consumers subscribe to.
pub fn subscriptions() -> Vec<Subscription> {
    vec![
        Subscription::new(ORDERS, ORDER_EVENT_TYPES),
        Subscription::new(RESTAURANTS, RESTAURANT_EVENT_TYPES),
    ]
}

/// Every consumer of the service.
pub fn consumers(database: &Database) -> Vec<Consumer> {
    vec![
        Consumer::new(ORDERS, ORDER_EVENT_TYPES, database.clone(), orders::Orders),
        Consumer::new(
            RESTAURANTS,
            RESTAURANT_EVENT_TYPES,
            database.clone(),
            restaurants::Restaurants,
        ),
    ]
}
