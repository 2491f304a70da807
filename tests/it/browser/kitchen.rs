//! The restaurant app: an order rings, is taken and worked through; without a network nothing is lost; what the platform
//! refuses is explained.

use super::restaurant::{OWNER, at_board, live, press, sign_in, stands};
use anyhow::{Context, Result, ensure};
use foodwala_sdk::contract::{
    access::StaffRole,
    orders::{CancelOrderRequest, Fulfilment, OrderStatus},
    restaurants::AddStaffRequest,
};
use foodwala_tests::{
    browser::{Look, Stage},
    door, eventually,
};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_chooses_a_restaurant_and_sees_its_board() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    for (name, look) in [
        ("tablet-light", Look::TABLET),
        ("tablet-dark", Look::TABLET.dark()),
        ("desktop", Look::DESKTOP),
        ("phone", Look::PHONE.dark()),
    ] {
        let page = stage.browser(look).await?;
        page.open("/restaurant").await?;
        page.finds("input[type=email]").await?;
        page.picture(&format!("kitchen-sign-in-{name}")).await?;
        page.assert_accessible("kitchen-sign-in").await?;
        sign_in(&page, OWNER).await?;
        page.finds(".choose-card").await?;
        page.picture(&format!("kitchen-choose-{name}")).await?;
        page.click(".choose-card").await?;
        page.finds("#column-new").await?;
        live(&page).await?;
        ensure!(
            page.path().await?.starts_with("/restaurant/at/"),
            "it is served below its base"
        );
        page.is_kept().await?;
        page.assert_fits().await?;
        page.picture(&format!("kitchen-board-{name}")).await?;
        page.assert_accessible(&format!("kitchen-board-{name}")).await?;
        page.assert_quiet().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_rings_until_it_is_taken_and_is_worked_through() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let (kitchen, email) = stage.kitchen().await?;
    let (guest, _) = stage.person("asha").await?;
    let page = at_board(&stage, Look::TABLET, &email).await?;

    let order = kitchen.ordered(&guest, Fulfilment::Pickup).await?;
    stands(&page, &order, "new").await?;
    page.finds(".frame[data-ringing]").await?;
    page.finds("#sound[data-sound=on]").await?;
    page.picture("kitchen-new-order").await?;
    press(&page, &order, "Accept").await?;
    page.finds("dialog[open]").await?;
    page.picture("kitchen-accept").await?;
    page.assert_accessible("kitchen-accept").await?;
    page.click("#sheet-confirm").await?;
    page.loses(".frame[data-ringing]").await?;
    stands(&page, &order, "preparing").await?;
    kitchen.shows(order.id, OrderStatus::Accepted).await?;
    press(&page, &order, "Start cooking").await?;
    kitchen.shows(order.id, OrderStatus::Preparing).await?;
    press(&page, &order, "Ready").await?;
    stands(&page, &order, "ready").await?;
    press(&page, &order, "Collected").await?;
    kitchen.shows(order.id, OrderStatus::Collected).await?;
    page.loses(&format!("#card-{}", order.number)).await?;
    page.assert_quiet().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_rings_in_a_tab_behind_and_is_told_by_the_system() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let (kitchen, email) = stage.kitchen().await?;
    let (guest, _) = stage.person("asha").await?;
    let page = stage.browser(Look::DESKTOP).await?;
    page.watched().await?;
    page.may_notify().await?;
    sign_in(&page, &email).await?;
    live(&page).await?;
    page.open_tab("/").await?;
    page.behind("the board is behind, and quiet", "behind.hidden && !behind.rings", "")
        .await?;

    let order = kitchen.ordered(&guest, Fulfilment::Pickup).await?;
    let told = "behind.hidden && behind.rings && behind.notified.some((text) => text.includes(arguments[0]))";
    page.behind("the order rings and is told", told, &order.number).await?;

    // Taken on another device: nobody need look for the tab to make it quiet.
    kitchen.accepted(&guest, order.id).await?;
    page.behind("it is quiet again", "behind.hidden && !behind.rings", "")
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_without_a_network_is_kept_and_sent_in_order() -> Result<()> {
    let Some(mut stage) = Stage::open().await? else {
        return Ok(());
    };
    let (kitchen, email) = stage.kitchen().await?;
    let (guest, _) = stage.person("asha").await?;
    let page = at_board(&stage, Look::TABLET, &email).await?;
    let order = kitchen.ordered(&guest, door()).await?;
    stands(&page, &order, "new").await?;
    page.is_kept().await?;
    // The device keeps the board a moment after it changed.
    page.until(
        "the device keeps the card",
        "return Object.entries(localStorage).some(([key, text]) => key.startsWith('kitchen-board.') && text.includes(arguments[0]))",
        &[json!(order.number)],
    )
    .await?;

    stage.stop().await?;
    page.offline(true).await?;
    page.sees("No connection").await?;
    press(&page, &order, "Accept").await?;
    page.click("#sheet-confirm").await?;
    stands(&page, &order, "preparing").await?;
    press(&page, &order, "Start cooking").await?;
    press(&page, &order, "Ready").await?;
    stands(&page, &order, "ready").await?;
    page.sees("3 actions are kept here").await?;
    page.picture("kitchen-offline").await?;
    // Whatever happens to the window.
    page.reload().await?;
    stands(&page, &order, "ready").await?;

    stage.start().await?;
    page.offline(false).await?;
    kitchen.shows(order.id, OrderStatus::Ready).await?;
    page.until(
        "nothing is left to send",
        "return !Object.keys(localStorage).some((key) => key.startsWith('kitchen-action.'))",
        &[],
    )
    .await?;
    let card = kitchen.owner.board(kitchen.id()).get(order.id).await?;
    let steps: Vec<OrderStatus> = card.order.history.iter().map(|step| step.status).collect();
    assert_eq!(
        steps,
        [
            OrderStatus::Placed,
            OrderStatus::Accepted,
            OrderStatus::Preparing,
            OrderStatus::Ready
        ]
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_platform_refuses_is_explained_and_the_card_shows_the_truth() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let (kitchen, email) = stage.kitchen().await?;
    let (guest, _) = stage.person("asha").await?;
    let page = at_board(&stage, Look::TABLET.dark(), &email).await?;
    let order = kitchen.ordered(&guest, door()).await?;
    stands(&page, &order, "new").await?;
    page.offline(true).await?;
    press(&page, &order, "Accept").await?;
    page.click("#sheet-confirm").await?;
    stands(&page, &order, "preparing").await?;
    guest.orders().cancel(order.id, &CancelOrderRequest::default()).await?;
    kitchen.shows(order.id, OrderStatus::Cancelled).await?;
    page.offline(false).await?;
    page.sees("was not done").await?;
    page.loses(&format!("#card-{}", order.number)).await?;
    page.picture("kitchen-refused").await?;
    page.assert_accessible("kitchen-refused").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_menu_that_two_edit_is_never_overwritten_unseen() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let (kitchen, email) = stage.kitchen().await?;
    let page = at_board(&stage, Look::TABLET, &email).await?;
    // A second manager, with a browser of their own.
    let (_, manager) = stage.person("manager").await?;
    let request = AddStaffRequest {
        email: manager.clone(),
        role: StaffRole::Manager,
    };
    let restaurants = kitchen.owner.restaurants();
    eventually(|| async { restaurants.add_staff(kitchen.id(), &request).await }).await?;
    let theirs = stage.browser(Look::DESKTOP).await?;
    sign_in(&theirs, &manager).await?;
    live(&theirs).await?;
    theirs.click("a[href$='/menu']").await?;
    theirs.click_words(".menu-item-name", "Pizza margherita").await?;
    theirs.fill("#item-price", "13").await?;
    theirs.click("#item-done").await?;
    theirs.sees("One change is not published").await?;

    page.click("a[href$='/menu']").await?;
    page.click_words(".menu-item-name", "Dal tadka").await?;
    page.fill("#item-price", "11").await?;
    page.picture("kitchen-menu-item").await?;
    page.assert_accessible("kitchen-menu-item").await?;
    page.click("#item-done").await?;
    page.sees("One change is not published").await?;
    page.picture("kitchen-menu").await?;
    page.assert_accessible("kitchen-menu").await?;
    // The draft outlives the window.
    page.reload().await?;
    page.sees("One change is not published").await?;

    theirs.click("#menu-review").await?;
    theirs.click("#menu-publish").await?;
    theirs.sees("Guests see the new menu").await?;
    theirs.picture("kitchen-menu-theirs").await?;

    page.click("#menu-review").await?;
    page.click("#menu-publish").await?;
    page.sees("Somebody else has published meanwhile").await?;
    page.picture("kitchen-menu-conflict").await?;
    page.click_words("button", "Compare and keep mine").await?;
    page.finds("#menu-publish").await?;
    page.sees("Pizza margherita").await?;
    page.picture("kitchen-menu-review").await?;
    page.click("#menu-publish").await?;
    page.sees("Guests see the new menu").await?;
    eventually(|| async {
        let menu = kitchen.owner.menus().get(kitchen.id()).await?;
        let prices: Vec<i64> = menu.value.sections[0]
            .items
            .iter()
            .map(|item| item.price_minor)
            .collect();
        ensure!(prices == [1100, 1200], "published is {prices:?}");
        Ok(())
    })
    .await?;

    // Now it is the other one whose menu is the older one: their next draft begins with it and is not let through.
    theirs.click_words(".menu-item-name", "Pizza margherita").await?;
    theirs.fill("#item-price", "14").await?;
    theirs.click("#item-done").await?;
    theirs.click("#menu-review").await?;
    theirs.click("#menu-publish").await?;
    theirs.sees("Somebody else has published meanwhile").await?;
    theirs.picture("kitchen-menu-theirs-conflict").await?;
    let menu = kitchen.owner.menus().get(kitchen.id()).await?;
    ensure!(
        menu.value.sections[0].items[1].price_minor == 1200,
        "nothing was overwritten"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_of_a_restaurant_can_be_used_by_everybody() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    for (name, look) in [
        ("light", Look::TABLET),
        ("dark", Look::TABLET.dark()),
        ("arabic", Look::DESKTOP.language("ar")),
        ("hindi", Look::PHONE.language("hi")),
    ] {
        let page = stage.browser(look).await?;
        sign_in(&page, OWNER).await?;
        page.click(".choose-card").await?;
        live(&page).await?;
        let place = page.path().await?;
        let place = place.trim_end_matches("/board");
        for screen in [
            "kitchen",
            "stock",
            "ended",
            "menu",
            "hours",
            "staff",
            "more",
            "deliveries",
        ] {
            page.open(&format!("{place}/{screen}")).await?;
            page.finds("main h1").await?;
            page.until(
                "nothing is loading",
                "return document.querySelector('main [aria-busy=true]') === null",
                &[],
            )
            .await?;
            let picture = format!("kitchen-{screen}-{name}");
            page.assert_fits().await.context(picture.clone())?;
            page.picture(&picture).await?;
            page.assert_accessible(&picture).await?;
        }
        page.assert_quiet().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn after_signing_out_nothing_of_the_kitchen_stays() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let (kitchen, email) = stage.kitchen().await?;
    let (guest, _) = stage.person("asha").await?;
    let page = at_board(&stage, Look::TABLET, &email).await?;
    let order = kitchen.ordered(&guest, Fulfilment::Pickup).await?;
    stands(&page, &order, "new").await?;
    page.click("a[href$='/more']").await?;
    page.click_words("main button", "Sign out").await?;
    page.finds("input[type=email]").await?;
    page.until(
        "nothing but language and theme is kept",
        "return Object.keys(localStorage).every((key) => ['language', 'theme'].includes(key))",
        &[],
    )
    .await?;
    let text = page.text("body").await?;
    ensure!(!text.contains(&order.number), "{text}");
    Ok(())
}
