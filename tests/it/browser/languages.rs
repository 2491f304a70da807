//! Another language: chosen within the app, at once, in its own direction, and kept.

use super::scene::{KITCHEN, Scene};
use anyhow::Result;
use foodwala_tests::browser::{Browser, Look};
use serde_json::json;

async fn speaks(page: &Browser, language: &str, direction: &str, headline: &str) -> Result<()> {
    page.until(
        &format!("the page is in {language}"),
        "const { lang, dir } = document.documentElement; return lang === arguments[0] && dir === arguments[1]",
        &[json!(language), json!(direction)],
    )
    .await?;
    page.sees(headline).await
}

async fn choose(page: &Browser, language: &str) -> Result<()> {
    let script = "const select = [...document.querySelectorAll('footer select')]
            .find((select) => [...select.options].some((option) => option.value === 'ar'));
        select.value = arguments[0];
        select.dispatchEvent(new Event('change', { bubbles: true }));";
    page.finds("footer select option[value=ar]").await?;
    page.script(script, &[json!(language)]).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_is_switched_at_once_and_stays() -> Result<()> {
    let Some(scene) = Scene::open().await? else {
        return Ok(());
    };
    let page = scene.stage.browser(Look::PHONE).await?;
    page.open("/").await?;
    page.script("window.marked = true", &[]).await?;
    speaks(&page, "en", "ltr", "What are you hungry for?").await?;
    choose(&page, "ar").await?;
    speaks(&page, "ar", "rtl", "ماذا تشتهي اليوم؟").await?;
    page.picture("language-ar").await?;
    page.assert_fits().await?;
    choose(&page, "hi").await?;
    speaks(&page, "hi", "ltr", "आज क्या खाने का मन है?").await?;
    choose(&page, "en").await?;
    speaks(&page, "en", "ltr", "What are you hungry for?").await?;
    // Nothing of it needed the page to be loaded anew.
    assert_eq!(page.script("return window.marked === true", &[]).await?, json!(true));

    choose(&page, "ar").await?;
    speaks(&page, "ar", "rtl", "ماذا تشتهي اليوم؟").await?;
    page.reload().await?;
    speaks(&page, "ar", "rtl", "ماذا تشتهي اليوم؟").await?;

    // Names and prices stay what they are, whichever way the words run.
    page.open(&scene.path()).await?;
    page.sees(KITCHEN).await?;
    let prices = "return [...document.querySelectorAll('.dish-price bdi')].map((price) => price.textContent)";
    let prices = page.script(prices, &[]).await?.to_string();
    assert!(
        prices.contains("9.50") || prices.contains("9,50") || prices.contains("٩٫٥٠"),
        "{prices}"
    );
    page.picture("language-ar-menu").await?;
    page.assert_quiet().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_that_does_not_arrive_is_said_and_asked_for_again() -> Result<()> {
    let Some(scene) = Scene::open().await? else {
        return Ok(());
    };
    let page = scene.stage.browser(Look::PHONE).await?;
    page.open("/").await?;
    speaks(&page, "en", "ltr", "What are you hungry for?").await?;
    page.script(
        "window.real = window.fetch;
        window.fetch = (url, ...rest) => String(url).includes('/i18n/')
            ? Promise.resolve(new Response('', { status: 503 }))
            : window.real(url, ...rest)",
        &[],
    )
    .await?;
    choose(&page, "hi").await?;
    page.sees("हिन्दी could not be fetched").await?;
    page.picture("language-missing").await?;
    page.script("window.fetch = window.real", &[]).await?;
    page.click_words("footer button", "Try again").await?;
    speaks(&page, "hi", "ltr", "आज क्या खाने का मन है?").await
}
