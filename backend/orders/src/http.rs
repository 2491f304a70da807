//! The routes: extract, call, map.

use crate::{
    commands::{
        amend::{self, AmendOrder},
        cancel::{self, CancelOrder},
        hide::{self, HideOrder},
        place::{self, By, PlaceOrder},
        quote,
        review::{self, ReviewOrder},
    },
    domain::{basket::CheckedBasket, bounds, delivery_code},
    queries,
    state::OrdersState,
    store,
};
use foodwala_contract::{
    AccountId, Endpoint, ErrorCode, OrderId,
    access::PlatformRole,
    orders::{
        AmendOrder as AmendOrderEndpoint, CancelOrder as CancelOrderEndpoint, DeliveryCode, EnterOrder, FollowOrder,
        GetDeliveryCode, GetOrder, HideOrder as HideOrderEndpoint, ListOrders, Order, OrderEntry, OrderStatus,
        PaymentMethod, PlaceOrder as PlaceOrderEndpoint, QuoteBasket, ReviewOrder as ReviewOrderEndpoint,
        TrackingEvent,
    },
};
use foodwala_platform::{
    ApiError, Begun, Call, Deps, EventStream, Reply, Routed, Routes, Violations, Work, auth::StaffCopy, stand_in,
};
use std::{sync::Arc, time::Duration};

/// How long whoever orders waits for the page to pay on.
const PAGE_WITHIN: Duration = Duration::from_secs(5);

/// The routes of this service.
pub fn routes(state: OrdersState, deps: &Deps) -> Routed {
    let directory = Arc::new(StaffCopy(state.database.clone()));
    Routes::new(state, deps)
        .with_staff(directory)
        .on::<EnterOrder, _, _>(enter_order)
        .on::<QuoteBasket, _, _>(quote_basket)
        .on::<PlaceOrderEndpoint, _, _>(place_order)
        .on::<AmendOrderEndpoint, _, _>(amend_order)
        .on::<HideOrderEndpoint, _, _>(hide_order)
        .on::<CancelOrderEndpoint, _, _>(cancel_order)
        .on::<ReviewOrderEndpoint, _, _>(review_order)
        .on::<ListOrders, _, _>(list_orders)
        .on::<GetOrder, _, _>(get_order)
        .on::<GetDeliveryCode, _, _>(get_delivery_code)
        .events::<FollowOrder, _, _>(follow_order)
        .build()
}

async fn quote_basket(mut state: OrdersState, call: Call<QuoteBasket>) -> Result<Reply<QuoteBasket>, ApiError> {
    let basket = checked(call.body, Violations::new())?;
    let customer = call.caller.account_id();
    let now = state.clock.now();
    Ok(Reply::new(
        quote::quote(&mut state.database, &state.books, state.rules, &basket, customer, now).await?,
    ))
}

async fn place_order(
    state: OrdersState,
    call: Call<PlaceOrderEndpoint>,
) -> Result<Reply<PlaceOrderEndpoint>, ApiError> {
    let customer_id = call.account_id()?;
    let request = call.body.clone();
    let mut violations = Violations::new();
    bounds::contact(&mut violations, &request.contact);
    bounds::text(&mut violations, "/note", request.note.as_deref());
    let basket = checked(request.basket, violations)?;

    let by_card = request.payment == PaymentMethod::Card;
    let now = state.clock.now();
    let mut work = match Work::begin(&state.database, &call, now).await? {
        Begun::Replay(reply) if by_card => return with_page(&state, reply).await,
        Begun::Replay(reply) => return Ok(reply),
        Begun::Fresh(work) => work,
    };
    refuse_erased(&mut work, customer_id).await?;
    let command = PlaceOrder {
        id: OrderId(foodwala_clock::new_id(now)),
        by: By::Customer(customer_id),
        basket,
        expected_total: request.expected_total,
        payment: request.payment,
        contact: request.contact,
        note: request.note,
        delivery_code: delivery_code::of(foodwala_clock::new_id(now)),
    };
    let result = place::place(work.tx(), &state.books, state.rules, command, now).await;
    let (work, order) = work.settle(result).await?;
    let reply = work.commit(Reply::from_json(order.body())).await?;
    state.projection.show_committed(&order).await;
    if by_card {
        with_page(&state, reply).await
    } else {
        Ok(reply)
    }
}

