//! The order board of a restaurant, and a courier's deliveries.

use super::resource;
use foodwala_contract::{
    OrderId, RestaurantId,
    board::{
        AcceptOrder, AcceptRequest, BoardCancelOrder, BoardCancelRequest, CollectOrder, DelayOrder, DelayRequest,
        DeliverOrder, DispatchOrder, DispatchRequest, FollowBoard, GetBoardOrder, ListBoard, ListDeliveries,
        ReadyOrder, RejectOrder, RejectRequest, ReportPosition, StartOrder,
    },
    endpoint::{BoardOrderPath, Nothing, OrderPath, RestaurantPath},
    orders::{CourierPosition, EnterOrder, EnterOrderRequest},
};

resource! {
    /// The order board of a restaurant. Actions answer with the card marked `pending`; the outcome comes as an event.
    Board { restaurant_id: RestaurantId }
    by_hand: [];

    /// The orders on the board.
    paged list / list_all = ListBoard () { path: RestaurantPath { restaurant_id } };
    /// One card of the board.
    plain get = GetBoardOrder (order_id: OrderId) { path: BoardOrderPath { restaurant_id, order_id } };
    /// Follows the board live.
    followed follow = FollowBoard () { path: RestaurantPath { restaurant_id } };
    /// Enters an order for a guest without an account, for cash.
    keyed enter / enter_with_key = EnterOrder (request: &EnterOrderRequest)
        { path: RestaurantPath { restaurant_id }, request: request };
    /// Takes an order, with the time until it is ready.
    keyed accept / accept_with_key = AcceptOrder (order_id: OrderId, request: &AcceptRequest)
        { path: BoardOrderPath { restaurant_id, order_id }, request: request };
    /// Does not take an order.
    keyed reject / reject_with_key = RejectOrder (order_id: OrderId, request: &RejectRequest)
        { path: BoardOrderPath { restaurant_id, order_id }, request: request };
    /// Needs longer for an order.
    keyed delay / delay_with_key = DelayOrder (order_id: OrderId, request: &DelayRequest)
        { path: BoardOrderPath { restaurant_id, order_id }, request: request };
    /// Begins to cook.
    keyed start / start_with_key = StartOrder (order_id: OrderId) { path: BoardOrderPath { restaurant_id, order_id } };
    /// The food is ready.
    keyed ready / ready_with_key = ReadyOrder (order_id: OrderId) { path: BoardOrderPath { restaurant_id, order_id } };
    /// Sends a delivery off, with a courier.
    keyed dispatch / dispatch_with_key = DispatchOrder (order_id: OrderId, request: &DispatchRequest)
        { path: BoardOrderPath { restaurant_id, order_id }, request: request };
    /// The delivery was handed over.
    keyed deliver / deliver_with_key = DeliverOrder (order_id: OrderId)
        { path: BoardOrderPath { restaurant_id, order_id } };
    /// The guest has fetched it.
    keyed collect / collect_with_key = CollectOrder (order_id: OrderId)
        { path: BoardOrderPath { restaurant_id, order_id } };
    /// Calls an order off, with a reason.
    keyed cancel / cancel_with_key = BoardCancelOrder (order_id: OrderId, request: &BoardCancelRequest)
        { path: BoardOrderPath { restaurant_id, order_id }, request: request };
}

resource! {
    /// A courier's deliveries.
    Deliveries {}
    by_hand: [];

    /// The deliveries the caller has with them.
    plain list = ListDeliveries () {};
    /// Tells where the courier is.
    plain report_position = ReportPosition (order_id: OrderId, position: &CourierPosition)
        { path: OrderPath { order_id }, request: position };
}
