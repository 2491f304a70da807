//! What staff do with their browser, for every test that has a restaurant's side.

use anyhow::Result;
use foodwala_sdk::contract::orders::Order;
use foodwala_tests::browser::{Browser, Look, Stage};

/// Who owns restaurants of the demo town.
pub const OWNER: &str = "owner@demo.foodwala.app";

/// Signs in to the restaurant app. Who works at one restaurant is at its board then.
pub async fn sign_in(page: &Browser, email: &str) -> Result<()> {
    page.sign_in("/restaurant/sign-in", email).await
}

/// Waits until a card stands in a column.
pub async fn stands(page: &Browser, order: &Order, column: &str) -> Result<()> {
    page.finds(&format!("#column-{column} #card-{}", order.number)).await
}

/// Waits until the board follows what happens.
pub async fn live(page: &Browser) -> Result<()> {
    page.finds(".bar-live[data-live=true]").await
}

/// Somebody's browser at the board of the one restaurant that they work at.
pub async fn at_board(stage: &Stage, look: Look, email: &str) -> Result<Browser> {
    let page = stage.browser(look).await?;
    sign_in(&page, email).await?;
    live(&page).await?;
    Ok(page)
}

/// Presses a button of a card, once the card takes it: right after something was done, a tap counts as the second one of a
/// double tap.
pub async fn press(page: &Browser, order: &Order, words: &str) -> Result<()> {
    let button = format!("#card-{}:not([data-settling]) button", order.number);
    page.click_words(&button, words).await
}
