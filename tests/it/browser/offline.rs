//! Without a network: the app opens, and shows what was seen last.

use super::session::sign_in;
use anyhow::Result;
use foodwala_tests::browser::{Look, Stage};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn the_app_opens_and_what_was_seen_is_there_while_the_platform_is_away() -> Result<()> {
    let Some(mut stage) = Stage::open().await? else {
        return Ok(());
    };
    let page = stage.browser(Look::PHONE).await?;
    page.open("/").await?;
    page.is_kept().await?;
    // The worker was not in charge when the page first asked.
    page.reload().await?;
    let listed = "return document.querySelectorAll(\"a[href^='/restaurants/']\").length > 3";
    page.until("restaurants are listed", listed, &[]).await?;

    stage.stop().await?;
    page.reload().await?;
    page.until("restaurants are listed", listed, &[]).await?;
    page.picture("home-offline").await?;

    stage.start().await?;
    page.reload().await?;
    page.until("restaurants are listed", listed, &[]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn private_answers_are_shown_to_their_person_only() -> Result<()> {
    let Some(mut stage) = Stage::open().await? else {
        return Ok(());
    };
    let page = stage.browser(Look::PHONE).await?;
    sign_in(&page).await?;
    page.reload().await?;
    page.is_kept().await?;
    page.open("/orders").await?;
    page.until(
        "the orders were kept",
        "return caches.match('/v1/orders', { ignoreSearch: true, ignoreVary: true }).then((found) => found !== undefined)",
        &[],
    )
    .await?;

    stage.stop().await?;
    // As the app asks when its access token cannot be renewed: without one.
    let ask = "return fetch(arguments[0]).then((answer) => answer.headers.get('x-kept-at'), () => null)";
    let script = "return caches.keys().then((names) => Promise.all(names.map(async (name) =>
        (await (await caches.open(name)).keys()).map((request) => request.url)))).then((all) =>
            all.flat().find((url) => url.includes('/v1/orders')))";
    let url = page.script(script, &[]).await?;
    assert!(
        page.script(ask, std::slice::from_ref(&url)).await?.is_string(),
        "the last answer, and when it was seen"
    );

    page.script("return window.foodwala.forget()", &[]).await?;
    assert_eq!(page.script(ask, &[url]).await?, json!(null));
    stage.start().await?;
    Ok(())
}
