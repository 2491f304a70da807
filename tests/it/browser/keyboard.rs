//! Without a mouse or a finger: a whole order by keys, where the focus is always seen and never lost.

use super::scene::{BIRYANI, KITCHEN, Scene};
use anyhow::{Result, bail};
use foodwala_sdk::contract::orders::OrderStatus;
use foodwala_tests::browser::{Browser, Look, PASSWORD};
use serde_json::json;

/// More steps than any screen has things to reach.
const MOST: usize = 120;

/// What has the focus: its words, or its name.
const FOCUSED: &str = "const element = document.activeElement;
    const label = element.labels?.[0]?.innerText ?? '';
    return `${element.getAttribute('aria-label') ?? ''} ${element.innerText ?? ''} ${label} ${element.id}`.trim()";

/// Goes on by Tab until what has the focus says `words` and matches `css`.
async fn reach(page: &Browser, css: &str, words: &str) -> Result<()> {
    page.until(
        &format!("{css} saying {words:?} is there"),
        "return [...document.querySelectorAll(arguments[0])].some((element) =>
            `${element.getAttribute('aria-label') ?? ''} ${element.innerText} ${element.labels?.[0]?.innerText ?? ''} ${element.id}`
                .includes(arguments[1]))",
        &[json!(css), json!(words)],
    )
    .await?;
    let mut passed = Vec::new();
    for _ in 0..MOST {
        page.tab().await?;
        let matches = page
            .script("return document.activeElement.matches(arguments[0])", &[json!(css)])
            .await?;
        let focused = page.script(FOCUSED, &[]).await?;
        let focused = focused.as_str().unwrap_or_default().to_owned();
        if matches == json!(true) && focused.contains(words) {
            return is_seen(page, &focused).await;
        }
        passed.push(focused.replace('\n', " "));
    }
    bail!("{words:?} cannot be reached by Tab; passed: {passed:#?}")
}

/// Holds that what has the focus lies within the window and is marked.
async fn is_seen(page: &Browser, what: &str) -> Result<()> {
    page.until(
        &format!("the focus on {what:?} is seen"),
        "const focused = document.activeElement;
         const marked = (element) => element && ((style) =>
            (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none')(getComputedStyle(element));
         // What is drawn in place of a native control stands beside it or around it.
         const parts = [focused, focused.nextElementSibling, focused.closest('label'), focused.closest('.field-frame'),
            focused.closest('.dish'), focused.closest('article')];
         const box = (focused.closest('label') ?? focused).getBoundingClientRect();
         return parts.some(marked) && box.bottom > 0 && box.top < innerHeight",
        &[],
    )
    .await
}

async fn space(page: &Browser) -> Result<()> {
    press(page, " ", "Space", 32, Some(" ")).await
}

/// Presses a key wherever the focus is.
async fn press(page: &Browser, key: &str, code: &str, number: u32, text: Option<&str>) -> Result<()> {
    let mut down = json!({ "type": "keyDown", "key": key, "code": code, "windowsVirtualKeyCode": number });
    if let Some(text) = text {
        down["text"] = json!(text);
    }
    let up = json!({ "type": "keyUp", "key": key, "code": code, "windowsVirtualKeyCode": number });
    for event in [down, up] {
        page.devtools("Input.dispatchKeyEvent", event).await?;
    }
    Ok(())
}

async fn write(page: &Browser, text: &str) -> Result<()> {
    page.devtools("Input.insertText", json!({ "text": text }))
        .await
        .map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_order_by_keyboard() -> Result<()> {
    let Some(scene) = Scene::open().await? else {
        return Ok(());
    };
    let guest = scene.guest().await?;
    let page = scene.stage.browser(Look::DESKTOP).await?;
    page.open("/sign-in").await?;
    reach(&page, "input", "email").await?;
    write(&page, &guest.email).await?;
    reach(&page, "input", "password").await?;
    write(&page, PASSWORD).await?;
    page.enter().await?;
    page.signed_in().await?;
    page.is_at("/").await?;

    reach(&page, "main input[type=search]", "").await?;
    write(&page, "Zaffran").await?;
    page.enter().await?;
    reach(&page, "main a[href^='/restaurants/']", KITCHEN).await?;
    page.enter().await?;
    page.is_at(&scene.path()).await?;
    reach(&page, "a.dish-link", BIRYANI).await?;
    page.enter().await?;
    page.finds("dialog[open]").await?;
    // The focus moves into the sheet, and stays within it.
    reach(&page, "dialog[open] .item-option input", "For one").await?;
    space(&page).await?;
    page.finds("dialog[open] .item-option[data-on]").await?;
    reach(&page, "dialog[open] button", "Add").await?;
    page.picture("keyboard-sheet").await?;
    page.enter().await?;
    page.loses("dialog[open]").await?;

    reach(&page, "a[href='/basket']", "Basket").await?;
    page.enter().await?;
    page.is_at("/basket").await?;
    reach(&page, "button", "Choose your address").await?;
    page.enter().await?;
    reach(&page, "dialog[open] button", "Kastanienallee").await?;
    page.enter().await?;
    page.loses("dialog[open]").await?;
    page.finds(".basket-promised").await?;
    reach(&page, "button", "Go to checkout").await?;
    page.enter().await?;
    page.is_at("/checkout").await?;
    reach(&page, "#checkout-name", "").await?;
    page.script("document.activeElement.select()", &[]).await?;
    write(&page, "Asha").await?;
    reach(&page, "#checkout-phone", "").await?;
    write(&page, "+49 30 1234567").await?;
    // One of a group: its first or chosen one by Tab, the others by arrows.
    reach(
        &page,
        ".radio-options input[value=card], .radio-options input[value=cash]",
        "",
    )
    .await?;
    if page.script("return document.activeElement.value", &[]).await? == json!("card") {
        press(&page, "ArrowUp", "ArrowUp", 38, None).await?;
    }
    page.until(
        "cash is chosen",
        "return document.querySelector('.radio-options input[value=cash]').checked",
        &[],
    )
    .await?;
    super::scene::priced(&page).await?;
    reach(&page, ".checkout-bar button", "").await?;
    page.enter().await?;
    let order = scene.shown_order(&page).await?;
    scene.on_board(order, OrderStatus::Placed).await?;
    page.picture("keyboard-ordered").await?;
    Ok(())
}
