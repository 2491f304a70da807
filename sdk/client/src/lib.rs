#![doc = include_str!("../README.md")]

mod address;
mod builder;
mod client;
mod error;
mod events;
mod pages;
mod presence;
mod renewal;
mod request;
mod resources;
mod retry;
mod runtime;
mod session;
mod sse;
mod tokens;
mod transport;
mod versioned;
mod windows;
mod wire;

pub use builder::{BuildError, Builder};
pub use client::FoodWala;
pub use error::{Error, SessionStoreError, TransportError};
pub use events::Events;
pub use pages::{PagedQuery, Pages};
pub use request::{CallOptions, IdempotencyKey, InvalidIdempotencyKey};
pub use resources::{
    Auth, Board, CourierLinks, Couriers, Deliveries, Me, Menus, Notifications, Orders, Reports, Restaurants,
};
pub use retry::RetryPolicy;
pub use session::{MemorySessionStore, SessionStore};
pub use versioned::{HasVersion, Versioned};

pub use foodwala_contract as contract;
pub use foodwala_contract::{
    AccountId, AddressId, ClientId, Currency, Endpoint, ErrorCode, ItemId, Money, NotificationId, OptionGroupId,
    OptionId, OrderId, Problem, RequestId, RestaurantId, SectionId, Timestamp,
};
/// What [`Events`] and [`Pages`] are, and what makes them convenient.
pub use futures_util::stream::{Stream, StreamExt, TryStreamExt};
