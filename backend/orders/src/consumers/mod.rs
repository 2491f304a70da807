//! One file per event, or group of events, that this service reacts to.

pub mod customer_deleted;
pub mod price_book;
pub mod staff_action;
