//! Names that more than one service uses: where an order's customer follows it.
//!
//! The order service writes and announces the order there; whoever knows where the courier is publishes positions on the
//! same channel. Both are in the customer's partition, so that a follower needs one channel only.

use std::fmt::Display;

use crate::{Channel, Partition};

/// The partition of everything a customer sees.
pub fn customer_partition(customer: impl Display) -> Partition {
    Partition::of("customer", customer)
}

/// The key of an order's document, in its customer's partition.
pub fn order_key(order: impl Display) -> String {
    format!("order:{order}")
}

/// The topic of an order's channel, for [`Put::announce`](crate::Put::announce) in its customer's partition.
pub fn order_topic(order: impl Display) -> String {
    format!("order:{order}")
}

/// The channel of an order: its document as announced, and the contract's `TrackingEvent::Position` as JSON.
pub fn order_channel(customer: impl Display, order: impl Display) -> Channel {
    customer_partition(customer).channel(&order_topic(order))
}

/// The key of the last known position of an order's courier, in the customer's partition: a `CourierPosition` as JSON,
/// written with a time to live.
pub fn position_key(order: impl Display) -> String {
    format!("position:{order}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_announced_reaches_the_channel() {
        let announced = customer_partition(7).channel(&order_topic(9));
        assert_eq!(announced, order_channel(7, 9));
        assert_eq!(order_channel(7, 9).to_string(), "{customer:7}:order:9");
    }
}
