//! The app starts: under its policy, without a complaint, for everybody.

use anyhow::Result;
use foodwala_tests::browser::{Browser, Look, Stage};
use serde_json::json;
use std::{collections::BTreeMap, time::Duration};

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

/// Notes where the head of the home screen is, as long as the page's own is there, and what moves without having been touched.
const WATCH: &str = "window.moved = [];
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries()) {
    if (!hadRecentInput) {
      window.moved.push([value, sources.map(({ node }) => node?.className || node?.nodeName).join()]);
    }
  }
}).observe({ type: 'layout-shift', buffered: true });
window.places = (within) => Object.fromEntries(
  ['.shell-header', '.home-headline', '.home-lead', '.home-hero-ways', '.home-hero-art .art', '.home .section-title'].map((css) => {
    const { x, y, width, height } = within.querySelector(css)?.getBoundingClientRect() ?? {};
    return [css, [x, y, width, height].map(Math.round)];
  }),
);
const look = () => {
  const first = document.getElementById('first-paint');
  if (first && document.fonts.check('800 40px Bricolage') && document.fonts.check('16px Figtree')) {
    window.before = window.places(first);
  }
  if (document.documentElement?.dataset.app !== 'running') {
    requestAnimationFrame(look);
  }
};
look();";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_moves_when_the_app_takes_over() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    for look in [Look::PHONE, Look::PHONE.language("ar").dark(), Look::DESKTOP] {
        let page = stage.browser(look).await?;
        page.devtools("Page.enable", json!({})).await?;
        page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH }))
            .await?;
        // Slow enough for the page to be seen before the app is there.
        page.slow(4_000, Duration::from_millis(40), 1).await?;
        page.open("/").await?;
        page.finds("main a[href^='/restaurants/']").await?;
        page.finds("main .chip-tile").await?;
        let before: BTreeMap<String, Vec<Option<i64>>> =
            serde_json::from_value(page.script("return window.before", &[]).await?)?;
        let after = page
            .script("return window.places(document.getElementById('app'))", &[])
            .await?;
        let after: BTreeMap<String, Vec<Option<i64>>> = serde_json::from_value(after)?;
        assert_eq!(before, after, "{look:?}");
        let moved: Vec<(f64, String)> = serde_json::from_value(page.script("return window.moved", &[]).await?)?;
        let sum: f64 = moved.iter().map(|(value, _)| value).sum();
        assert!(sum < 0.02, "{look:?}: {moved:?}");
        // The answers that the page asked for early are those that the app took.
        let asked = "const asked = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
            return ['/v1/restaurants', '/v1/search/cuisines'].map((path) => asked.filter((other) => other === path).length)";
        assert_eq!(page.script(asked, &[]).await?, json!([1, 1]));
        page.assert_quiet().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_back_leads_to_where_one_was() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let page = stage.browser(Look::PHONE).await?;
    page.open("/").await?;
    let drawn = "return document.querySelectorAll('.restaurant-card').length > 20
        && document.querySelector('.restaurant-card-later') === null";
    page.until("all cards are drawn in their turn", drawn, &[]).await?;
    let card = ".restaurant-grid > li:nth-child(15) .restaurant-card-link";
    // By scrolling past those before it, as one does.
    let top = "const card = document.querySelector(arguments[0]);
        const frame = () => new Promise((done) => requestAnimationFrame(() => done()));
        return (async () => {
            for (const passed of document.querySelectorAll('.restaurant-grid > li')) {
                passed.scrollIntoView({ block: 'center', behavior: 'instant' });
                await frame();
                await frame();
                if (passed.contains(card)) {
                    // Where pressing it scrolls to.
                    card.scrollIntoView({ block: 'center', behavior: 'instant' });
                    await frame();
                    return card.getBoundingClientRect().top;
                }
            }
        })()";
    let before = page.script(top, &[json!(card)]).await?;
    page.click(card).await?;
    // The dishes come in their turn as well.
    let drawn =
        "return document.querySelectorAll('.dish').length > 10 && document.querySelector('.dish-later') === null";
    page.until("all dishes are drawn", drawn, &[]).await?;
    page.back().await?;
    let there = "const card = document.querySelector(arguments[0]);
        return card !== null && Math.abs(card.getBoundingClientRect().top - arguments[1]) < 8";
    page.until("the card is where it was", there, &[json!(card), before])
        .await?;
    page.assert_quiet().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_is_tapped_twice_leads_there_once() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let page = stage.browser(Look::PHONE).await?;
    page.open("/").await?;
    page.finds(".restaurant-card-link").await?;
    let twice = "const link = document.querySelector('.restaurant-card-link');
        const before = history.length;
        link.click();
        link.click();
        return before";
    let before = page.script(twice, &[]).await?;
    page.finds("a.dish-link").await?;
    let added = "return history.length - arguments[0]";
    assert_eq!(page.script(added, &[before]).await?, json!(1));
    page.back().await?;
    page.is_at("/").await
}
