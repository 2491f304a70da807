//! Parts of the app that come when they are needed: when they do not come, and when they are gone.

use anyhow::Result;
use foodwala_tests::browser::{Browser, Look, Stage};
use serde_json::json;

/// A page whose parts come from the platform, and from nowhere else.
async fn opened(stage: &Stage) -> Result<Browser> {
    let page = stage.browser(Look::PHONE).await?;
    page.devtools("Network.enable", json!({})).await?;
    page.devtools("Network.setBypassServiceWorker", json!({ "bypass": true }))
        .await?;
    // Nor from the browser's own cache, where the service worker's fetching leaves them.
    page.devtools("Network.setCacheDisabled", json!({ "cacheDisabled": true }))
        .await?;
    page.open("/").await?;
    page.finds("main a[href^='/restaurants/']").await?;
    Ok(page)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_that_does_not_come_can_be_asked_for_again() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let page = opened(&stage).await?;
    page.devtools("Network.setBlockedURLs", json!({ "urls": ["*/parts/*"] }))
        .await?;
    page.click_words("nav a", "Orders").await?;
    page.sees("You are offline").await?;
    page.picture("part-away").await?;
    page.assert_accessible("part-away").await?;

    page.devtools("Network.setBlockedURLs", json!({ "urls": [] })).await?;
    page.click_words("main button", "Try again").await?;
    page.sees("Sign in to see your orders").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_of_an_old_version_leads_to_the_new_one() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let page = opened(&stage).await?;
    // The files of the version before stay for a while, for pages such as this one; those of the one before that do not.
    let next = "0123456789abcdef";
    stage.publish("fedcba9876543210")?;
    let look = "return fetch('/', { cache: 'no-store' }).then(() => true)";
    page.script(look, &[]).await?;
    stage.publish(next)?;
    let gone = "const { content } = document.querySelector('meta[name=assets]');
        // It is by the page that the platform notices a new version.
        return fetch('/', { cache: 'no-store' })
            .then(() => fetch(`${content}boot.js`, { cache: 'no-store' }))
            .then(({ status }) => status === 404)";
    page.until("the old version is gone", gone, &[]).await?;

    page.click_words("nav a", "Orders").await?;
    page.sees("A new version is ready").await?;
    page.picture("part-gone").await?;
    page.assert_accessible("part-gone").await?;
    page.click_words("main button", "Load it").await?;
    let is_next = "return document.querySelector('meta[name=assets]').content.includes(arguments[0])";
    page.until("the new version runs", is_next, &[json!(next)]).await?;
    page.runs().await?;
    page.sees("Sign in to see your orders").await
}
