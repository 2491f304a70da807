//! The FoodWala contract: every id, type, endpoint, event and error code that the platform and its clients share.
//!
//! Owns the wire format and nothing else: no I/O, no clock, no randomness, no business decisions. The server serves
//! these types and the SDK calls these types, so the two ends cannot drift; the OpenAPI document is generated from
//! them (feature `openapi`).
//!
//! | module | holds |
//! |---|---|
//! | [`ids`], [`money`], [`geo`], [`hours`], [`page`] | vocabulary used everywhere |
//! | [`endpoint`], [`access`] | what an endpoint is and who may call it; [`all_endpoints`] lists them all |
//! | [`problem`] | `application/problem+json` and the stable [`ErrorCode`]s |
//! | [`auth`], [`customers`], [`restaurants`], [`menu`], [`board`], [`couriers`], [`orders`], [`notifications`], [`reporting`] | endpoints with their requests and responses |
//! | [`events`] | what travels on the bus, as CloudEvents data |

pub mod access;
pub mod auth;
pub mod board;
pub mod couriers;
pub mod customers;
pub mod endpoint;
pub mod events;
pub mod geo;
pub mod hours;
pub mod ids;
pub mod menu;
pub mod money;
pub mod notifications;
#[cfg(feature = "openapi")]
pub mod openapi;
pub mod orders;
pub mod page;
pub mod problem;
pub mod reporting;
pub mod restaurants;

pub use endpoint::{Endpoint, EndpointInfo, Method, all_endpoints};
pub use ids::*;
pub use jiff::Timestamp;
pub use money::{Currency, Money};
pub use problem::{ErrorCode, Problem};
