//! An order sent without a connection: kept only when its person says so, sent once there is one, and never twice.

use super::scene::{Scene, choose, priced};
use anyhow::Result;
use foodwala_tests::browser::Look;

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_waits_for_a_connection_is_placed_once() -> Result<()> {
    let Some(scene) = Scene::open().await? else {
        return Ok(());
    };
    let guest = scene.guest().await?;
    let page = scene.stage.browser(Look::PHONE).await?;
    scene.checkout(&page, &guest).await?;
    choose(&page, "Cash").await?;
    priced(&page).await?;

    page.offline(true).await?;
    page.sees("You are offline").await?;
    page.click(".checkout-bar button").await?;
    page.sees("Nothing was sent").await?;
    page.picture("offline-asks").await?;
    page.click_words("button", "Send it when I am online").await?;
    page.sees("Your order waits for a connection").await?;
    page.picture("offline-queued").await?;
    let orders = async || -> Result<usize> {
        let orders = guest.client.orders().list(&Default::default()).await?;
        Ok(orders.items.len())
    };
    assert_eq!(orders().await?, 0);

    page.offline(false).await?;
    page.sees("You are back online: your order was placed.").await?;
    assert_eq!(orders().await?, 1);
    page.picture("offline-sent").await?;

    // Coming and going again, and opening the app anew, send nothing more.
    page.offline(true).await?;
    page.sees("You are offline").await?;
    page.offline(false).await?;
    page.reload().await?;
    page.open("/orders").await?;
    page.sees("Under way").await?;
    assert_eq!(orders().await?, 1);
    assert!(!page.storage().await?.contains_key("waiting-orders"));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_order_sent_by_two_tabs_stays_one() -> Result<()> {
    let Some(scene) = Scene::open().await? else {
        return Ok(());
    };
    let guest = scene.guest().await?;
    let page = scene.stage.browser(Look::PHONE).await?;
    scene.checkout(&page, &guest).await?;
    choose(&page, "Cash").await?;
    priced(&page).await?;
    page.offline(true).await?;
    page.sees("You are offline").await?;
    page.click(".checkout-bar button").await?;
    page.click_words("button", "Send it when I am online").await?;
    page.sees("Your order waits for a connection").await?;

    // The other tab has a connection and finds the order on the device; then the first one has one again as well.
    let (first, _second) = page.open_tab("/orders").await?;
    page.sees("Under way").await?;
    page.turn_to(&first).await?;
    page.offline(false).await?;
    page.sees("You are back online: your order was placed.").await?;
    let orders = guest.client.orders().list(&Default::default()).await?;
    assert_eq!(orders.items.len(), 1);
    Ok(())
}
