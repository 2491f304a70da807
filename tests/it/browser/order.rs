//! The whole road of an order as a guest sees it: from the first look at the town to the meal, without a reload.

use super::scene::{BIRYANI, DAL, KITCHEN, Scene, choose, priced};
use anyhow::Result;
use foodwala_clock::{Clock, SystemClock, new_id};
use foodwala_sdk::contract::{
    geo::GeoPoint,
    orders::{CourierPosition, OrderStatus},
};
use foodwala_tests::{
    browser::{Browser, Look, PASSWORD},
    eventually,
};
use serde_json::json;

/// Says where the food shall go, by area and street.
async fn say_where(page: &Browser) -> Result<()> {
    page.click(".shell-place").await?;
    page.click_words("dialog[open] button", "Prenzlauer Berg").await?;
    page.fill("dialog[open] input[autocomplete=street-address]", "Kastanienallee 20")
        .await?;
    page.click_words("dialog[open] button", "Bring it here").await?;
    page.loses("dialog[open]").await
}

/// What only a page that was never loaded anew still knows.
pub(super) const MARK: &str = "window.marked = true";

/// Holds that the page that was marked is still the same.
pub(super) async fn never_reloaded(page: &Browser) -> Result<()> {
    assert_eq!(page.script("return window.marked === true", &[]).await?, json!(true));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_from_the_first_look_to_the_meal() -> Result<()> {
    let Some(scene) = Scene::open().await? else {
        return Ok(());
    };
    let page = scene.stage.browser(Look::PHONE).await?;
    page.open("/").await?;
    page.script(MARK, &[]).await?;
    say_where(&page).await?;
    page.picture("journey-1-home").await?;

    // Find the kitchen by its name.
    page.fill("main input[type=search]", "Zaffran").await?;
    page.enter().await?;
    page.click_words("main a[href^='/restaurants/']", KITCHEN).await?;
    page.is_at(&scene.path()).await?;
    page.click_words("a.dish-link", BIRYANI).await?;
    page.click_words("dialog[open] label", "For two").await?;
    page.picture("journey-2-dish").await?;
    page.click_words("dialog[open] .item-foot button", "Add").await?;
    page.loses("dialog[open]").await?;
    page.click_words("a.dish-link", DAL).await?;
    page.click_words("dialog[open] .item-foot button", "Add").await?;
    page.loses("dialog[open]").await?;
    page.picture("journey-3-menu").await?;

    // The basket's price is the platform's: 19.00 + 9.50 and 1.99 for the way.
    page.click(".basket-bar-link").await?;
    page.is_at("/basket").await?;
    page.sees("30.49").await?;
    page.picture("journey-4-basket").await?;
    page.click_words("button", "Go to checkout").await?;

    // Nobody is signed in yet; the basket waits meanwhile.
    page.click_words("main a", "Create account").await?;
    page.fill("input[autocomplete=name]", "Asha").await?;
    let email = format!("asha-{}@town.example", new_id(SystemClock.now()).simple());
    page.fill("input[type=email]", &email).await?;
    page.fill("input[type=password]", PASSWORD).await?;
    page.enter().await?;
    page.signed_in().await?;
    page.is_at("/checkout").await?;
    choose(&page, "Cash").await?;
    page.fill("#checkout-name", "Asha").await?;
    page.fill("#checkout-phone", "+49 30 1234567").await?;
    priced(&page).await?;
    page.picture("journey-5-checkout").await?;
    page.click(".checkout-bar button").await?;
    let order = scene.shown_order(&page).await?;
    page.sees("The restaurant is looking at your order").await?;
    page.picture("journey-6-placed").await?;

    // The kitchen's side; each of its steps shows by itself.
    let placed = scene.on_board(order, OrderStatus::Placed).await?;
    assert_eq!(placed.price.total.amount_minor, 3_049);
    scene.accept(order).await?;
    page.sees("The restaurant has taken your order").await?;
    let board = scene.owner.board(scene.restaurant.id);
    scene.on_board(order, OrderStatus::Accepted).await?;
    board.start(order).await?;
    page.sees("Your food is being cooked").await?;
    scene.on_board(order, OrderStatus::Preparing).await?;
    board.ready(order).await?;
    page.sees("Your food waits for the courier").await?;
    scene.on_board(order, OrderStatus::Ready).await?;
    let courier = scene.courier().await?;
    courier
        .board(scene.restaurant.id)
        .dispatch(order, &Default::default())
        .await?;
    page.sees("Your food is on its way").await?;
    scene.on_board(order, OrderStatus::OutForDelivery).await?;

    // The courier moves on the map.
    for (latitude, distance) in [(52.5330, "m away"), (52.5380, "m away")] {
        let location = GeoPoint {
            latitude,
            longitude: 13.4050,
        };
        let position = CourierPosition {
            location,
            heading_degrees: None,
            measured_at: SystemClock.now(),
        };
        eventually(|| async { courier.deliveries().report_position(order, &position).await }).await?;
        page.sees(distance).await?;
    }
    page.picture("journey-7-on-the-way").await?;
    board.deliver(order).await?;
    page.sees("Enjoy your meal!").await?;
    never_reloaded(&page).await?;
    page.picture("journey-8-delivered").await?;
    page.assert_quiet().await
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_that_were_left_keep_no_connection_from_the_next() -> Result<()> {
    let Some(scene) = Scene::open().await? else {
        return Ok(());
    };
    let guest = scene.guest().await?;
    let page = scene.stage.browser(Look::PHONE).await?;
    let request = scene.order_of(&guest.client).await?;
    let order = guest.client.orders().place(&request).await?.id;
    scene.sign_in(&page, &guest).await?;
    // Each of them listens to two streams, and a browser has six connections for a site.
    for _ in 0..5 {
        page.open(&format!("/orders/{order}")).await?;
        page.finds(".order-link[data-live]").await?;
    }
    scene.accept(order).await?;
    page.sees("The restaurant has taken your order").await
}
