//! Paying by card, on the provider's own page; and ordering for later.

use super::scene::{Scene, choose, priced};
use anyhow::Result;
use foodwala_sdk::contract::orders::{OrderStatus, PaymentStatus};
use foodwala_tests::{browser::Look, eventually};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_card_is_asked_for_on_the_providers_page_and_never_on_ours() -> Result<()> {
    let Some(scene) = Scene::open().await? else {
        return Ok(());
    };
    let guest = scene.guest().await?;
    let page = scene.stage.browser(Look::PHONE).await?;
    scene.checkout(&page, &guest).await?;
    choose(&page, "Card").await?;
    priced(&page).await?;
    page.sees("Order and pay").await?;
    page.click(".checkout-bar button").await?;

    // The provider's page has nothing of ours on it, and ours has nowhere to type a card's number.
    page.finds("button[name=decision][value=pay]").await?;
    let ours = "return document.getElementById('app') !== null || window.foodwala !== undefined";
    assert_eq!(page.script(ours, &[]).await?, json!(false));
    page.sees("11.49").await?;
    page.picture("card-provider").await?;
    page.click("button[value=pay]").await?;

    let order = scene.shown_order(&page).await?;
    page.runs().await?;
    page.sees("The restaurant is looking at your order").await?;
    let paid = scene.on_board(order, OrderStatus::Placed).await?;
    assert_eq!(paid.price.total.amount_minor, 1_149);
    let payment = guest.client.orders().get(order).await?.card_payment;
    assert_eq!(payment.map(|payment| payment.status), Some(PaymentStatus::Paid));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declined_card_is_said_and_the_dishes_are_kept() -> Result<()> {
    let Some(scene) = Scene::open().await? else {
        return Ok(());
    };
    let guest = scene.guest().await?;
    let page = scene.stage.browser(Look::PHONE).await?;
    scene.checkout(&page, &guest).await?;
    choose(&page, "Card").await?;
    priced(&page).await?;
    page.click(".checkout-bar button").await?;
    page.click("button[name=decision][value=decline]").await?;
    let order = scene.shown_order(&page).await?;
    page.runs().await?;
    page.sees("The payment did not work").await?;
    page.picture("card-declined").await?;
    page.assert_accessible("card-declined").await?;
    eventually(|| async {
        let status = guest.client.orders().get(order).await?.status;
        anyhow::ensure!(status == OrderStatus::PaymentFailed, "it is {}", status.as_str());
        Ok(())
    })
    .await?;
    page.click_words("button, a", "Try again").await?;
    page.sees("Dal tadka").await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_for_later_waits_for_its_time() -> Result<()> {
    let Some(scene) = Scene::open().await? else {
        return Ok(());
    };
    let guest = scene.guest().await?;
    let page = scene.stage.browser(Look::PHONE).await?;
    scene.checkout(&page, &guest).await?;
    choose(&page, "Cash").await?;
    choose(&page, "At a time you choose").await?;
    // The last time of the second day that is offered.
    let pick = "const [day, time] = document.querySelectorAll('.field-pair select');
        const change = (select, index) => {
            select.selectedIndex = index;
            select.dispatchEvent(new Event('change', { bubbles: true }));
        };
        change(day, 1);
        return day.options.length > 1 && time.options.length > 1";
    page.finds(".field-pair select").await?;
    assert_eq!(page.script(pick, &[]).await?, json!(true));
    page.until(
        "the second day is chosen",
        "return document.querySelector('.field-pair select').value === '1'",
        &[],
    )
    .await?;
    let wanted = "return document.querySelectorAll('.field-pair select')[1].value";
    let wanted = page.script(wanted, &[]).await?;
    priced(&page).await?;
    page.picture("order-for-later").await?;
    page.click(".checkout-bar button").await?;

    let id = scene.shown_order(&page).await?;
    page.sees("All set for later").await?;
    page.picture("order-scheduled").await?;
    let order = guest.client.orders().get(id).await?;
    assert_eq!(order.status, OrderStatus::Scheduled);
    assert_eq!(order.scheduled_for.map(|at| json!(at.to_string())), Some(wanted));
    Ok(())
}
