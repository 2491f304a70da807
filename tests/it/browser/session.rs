//! A session in the browser: out of reach of scripts, kept over a reload, shared by tabs, and gone after signing out.

use anyhow::{Context, Result};
use foodwala_tests::{
    browser::{Browser, Look, Stage},
    eventually,
};
use serde_json::{Value, json};

const CUSTOMER: &str = "customer@demo.foodwala.app";

/// Signs in as a person does.
pub async fn sign_in(page: &Browser) -> Result<()> {
    page.sign_in("/sign-in", CUSTOMER).await
}

/// The browser's cookies for the platform, also those that no script sees.
async fn cookies(page: &Browser) -> Result<Vec<Value>> {
    let cookies = page.devtools("Network.getAllCookies", json!({})).await?;
    Ok(cookies["cookies"].as_array().cloned().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn no_script_sees_what_keeps_somebody_signed_in() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let page = stage.browser(Look::PHONE).await?;
    sign_in(&page).await?;
    let cookies = cookies(&page).await?;
    let cookie = cookies.first().context("no cookie")?;
    assert_eq!(
        (&cookie["httpOnly"], &cookie["sameSite"], &cookie["path"]),
        (&json!(true), &json!("Strict"), &json!("/v1/auth"))
    );
    let token = cookie["value"].as_str().context("a value")?.to_owned();
    let script = "return JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }])";
    let seen = page.script(script, &[]).await?.to_string();
    assert!(token.starts_with("fwr_") && !seen.contains("fwr_"), "{seen}");
    assert!(!seen.contains("eyJ"), "no access token either: {seen}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_survives_a_reload_and_is_shared_by_tabs() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let page = stage.browser(Look::PHONE).await?;
    sign_in(&page).await?;
    page.reload().await?;
    page.open("/account").await?;
    page.sees(CUSTOMER).await?;
    let (first, _second) = page.open_tab("/account").await?;
    page.sees(CUSTOMER).await?;
    page.turn_to(&first).await?;
    page.reload().await?;
    page.sees(CUSTOMER).await?;
    page.assert_quiet().await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn after_signing_out_nothing_of_the_person_stays() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let page = stage.browser(Look::PHONE).await?;
    sign_in(&page).await?;
    page.reload().await?;
    page.is_kept().await?;
    page.open("/orders").await?;
    page.until(
        "answers were kept",
        "return caches.keys().then((names) => names.some((name) => name.startsWith('foodwala-private')))",
        &[],
    )
    .await?;
    page.open("/account").await?;
    page.sees(CUSTOMER).await?;
    // As if a dish had been chosen in another window, with a note that is nobody else's business.
    let basket = json!({
        "shop": {"id": "018f6a3e-0000-7000-8000-0000000000a1", "name": "Dosa Corner", "currency": "EUR"},
        "lines": [{
            "item_id": "018f6a3e-0000-7000-8000-0000000000b1",
            "name": "Masala dosa", "unit_minor": 900, "quantity": 1, "note": "no onions",
        }],
    });
    let keep = "localStorage.setItem('basket', arguments[0])";
    page.script(keep, &[json!(basket.to_string())]).await?;
    page.click_words("button", "Sign out").await?;
    // Where the app asks whether it is meant.
    if page.has("[role=dialog] button, dialog[open] button").await? {
        page.click_words("[role=dialog] button, dialog[open] button", "Sign out")
            .await?;
    }
    page.until(
        "nobody is signed in",
        "return localStorage.getItem('foodwala.session') === null",
        &[],
    )
    .await?;
    page.until(
        "no private answers are kept",
        "return caches.keys().then((names) => !names.some((name) => name.startsWith('foodwala-private')))",
        &[],
    )
    .await?;
    page.until(
        "nothing but language and theme is kept",
        "return Object.keys(localStorage).every((key) => ['language', 'theme'].includes(key))",
        &[],
    )
    .await?;
    eventually(|| async {
        cookies(&page)
            .await?
            .is_empty()
            .then_some(())
            .context("a cookie is left")
    })
    .await?;
    page.reload().await?;
    page.open("/account").await?;
    page.sees("It only takes a moment").await?;
    let text = page.text("body").await?;
    assert!(!text.contains(CUSTOMER), "{text}");
    Ok(())
}
