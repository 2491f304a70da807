//! A new version of the app: announced, started when the person says so, and nothing of the old one stays.

use anyhow::Result;
use foodwala_tests::browser::{Look, Stage};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_new_version_waits_until_it_is_asked_for() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let page = stage.browser(Look::PHONE).await?;
    page.open("/").await?;
    page.is_kept().await?;
    let listen = "window.heard = false; window.addEventListener('foodwala:update', () => { window.heard = true; })";
    page.script(listen, &[]).await?;

    let next = "0123456789abcdef";
    stage.publish(next)?;
    // As the page does when it comes to the front.
    let look = "return navigator.serviceWorker.getRegistration().then((found) => found.update()).then(() => true)";
    page.script(look, &[]).await?;
    page.until("the update is announced", "return window.heard", &[])
        .await?;
    let is_next = "return document.querySelector('meta[name=assets]').content.includes(arguments[0])";
    assert_eq!(
        page.script(is_next, &[json!(next)]).await?,
        json!(false),
        "nothing changes unasked"
    );

    page.script("window.foodwala.update()", &[]).await?;
    page.until("the new version runs", is_next, &[json!(next)]).await?;
    page.runs().await?;
    let old = "return caches.keys().then((names) =>
        names.filter((name) => name.startsWith('foodwala-shell')).every((name) => name.endsWith(arguments[0])))";
    page.until("the old version's files are gone", old, &[json!(next)])
        .await
}
