//! What is changed with optimistic locking.

use foodwala_contract::{
    customers::Customer,
    menu::Menu,
    restaurants::{Restaurant, RestaurantView},
};
use std::ops::Deref;

/// A value with the version that a later change names as its `if_match`.
#[derive(Debug, Clone, PartialEq)]
pub struct Versioned<T> {
    /// The value.
    pub value: T,
    /// Its version.
    pub version: u64,
}

impl<T> Deref for Versioned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Values that carry their version, for when a proxy or the browser keeps the `ETag` from us.
pub trait HasVersion {
    /// The version.
    fn version(&self) -> u64;
}

impl HasVersion for Customer {
    fn version(&self) -> u64 {
        self.version
    }
}

impl HasVersion for Menu {
    fn version(&self) -> u64 {
        self.version
    }
}

impl HasVersion for Restaurant {
    fn version(&self) -> u64 {
        self.version
    }
}

impl HasVersion for RestaurantView {
    fn version(&self) -> u64 {
        self.restaurant.version
    }
}
