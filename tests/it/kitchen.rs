//! What the restaurant's own app rests on, through the SDK and over the real bus.

use anyhow::{Context, Result};
use foodwala_clock::Clock;
use foodwala_sdk::{
    Error, ErrorCode, FoodWala, IdempotencyKey,
    contract::{
        OrderId,
        access::{PlatformRole, StaffRole},
        board::{AcceptRequest, DispatchRequest, RejectRequest},
        couriers::{HandOverRequest, ShareDeliveryRequest},
        geo::GeoPoint,
        menu::PublishMenuRequest,
        orders::{
            Contact, CourierPosition, EnterOrderRequest, Fulfilment, Order, OrderChannel, OrderStatus, ReviewRequest,
        },
        page::PageQuery,
        reporting::{FiguresQuery, ReportQuery},
        restaurants::ReplyToReviewRequest,
    },
};
use foodwala_tests::{Kitchen, Town, door, reaches};

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

#[tokio::test(flavor = "multi_thread")]
async fn a_courier_without_an_account_delivers_one_order() -> Result<()> {
    let town = Town::start().await?;
    let kitchen = town.kitchen().await?;
    let courier = town.staff(&kitchen, StaffRole::Courier).await?;
    let guest = town.person("asha").await?;
    let order = kitchen.ordered(&guest, door()).await?.id;
    town.settled().await?;
    let (board, couriers) = (kitchen.owner.board(kitchen.id()), kitchen.owner.couriers(kitchen.id()));
    assert!(board.get(order).await?.proof_required);
    let staff = couriers.list().await?.items;
    let me = courier.auth().account().context("signed in")?.id;
    assert_eq!(
        staff
            .iter()
            .map(|one| (one.account_id, one.carrying))
            .collect::<Vec<_>>(),
        [(me, 0)]
    );
    assert_eq!(
        code(courier.couriers(kitchen.id()).list().await),
        Some(ErrorCode::Forbidden)
    );

    let request = ShareDeliveryRequest {
        name: "Sam from next door".to_owned(),
        valid_minutes: Some(60),
    };
    assert_eq!(
        code(courier.couriers(kitchen.id()).share(order, &request).await),
        Some(ErrorCode::Forbidden)
    );
    let stale = couriers.share(order, &request).await?.token;
    let link = couriers.share(order, &request).await?;
    let sam = town.stranger()?.courier_links();
    assert_eq!(
        code(sam.get(&stale).await),
        Some(ErrorCode::NotFound),
        "a new link ends the old one"
    );
    let seen = sam.get(&link.token).await?;
    assert_eq!((seen.order_id, seen.proof_required), (order, true));
    assert_eq!(seen.to_collect.map(|due| due.amount_minor), Some(950 + 199));
    assert_eq!(
        board.get(order).await?.shared_with.context("shared")?.name,
        request.name
    );

    assert_eq!(
        code(sam.dispatch(&link.token).await),
        Some(ErrorCode::TransitionRefused),
        "not cooked yet"
    );
    kitchen.accepted(&guest, order).await?;
    board.start(order).await?;
    town.settled().await?;
    board.ready(order).await?;
    town.settled().await?;
    sam.dispatch(&link.token).await?;
    reaches(&guest, order, OrderStatus::OutForDelivery).await?;
    town.settled().await?;
    let position = CourierPosition {
        location: GeoPoint {
            latitude: 52.531,
            longitude: 13.402,
        },
        heading_degrees: None,
        measured_at: town.clock.now(),
    };
    sam.report_position(&link.token, &position).await?;

    let say = |code: &str| HandOverRequest { code: code.to_owned() };
    let wrong = sam.hand_over(&link.token, &say("x")).await.expect_err("a guess");
    let left = wrong
        .problem()
        .and_then(|problem| problem.context["tries_left"].as_u64());
    assert_eq!((wrong.code(), left), (Some(&ErrorCode::ProofCodeWrong), Some(4)));
    let proof = guest.orders().delivery_code(order).await?.code;
    let stranger = town.person("ben").await?;
    assert_eq!(
        code(stranger.orders().delivery_code(order).await),
        Some(ErrorCode::NotFound)
    );
    sam.hand_over(&link.token, &say(&proof)).await?;
    reaches(&guest, order, OrderStatus::Delivered).await?;
    town.settled().await?;
    let seen = sam.get(&link.token).await?;
    assert_eq!((seen.status, seen.contact.name.as_str()), (OrderStatus::Delivered, ""));
    assert_eq!(
        code(guest.orders().delivery_code(order).await),
        Some(ErrorCode::NotFound),
        "it has ended"
    );

    couriers.unshare(order).await?;
    assert_eq!(code(sam.get(&link.token).await), Some(ErrorCode::NotFound));
    town.platform.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_codes_are_limited_and_the_restaurant_has_the_last_word() -> Result<()> {
    let town = Town::start().await?;
    let kitchen = town.kitchen().await?;
    let courier = town.staff(&kitchen, StaffRole::Courier).await?;
    let guest = town.person("asha").await?;
    let order = kitchen.ordered(&guest, door()).await?.id;
    kitchen.accepted(&guest, order).await?;
    let (board, theirs) = (kitchen.owner.board(kitchen.id()), courier.couriers(kitchen.id()));
    board.start(order).await?;
    town.settled().await?;
    board.ready(order).await?;
    town.settled().await?;
    courier
        .board(kitchen.id())
        .dispatch(order, &DispatchRequest::default())
        .await?;
    reaches(&guest, order, OrderStatus::OutForDelivery).await?;
    town.settled().await?;
    assert_eq!(kitchen.owner.couriers(kitchen.id()).list().await?.items[0].carrying, 1);
    let guess = HandOverRequest { code: "x".to_owned() };
    for _ in 0..5 {
        assert_eq!(
            code(theirs.hand_over(order, &guess).await),
            Some(ErrorCode::ProofCodeWrong)
        );
    }
    let proof = guest.orders().delivery_code(order).await?.code;
    let right = HandOverRequest { code: proof };
    assert_eq!(
        code(theirs.hand_over(order, &right).await),
        Some(ErrorCode::ProofCodeLocked)
    );
    board.deliver(order).await?;
    reaches(&guest, order, OrderStatus::Delivered).await?;
    town.platform.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_on_the_board_name_their_station() -> Result<()> {
    let town = Town::start().await?;
    let kitchen = town.kitchen().await?;
    let menu = kitchen.owner.menus().get(kitchen.id()).await?;
    let mut request = PublishMenuRequest {
        sections: menu.value.sections,
    };
    for item in request.sections.iter_mut().flat_map(|section| &mut section.items) {
        item.station = (item.id == kitchen.dal).then(|| "stove".to_owned());
    }
    kitchen
        .owner
        .menus()
        .publish(kitchen.id(), &request, menu.version)
        .await?;
    town.settled().await?;
    let guest = town.person("asha").await?;
    let order = kitchen.ordered(&guest, Fulfilment::Pickup).await?;
    let card = kitchen.owner.board(kitchen.id()).get(order.id).await?;
    let stations: Vec<_> = card
        .order
        .price
        .lines
        .iter()
        .map(|line| line.station.as_deref())
        .collect();
    assert_eq!(stations, [Some("stove")]);
    town.platform.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_enters_orders_of_guests_without_an_account() -> Result<()> {
    let town = Town::start().await?;
    let kitchen = town.kitchen().await?;
    let cook = town.staff(&kitchen, StaffRole::Kitchen).await?;
    let courier = town.staff(&kitchen, StaffRole::Courier).await?;
    let guest = town.person("asha").await?;
    town.settled().await?;
    let quote = kitchen.order_of(&cook, kitchen.basket(2, Fulfilment::Pickup)).await?;
    let mut request = EnterOrderRequest {
        basket: quote.basket,
        expected_total: quote.expected_total,
        contact: Contact {
            name: "Mr Iyer".to_owned(),
            phone: String::new(),
        },
        channel: OrderChannel::Counter,
        note: Some("Waits here".to_owned()),
    };
    let board = cook.board(kitchen.id());
    for stranger in [&guest, &courier] {
        let refused = stranger.board(kitchen.id()).enter(&request).await;
        assert_eq!(code(refused), Some(ErrorCode::Forbidden));
    }
    let key = IdempotencyKey::fresh();
    let order = board.enter_with_key(&key, &request).await?;
    assert_eq!(
        board.enter_with_key(&key, &request).await?.id,
        order.id,
        "the same answer again"
    );
    let me = cook.auth().account().context("signed in")?.id;
    let entry = order.entry.context("entered")?;
    assert_eq!((entry.channel, entry.by), (OrderChannel::Counter, me));
    assert_eq!(
        (order.status, order.price.total.amount_minor),
        (OrderStatus::Placed, 1_900)
    );
    town.settled().await?;
    assert!(
        cook.orders().list(&PageQuery::default()).await?.items.is_empty(),
        "it is not the cook's own"
    );
    let card = board.get(order.id).await?;
    assert_eq!(
        (card.order.contact.name.as_str(), card.proof_required),
        ("Mr Iyer", false)
    );

    board.accept(order.id, &AcceptRequest { ready_in_minutes: 10 }).await?;
    kitchen.shows(order.id, OrderStatus::Accepted).await?;
    board.start(order.id).await?;
    kitchen.shows(order.id, OrderStatus::Preparing).await?;
    board.ready(order.id).await?;
    kitchen.shows(order.id, OrderStatus::Ready).await?;
    board.collect(order.id).await?;
    kitchen.shows(order.id, OrderStatus::Collected).await?;

    request.expected_total.amount_minor -= 1;
    assert_eq!(code(board.enter(&request).await), Some(ErrorCode::PriceChanged));
    request.basket.promo_code = Some("half".to_owned());
    assert_eq!(code(board.enter(&request).await), Some(ErrorCode::ValidationFailed));
    request.basket.promo_code = None;
    kitchen.portions(1).await?;
    town.settled().await?;
    request.expected_total.amount_minor += 1;
    assert_eq!(code(board.enter(&request).await), Some(ErrorCode::ItemSoldOut));
    town.platform.stop().await;
    Ok(())
}
