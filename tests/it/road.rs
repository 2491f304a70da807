//! The whole road of an order, each way it can go.

use anyhow::Result;
use foodwala_clock::Clock;
use foodwala_sdk::{
    ErrorCode, StreamExt,
    contract::{
        access::StaffRole,
        board::{BoardCancelRequest, DelayRequest, DispatchRequest, RejectRequest},
        couriers::HandOverRequest,
        geo::GeoPoint,
        notifications::NotificationKind,
        orders::{
            Actor, CancelOrderRequest, CourierPosition, Fulfilment, OrderAction, OrderStatus, ReviewRequest,
            TrackingEvent,
        },
        page::PageQuery,
    },
};
use foodwala_tests::{Town, door, eventually, reaches};
use jiff::ToSpan;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn a_delivery_goes_all_the_way() -> Result<()> {
    let town = Town::start().await?;
    let kitchen = town.kitchen().await?;
    let courier = town.staff(&kitchen, StaffRole::Courier).await?;
    let guest = town.person("asha").await?;
    let order = kitchen.ordered(&guest, door()).await?;
    assert_eq!(order.status, OrderStatus::Placed);
    assert_eq!(order.price.total.amount_minor, 950 + 199);
    let board = kitchen.owner.board(kitchen.id());

    let accepted = kitchen.accepted(&guest, order.id).await?;
    assert!(accepted.promised_at > order.ordered_at);
    board.delay(order.id, &DelayRequest { minutes: 10 }).await?;
    board.start(order.id).await?;
    let preparing = reaches(&guest, order.id, OrderStatus::Preparing).await?;
    kitchen.shows(order.id, OrderStatus::Preparing).await?;
    assert_eq!(preparing.promised_at, accepted.promised_at + 10.minutes());
    board.ready(order.id).await?;
    reaches(&guest, order.id, OrderStatus::Ready).await?;
    kitchen.shows(order.id, OrderStatus::Ready).await?;

    let me = courier.auth().account().expect("signed in");
    courier
        .board(kitchen.id())
        .dispatch(
            order.id,
            &DispatchRequest {
                courier_id: Some(me.id),
            },
        )
        .await?;
    let mut events = guest.orders().follow(order.id);
    let underway = reaches(&guest, order.id, OrderStatus::OutForDelivery).await?;
    kitchen.shows(order.id, OrderStatus::OutForDelivery).await?;
    assert_eq!(underway.courier.map(|courier| courier.account_id), Some(me.id));
    let deliveries = eventually(|| async {
        let deliveries = courier.deliveries().list().await?.items;
        if deliveries.is_empty() {
            Err(anyhow::anyhow!("no delivery yet"))
        } else {
            Ok(deliveries)
        }
    });
    assert_eq!(deliveries.await?[0].id, order.id);

    let position = CourierPosition {
        location: GeoPoint {
            latitude: 52.531,
            longitude: 13.402,
        },
        heading_degrees: Some(40),
        measured_at: town.clock.now(),
    };
    // The board hears of the dispatch by event; until then nobody is on the way.
    eventually(|| async { courier.deliveries().report_position(order.id, &position).await }).await?;
    let seen = async {
        while let Some(event) = events.next().await {
            if let TrackingEvent::Position { position } = event? {
                return Ok(position);
            }
        }
        anyhow::bail!("the events ended")
    };
    assert_eq!(tokio::time::timeout(Duration::from_secs(20), seen).await??, position);

    let bare = courier
        .board(kitchen.id())
        .deliver(order.id)
        .await
        .expect_err("no code");
    assert_eq!(bare.code(), Some(&ErrorCode::ProofCodeRequired));
    let guess = HandOverRequest {
        code: "no digits".to_owned(),
    };
    let wrong = courier
        .couriers(kitchen.id())
        .hand_over(order.id, &guess)
        .await
        .expect_err("a guess");
    assert_eq!(wrong.code(), Some(&ErrorCode::ProofCodeWrong));
    let code = guest.orders().delivery_code(order.id).await?.code;
    let said = HandOverRequest { code };
    courier.couriers(kitchen.id()).hand_over(order.id, &said).await?;
    let delivered = reaches(&guest, order.id, OrderStatus::Delivered).await?;
    let statuses: Vec<OrderStatus> = delivered.history.iter().map(|step| step.status).collect();
    assert_eq!(
        statuses,
        [
            OrderStatus::Placed,
            OrderStatus::Accepted,
            OrderStatus::Accepted,
            OrderStatus::Preparing,
            OrderStatus::Ready,
            OrderStatus::OutForDelivery,
            OrderStatus::Delivered
        ]
    );

    let review = ReviewRequest {
        stars: 4,
        comment: Some("Warm, and quick.".to_owned()),
    };
    guest.orders().review(order.id, &review).await?;
    let again = guest
        .orders()
        .review(order.id, &review)
        .await
        .expect_err("a second review");
    assert_eq!(again.code(), Some(&ErrorCode::AlreadyReviewed));
    town.settled().await?;
    let rating = guest.restaurants().get(kitchen.id()).await?.value.restaurant.rating;
    assert_eq!((rating.count, rating.stars), (1, 4));

    let told = guest.notifications().list(&PageQuery::default()).await?.items;
    let delivered = |kind: &NotificationKind| {
        matches!(
            kind,
            NotificationKind::OrderMoved {
                status: OrderStatus::Delivered,
                ..
            }
        )
    };
    assert!(told.iter().any(|entry| delivered(&entry.about)), "{told:?}");
    town.platform.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pickup_is_collected() -> Result<()> {
    let town = Town::start().await?;
    let kitchen = town.kitchen().await?;
    let guest = town.person("asha").await?;
    let order = kitchen.ordered(&guest, Fulfilment::Pickup).await?;
    let board = kitchen.owner.board(kitchen.id());
    kitchen.accepted(&guest, order.id).await?;
    board.start(order.id).await?;
    reaches(&guest, order.id, OrderStatus::Preparing).await?;
    kitchen.shows(order.id, OrderStatus::Preparing).await?;
    board.ready(order.id).await?;
    reaches(&guest, order.id, OrderStatus::Ready).await?;
    kitchen.shows(order.id, OrderStatus::Ready).await?;
    town.settled().await?;
    let refused = board
        .dispatch(order.id, &DispatchRequest::default())
        .await
        .expect_err("nobody brings a pickup");
    assert_eq!(refused.code(), Some(&ErrorCode::TransitionRefused));
    board.collect(order.id).await?;
    reaches(&guest, order.id, OrderStatus::Collected).await?;
    town.platform.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scheduled_order_is_placed_when_it_is_due() -> Result<()> {
    let town = Town::start().await?;
    let kitchen = town.kitchen().await?;
    let guest = town.person("asha").await?;
    let mut basket = kitchen.basket(1, Fulfilment::Pickup);
    basket.scheduled_for = Some(town.clock.now() + 5.hours());
    let order = guest.orders().place(&kitchen.order_of(&guest, basket).await?).await?;
    assert_eq!(order.status, OrderStatus::Scheduled);
    town.clock.advance(Duration::from_secs(4 * 3600 + 45 * 60));
    let placed = reaches(&guest, order.id, OrderStatus::Placed).await?;
    let released = placed.history.last().expect("a step");
    assert_eq!(
        (released.action, released.by),
        (Some(OrderAction::Release), Actor::Platform)
    );
    kitchen.shows(order.id, OrderStatus::Placed).await?;
    kitchen.accepted(&guest, order.id).await?;
    town.platform.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_order_says_why_and_marks_what_is_sold_out() -> Result<()> {
    let town = Town::start().await?;
    let kitchen = town.kitchen().await?;
    let guest = town.person("asha").await?;
    let order = kitchen.ordered(&guest, Fulfilment::Pickup).await?;
    let reject = RejectRequest {
        reason: "No dal today".to_owned(),
        sold_out: vec![kitchen.dal],
    };
    kitchen.owner.board(kitchen.id()).reject(order.id, &reject).await?;
    let rejected = reaches(&guest, order.id, OrderStatus::Rejected).await?;
    assert_eq!(
        rejected.history.last().and_then(|step| step.reason.as_deref()),
        Some("No dal today")
    );
    town.settled().await?;
    let refused = guest
        .orders()
        .quote(&kitchen.basket(1, Fulfilment::Pickup))
        .await
        .expect_err("sold out");
    assert_eq!(refused.code(), Some(&ErrorCode::ItemSoldOut));
    let menu = guest.menus().get(kitchen.id()).await?;
    assert!(
        menu.availability
            .iter()
            .any(|entry| entry.item_id == kitchen.dal && entry.portions_left == Some(0))
    );
    town.platform.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_nobody_accepts_expires() -> Result<()> {
    let town = Town::start().await?;
    let kitchen = town.kitchen().await?;
    let guest = town.person("asha").await?;
    let order = kitchen.ordered(&guest, Fulfilment::Pickup).await?;
    town.clock.advance(Duration::from_secs(601));
    let expired = reaches(&guest, order.id, OrderStatus::Expired).await?;
    assert_eq!(expired.history.last().map(|step| step.by), Some(Actor::Platform));
    town.platform.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_cancels_until_it_is_accepted_and_the_kitchen_after() -> Result<()> {
    let town = Town::start().await?;
    let kitchen = town.kitchen().await?;
    let guest = town.person("asha").await?;
    let first = kitchen.ordered(&guest, Fulfilment::Pickup).await?;
    let cancelled = guest.orders().cancel(first.id, &CancelOrderRequest::default()).await?;
    assert_eq!(cancelled.status, OrderStatus::Cancelled);

    let second = kitchen.ordered(&guest, Fulfilment::Pickup).await?;
    kitchen.accepted(&guest, second.id).await?;
    let refused = guest
        .orders()
        .cancel(second.id, &CancelOrderRequest::default())
        .await
        .expect_err("accepted");
    assert_eq!(refused.code(), Some(&ErrorCode::TransitionRefused));
    let reason = BoardCancelRequest {
        reason: "The oven broke".to_owned(),
    };
    kitchen.owner.board(kitchen.id()).cancel(second.id, &reason).await?;
    let cancelled = reaches(&guest, second.id, OrderStatus::Cancelled).await?;
    assert_eq!(cancelled.history.last().map(|step| step.by), Some(Actor::Restaurant));

    let listed = guest.orders().list(&PageQuery::default()).await?.items;
    assert_eq!(
        listed.iter().map(|order| order.id).collect::<Vec<_>>(),
        [second.id, first.id]
    );
    guest.orders().hide(first.id).await?;
    let listed = guest.orders().list(&PageQuery::default()).await?.items;
    assert_eq!(listed.iter().map(|order| order.id).collect::<Vec<_>>(), [second.id]);
    town.platform.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_done_is_refused_and_changes_nothing() -> Result<()> {
    let town = Town::start().await?;
    let kitchen = town.kitchen().await?;
    let guest = town.person("asha").await?;
    let order = kitchen.ordered(&guest, Fulfilment::Pickup).await?;
    let board = kitchen.owner.board(kitchen.id());
    for refused in [
        board.start(order.id).await,
        board.ready(order.id).await,
        board.collect(order.id).await,
    ] {
        assert_eq!(
            refused.expect_err("not accepted yet").code(),
            Some(&ErrorCode::TransitionRefused)
        );
    }
    let review = ReviewRequest {
        stars: 1,
        comment: None,
    };
    let refused = guest
        .orders()
        .review(order.id, &review)
        .await
        .expect_err("not eaten yet");
    assert_eq!(refused.code(), Some(&ErrorCode::TransitionRefused));
    let read = guest.orders().get(order.id).await?;
    assert_eq!((read.status, read.version), (OrderStatus::Placed, order.version));
    town.platform.stop().await;
    Ok(())
}
