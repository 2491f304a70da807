//! Couriers, and links for those without an account.

use super::resource;
use foodwala_contract::{
    OrderId, RestaurantId,
    couriers::{
        DispatchLinked, GetLinkedDelivery, HandOverLinked, HandOverOrder, HandOverRequest, LinkPath, ListCouriers,
        ReportLinkedPosition, ShareDelivery, ShareDeliveryRequest, UnshareDelivery,
    },
    endpoint::{BoardOrderPath, Nothing, RestaurantPath},
    orders::CourierPosition,
};

resource! {
    /// The couriers of a restaurant.
    Couriers { restaurant_id: RestaurantId }
    by_hand: [];

    /// The couriers, and how much each has with them.
    plain list = ListCouriers () { path: RestaurantPath { restaurant_id } };
    /// The delivery was handed over against the guest's code.
    keyed hand_over / hand_over_with_key = HandOverOrder (order_id: OrderId, request: &HandOverRequest)
        { path: BoardOrderPath { restaurant_id, order_id }, request: request };
    /// Makes a link for a courier without an account.
    keyed share / share_with_key = ShareDelivery (order_id: OrderId, request: &ShareDeliveryRequest)
        { path: BoardOrderPath { restaurant_id, order_id }, request: request };
    /// Takes the link of an order back.
    plain unshare = UnshareDelivery (order_id: OrderId) { path: BoardOrderPath { restaurant_id, order_id } };
}

resource! {
    /// What the holder of a courier link can do; nobody needs to sign in for it.
    CourierLinks {}
    by_hand: [];

    /// The delivery that a link is for.
    plain get = GetLinkedDelivery (token: &str) { path: LinkPath { token: token.to_owned() } };
    /// Sets off with the delivery.
    keyed dispatch / dispatch_with_key = DispatchLinked (token: &str) { path: LinkPath { token: token.to_owned() } };
    /// The delivery was handed over against the guest's code.
    keyed hand_over / hand_over_with_key = HandOverLinked (token: &str, request: &HandOverRequest)
        { path: LinkPath { token: token.to_owned() }, request: request };
    /// Tells where the delivery is, while it is on the way.
    plain report_position = ReportLinkedPosition (token: &str, position: &CourierPosition)
        { path: LinkPath { token: token.to_owned() }, request: position };
}
