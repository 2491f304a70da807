//! Events: what one service tells the others, as the `data` of a CloudEvent. Past tense, state carried whole, so that a
//! consumer needs no call back. Services meet only here.

mod accounts;
mod orders;
mod restaurants;

pub use accounts::*;
pub use orders::*;
pub use restaurants::*;

use serde::{Serialize, de::DeserializeOwned};

/// One kind of event. The type string is part of the public contract: a change of shape gets a new `vN`.
pub trait Event: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The CloudEvents `type`, e.g. `foodwala.order.placed.v1`.
    const TYPE: &'static str;

    /// The CloudEvents `subject`: the id of the aggregate. Events of one subject are delivered in order.
    fn subject(&self) -> String;
}
