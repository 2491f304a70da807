//! The restaurant app for those who run restaurants: figures as they happen, reviews and their answers, several branches.

use super::restaurant::{OWNER, at_board, live, sign_in};
use anyhow::{Context, Result, ensure};
use foodwala_sdk::{
    FoodWala,
    contract::{
        access::StaffRole,
        orders::{Fulfilment, Order, OrderStatus, ReviewRequest},
        restaurants::{AddStaffRequest, ReplyToReviewRequest, RestaurantReview},
    },
};
use foodwala_tests::{
    Kitchen,
    browser::{Browser, Look, Stage},
    eventually,
};
use serde_json::json;

/// A manager of a kitchen, by their address.
async fn manager(stage: &Stage, kitchen: &Kitchen) -> Result<String> {
    let (_, email) = stage.person("manager").await?;
    let request = AddStaffRequest {
        email: email.clone(),
        role: StaffRole::Manager,
    };
    // The kitchen's service hears of the account a moment later.
    eventually(|| async { kitchen.owner.restaurants().add_staff(kitchen.id(), &request).await }).await?;
    Ok(email)
}

/// An order from the first to the last step, without a browser.
async fn eaten(kitchen: &Kitchen, guest: &FoodWala) -> Result<Order> {
    let order = kitchen.ordered(guest, Fulfilment::Pickup).await?;
    kitchen.accepted(guest, order.id).await?;
    let board = kitchen.owner.board(kitchen.id());
    board.start(order.id).await?;
    kitchen.shows(order.id, OrderStatus::Preparing).await?;
    board.ready(order.id).await?;
    kitchen.shows(order.id, OrderStatus::Ready).await?;
    board.collect(order.id).await?;
    kitchen.shows(order.id, OrderStatus::Collected).await?;
    Ok(order)
}

/// The only review of a kitchen, as everybody reads it.
async fn review(kitchen: &Kitchen) -> Result<RestaurantReview> {
    let guests = kitchen.owner.restaurants();
    let page = guests.reviews(kitchen.id(), &Default::default()).await?;
    page.items.into_iter().next().context("no review yet")
}

/// Waits until the answer to the only review has these words.
async fn answered(kitchen: &Kitchen, words: Option<&str>) -> Result<()> {
    eventually(|| async {
        let reply = review(kitchen).await?.reply.map(|reply| reply.text);
        ensure!(reply.as_deref() == words, "the answer is {reply:?}");
        Ok(())
    })
    .await
}

async fn settled(page: &Browser) -> Result<()> {
    page.until(
        "nothing is loading",
        "return document.querySelector('main [aria-busy=true]') === null",
        &[],
    )
    .await
}

/// Waits until a tile shows a figure.
async fn tile(page: &Browser, figure: &str, shows: &str) -> Result<()> {
    let script = "const tile = document.querySelector(`.tile[data-figure=${arguments[0]}] .tile-value`);
        return tile !== null && tile.innerText.trim() === arguments[1]";
    page.until(&format!("{figure} is {shows}"), script, &[json!(figure), json!(shows)])
        .await
}

