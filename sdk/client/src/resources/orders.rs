//! One's own orders.

use super::resource;
use foodwala_contract::{
    OrderId,
    endpoint::{Nothing, OrderPath},
    orders::{
        AmendOrder, AmendOrderRequest, Basket, CancelOrder, CancelOrderRequest, FollowOrder, GetDeliveryCode, GetOrder,
        HideOrder, ListOrders, PlaceOrder, PlaceOrderRequest, QuoteBasket, ReviewOrder, ReviewRequest,
    },
};

resource! {
    /// One's own orders.
    Orders {}
    by_hand: [];

    /// Prices a basket and explains every line; nothing is ordered.
    plain quote = QuoteBasket (basket: &Basket) { request: basket };
    /// Places an order at the total the customer saw; another total is refused with `price_changed`.
    keyed place / place_with_key = PlaceOrder (request: &PlaceOrderRequest) { request: request };
    /// Changes the notes or the contact of an order that no restaurant has accepted yet.
    plain amend = AmendOrder (order_id: OrderId, request: &AmendOrderRequest)
        { path: OrderPath { order_id }, request: request };
    /// Takes an order that has ended out of the customer's history.
    plain hide = HideOrder (order_id: OrderId) { path: OrderPath { order_id } };
    /// Cancels an order.
    keyed cancel / cancel_with_key = CancelOrder (order_id: OrderId, request: &CancelOrderRequest)
        { path: OrderPath { order_id }, request: request };
    /// Reviews an order after it was delivered or collected, once.
    keyed review / review_with_key = ReviewOrder (order_id: OrderId, request: &ReviewRequest)
        { path: OrderPath { order_id }, request: request };
    /// One's own orders, newest first.
    paged list / list_all = ListOrders () {};
    /// One's own order.
    plain get = GetOrder (order_id: OrderId) { path: OrderPath { order_id } };
    /// The code to say to the courier at the door.
    plain delivery_code = GetDeliveryCode (order_id: OrderId) { path: OrderPath { order_id } };
    /// Follows one's own order live: its state first, then every change and the courier's position.
    followed follow = FollowOrder (order_id: OrderId) { path: OrderPath { order_id } };
}
