//! Ids: one newtype per kind of thing, so that an order's id cannot be passed for a restaurant's.
//!
//! All are UUIDv7 (RFC 9562): they sort by creation time, which keeps database inserts sequential.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The bare id.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )+};
}

ids! {
    /// A person's account; the same person may order, cook and deliver.
    AccountId
    /// An API client of a third party.
    ClientId
    /// A delivery address in a customer's address book.
    AddressId
    /// A restaurant (one branch).
    RestaurantId
    /// A section of a menu.
    SectionId
    /// A dish on a menu.
    ItemId
    /// A group of options of a dish, e.g. "Size".
    OptionGroupId
    /// One option in a group, e.g. "Large".
    OptionId
    /// An order.
    OrderId
    /// An entry in somebody's notification feed.
    NotificationId
    /// A request as it travels through the platform; the `X-Request-Id` header.
    RequestId
}
