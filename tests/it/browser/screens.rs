//! Every screen: nothing that axe-core finds in light or dark, nothing to scroll sideways on the narrowest phone, and pictures.

use super::scene::Scene;
use anyhow::{Context, Result};
use foodwala_sdk::{OrderId, contract::orders::OrderStatus};
use foodwala_tests::browser::{Browser, Look, Size};
use serde_json::json;

/// The narrowest phone that people still carry.
const NARROW: Look = Look {
    size: Size {
        width: 360,
        height: 740,
        touch: true,
    },
    ..Look::PHONE
};

/// A screen: its name, its address, what to press there first, and what shows that it is there.
struct Screen {
    name: &'static str,
    path: String,
    press: Option<(&'static str, &'static str)>,
    css: &'static str,
}

impl Screen {
    /// Only once what `css` matches and says `words` is pressed.
    fn press(mut self, css: &'static str, words: &'static str) -> Self {
        self.press = Some((css, words));
        self
    }
}

fn screen(name: &'static str, path: impl Into<String>, css: &'static str) -> Screen {
    Screen {
        name,
        path: path.into(),
        press: None,
        css,
    }
}

/// What a sheet or a question shows that is there.
const ASKED: &str = "dialog[open]";

/// What lies over the screens that anybody sees.
fn open_sheets(scene: &Scene) -> Vec<Screen> {
    vec![
        screen("place", "/", ASKED).press(".shell-place", ""),
        screen("filters", "/search?q=pizza", ASKED).press(".chip", "filters"),
        screen("about", scene.path(), ASKED).press("main button", "hours and more"),
    ]
}

/// What lies over one's own screens.
fn own_sheets(orders: &Orders) -> Vec<Screen> {
    vec![
        screen("address", "/checkout", ASKED).press("main button", "add address"),
        screen("cancel", format!("/orders/{}", orders.fresh), ASKED).press("main button", "cancel order"),
        screen("delete", "/account/privacy", ASKED).press("main button", "delete account"),
    ]
}

/// What anybody sees.
fn open_screens(scene: &Scene) -> Vec<Screen> {
    let kitchen = scene.path();
    vec![
        screen("home", "/", "main a[href^='/restaurants/']"),
        screen("search", "/search?q=pizza", "main a[href^='/restaurants/']"),
        screen("restaurant", &kitchen, ".dish"),
        screen(
            "dish",
            format!("{kitchen}?item={}", scene.dal),
            "dialog[open] .item-foot",
        ),
        screen("basket-empty", "/basket", "h1"),
        screen("favourites-guest", "/favourites", "h1"),
        screen("sign-in", "/sign-in", "input[type=password]"),
        screen("register", "/register", "input[type=password]"),
        screen("forgot-password", "/forgot-password", "input[type=email]"),
        screen(
            "reset-password",
            "/reset-password?token=nonsense",
            "input[type=password]",
        ),
        screen("account-guest", "/account", "main h1"),
        screen("not-found", "/no/such/page", "main h1"),
    ]
}

/// What somebody sees who is signed in, has a favourite, a basket and orders.
fn own_screens(orders: &Orders) -> Vec<Screen> {
    let Orders { running, over, .. } = orders;
    vec![
        screen("favourites", "/favourites", "main a[href^='/restaurants/']"),
        screen("basket", "/basket", ".basket-promised"),
        screen(
            "checkout",
            "/checkout",
            ".checkout-bar button:not([disabled]) .button-detail",
        ),
        screen("orders", "/orders", "a[href^='/orders/']"),
        screen("order", format!("/orders/{running}"), ".order-hero"),
        screen("order-over", format!("/orders/{over}"), ".order-hero[data-tone=over]"),
        screen(
            "receipt",
            format!("/orders/{over}/receipt"),
            "main table, main dl, main .receipt",
        ),
        screen("review", format!("/orders/{over}/review"), "main textarea"),
        screen("notifications", "/notifications", "main h1"),
        screen("account", "/account", "main h1"),
        screen("addresses", "/account/addresses", "main h1"),
        screen("settings", "/account/settings", "main h1"),
        screen("privacy", "/account/privacy", "main h1"),
    ]
}

/// Goes to a screen and waits until all of it is there.
async fn arrive(page: &Browser, screen: &Screen) -> Result<()> {
    page.open(&screen.path).await?;
    if let Some((css, words)) = screen.press {
        page.click_words(css, words).await.with_context(|| screen.name)?;
    }
    page.finds(screen.css).await.with_context(|| screen.name)?;
    page.until(
        "nothing is still loading",
        "return document.querySelector('.skeleton, [aria-busy=true]') === null",
        &[],
    )
    .await
}

