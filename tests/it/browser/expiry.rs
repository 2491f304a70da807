//! A session that ends while somebody is at it: said, and nothing of what was chosen is lost.

use super::scene::{DAL, Scene, choose};
use anyhow::Result;
use foodwala_sdk::contract::orders::OrderStatus;
use foodwala_tests::browser::{Look, PASSWORD};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_ended_asks_to_sign_in_and_goes_on_where_it_was() -> Result<()> {
    let Some(scene) = Scene::open().await? else {
        return Ok(());
    };
    let guest = scene.guest().await?;
    let page = scene.stage.browser(Look::PHONE).await?;
    scene.checkout(&page, &guest).await?;
    page.fill("#checkout-note", "No onions, please").await?;

    // As when the session has run out meanwhile: what would renew it is gone, and the page is opened again.
    page.devtools("Network.clearBrowserCookies", json!({})).await?;
    page.reload().await?;
    page.sees("Sign in to order").await?;
    page.picture("session-ended").await?;
    page.assert_accessible("session-ended").await?;

    page.click_words("main a", "Sign in").await?;
    page.fill("input[type=email]", &guest.email).await?;
    page.fill("input[type=password]", PASSWORD).await?;
    page.enter().await?;
    page.signed_in().await?;
    page.is_at("/checkout").await?;
    page.sees(DAL).await?;
    page.until(
        "the note is still there",
        "return document.querySelector('#checkout-note')?.value === 'No onions, please'",
        &[],
    )
    .await?;
    choose(&page, "Cash").await?;
    super::scene::priced(&page).await?;
    page.click(".checkout-bar button").await?;
    let order = scene.shown_order(&page).await?;
    let placed = scene.on_board(order, OrderStatus::Placed).await?;
    assert_eq!(placed.note.as_deref(), Some("No onions, please"));
    Ok(())
}
