//! What the restaurant's own app rests on, through the SDK and over the real bus.

use anyhow::{Context, Result};
use foodwala_sdk::{
    Error, ErrorCode, FoodWala,
    contract::{
        OrderId,
        access::{PlatformRole, StaffRole},
        board::RejectRequest,
        orders::{Fulfilment, Order, OrderStatus, ReviewRequest},
        page::PageQuery,
        reporting::{FiguresQuery, ReportQuery},
        restaurants::ReplyToReviewRequest,
    },
};
use foodwala_tests::{Kitchen, Town, reaches};

/// What it was refused with, if it was.
fn code<T>(answer: Result<T, Error>) -> Option<ErrorCode> {
    answer.err().and_then(|error| error.code().cloned())
}

/// An order that its guest has fetched.
async fn eaten(town: &Town, kitchen: &Kitchen, guest: &FoodWala) -> Result<Order> {
    let order = kitchen.ordered(guest, Fulfilment::Pickup).await?;
    kitchen.accepted(guest, order.id).await?;
    let board = kitchen.owner.board(kitchen.id());
    board.start(order.id).await?;
    town.settled().await?;
    board.ready(order.id).await?;
    town.settled().await?;
    board.collect(order.id).await?;
    let order = reaches(guest, order.id, OrderStatus::Collected).await?;
    town.settled().await?;
    Ok(order)
}

async fn reviewed(town: &Town, guest: &FoodWala, order: OrderId) -> Result<()> {
    let review = ReviewRequest {
        stars: 2,
        comment: Some("Cold".to_owned()),
    };
    guest.orders().review(order, &review).await?;
    town.settled().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_is_answered_for_everybody_to_read() -> Result<()> {
    let town = Town::start().await?;
    let (kitchen, elsewhere) = (town.kitchen().await?, town.kitchen().await?);
    let (manager, cook) = (
        town.staff(&kitchen, StaffRole::Manager).await?,
        town.staff(&kitchen, StaffRole::Kitchen).await?,
    );
    let guest = town.person("asha").await?;
    let order = eaten(&town, &kitchen, &guest).await?.id;
    reviewed(&town, &guest, order).await?;

    let reply = ReplyToReviewRequest {
        text: "We are sorry. Please tell us next time.".to_owned(),
    };
    for stranger in [&cook, &guest, &elsewhere.owner] {
        let refused = stranger
            .restaurants()
            .reply_to_review(kitchen.id(), order, &reply)
            .await;
        assert_eq!(code(refused), Some(ErrorCode::Forbidden));
    }
    let at_home = elsewhere.owner.restaurants();
    let others = at_home.reply_to_review(elsewhere.id(), order, &reply).await;
    assert_eq!(code(others), Some(ErrorCode::NotFound));

    let answered = manager
        .restaurants()
        .reply_to_review(kitchen.id(), order, &reply)
        .await?;
    let read = async || -> Result<_> {
        let restaurants = town.stranger()?.restaurants();
        let mut page = restaurants.reviews(kitchen.id(), &PageQuery::default()).await?;
        page.items.pop().context("a review")
    };
    let shown = read().await?;
    assert_eq!(shown, answered);
    assert_eq!(shown.reply.context("a reply")?.text, reply.text);
    manager.restaurants().remove_review_reply(kitchen.id(), order).await?;
    assert_eq!(read().await?.reply, None);
    town.platform.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_follow_the_orders() -> Result<()> {
    let town = Town::start().await?;
    let kitchen = town.kitchen().await?;
    let guest = town.person("asha").await?;
    eaten(&town, &kitchen, &guest).await?;
    let refused = kitchen.ordered(&guest, Fulfilment::Pickup).await?;
    let reject = RejectRequest {
        reason: "Too much to do".to_owned(),
        sold_out: Vec::new(),
    };
    kitchen.owner.board(kitchen.id()).reject(refused.id, &reject).await?;
    reaches(&guest, refused.id, OrderStatus::Rejected).await?;
    town.settled().await?;

    let today = FiguresQuery::default();
    let figures = kitchen.owner.reports().figures(kitchen.id(), &today).await?;
    let total = figures.total;
    assert_eq!(
        (total.orders, total.taken, total.fulfilled, total.rejected),
        (2, 1, 1, 1)
    );
    assert_eq!((total.sales_minor, total.tips_minor), (950, 0));
    assert!(total.average_preparation_seconds.is_some());
    assert_eq!((figures.days.len(), figures.days[0].figures), (1, total));
    let by_hour: u64 = figures.hours.iter().map(|hour| hour.figures.orders).sum();
    assert_eq!((figures.hours.len(), by_hour), (24, 2));
    let dishes: Vec<_> = figures
        .dishes
        .iter()
        .map(|dish| (dish.item_id, dish.quantity))
        .collect();
    assert_eq!(dishes, [(kitchen.dal, 1)]);

    let cook = town.staff(&kitchen, StaffRole::Kitchen).await?;
    town.settled().await?;
    for stranger in [&cook, &guest] {
        let asked = stranger.reports().figures(kitchen.id(), &today).await;
        assert_eq!(code(asked), Some(ErrorCode::Forbidden));
    }
    let finance = town.person("finance").await?;
    let account = finance.auth().account().context("signed in")?;
    town.platform.grant(account.id, &[PlatformRole::Finance]).await?;
    finance.auth().refresh().await?;
    let reports = finance.reports().restaurants(&ReportQuery::default()).await?.items;
    let report = reports.iter().find(|report| report.restaurant_id == kitchen.id());
    assert_eq!(report.context("a report")?.total, total);
    assert_eq!(finance.reports().figures(kitchen.id(), &today).await?, figures);
    town.platform.stop().await;
    Ok(())
}
