//! The counter: staff enters orders for guests without an account; a courier without one brings a delivery by its link,
//! against the code that the guest's own page shows.

use super::restaurant::{at_board, press, stands};
use anyhow::{Context, Result, ensure};
use foodwala_sdk::{
    ItemId, OptionGroupId, OptionId, SectionId,
    contract::{
        board::{AcceptRequest, BoardQuery},
        menu::{MenuSection, PublishMenuRequest},
        orders::{Fulfilment, Order, OrderAction, OrderChannel, OrderStatus},
    },
};
use foodwala_tests::{
    Kitchen,
    browser::{Browser, Look, PASSWORD, Stage},
    door, eventually,
};
use serde_json::json;
use uuid::Uuid;

/// A longer menu: dishes with a choice, and enough of them to look for one.
async fn longer_menu(kitchen: &Kitchen) -> Result<()> {
    let id = Uuid::now_v7;
    let dish = |name: &str, price: i64| json!({"id": ItemId(id()), "name": name, "price_minor": price});
    let option = |name: &str, delta: i64| json!({"id": OptionId(id()), "name": name, "price_delta_minor": delta});
    let mut biryani = dish("Lamb biryani", 1450);
    biryani["option_groups"] = json!([
        {"id": OptionGroupId(id()), "name": "Portion", "min": 1, "max": 1,
         "options": [option("For one", 0), option("For two", 900)]},
        {"id": OptionGroupId(id()), "name": "On the side", "min": 0, "max": 2,
         "options": [option("Raita", 150), option("Mango pickle", 120), option("Papadam", 90)]}
    ]);
    let section = |name: &str, items: Vec<serde_json::Value>| -> Result<MenuSection> {
        Ok(serde_json::from_value(
            json!({"id": SectionId(id()), "name": name, "items": items}),
        )?)
    };
    let mut dal = dish("Dal tadka", 950);
    dal["id"] = json!(kitchen.dal);
    let sections = vec![
        section(
            "Mains",
            vec![
                dal,
                biryani,
                dish("Palak paneer", 1150),
                dish("Butter chicken", 1390),
                dish("Chana masala", 980),
            ],
        )?,
        section(
            "Breads",
            vec![dish("Naan", 280), dish("Garlic naan", 340), dish("Roti", 220)],
        )?,
        section("Drinks", vec![dish("Mango lassi", 420), dish("Masala chai", 300)])?,
    ];
    let menus = kitchen.owner.menus();
    let now = menus.get(kitchen.id()).await?;
    menus
        .publish(kitchen.id(), &PublishMenuRequest { sections }, now.version)
        .await?;
    Ok(())
}

/// The live orders of a kitchen.
async fn orders(kitchen: &Kitchen) -> Result<Vec<Order>> {
    let page = kitchen.owner.board(kitchen.id()).list(&BoardQuery::default()).await?;
    Ok(page.items.into_iter().map(|card| card.order).collect())
}

/// The order that the screen says it has entered, from the board.
async fn entered(kitchen: &Kitchen, page: &Browser) -> Result<Order> {
    let number = page.text(".entry-done .order-number").await?;
    eventually(|| async {
        let mut found = orders(kitchen).await?.into_iter();
        found
            .find(|order| order.number == number.trim())
            .context("not on the board yet")
    })
    .await
}