async fn dress(page: &Browser, colours: &str) -> Result<()> {
    let features = json!([
        { "name": "prefers-color-scheme", "value": colours },
        { "name": "prefers-reduced-motion", "value": "reduce" },
    ]);
    let media = json!({ "features": features });
    page.devtools("Emulation.setEmulatedMedia", media).await?;
    // Colours change by transition.
    page.until(
        "nothing changes its colour any more",
        "return document.getAnimations().every((it) => it.effect.getTiming().iterations === Infinity)",
        &[],
    )
    .await
}

/// What axe-core finds on the screens, in both colours.
async fn examine(page: &Browser, screens: &[Screen]) -> Result<()> {
    let mut found = Vec::new();
    for screen in screens {
        dress(page, "light").await?;
        arrive(page, screen).await?;
        for colours in ["light", "dark"] {
            dress(page, colours).await?;
            page.picture(&format!("phone-{colours}-{}", screen.name)).await?;
            let violations = page.violations().await?;
            found.extend(violations.iter().map(|it| format!("{} ({colours}): {it}", screen.name)));
        }
    }
    assert!(found.is_empty(), "axe-core:\n{}", found.join("\n"));
    Ok(())
}

/// Which screens have to be scrolled sideways.
async fn measure(page: &Browser, screens: &[Screen], look: &str) -> Result<()> {
    for screen in screens {
        arrive(page, screen).await?;
        page.picture(&format!("{look}-{}", screen.name)).await?;
        page.assert_fits()
            .await
            .with_context(|| format!("{} {look}", screen.name))?;
    }
    Ok(())
}

/// Has the app speak a language from the next screen on.
async fn speak(page: &Browser, language: &str) -> Result<()> {
    page.open("/").await?;
    page.script("localStorage.setItem('language', arguments[0])", &[json!(language)])
        .await?;
    Ok(())
}

/// A guest's orders: one that nobody has answered, one under way, one over.
struct Orders {
    fresh: OrderId,
    running: OrderId,
    over: OrderId,
}

/// Orders of a guest, a favourite and a basket.
async fn eat(scene: &Scene, page: &Browser) -> Result<Orders> {
    let guest = scene.guest().await?;
    guest.client.me().add_favourite(scene.restaurant.id).await?;
    let mut placed = Vec::new();
    for _ in 0..3 {
        let request = scene.order_of(&guest.client).await?;
        placed.push(guest.client.orders().place(&request).await?.id);
    }
    let (fresh, running, over) = (placed[0], placed[1], placed[2]);
    scene.accept(running).await?;
    scene.bring(over).await?;
    scene.sign_in(page, &guest).await?;
    scene.take_dal(page).await?;
    scene.say_where(page).await?;
    scene.on_board(running, OrderStatus::Accepted).await?;
    Ok(Orders { fresh, running, over })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_anybody_sees_keeps_nobody_out() -> Result<()> {
    let Some(scene) = Scene::open().await? else {
        return Ok(());
    };
    let page = scene.stage.browser(Look::PHONE).await?;
    examine(&page, &open_screens(&scene)).await?;
    examine(&page, &open_sheets(&scene)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_ones_own_keeps_nobody_out() -> Result<()> {
    let Some(scene) = Scene::open().await? else {
        return Ok(());
    };
    let page = scene.stage.browser(Look::PHONE).await?;
    let orders = eat(&scene, &page).await?;
    examine(&page, &own_screens(&orders)).await?;
    examine(&page, &own_sheets(&orders)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_wider_than_the_narrowest_phone() -> Result<()> {
    let Some(scene) = Scene::open().await? else {
        return Ok(());
    };
    let page = scene.stage.browser(NARROW).await?;
    measure(&page, &open_screens(&scene), "narrow-en").await?;
    let orders = eat(&scene, &page).await?;
    measure(&page, &own_screens(&orders), "narrow-en").await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_wider_than_the_narrowest_phone_from_the_right() -> Result<()> {
    let Some(scene) = Scene::open().await? else {
        return Ok(());
    };
    let page = scene.stage.browser(NARROW).await?;
    speak(&page, "ar").await?;
    measure(&page, &open_screens(&scene), "narrow-ar").await?;
    speak(&page, "en").await?;
    let orders = eat(&scene, &page).await?;
    speak(&page, "ar").await?;
    measure(&page, &own_screens(&orders), "narrow-ar").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wide_window_is_put_to_use() -> Result<()> {
    let Some(scene) = Scene::open().await? else {
        return Ok(());
    };
    let page = scene.stage.browser(Look::DESKTOP).await?;
    measure(&page, &open_screens(&scene), "desktop").await?;
    let orders = eat(&scene, &page).await?;
    measure(&page, &own_screens(&orders), "desktop").await
}