async fn enter_order(state: OrdersState, call: Call<EnterOrder>) -> Result<Reply<EnterOrder>, ApiError> {
    let (staff, restaurant, request) = (call.account_id()?, call.path.restaurant_id, call.body.clone());
    let mut violations = Violations::new();
    bounds::contact(&mut violations, &request.contact);
    bounds::text(&mut violations, "/note", request.note.as_deref());
    let here = request.basket.restaurant_id == restaurant;
    violations.check(here, "/restaurant_id", "must be the restaurant in the path");
    let no_promo = request.basket.promo_code.is_none();
    violations.check(no_promo, "/promo_code", "is for guests with an account");
    let basket = checked(request.basket, violations)?;

    let now = state.clock.now();
    let mut work = match Work::begin(&state.database, &call, now).await? {
        Begun::Replay(reply) => return Ok(reply),
        Begun::Fresh(work) => work,
    };
    refuse_erased(&mut work, staff).await?;
    let entry = OrderEntry {
        channel: request.channel,
        by: staff,
    };
    let command = PlaceOrder {
        id: OrderId(foodwala_clock::new_id(now)),
        by: By::Staff(entry),
        basket,
        expected_total: request.expected_total,
        payment: PaymentMethod::Cash,
        contact: request.contact,
        note: request.note,
        delivery_code: delivery_code::of(foodwala_clock::new_id(now)),
    };
    let result = place::place(work.tx(), &state.books, state.rules, command, now).await;
    let (work, order) = work.settle(result).await?;
    work.commit(Reply::from_json(order.body())).await
}

/// The order with the page to pay on, if the provider gives one soon enough. Else a job gets it, and whoever follows the
/// order is told of it.
async fn with_page(
    state: &OrdersState,
    mut reply: Reply<PlaceOrderEndpoint>,
) -> Result<Reply<PlaceOrderEndpoint>, ApiError> {
    let Some(payments) = &state.payments else {
        return Ok(reply);
    };
    let order: Order = serde_json::from_slice(&reply.json()?).map_err(ApiError::internal)?;
    if order.status != OrderStatus::PaymentPending {
        return Ok(reply);
    }
    match tokio::time::timeout(PAGE_WITHIN, payments.start(order.id)).await {
        Ok(Ok(order)) => Ok(Reply::from_json(order.body())),
        Ok(Err(error)) => {
            let error: &dyn std::error::Error = &error;
            tracing::warn!(order.id = %order.id, error, "the payment was not started; a job will");
            Ok(reply)
        }
        Err(_) => Ok(reply),
    }
}

async fn amend_order(
    state: OrdersState,
    call: Call<AmendOrderEndpoint>,
) -> Result<Reply<AmendOrderEndpoint>, ApiError> {
    let (customer_id, changes) = (call.account_id()?, call.body.clone());
    let mut violations = Violations::new();
    if let Some(contact) = &changes.contact {
        bounds::contact(&mut violations, contact);
    }
    bounds::text(&mut violations, "/note", changes.note.as_deref());
    bounds::text(
        &mut violations,
        "/delivery_instructions",
        changes.delivery_instructions.as_deref(),
    );
    violations.into_result()?;

    let now = state.clock.now();
    let mut work = match Work::begin(&state.database, &call, now).await? {
        Begun::Replay(reply) => return Ok(reply),
        Begun::Fresh(work) => work,
    };
    refuse_erased(&mut work, customer_id).await?;
    let command = AmendOrder {
        order_id: call.path.order_id,
        customer_id,
        changes,
    };
    let result = amend::amend(work.tx(), command, now).await;
    let (work, order) = work.settle(result).await?;
    let reply = work.commit(Reply::from_json(order.body())).await?;
    state.projection.show_committed(&order).await;
    Ok(reply)
}

async fn hide_order(state: OrdersState, call: Call<HideOrderEndpoint>) -> Result<Reply<HideOrderEndpoint>, ApiError> {
    let command = HideOrder {
        order_id: call.path.order_id,
        customer_id: call.account_id()?,
    };
    let now = state.clock.now();
    let mut work = match Work::begin(&state.database, &call, now).await? {
        Begun::Replay(reply) => return Ok(reply),
        Begun::Fresh(work) => work,
    };
    let result = hide::hide(work.tx(), command, now).await;
    let (work, order) = work.settle(result).await?;
    let reply = work.commit(Reply::new(())).await?;
    state.projection.show_committed(&order).await;
    Ok(reply)
}

