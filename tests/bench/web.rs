//! The customer app on a slow phone: what a first visit downloads, when it shows what, and how soon it answers a finger.
//!
//! Chromium with a processor four times slower, on a line of 1.6 Mbit/s with 150 ms to the platform and back ("fast 3G"), each
//! time with a profile that has never seen the app. Of several visits the median counts; of the touches of a visit, the one that
//! was answered last, by the browser's own event timing (until the next picture is on the screen).

use crate::report::Report;
use anyhow::{Context, Result};
use foodwala_tests::browser::{Browser, Look, Stage};
use serde_json::{Value, json};
use std::time::Duration;

const VISITS: usize = 5;
const KILOBITS: u32 = 1_600;
const LATENCY: Duration = Duration::from_millis(150);
const TIMES_SLOWER: u32 = 4;

/// Watches from the first moment of each page.
const WATCH: &str = "window.seen = { paint: 0, what: '', listed: 0, touches: [] };
new PerformanceObserver((list) => {
  const { startTime, size, element, url } = list.getEntries().at(-1);
  window.seen.paint = startTime;
  window.seen.what = `${element?.tagName} ${element?.className} ${url} ${size}`;
}).observe({ type: 'largest-contentful-paint', buffered: true });
new PerformanceObserver((list) => {
  for (const { interactionId, duration, name, target } of list.getEntries()) {
    if (interactionId) {
      window.seen.touches.push([duration, `${name} on ${target?.tagName} ${target?.className}`]);
    }
  }
}).observe({ type: 'event', durationThreshold: 16, buffered: true });
new MutationObserver((_, observer) => {
  if (document.querySelector('main a[href^=\"/restaurants/\"]')) {
    window.seen.listed = performance.now();
    observer.disconnect();
  }
}).observe(document, { childList: true, subtree: true });";

/// What one visit was like; times in milliseconds.
struct Visit {
    paint: f64,
    listed: f64,
    slowest: f64,
    own: f64,
    wasm: f64,
}

/// Visits again and again; no rows where there is no browser or no bundle.
///
/// # Errors
/// When the platform or the browser does not start, or the app does not come to be.
pub async fn measure(report: &mut Report) -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let mut visits = Vec::new();
    for _ in 0..VISITS {
        visits.push(visit(&stage).await?);
    }
    let kilobytes = |part: fn(&Visit) -> f64| format!("{:.0} KB", median(&visits, part) / 1000.0);
    let milliseconds = |part: fn(&Visit) -> f64| format!("{:.0} ms", median(&visits, part));
    report.row("wasm over the wire", kilobytes(|visit| visit.wasm), "≤ 400 KB");
    report.row(
        "first visit, all that the app itself is made of",
        kilobytes(|visit| visit.own),
        "≤ 550 KB",
    );
    report.row(
        "largest contentful paint",
        milliseconds(|visit| visit.paint),
        "≤ 1500 ms",
    );
    report.row("restaurants are listed after", milliseconds(|visit| visit.listed), "");
    report.row(
        "slowest answer to a touch",
        milliseconds(|visit| visit.slowest),
        "≤ 100 ms",
    );
    Ok(())
}

fn median(visits: &[Visit], part: fn(&Visit) -> f64) -> f64 {
    let mut all: Vec<f64> = visits.iter().map(part).collect();
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or_default()
}

async fn visit(stage: &Stage) -> Result<Visit> {
    let page = stage.browser(Look::PHONE).await?;
    page.devtools("Page.enable", json!({})).await?;
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH }))
        .await?;
    page.slow(KILOBITS, LATENCY, TIMES_SLOWER).await?;
    page.open("/").await?;
    page.until("restaurants are listed", "return window.seen.listed > 0", &[])
        .await?;
    // Before the parts that come in advance: they are for later.
    let (own, wasm) = downloaded(&page).await?;
    page.until(
        "the pictures on the screen are there",
        "return [...document.images].every((image) => {
            const { top, left, right } = image.getBoundingClientRect();
            return image.complete || top > innerHeight || left > innerWidth || right < 0;
        })",
        &[],
    )
    .await?;
    drawn(&page).await?;
    // Before the first touch, as that is when the browser stops to look for larger ones.
    let paint = number(&page, "return window.seen.paint").await?;
    let what = page.script("return window.seen.what", &[]).await?;
    let listed = number(&page, "return window.seen.listed").await?;
    touch(&page).await?;
    drawn(&page).await?;
    let touches: Vec<(f64, String)> = serde_json::from_value(page.script("return window.seen.touches", &[]).await?)?;
    let (slowest, where_) = touches
        .into_iter()
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .context("no touch was measured")?;
    eprintln!("  paint {paint:.0} ms ({what}), listed {listed:.0} ms, slowest {slowest:.0} ms ({where_})");
    Ok(Visit {
        paint,
        listed,
        slowest,
        own,
        wasm,
    })
}

/// Bytes of the page and of what it is made of, without what it shows: answers of the platform and pictures; and of these the
/// wasm.
async fn downloaded(page: &Browser) -> Result<(f64, f64)> {
    let script = "const files = performance.getEntriesByType('resource')
            .filter(({ name }) => name.includes('/assets/') && !/\\/(art|photos|icons)\\//.test(name));
        const bytes = (all) => all.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
        return [bytes([...files, ...performance.getEntriesByType('navigation')]),
            bytes(files.filter(({ name }) => name.endsWith('.wasm')))]";
    Ok(serde_json::from_value(page.script(script, &[]).await?)?)
}

/// What somebody touches on the way to a basket.
async fn touch(page: &Browser) -> Result<()> {
    page.keys("main input[type=search]", "za").await?;
    page.escape().await?;
    page.click("main button.chip").await?;
    page.click("main a[href^='/restaurants/']").await?;
    page.click("a.dish-link").await?;
    page.finds("dialog[open] .stepper-button").await?;
    if page.has("dialog[open] .item-option").await? {
        page.click("dialog[open] .item-option").await?;
    }
    page.click("dialog[open] .stepper-button:last-child").await?;
    page.click_words("dialog[open] .item-foot button", "Add").await?;
    page.loses("dialog[open]").await?;
    page.click(".menu-section-link:last-child").await?;
    page.keys(".menu-find input", "a").await?;
    page.click(".basket-bar-link").await?;
    page.click(".basket-line .stepper-button:last-child").await?;
    page.until("touches are measured", "return window.seen.touches.length > 7", &[])
        .await
}

/// What has happened is on the screen and noted: a paint is reported with the next frame.
async fn drawn(page: &Browser) -> Result<()> {
    let frames = "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
    page.script(frames, &[]).await.map(drop)
}

async fn number(page: &Browser, script: &str) -> Result<f64> {
    let answer: Value = page.script(script, &[]).await?;
    answer.as_f64().context("no number")
}
