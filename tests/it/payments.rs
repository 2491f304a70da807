//! Card payments, with the pretend provider that `foodwala dev` has: through the SDK, and on its page.

use anyhow::{Context, Result};
use foodwala_sdk::{
    ErrorCode, FoodWala,
    contract::{
        board::RejectRequest,
        orders::{CancelOrderRequest, Order, OrderStatus, PaymentMethod, PaymentStatus},
    },
};
use foodwala_server::pretend_payments;
use foodwala_tests::{Kitchen, Town, door, eventually, reaches};

/// A platform that takes cards, and looks often for what is left to do.
async fn town() -> Result<Town> {
    let mut opened = Ok(());
    let town = Town::start_with(|config| {
        config.orders.look_every_seconds = 1;
        opened = pretend_payments(config);
    })
    .await?;
    opened?;
    Ok(town)
}

async fn ordered(kitchen: &Kitchen, guest: &FoodWala) -> Result<Order> {
    let mut request = kitchen.order_of(guest, kitchen.basket(1, door())).await?;
    request.payment = PaymentMethod::Card;
    Ok(guest.orders().place(&request).await?)
}

fn page(order: &Order) -> Result<&str> {
    let payment = order.card_payment.as_ref().context("an order by card")?;
    payment.pay_url.as_deref().context("a page to pay on")
}

fn browser() -> Result<reqwest::Client> {
    // The SDK, built before, has chosen how TLS is done.
    Ok(reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()?)
}

/// Presses a button; answers where the page sends the guest.
async fn press(page: &str, button: &str) -> Result<String> {
    let answer = browser()?.post(page).form(&[("decision", button)]).send().await?;
    assert_eq!(answer.status(), 303);
    Ok(answer.headers()["location"].to_str()?.to_owned())
}

