//! Orders: quote, place, amend, cancel, follow, review (order service).

mod order;
mod price;
mod status;

pub use order::*;
pub use price::*;
pub use status::*;

use crate::{
    access::{Access, PlatformRole},
    endpoint::{OrderPath, RestaurantPath, endpoints},
    page::{Page, PageQuery},
};

/// Where payment providers tell what became of a payment, each in its own language: signed, and no endpoint for clients.
pub const PAYMENT_CALLBACKS: &str = "/v1/payments/callbacks/{provider}";

const SUPPORT: &[PlatformRole] = &[PlatformRole::Support, PlatformRole::Admin];

endpoints! {
    service: "orders";

    /// Prices a basket and explains every line; nothing is ordered.
    QuoteBasket = "orders.quote" Command Post "/v1/quotes" {
        access: Access::PUBLIC,
        request: Basket,
        response: Quote, 200,
        errors: [
            NotFound, ValidationFailed, RestaurantClosed, RestaurantPaused, ItemSoldOut, ItemNotOnMenu,
            InvalidOptions, OutOfDeliveryArea, BelowMinimumOrder, FulfilmentNotOffered, PromoNotApplicable,
            InvalidSchedule,
        ],
    }

    /// Places an order at the total the customer saw; another total is refused with `price_changed`.
    PlaceOrder = "orders.place" Command Post "/v1/orders" {
        access: Access::ACCOUNT,
        idempotent: true,
        request: PlaceOrderRequest,
        response: Order, 201,
        errors: [
            NotFound, ValidationFailed, RestaurantClosed, RestaurantPaused, ItemSoldOut, ItemNotOnMenu,
            InvalidOptions, OutOfDeliveryArea, BelowMinimumOrder, FulfilmentNotOffered, PromoNotApplicable,
            InvalidSchedule, PriceChanged, PaymentMethodNotOffered,
        ],
    }

    /// Staff enters an order for a guest without an account, on the phone or at the counter, for cash. It is priced, and
    /// goes its way, as any other.
    EnterOrder = "orders.enter" Command Post "/v1/restaurants/{restaurant_id}/orders" {
        access: Access::KITCHEN,
        idempotent: true,
        path: RestaurantPath,
        request: EnterOrderRequest,
        response: Order, 201,
        errors: [
            NotFound, ValidationFailed, RestaurantClosed, RestaurantPaused, ItemSoldOut, ItemNotOnMenu,
            InvalidOptions, OutOfDeliveryArea, BelowMinimumOrder, FulfilmentNotOffered, PromoNotApplicable,
            InvalidSchedule, PriceChanged,
        ],
    }

    /// Changes the notes or the contact of an order that no restaurant has accepted yet.
    AmendOrder = "orders.amend" Command Patch "/v1/orders/{order_id}" {
        access: Access::ACCOUNT,
        path: OrderPath,
        request: AmendOrderRequest,
        response: Order, 200,
        errors: [NotFound, TransitionRefused, ValidationFailed],
    }

    /// Takes an order that has ended out of the customer's history. The restaurant's records keep it.
    HideOrder = "orders.hide" Command Delete "/v1/orders/{order_id}" {
        access: Access::ACCOUNT,
        path: OrderPath,
        response: (), 204,
        errors: [NotFound, TransitionRefused],
    }

    /// Cancels an order: customers until it is accepted, support until it is on the way.
    CancelOrder = "orders.cancel" Command Post "/v1/orders/{order_id}/cancel" {
        access: Access::ACCOUNT.or_platform(SUPPORT),
        idempotent: true,
        path: OrderPath,
        request: CancelOrderRequest,
        response: Order, 200,
        errors: [NotFound, TransitionRefused, ValidationFailed],
    }

    /// Reviews an order after it was delivered or collected, once.
    ReviewOrder = "orders.review" Command Post "/v1/orders/{order_id}/review" {
        access: Access::ACCOUNT,
        idempotent: true,
        path: OrderPath,
        request: ReviewRequest,
        response: Order, 201,
        errors: [NotFound, TransitionRefused, AlreadyReviewed, ValidationFailed],
    }

    /// One's own orders, newest first.
    ListOrders = "orders.list" Query Get "/v1/orders" {
        access: Access::ACCOUNT,
        query: PageQuery,
        response: Page<Order>, 200,
        errors: [],
    }

    /// One's own order.
    GetOrder = "orders.get" Query Get "/v1/orders/{order_id}" {
        access: Access::ACCOUNT,
        path: OrderPath,
        response: Order, 200,
        errors: [NotFound],
    }

    /// The code to say to the courier at the door, from the ordering until the order has ended. Only its guest sees it;
    /// `not_found` if the order has none.
    GetDeliveryCode = "orders.delivery_code" Query Get "/v1/orders/{order_id}/delivery-code" {
        access: Access::ACCOUNT,
        path: OrderPath,
        response: DeliveryCode, 200,
        errors: [NotFound],
    }

    /// Follows one's own order live: its state first, then every change and the courier's position.
    FollowOrder = "orders.follow" Query Get "/v1/orders/{order_id}/events" {
        access: Access::ACCOUNT,
        answer: Events,
        path: OrderPath,
        response: TrackingEvent, 200,
        errors: [NotFound],
    }
}
