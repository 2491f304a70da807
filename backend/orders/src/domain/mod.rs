//! What an order is, what it costs and when it can be had. Pure: time, ids and what is stored are arguments.

pub mod basket;
pub mod book;
pub mod bounds;
pub mod delivery_code;
pub mod erasure;
pub mod event;
pub mod number;
pub mod offer;
pub mod order;
pub mod pricing;
pub mod promo;
pub mod schedule;
pub mod stock;
pub mod time;

#[cfg(test)]
pub mod testing;