async fn has(guest: &FoodWala, order: &Order, status: PaymentStatus) -> Result<Order> {
    eventually(|| async {
        let order = guest.orders().get(order.id).await?;
        let payment = order.card_payment.as_ref().context("an order by card")?.status;
        anyhow::ensure!(payment == status, "the payment is {payment:?}");
        Ok(order)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_order_is_paid_cooked_and_delivered() -> Result<()> {
    let town = town().await?;
    let kitchen = town.kitchen().await?;
    let guest = town.person("asha").await?;
    let quote = guest.orders().quote(&kitchen.basket(1, door())).await?;
    assert_eq!(quote.payment_methods, [PaymentMethod::Cash, PaymentMethod::Card]);

    let order = ordered(&kitchen, &guest).await?;
    assert_eq!(order.status, OrderStatus::PaymentPending);
    let at = order.restaurant.as_ref().context("where the restaurant is")?;
    assert_eq!(at.location, kitchen.restaurant.profile.location);
    let shown = browser()?.get(page(&order)?).send().await?;
    let policy = shown.headers()["content-security-policy"].to_str()?.to_owned();
    assert!(
        policy.starts_with("default-src 'none'; style-src 'self'; form-action 'self'"),
        "{policy}"
    );
    let shown = shown.text().await?;
    assert!(shown.contains("Pay 11.49 EUR"), "{shown}");
    let card = kitchen.owner.board(kitchen.id()).get(order.id).await;
    assert_eq!(
        card.unwrap_err().code(),
        Some(&ErrorCode::NotFound),
        "not the kitchen's business yet"
    );

    let back = press(page(&order)?, "pay").await?;
    assert!(back.ends_with(&format!("/orders/{}", order.id)), "{back}");
    let placed = reaches(&guest, order.id, OrderStatus::Placed).await?;
    let payment = placed.card_payment.context("an order by card")?;
    assert_eq!((payment.status, payment.pay_url), (PaymentStatus::Paid, None));
    assert!(placed.paid_at.is_some());
    kitchen.shows(order.id, OrderStatus::Placed).await?;

    let board = kitchen.owner.board(kitchen.id());
    kitchen.accepted(&guest, order.id).await?;
    kitchen.shows(order.id, OrderStatus::Accepted).await?;
    board.start(order.id).await?;
    reaches(&guest, order.id, OrderStatus::Preparing).await?;
    kitchen.shows(order.id, OrderStatus::Preparing).await?;
    board.ready(order.id).await?;
    reaches(&guest, order.id, OrderStatus::Ready).await?;
    kitchen.shows(order.id, OrderStatus::Ready).await?;
    board.dispatch(order.id, &Default::default()).await?;
    reaches(&guest, order.id, OrderStatus::OutForDelivery).await?;
    kitchen.shows(order.id, OrderStatus::OutForDelivery).await?;
    board.deliver(order.id).await?;
    let delivered = reaches(&guest, order.id, OrderStatus::Delivered).await?;
    assert_eq!(
        delivered.card_payment.map(|payment| payment.status),
        Some(PaymentStatus::Paid)
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_that_is_declined_ends_the_order() -> Result<()> {
    let town = town().await?;
    let kitchen = town.kitchen().await?;
    let guest = town.person("asha").await?;
    let order = ordered(&kitchen, &guest).await?;
    press(page(&order)?, "decline").await?;
    reaches(&guest, order.id, OrderStatus::PaymentFailed).await?;
    has(&guest, &order, PaymentStatus::Failed).await?;
    press(page(&order)?, "pay").await?;
    town.settled().await?;
    assert_eq!(guest.orders().get(order.id).await?.status, OrderStatus::PaymentFailed);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn money_goes_back_when_an_order_comes_to_nothing() -> Result<()> {
    let town = town().await?;
    let kitchen = town.kitchen().await?;
    let guest = town.person("asha").await?;

    let rejected = ordered(&kitchen, &guest).await?;
    press(page(&rejected)?, "pay").await?;
    kitchen.shows(rejected.id, OrderStatus::Placed).await?;
    let reject = RejectRequest {
        reason: "Closing".into(),
        sold_out: Vec::new(),
    };
    kitchen.owner.board(kitchen.id()).reject(rejected.id, &reject).await?;
    reaches(&guest, rejected.id, OrderStatus::Rejected).await?;
    let refunded = has(&guest, &rejected, PaymentStatus::Refunded).await?;
    assert_eq!(refunded.status, OrderStatus::Rejected);
    assert!(
        browser()?
            .get(page(&rejected)?)
            .send()
            .await?
            .text()
            .await?
            .contains("Refunded")
    );

    let cancelled = ordered(&kitchen, &guest).await?;
    press(page(&cancelled)?, "pay").await?;
    reaches(&guest, cancelled.id, OrderStatus::Placed).await?;
    guest
        .orders()
        .cancel(cancelled.id, &CancelOrderRequest::default())
        .await?;
    has(&guest, &cancelled, PaymentStatus::Refunded).await?;

    // Called off before it was paid: the page takes no money any more.
    let dropped = ordered(&kitchen, &guest).await?;
    guest
        .orders()
        .cancel(dropped.id, &CancelOrderRequest::default())
        .await?;
    has(&guest, &dropped, PaymentStatus::Failed).await?;
    eventually(|| async {
        let page = browser()?.get(page(&dropped)?).send().await?.text().await?;
        anyhow::ensure!(page.contains("Not paid"), "the page is open");
        anyhow::Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_the_provider_calls_back() -> Result<()> {
    let town = town().await?;
    let kitchen = town.kitchen().await?;
    let guest = town.person("asha").await?;
    let order = ordered(&kitchen, &guest).await?;
    let url = format!("{}/v1/payments/callbacks", town.platform.url());
    let body = serde_json::json!({"id": order.id, "order_id": order.id, "state": "paid", "amount_minor": 1149,
        "currency": "EUR", "page_url": ""});
    for (provider, signature, status) in [
        ("test", "", 401),
        ("test", "t=1,v1=00", 401),
        ("stripe", "t=1,v1=00", 404),
    ] {
        let request = browser()?.post(format!("{url}/{provider}"));
        let request = request.header("payment-signature", signature).json(&body);
        assert_eq!(request.send().await?.status(), status, "{provider} {signature}");
    }
    assert_eq!(guest.orders().get(order.id).await?.status, OrderStatus::PaymentPending);
    Ok(())
}
