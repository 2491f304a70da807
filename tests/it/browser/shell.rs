//! The app starts: under its policy, without a complaint, for everybody.

use anyhow::Result;
use foodwala_tests::browser::{Browser, Look, Stage};
use serde_json::json;

/// Bytes over the wire that a first visit may take: of wasm, and of everything that the app itself is made of. The standard
/// library is built from source for it (`cargo xtask doctor` says whether it is).
const BUDGET: (u64, u64) = (400_000, 550_000);

/// Holds that the program has not grown unnoticed.
async fn is_light(page: &Browser) -> Result<()> {
    let script = "const files = performance.getEntriesByType('resource')
            .filter(({ name }) => name.includes('/assets/') && !/\\/(art|photos|icons)\\//.test(name));
        const bytes = (all) => all.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
        return [bytes(files.filter(({ name }) => name.endsWith('.wasm'))),
            bytes([...files, ...performance.getEntriesByType('navigation')])]";
    let (wasm, all): (u64, u64) = serde_json::from_value(page.script(script, &[]).await?)?;
    assert!(wasm > 0 && wasm <= BUDGET.0, "the wasm weighs {wasm} bytes");
    assert!(all <= BUDGET.1, "a first visit weighs {all} bytes");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_app_starts_under_its_policy_without_a_complaint() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    for look in [Look::PHONE, Look::DESKTOP.dark()] {
        let page = stage.browser(look).await?;
        page.open("/").await?;
        page.finds("h1").await?;
        page.is_kept().await?;
        page.assert_fits().await?;
        let name = format!("home-{}-{}", look.size.width, if look.dark { "dark" } else { "light" });
        page.picture(&name).await?;
        page.assert_accessible(&name).await?;
        is_light(&page).await?;
        page.assert_quiet().await?;
        // What the policy forbids does not happen, so it is in force.
        let inline = "const script = document.createElement('script');
            script.textContent = 'window.inlined = true';
            document.head.append(script);
            return window.inlined === true";
        assert_eq!(page.script(inline, &[]).await?, json!(false));
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_speaks_the_language_of_its_person_before_the_app_runs() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    for (language, direction) in [("hi", "ltr"), ("ar", "rtl")] {
        let page = stage.browser(Look::PHONE.language(language)).await?;
        page.open("/").await?;
        let script = "return [document.documentElement.lang, document.documentElement.dir]";
        assert_eq!(page.script(script, &[]).await?, json!([language, direction]));
        page.finds("h1").await?;
        page.picture(&format!("home-{language}")).await?;
        page.assert_fits().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_within_the_app_can_be_opened_at_once() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let page = stage.browser(Look::PHONE).await?;
    page.open("/sign-in").await?;
    page.is_at("/sign-in").await?;
    page.open("/no/such/page").await?;
    page.finds("h1").await?;
    page.assert_quiet().await?;
    Ok(())
}
