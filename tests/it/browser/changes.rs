//! What changes behind a guest's back: a price, a dish that is sold out. Nothing is ordered that nobody agreed to.

use super::scene::{DAL, Scene, choose};
use anyhow::Result;
use foodwala_sdk::contract::{menu::SetAvailabilityRequest, orders::OrderStatus};
use foodwala_tests::browser::{Browser, Look};

async fn place(page: &Browser) -> Result<()> {
    page.click(".checkout-bar button:not([disabled])").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_price_is_agreed_to_before_anything_is_ordered() -> Result<()> {
    let Some(mut scene) = Scene::open().await? else {
        return Ok(());
    };
    let guest = scene.guest().await?;
    let page = scene.stage.browser(Look::PHONE).await?;
    scene.checkout(&page, &guest).await?;
    choose(&page, "Cash").await?;
    page.sees("11.49").await?;

    scene.price(1_050).await?;
    place(&page).await?;
    page.sees("The price has changed").await?;
    page.sees("12.49").await?;
    page.picture("price-changed").await?;
    page.assert_accessible("price-changed").await?;
    let orders = guest.client.orders().list(&Default::default()).await?;
    assert_eq!(
        orders.items.len(),
        0,
        "nothing was ordered at a price that nobody agreed to"
    );

    page.click_words("button", "Order for").await?;
    let order = scene.shown_order(&page).await?;
    let placed = scene.on_board(order, OrderStatus::Placed).await?;
    assert_eq!(placed.price.total.amount_minor, 1_249);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sold_out_is_said_and_can_be_left_out() -> Result<()> {
    let Some(scene) = Scene::open().await? else {
        return Ok(());
    };
    let guest = scene.guest().await?;
    let page = scene.stage.browser(Look::PHONE).await?;
    scene.checkout(&page, &guest).await?;
    choose(&page, "Cash").await?;

    let none = SetAvailabilityRequest {
        portions_left: Some(0),
        until: None,
    };
    let menus = scene.owner.menus();
    menus.set_availability(scene.restaurant.id, scene.dal, &none).await?;
    place(&page).await?;
    page.sees(&format!("{DAL} is sold out")).await?;
    page.picture("sold-out-checkout").await?;
    page.assert_accessible("sold-out-checkout").await?;
    page.click_words("button", "Leave it out").await?;
    page.sees("Your basket is empty").await?;

    page.open(&scene.path()).await?;
    page.finds(".dish[data-sold-out]").await?;
    page.sees("Sold out").await?;
    page.picture("sold-out-menu").await?;
    page.click_words("a.dish-link", DAL).await?;
    page.finds("dialog[open] .item-barred").await?;
    let orders = guest.client.orders().list(&Default::default()).await?;
    assert_eq!(orders.items.len(), 0);
    Ok(())
}