async fn cancel_order(
    state: OrdersState,
    call: Call<CancelOrderEndpoint>,
) -> Result<Reply<CancelOrderEndpoint>, ApiError> {
    let (caller, reason) = (call.account_id()?, call.body.reason.clone());
    let mut violations = Violations::new();
    bounds::text(&mut violations, "/reason", reason.as_deref());
    violations.into_result()?;
    let is_support = call
        .caller
        .platform_roles()
        .iter()
        .any(|role| matches!(role, PlatformRole::Support | PlatformRole::Admin));

    let now = state.clock.now();
    let mut work = match Work::begin(&state.database, &call, now).await? {
        Begun::Replay(reply) => return Ok(reply),
        Begun::Fresh(work) => work,
    };
    refuse_erased(&mut work, caller).await?;
    let command = CancelOrder {
        order_id: call.path.order_id,
        caller,
        is_support,
        reason,
    };
    let result = cancel::cancel(work.tx(), command, now).await;
    let (work, order) = work.settle(result).await?;
    let reply = work.commit(Reply::from_json(order.body())).await?;
    state.projection.show_committed(&order).await;
    Ok(reply)
}

async fn review_order(
    state: OrdersState,
    call: Call<ReviewOrderEndpoint>,
) -> Result<Reply<ReviewOrderEndpoint>, ApiError> {
    let (customer_id, review) = (call.account_id()?, call.body.clone());
    let mut violations = Violations::new();
    violations.check((1..=5).contains(&review.stars), "/stars", "must be 1 to 5");
    bounds::text(&mut violations, "/comment", review.comment.as_deref());
    violations.into_result()?;

    let now = state.clock.now();
    let mut work = match Work::begin(&state.database, &call, now).await? {
        Begun::Replay(reply) => return Ok(reply),
        Begun::Fresh(work) => work,
    };
    refuse_erased(&mut work, customer_id).await?;
    let order_id = call.path.order_id;
    let command = ReviewOrder {
        order_id,
        customer_id,
        stars: review.stars,
        comment: review.comment,
    };
    let result = review::review(work.tx(), command, now).await;
    let (work, order) = work.settle(result).await?;
    let reply = work.commit(Reply::from_json(order.body())).await?;
    state.projection.show_committed(&order).await;
    Ok(reply)
}

async fn list_orders(state: OrdersState, call: Call<ListOrders>) -> Result<Reply<ListOrders>, ApiError> {
    let (customer, query) = (call.account_id()?, &call.query);
    let page = stand_in::answer("orders.list", &state.projection, |projection| async move {
        queries::list::list(&projection, customer, query).await
    });
    Ok(Reply::from_json(page.await?))
}

async fn get_order(state: OrdersState, call: Call<GetOrder>) -> Result<Reply<GetOrder>, ApiError> {
    let (customer, id) = (call.account_id()?, call.path.order_id);
    let order = stand_in::answer("orders.get", &state.projection, |projection| async move {
        Ok(queries::get::get(&projection, customer, id).await?)
    });
    Ok(Reply::from_json(
        order.await?.ok_or_else(|| ApiError::new(ErrorCode::NotFound))?,
    ))
}

/// From SQL: a code is looked at once or twice, and is in no read document.
async fn get_delivery_code(
    state: OrdersState,
    call: Call<GetDeliveryCode>,
) -> Result<Reply<GetDeliveryCode>, ApiError> {
    let customer = call.account_id()?;
    let code = store::delivery_codes::read(&state.database, customer, call.path.order_id).await?;
    let code = code.ok_or_else(|| ApiError::new(ErrorCode::NotFound))?;
    Ok(Reply::new(DeliveryCode { code }))
}

async fn follow_order(state: OrdersState, call: Call<FollowOrder>) -> Result<EventStream<TrackingEvent>, ApiError> {
    Ok(queries::follow::follow(&state.projection, call.account_id()?, call.path.order_id).await?)
}

/// Refuses an account that is gone but for its last access token, in the transaction of what it wants.
async fn refuse_erased<E: Endpoint>(work: &mut Work<E>, account: AccountId) -> Result<(), ApiError> {
    if store::erased::contains(work.tx(), account).await? {
        return Err(ApiError::new(ErrorCode::Unauthenticated).detail("the account has been deleted"));
    }
    Ok(())
}

/// The basket, or everything that is wrong with the request.
fn checked(basket: foodwala_contract::orders::Basket, others: Violations) -> Result<CheckedBasket, ApiError> {
    let basket = CheckedBasket::new(basket);
    match (basket, others.into_result()) {
        (Ok(basket), Ok(())) => Ok(basket),
        (Ok(_), Err(error)) => Err(error),
        (Err(violations), others) => {
            let error = match violations.into_result() {
                Err(error) => error,
                Ok(()) => ApiError::new(ErrorCode::ValidationFailed),
            };
            let others = others
                .err()
                .map(|others| others.problem().errors.clone())
                .unwrap_or_default();
            Err(others
                .into_iter()
                .fold(error, |error, field| error.field(field.pointer, field.detail)))
        }
    }
}

#[cfg(test)]
mod tests;