async fn looked_at(page: &Browser, name: &str) -> Result<()> {
    settled(page).await?;
    page.assert_fits().await.context(name.to_owned())?;
    page.whole_picture(name).await?;
    page.assert_accessible(name).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_sees_todays_figures_follow_the_orders() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let (kitchen, _) = stage.kitchen().await?;
    let email = manager(&stage, &kitchen).await?;
    let (guest, _) = stage.person("asha").await?;
    let page = at_board(&stage, Look::TABLET, &email).await?;
    page.click("a[href$='/figures']").await?;
    page.sees("No orders yet today").await?;
    looked_at(&page, "figures-quiet").await?;

    eaten(&kitchen, &guest).await?;
    // The page asks once a minute at most; nobody wants to wait for it.
    page.script(
        "const now = Date.now.bind(Date); Date.now = () => now() + 120_000; return true",
        &[],
    )
    .await?;
    tile(&page, "orders", "1").await?;
    tile(&page, "sales", "€9.50").await?;
    tile(&page, "basket", "€9.50").await?;
    tile(&page, "lost", "0").await?;
    page.sees("Dal tadka").await?;
    looked_at(&page, "figures-first-order").await?;

    // Days of one's own.
    page.click_words("main button", "Yesterday").await?;
    page.sees("No orders on this day").await?;
    page.click_words("main button", "Other days").await?;
    page.finds("#figures-to").await?;
    page.script(
        "const enter = (id, value) => {
            const input = document.getElementById(id);
            input.value = value;
            input.dispatchEvent(new Event('input', { bubbles: true }));
        };
        enter('figures-from', '2026-01-20'); enter('figures-to', '2026-01-10'); return true",
        &[],
    )
    .await?;
    page.click("#figures-own-show").await?;
    page.sees("The last day is before the first").await?;
    looked_at(&page, "figures-own").await?;
    page.assert_quiet().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_is_answered_and_guests_read_the_answer() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let (kitchen, _) = stage.kitchen().await?;
    let email = manager(&stage, &kitchen).await?;
    let (guest, _) = stage.person("asha").await?;
    let order = eaten(&kitchen, &guest).await?;
    let request = ReviewRequest {
        stars: 2,
        comment: Some("The dal was cold.".to_owned()),
    };
    guest.orders().review(order.id, &request).await?;
    eventually(|| review(&kitchen)).await?;

    let page = at_board(&stage, Look::TABLET, &email).await?;
    page.click("a[href$='/reviews']").await?;
    page.sees("The dal was cold.").await?;
    page.click_words(".chip", "Without an answer").await?;
    page.click_words(".review button", "Answer").await?;
    page.fill(".review textarea", "We are sorry, and will do better.")
        .await?;
    looked_at(&page, "reviews-answering").await?;
    page.click_words(".review button", "Publish").await?;
    page.finds(".review-reply").await?;
    page.sees("Your answer").await?;
    answered(&kitchen, Some("We are sorry, and will do better.")).await?;

    // What everybody reads.
    let customer = stage.browser(Look::PHONE).await?;
    customer.open(&format!("/restaurants/{}", kitchen.id())).await?;
    customer.click(".restaurant-rating").await?;
    customer.sees("We are sorry, and will do better.").await?;
    customer.picture("customer-review-answered").await?;
    customer.assert_accessible("customer-review-answered").await?;

    // Somebody else changes it while it is being edited: nothing is overwritten unseen.
    page.click_words(".review button", "Edit").await?;
    let theirs = ReplyToReviewRequest {
        text: "Please call us.".to_owned(),
    };
    kitchen
        .owner
        .restaurants()
        .reply_to_review(kitchen.id(), order.id, &theirs)
        .await?;
    answered(&kitchen, Some("Please call us.")).await?;
    page.fill(".review textarea", "The next one is on us.").await?;
    page.click_words(".review form button", "Save").await?;
    page.sees("Somebody else has answered meanwhile").await?;
    page.sees("Please call us.").await?;
    looked_at(&page, "reviews-overtaken").await?;
    page.click_words(".review form button", "Replace theirs").await?;
    page.loses(".review form").await?;
    answered(&kitchen, Some("The next one is on us.")).await?;

    // Taken back, and thought better of it.
    page.click_words(".review button", "Take back").await?;
    page.sees("Your answer was taken back").await?;
    answered(&kitchen, None).await?;
    page.click_words(".review button", "Put it back").await?;
    answered(&kitchen, Some("The next one is on us.")).await?;
    page.assert_quiet().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_compares_restaurants_and_goes_from_one_to_another() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let page = stage.browser(Look::DESKTOP).await?;
    sign_in(&page, OWNER).await?;
    page.click(".choose-figures").await?;
    page.finds(".branch").await?;
    page.click_words(".chip", "7 days").await?;
    looked_at(&page, "branches-desktop").await?;
    page.click("a.branch").await?;
    page.finds(".tile").await?;
    let first = page.path().await?;

    // The switch stays on the screen.
    page.click("#bar-place").await?;
    page.finds("dialog[open] .switch-entry[aria-current]").await?;
    page.picture("branches-switch").await?;
    page.assert_accessible("branches-switch").await?;
    page.click("dialog[open] .switch-entry:not([aria-current])").await?;
    page.until(
        "another restaurant's figures are shown",
        "return location.pathname !== arguments[0] && location.pathname.endsWith('/figures') && document.querySelector('dialog[open]') === null",
        &[json!(first)],
    )
    .await?;
    page.finds(".figures").await?;
    page.assert_quiet().await
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_and_reviews_can_be_read_by_everybody() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    for (name, look) in [
        ("tablet-light", Look::TABLET),
        ("tablet-dark", Look::TABLET.dark()),
        ("desktop-light", Look::DESKTOP),
        ("desktop-dark", Look::DESKTOP.dark()),
        ("arabic", Look::DESKTOP.language("ar")),
        ("phone-hindi", Look::PHONE.language("hi")),
    ] {
        let page = stage.browser(look).await?;
        sign_in(&page, OWNER).await?;
        page.finds(".choose-card").await?;
        page.assert_accessible("choose").await?;
        page.picture(&format!("choose-{name}")).await?;
        page.click(".choose-card").await?;
        live(&page).await?;
        let place = page.path().await?;
        let place = place.trim_end_matches("/board").to_owned();
        page.open(&format!("{place}/figures")).await?;
        page.finds(".tile, .empty-state").await?;
        looked_at(&page, &format!("figures-today-{name}")).await?;
        for (index, period) in [(1, "yesterday"), (2, "week")] {
            let chip = format!(".figures .chip:nth-child({})", index + 1);
            // A picture of the whole page moves for a moment what lies under a pointer.
            let press = "document.querySelector(arguments[0]).click()";
            page.script(press, &[json!(chip)]).await?;
            page.finds(&format!("{chip}[aria-pressed=true]")).await?;
            settled(&page).await?;
            page.finds(".tile, .empty-state").await?;
            looked_at(&page, &format!("figures-{period}-{name}")).await?;
        }
        page.open(&format!("{place}/reviews")).await?;
        page.finds(".review, .empty-state").await?;
        looked_at(&page, &format!("reviews-{name}")).await?;
        page.open("/restaurant/branches").await?;
        page.finds(".branch-sales").await?;
        looked_at(&page, &format!("branches-{name}")).await?;
        page.assert_quiet().await?;
    }
    Ok(())
}