/// Waits until the total is known and the order can be entered.
async fn priced(page: &Browser) -> Result<()> {
    page.finds("#entry-enter:not([disabled]) .button-detail").await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_at_the_counter_is_entered_once_and_worked_through() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let (kitchen, email) = stage.kitchen().await?;
    longer_menu(&kitchen).await?;
    let page = at_board(&stage, Look::TABLET, &email).await?;
    page.click("#new-order").await?;
    page.click_words(".entry-dish", "Dal tadka").await?;
    page.click_words(".entry-dish", "Lamb biryani").await?;
    page.click_words("dialog[open] .choice", "For two").await?;
    page.click_words("dialog[open] .choice", "Raita").await?;
    page.picture("counter-sheet-tablet").await?;
    page.assert_accessible("counter-sheet").await?;
    page.click("#entry-take").await?;
    page.loses("dialog[open]").await?;
    priced(&page).await?;
    // 9.50 + 14.50 + 9.00 + 1.50
    page.sees("€34.50").await?;
    page.fill("#entry-name", "Ravi").await?;
    page.picture("counter-basket-tablet").await?;
    page.assert_accessible("counter-basket").await?;

    // Somebody in a hurry.
    page.script(
        "const button = document.getElementById('entry-enter'); button.click(); button.click()",
        &[],
    )
    .await?;
    let order = entered(&kitchen, &page).await?;
    page.picture("counter-done-tablet").await?;
    page.assert_accessible("counter-done").await?;
    ensure!(orders(&kitchen).await?.len() == 1, "one order");
    ensure!(order.contact.name == "Ravi" && order.price.total.amount_minor == 3450);
    ensure!(order.entry.is_some_and(|entry| entry.channel == OrderChannel::Counter));

    page.click(".entry-done a[href$='/board']").await?;
    stands(&page, &order, "new").await?;
    press(&page, &order, "Accept").await?;
    page.click("#sheet-confirm").await?;
    stands(&page, &order, "preparing").await?;
    kitchen.shows(order.id, OrderStatus::Accepted).await?;
    // A double tap begins the cooking, and does not end it.
    page.finds(&format!("#card-{}:not([data-settling])", order.number))
        .await?;
    let twice = "const button = document.querySelector(arguments[0]); button.click();
        return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
            document.querySelector(arguments[0]).click();
            done(true);
        })))";
    let button = format!("#card-{} .order-card-foot .button-wide", order.number);
    page.script(twice, &[json!(button)]).await?;
    kitchen.shows(order.id, OrderStatus::Preparing).await?;
    press(&page, &order, "Ready").await?;
    stands(&page, &order, "ready").await?;
    press(&page, &order, "Collected").await?;
    kitchen.shows(order.id, OrderStatus::Collected).await?;
    let card = kitchen.owner.board(kitchen.id()).get(order.id).await?;
    let done = |action| {
        let steps = card.order.history.iter();
        steps.filter(|step| step.action == Some(action)).count()
    };
    ensure!(done(OrderAction::Start) == 1 && done(OrderAction::Ready) == 1);
    page.assert_quiet().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_on_the_phone_orders_ahead() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let (kitchen, email) = stage.kitchen().await?;
    let page = at_board(&stage, Look::TABLET, &email).await?;
    page.click("#new-order").await?;
    page.click_words(".entry-dish", "Dal tadka").await?;
    page.click_words(".entry-guest label", "Phone pickup").await?;
    page.fill("#entry-name", "Asha").await?;
    page.click_words(".entry-guest .choice", "At a time you choose").await?;
    page.finds(".entry-guest .field-pair select").await?;
    // Some quarter of an hour after the first one.
    let script = "const times = [...document.querySelectorAll('.entry-guest .field-pair select')].at(-1);
        times.selectedIndex = Math.min(3, times.options.length - 1);
        times.dispatchEvent(new Event('change', { bubbles: true }));
        return times.value";
    let wanted = page.script(script, &[]).await?;
    priced(&page).await?;
    page.picture("counter-ahead-tablet").await?;
    page.assert_accessible("counter-ahead").await?;
    page.click("#entry-enter").await?;
    page.finds(".entry-done").await?;
    page.picture("counter-ahead-done-tablet").await?;
    let order = entered(&kitchen, &page).await?;
    let at = order.scheduled_for.context("it was not ordered ahead")?;
    ensure!(json!(at) == wanted, "{at} instead of {wanted}");
    ensure!(matches!(order.status, OrderStatus::Scheduled | OrderStatus::Placed));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_never_makes_two_orders() -> Result<()> {
    let Some(mut stage) = Stage::open().await? else {
        return Ok(());
    };
    let (kitchen, email) = stage.kitchen().await?;
    longer_menu(&kitchen).await?;
    let page = at_board(&stage, Look::DESKTOP, &email).await?;
    page.click("#new-order").await?;
    // The keyboard alone: some letters, and Enter.
    page.fill("#entry-find", "garl").await?;
    page.enter().await?;
    page.sees("Garlic naan").await?;
    page.click_words("label.choice", "Phone pickup").await?;
    page.fill("#entry-name", "Meera").await?;
    page.fill("#entry-phone", "+49 30 7654321").await?;
    priced(&page).await?;
    stage.stop().await?;
    page.offline(true).await?;
    page.click("#entry-enter").await?;
    page.sees("It is not known whether the order has arrived").await?;
    page.picture("counter-unsure-desktop").await?;
    page.assert_accessible("counter-unsure").await?;
    // Even if the window is opened anew, it is the same attempt.
    stage.start().await?;
    page.offline(false).await?;
    page.reload().await?;
    let order = entered(&kitchen, &page).await?;
    ensure!(order.contact.name == "Meera" && orders(&kitchen).await?.len() == 1);
    let kept = page.storage().await?;
    ensure!(
        !kept.keys().any(|key| key.starts_with("kitchen-entry.")),
        "nothing is left to ask"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_ordered_is_explained_with_a_way_on() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let (kitchen, email) = stage.kitchen().await?;
    longer_menu(&kitchen).await?;
    let page = at_board(&stage, Look::DESKTOP.dark(), &email).await?;
    page.click("#new-order").await?;
    page.click_words(".entry-dish", "Dal tadka").await?;
    page.click_words(".entry-dish", "Palak paneer").await?;
    priced(&page).await?;
    kitchen.portions(0).await?;
    let guest = stage.client()?;
    let dal = kitchen.basket(1, Fulfilment::Pickup);
    eventually(|| async {
        let quote = guest.orders().quote(&dal).await;
        ensure!(quote.is_err(), "it can still be ordered");
        Ok(())
    })
    .await?;
    // The screen hears of it by itself, perhaps before the price list does.
    page.script("document.getElementById('entry-enter').click()", &[])
        .await?;
    page.sees("Dal tadka is sold out").await?;
    page.picture("counter-sold-out-desktop-dark").await?;
    page.assert_accessible("counter-sold-out").await?;
    page.click_words("button", "Take it out").await?;
    priced(&page).await?;

    // Another price than the guest was told.
    let menus = kitchen.owner.menus();
    let menu = menus.get(kitchen.id()).await?;
    let mut sections = menu.value.sections.clone();
    sections[0].items[2].price_minor = 1250;
    menus
        .publish(kitchen.id(), &PublishMenuRequest { sections }, menu.version)
        .await?;
    let mut basket = kitchen.basket(1, Fulfilment::Pickup);
    basket.lines[0].item_id = menu.value.sections[0].items[2].id;
    eventually(|| async {
        let quote = guest.orders().quote(&basket).await?;
        ensure!(quote.price.total.amount_minor == 1250, "the old price");
        Ok(())
    })
    .await?;
    page.click("#entry-enter").await?;
    page.sees("The price has changed").await?;
    page.picture("counter-price-changed-desktop-dark").await?;
    page.click("#entry-enter").await?;
    let order = entered(&kitchen, &page).await?;
    ensure!(order.price.total.amount_minor == 1250);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_counter_can_be_used_by_everybody() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let (kitchen, email) = stage.kitchen().await?;
    longer_menu(&kitchen).await?;
    let (guest, _) = stage.person("asha").await?;
    let order = kitchen.ordered(&guest, door()).await?;
    for (name, look) in [
        ("tablet-light", Look::TABLET),
        ("tablet-dark", Look::TABLET.dark()),
        ("desktop-light", Look::DESKTOP),
        ("desktop-dark", Look::DESKTOP.dark()),
        ("phone-light", Look::PHONE),
        ("desktop-arabic", Look::DESKTOP.language("ar")),
        ("phone-hindi", Look::PHONE.language("hi")),
    ] {
        let page = at_board(&stage, look, &email).await?;
        page.picture(&format!("counter-board-{name}")).await?;
        page.assert_accessible(&format!("counter-board-{name}")).await?;
        page.click("#new-order").await?;
        page.click_words(".entry-dish", "Dal tadka").await?;
        page.click_words(".entry-dish", "Palak paneer").await?;
        page.click(".entry-guest label.choice:last-child").await?;
        page.fill("#entry-name", "Asha").await?;
        page.fill("#entry-phone", "+49 30 1234567").await?;
        page.fill("#entry-street", "Kastanienallee 20").await?;
        // The map takes the keyboard as well: nine steps north, six east.
        page.keys(
            "#entry-point",
            &format!("{}{}", "\u{e013}".repeat(9), "\u{e014}".repeat(6)),
        )
        .await?;
        priced(&page).await?;
        page.assert_fits().await.context(name)?;
        page.picture(&format!("counter-delivery-{name}")).await?;
        page.assert_accessible(&format!("counter-delivery-{name}")).await?;

        let place = format!("/restaurant/at/{}", kitchen.id());
        page.open(&format!("{place}/settings")).await?;
        page.finds("input[role=switch]").await?;
        page.assert_fits().await.context(name)?;
        page.picture(&format!("counter-settings-{name}")).await?;
        page.assert_accessible(&format!("counter-settings-{name}")).await?;

        page.open(&format!("{place}/orders/{}", order.id)).await?;
        page.finds("#link-open").await?;
        page.assert_fits().await.context(name)?;
        page.whole_picture(&format!("counter-order-{name}")).await?;
        page.assert_accessible(&format!("counter-order-{name}")).await?;
        page.click("#link-open").await?;
        page.finds("dialog[open]").await?;
        page.picture(&format!("counter-link-{name}")).await?;
        page.assert_accessible(&format!("counter-link-{name}")).await?;
        page.assert_quiet().await?;
    }
    Ok(())
}

/// Cooks a delivery.
async fn cook(kitchen: &Kitchen, order: &Order) -> Result<()> {
    let board = kitchen.owner.board(kitchen.id());
    board.accept(order.id, &AcceptRequest { ready_in_minutes: 20 }).await?;
    kitchen.shows(order.id, OrderStatus::Accepted).await?;
    board.start(order.id).await?;
    kitchen.shows(order.id, OrderStatus::Preparing).await?;
    board.ready(order.id).await?;
    kitchen.shows(order.id, OrderStatus::Ready).await
}

/// Makes a link on the page of an order and answers its path.
async fn share(page: &Browser, name: &str) -> Result<String> {
    page.fill("#link-name", name).await?;
    page.click("#link-make").await?;
    page.finds("#link-url").await?;
    let url = page
        .script("return document.getElementById('link-url').value", &[])
        .await?;
    let url = url.as_str().context("no link")?;
    let at = url.find("/restaurant/courier/").context("no link of ours")?;
    Ok(url[at..].to_owned())
}

/// Gives a code at the door.
async fn say(page: &Browser, code: &str) -> Result<()> {
    page.fill("#delivery-code", code).await?;
    page.click_words("dialog[open] .modal-foot button", "Delivered").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_courier_without_an_account_brings_a_delivery_against_the_guests_code() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let (kitchen, email) = stage.kitchen().await?;
    let (guest, guest_email) = stage.person("asha").await?;
    let order = kitchen.ordered(&guest, door()).await?;
    let page = at_board(&stage, Look::TABLET, &email).await?;
    let path = format!("/restaurant/at/{}/orders/{}", kitchen.id(), order.id);
    page.open(&path).await?;
    page.click("#link-open").await?;
    let old = share(&page, "Kim").await?;
    page.picture("counter-link-made-tablet").await?;
    page.assert_accessible("counter-link-made").await?;

    // While the kitchen cooks, the courier sees where it will go.
    let rider = stage.browser(Look::PHONE).await?;
    rider.open(&old).await?;
    rider.sees(&order.number).await?;
    rider.sees("Kastanienallee 20").await?;
    rider.picture("courier-link-waits").await?;
    rider.assert_accessible("courier-link-waits").await?;
    rider.assert_fits().await?;
    // Taken back, the link opens nothing.
    page.click("#link-back").await?;
    page.finds("#link-make").await?;
    rider.sees("This link opens nothing any more").await?;
    ensure!(
        !rider.text("body").await?.contains("Kastanienallee"),
        "nothing of the guest"
    );
    rider.picture("courier-link-gone").await?;
    rider.assert_accessible("courier-link-gone").await?;
    let path = share(&page, "Sam").await?;

    cook(&kitchen, &order).await?;
    rider.open(&path).await?;
    rider.click("#linked-set-off").await?;
    rider.finds("#linked-hand-over").await?;
    kitchen.shows(order.id, OrderStatus::OutForDelivery).await?;
    rider.picture("courier-link-rides").await?;
    rider.whole_picture("courier-link-rides-whole").await?;
    rider.assert_accessible("courier-link-rides").await?;

    // Meanwhile the guest's page shows the code.
    let home = stage.browser(Look::PHONE.dark()).await?;
    home.open("/sign-in").await?;
    home.fill("input[type=email]", &guest_email).await?;
    home.fill("input[type=password]", PASSWORD).await?;
    home.enter().await?;
    let signed_in = "return (localStorage.getItem('foodwala.session') ?? '').length === 36";
    home.until("the guest is signed in", signed_in, &[]).await?;
    home.open(&format!("/orders/{}", order.id)).await?;
    home.finds(".order-door-digits").await?;
    let digits = "return [...document.querySelectorAll('.order-door-digits [aria-hidden]')].map((digit) => digit.textContent).join('')";
    let code = home.script(digits, &[]).await?;
    let code = code.as_str().context("no code")?.to_owned();
    ensure!(code.len() == 4, "{code}");
    home.picture("customer-door-code-dark").await?;
    home.assert_accessible("customer-door-code").await?;

    rider.click("#linked-hand-over").await?;
    rider.finds("#delivery-code").await?;
    rider.picture("courier-link-asks").await?;
    rider.assert_accessible("courier-link-asks").await?;
    say(&rider, if code == "0000" { "1111" } else { "0000" }).await?;
    rider.sees("4 tries are left").await?;
    rider.picture("courier-link-wrong").await?;
    rider.assert_accessible("courier-link-wrong").await?;
    say(&rider, &code).await?;
    rider.sees("Delivered. Thank you").await?;
    ensure!(
        !rider.text("body").await?.contains("Kastanienallee"),
        "nothing of the guest"
    );
    rider.picture("courier-link-delivered").await?;
    rider.assert_accessible("courier-link-delivered").await?;
    kitchen.shows(order.id, OrderStatus::Delivered).await?;
    home.loses(".order-door-digits").await?;
    let kept = home.storage().await?;
    ensure!(!kept.values().any(|text| text.contains(&code)), "the code is not kept");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restaurant_turns_the_codes_off_and_on() -> Result<()> {
    let Some(stage) = Stage::open().await? else {
        return Ok(());
    };
    let (kitchen, email) = stage.kitchen().await?;
    let page = at_board(&stage, Look::TABLET, &email).await?;
    page.open(&format!("/restaurant/at/{}/settings", kitchen.id())).await?;
    for on in [false, true] {
        page.click("label.choice:has(input[role=switch])").await?;
        eventually(|| async {
            let now = kitchen.owner.restaurants().get(kitchen.id()).await?;
            let delivery = now.value.restaurant.profile.delivery.context("it delivers")?;
            ensure!(delivery.proof_code == on, "not saved yet");
            Ok(())
        })
        .await?;
        page.sees("Saved.").await?;
        page.finds("input[role=switch]:not([disabled])").await?;
    }
    page.assert_quiet().await
}
