//! The names of the read documents, their indexes and channels, and what is in them.
//!
//! | partition | key | holds | indexes |
//! |---|---|---|---|
//! | `restaurant:<id>` | `profile` | `Restaurant` | |
//! | | `menu` | `Menu` with every limit that staff or orders have set | |
//! | | `promos`, `staff` | `Promos`, `Staff` | |
//! | | `card:<order>` | [`BoardDocument`] | `live` by time of ordering, or `ended` and `ended:<courier>` by the order's last change; `changed` by the card's |
//! | | `availability:<item>` | [`BoardDocument`] | `changed` by last change |
//! | | `review:<order>` | `RestaurantReview` | `reviews` by time of the review |
//! | | `board-built`, `reviews-built-2` | mark that the lists have been written | |
//! | `account:<id>` | `workplace:<restaurant>` | [`WorkplaceDocument`] | `workplaces` |
//! | | `delivery:<order>` | `Order` that a courier has with them | `deliveries` by time of ordering |
//! | | `workplaces-built`, `deliveries-built` | mark that the lists have been written | |
//!
//! Times in indexes are microseconds. A mark gets another name when the shape of its documents has changed, so that they
//! are written again before they are read.

use foodwala_contract::{
    AccountId, ItemId, OrderId, RestaurantId, Timestamp, access::StaffRole, board::BoardEvent, menu::MenuEvent,
};
use foodwala_readmodel::{Channel, Partition};
use serde::{Deserialize, Serialize};

pub const PROFILE: &str = "profile";
pub const MENU: &str = "menu";
pub const PROMOS: &str = "promos";
pub const STAFF: &str = "staff";
pub const BOARD_BUILT: &str = "board-built";
pub const REVIEWS_BUILT: &str = "reviews-built-2";
pub const WORKPLACES_BUILT: &str = "workplaces-built";
pub const DELIVERIES_BUILT: &str = "deliveries-built";

pub const LIVE: &str = "live";
pub const ENDED: &str = "ended";
pub const CHANGED: &str = "changed";
pub const REVIEWS: &str = "reviews";
pub const WORKPLACES: &str = "workplaces";
pub const DELIVERIES: &str = "deliveries";

/// The topic of a restaurant's partition on which board documents are announced.
pub const BOARD: &str = "board";

/// Something on a board, as stored and as announced.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BoardDocument {
    /// When it last changed; in microseconds the id of the event.
    pub changed_at: Timestamp,
    /// What the board is told.
    pub event: BoardEvent,
}

/// Something that guests are told who look at a restaurant, as announced.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GuestNews {
    /// The version of the document that it is about: of two that come in the wrong order, the newer one counts.
    pub revision: u64,
    /// What guests are told.
    pub event: MenuEvent,
}

/// Where a person works. The restaurant's name is in its profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkplaceDocument {
    /// The restaurant.
    pub restaurant_id: RestaurantId,
    /// What the person does there.
    pub role: StaffRole,
}

pub fn restaurant_partition(id: RestaurantId) -> Partition {
    Partition::of("restaurant", id)
}

pub fn account_partition(id: AccountId) -> Partition {
    Partition::of("account", id)
}

/// On which the ids of restaurants are published whose profile or menu has changed.
pub fn restaurants_changed() -> Channel {
    Partition::of("restaurants", "all").channel("changed")
}

/// On which [`GuestNews`] of a restaurant are published.
pub fn guests_channel(restaurant: RestaurantId) -> Channel {
    restaurant_partition(restaurant).channel("guests")
}

pub fn board_channel(restaurant: RestaurantId) -> Channel {
    restaurant_partition(restaurant).channel(BOARD)
}

pub fn card_key(order: OrderId) -> String {
    format!("card:{order}")
}

pub fn review_key(order: OrderId) -> String {
    format!("review:{order}")
}

pub fn availability_key(item: ItemId) -> String {
    format!("availability:{item}")
}

pub fn workplace_key(restaurant: RestaurantId) -> String {
    format!("workplace:{restaurant}")
}

pub fn delivery_key(order: OrderId) -> String {
    format!("delivery:{order}")
}

/// The index of a courier's ended deliveries.
pub fn ended_by(courier: AccountId) -> String {
    format!("{ENDED}:{courier}")
}
