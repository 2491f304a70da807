//! Two browsers at once: what a guest does in one is seen in the kitchen's other one, and the other way round, without a
//! reload, in whichever order things happen.

use super::{
    order::{MARK, never_reloaded},
    restaurant::{self, live, press, stands},
    scene::{DAL, Guest, Scene, choose, priced},
};
use anyhow::{Context, Result, ensure};
use foodwala_sdk::{
    OrderId,
    contract::orders::{Order, OrderStatus},
};
use foodwala_tests::{
    browser::{Browser, Look},
    eventually,
};
use serde_json::json;
use std::{collections::BTreeMap, time::Duration};

/// How long after the answer to an order its card may take at most, on a machine that does everything at once. How long it
/// really takes is in `docs/BENCHMARKS.md`.
const SOON_MS: f64 = 5_000.0;

/// The kitchen's tablet, at its board.
async fn tablet(scene: &Scene, look: Look) -> Result<Browser> {
    let page = scene.stage.browser(look).await?;
    page.watched().await?;
    restaurant::sign_in(&page, &scene.owner_email).await?;
    live(&page).await?;
    page.is_kept().await?;
    Ok(page)
}

/// An order as if the guest had placed it a moment ago, on the kitchen's board.
async fn placed(scene: &Scene, guest: &Guest, tablet: &Browser) -> Result<Order> {
    let request = scene.order_of(&guest.client).await?;
    let order = guest.client.orders().place(&request).await?;
    stands(tablet, &order, "new").await?;
    Ok(order)
}

/// Shows an order on the guest's phone and waits until its news arrive.
async fn follow(phone: &Browser, order: OrderId) -> Result<()> {
    phone.open(&format!("/orders/{order}")).await?;
    phone.script(MARK, &[]).await?;
    phone.finds(".order-link[data-live]").await
}

/// Where the order service says that an order stands.
async fn truth(guest: &Guest, order: OrderId) -> Result<OrderStatus> {
    Ok(guest.client.orders().get(order).await?.status)
}

/// The guest's page says that the order was cancelled, and the kitchen is told not to cook it.
async fn both_say_cancelled(phone: &Browser, tablet: &Browser, order: &Order) -> Result<()> {
    phone.sees("The order was cancelled").await?;
    phone.loses("dialog[open]").await?;
    tablet.loses(&format!("#card-{}", order.number)).await?;
    explained(tablet, order, "").await
}

/// The kitchen is told something of an order, in these words.
async fn explained(tablet: &Browser, order: &Order, words: &str) -> Result<()> {
    tablet
        .until(
            &format!("something is said of {}: {words:?}", order.number),
            "return [...document.querySelectorAll('.conflicts .banner')].some(({ innerText }) =>
                innerText.includes(arguments[0]) && innerText.includes(arguments[1]))",
            &[json!(order.number), json!(words)],
        )
        .await
}

/// The kitchen has read what it was told.
async fn read_all(tablet: &Browser) -> Result<()> {
    for left in (0..tablet.count(".conflicts .banner").await?).rev() {
        tablet.click(".conflicts .banner .icon-button").await?;
        let script = "return document.querySelectorAll('.conflicts .banner').length === arguments[0]";
        tablet.until("one less is shown", script, &[json!(left)]).await?;
    }
    Ok(())
}

/// The guest's page says that it is too late, and then what is so; the kitchen has the order.
async fn both_say_accepted(phone: &Browser, tablet: &Browser, order: &Order) -> Result<()> {
    phone.sees("It is too late to cancel").await?;
    phone.click_words("dialog[open] button", "I see").await?;
    phone.sees("The restaurant has taken your order").await?;
    stands(tablet, order, "preparing").await?;
    tablet.loses(&format!("#card-{} .pending", order.number)).await?;
    ensure!(!tablet.has(".conflicts").await?, "nothing went wrong for the kitchen");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_goes_from_the_phone_to_the_kitchen_and_each_step_comes_back() -> Result<()> {
    let Some(scene) = Scene::open().await? else {
        return Ok(());
    };
    let guest = scene.guest().await?;
    let phone = scene.stage.browser(Look::PHONE).await?;
    phone.watched().await?;
    let (tablet, ready) = tokio::join!(tablet(&scene, Look::TABLET), scene.checkout(&phone, &guest));
    let tablet = tablet?;
    ready?;
    choose(&phone, "Cash").await?;
    priced(&phone).await?;
    phone.script(MARK, &[]).await?;
    tablet.script(MARK, &[]).await?;
    tablet.plays(false).await?;
    phone.click(".checkout-bar button").await?;
    let order = scene.shown_order(&phone).await?;
    let order = guest.client.orders().get(order).await?;

    // The kitchen sees and hears it.
    stands(&tablet, &order, "new").await?;
    let sent = phone.sent().await?;
    let sent = sent.iter().find(|sent| sent.path == "/v1/orders" && sent.is_taken());
    let answered = sent.and_then(|sent| sent.answered).context("no order was sent")?;
    let waited = tablet.appeared(&order.number).await? - answered;
    eprintln!("the card came {waited:.0} ms after the order's answer");
    ensure!(waited < SOON_MS, "the card came {waited} ms after the order's answer");
    tablet.finds(".frame[data-ringing]").await?;
    tablet.finds("#sound[data-sound=on]").await?;
    tablet.plays(true).await?;
    phone.sees("The restaurant is looking at your order").await?;
    phone.finds(".order-link[data-live]").await?;
    tablet.picture("together-1-kitchen-new").await?;
    phone.picture("together-1-guest-placed").await?;

    // Each step of the kitchen shows on the phone.
    press(&tablet, &order, "Accept").await?;
    tablet.click("#sheet-confirm").await?;
    phone.sees("The restaurant has taken your order").await?;
    tablet.loses(".frame[data-ringing]").await?;
    tablet.plays(false).await?;
    phone.picture("together-2-guest-accepted").await?;
    press(&tablet, &order, "Start cooking").await?;
    phone.sees("Your food is being cooked").await?;
    press(&tablet, &order, "Ready").await?;
    phone.sees("Your food waits for the courier").await?;
    stands(&tablet, &order, "ready").await?;
    tablet.picture("together-3-kitchen-ready").await?;
    press(&tablet, &order, "Hand to courier").await?;
    tablet.picture("together-4-kitchen-courier").await?;
    tablet.click("#sheet-confirm").await?;
    phone.sees("Your food is on its way").await?;
    stands(&tablet, &order, "on_the_way").await?;
    phone.picture("together-4-guest-on-the-way").await?;
    press(&tablet, &order, "Delivered").await?;
    phone.sees("Enjoy your meal!").await?;
    tablet.loses(&format!("#card-{}", order.number)).await?;
    phone.picture("together-5-guest-delivered").await?;

    never_reloaded(&phone).await?;
    never_reloaded(&tablet).await?;
    phone.assert_quiet().await?;
    tablet.assert_quiet().await
}

#[tokio::test(flavor = "multi_thread")]
async fn when_guest_and_kitchen_press_at_once_both_end_with_one_truth() -> Result<()> {
    let Some(scene) = Scene::open().await? else {
        return Ok(());
    };
    let guest = scene.guest().await?;
    let tablet = tablet(&scene, Look::TABLET).await?;
    let phone = scene.stage.browser(Look::PHONE).await?;
    scene.sign_in(&phone, &guest).await?;
    for _ in 0..4 {
        let order = placed(&scene, &guest, &tablet).await?;
        follow(&phone, order.id).await?;
        press(&tablet, &order, "Accept").await?;
        tablet.finds("dialog[open] #sheet-confirm").await?;
        phone.click_words("button", "Cancel order").await?;
        phone.finds("dialog[open]").await?;
        let (accepts, cancels) = tokio::join!(
            tablet.click("#sheet-confirm"),
            phone.click_words("dialog[open] button", "Cancel the order")
        );
        accepts?;
        cancels?;
        let decided = eventually(|| async {
            let status = truth(&guest, order.id).await?;
            ensure!(status != OrderStatus::Placed, "nobody has won");
            anyhow::Ok(status)
        })
        .await?;
        eprintln!("the order is {}", decided.as_str());
        if decided == OrderStatus::Cancelled {
            both_say_cancelled(&phone, &tablet, &order).await?;
            // Read, and gone for good.
            read_all(&tablet).await?;
        } else {
            both_say_accepted(&phone, &tablet, &order).await?;
        }
        assert_eq!(truth(&guest, order.id).await?, decided);
        scene.on_board(order.id, decided).await?;
        never_reloaded(&phone).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_too_late_is_told_so() -> Result<()> {
    let Some(scene) = Scene::open().await? else {
        return Ok(());
    };
    let guest = scene.guest().await?;
    let tablet = tablet(&scene, Look::TABLET.dark()).await?;
    let phone = scene.stage.browser(Look::PHONE).await?;
    phone.watched().await?;
    scene.sign_in(&phone, &guest).await?;

    // The guest is first: the kitchen's tap waits for the network meanwhile.
    let order = placed(&scene, &guest, &tablet).await?;
    follow(&phone, order.id).await?;
    tablet.offline(true).await?;
    press(&tablet, &order, "Accept").await?;
    tablet.click("#sheet-confirm").await?;
    stands(&tablet, &order, "preparing").await?;
    phone.click_words("button", "Cancel order").await?;
    phone.picture("together-cancel-asked").await?;
    phone.click_words("dialog[open] button", "Cancel the order").await?;
    phone.sees("The order was cancelled").await?;
    phone.picture("together-cancelled-guest").await?;
    tablet.offline(false).await?;
    both_say_cancelled(&phone, &tablet, &order).await?;
    explained(&tablet, &order, "was not done").await?;
    tablet.picture("together-cancelled-kitchen").await?;
    tablet.assert_accessible("together-cancelled-kitchen").await?;
    read_all(&tablet).await?;

    // The kitchen is first, and the guest's phone does not hear of it.
    let order = placed(&scene, &guest, &tablet).await?;
    follow(&phone, order.id).await?;
    phone.click_words("button", "Cancel order").await?;
    phone.finds("dialog[open]").await?;
    phone.deaf().await?;
    press(&tablet, &order, "Accept").await?;
    tablet.click("#sheet-confirm").await?;
    scene.on_board(order.id, OrderStatus::Accepted).await?;
    phone.click_words("dialog[open] button", "Cancel the order").await?;
    phone.sees("It is too late to cancel").await?;
    phone.picture("together-late-guest").await?;
    phone.assert_accessible("together-late-guest").await?;
    assert_eq!(truth(&guest, order.id).await?, OrderStatus::Accepted);
    stands(&tablet, &order, "preparing").await?;

    // The guest is still asked when the kitchen takes the order, and need not press to learn that it is too late.
    let order = placed(&scene, &guest, &tablet).await?;
    follow(&phone, order.id).await?;
    phone.click_words("button", "Cancel order").await?;
    phone.finds("dialog[open]").await?;
    press(&tablet, &order, "Accept").await?;
    tablet.click("#sheet-confirm").await?;
    phone.sees("It is too late to cancel").await?;
    // The finger was on its way already: it neither hides what is said nor asks for what cannot be had.
    phone.click_words("dialog[open] button", "Cancel the order").await?;
    both_say_accepted(&phone, &tablet, &order).await?;
    tablet.picture("together-late-kitchen").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_minute_without_a_network_is_made_up_for_once_and_in_order() -> Result<()> {
    let Some(scene) = Scene::open().await? else {
        return Ok(());
    };
    let guest = scene.guest().await?;
    let tablet = tablet(&scene, Look::TABLET).await?;
    let phone = scene.stage.browser(Look::PHONE).await?;
    scene.sign_in(&phone, &guest).await?;
    let cooked = placed(&scene, &guest, &tablet).await?;
    let begun = placed(&scene, &guest, &tablet).await?;
    let given_up = placed(&scene, &guest, &tablet).await?;

    tablet.offline(true).await?;
    tablet.sees("No connection").await?;
    for (order, steps) in [
        (&cooked, &["Accept", "Start cooking", "Ready"][..]),
        (&begun, &["Accept", "Start cooking"]),
        (&given_up, &["Accept", "Start cooking"]),
    ] {
        for step in steps {
            press(&tablet, order, step).await?;
            if *step == "Accept" {
                tablet.click("#sheet-confirm").await?;
                tablet.loses("dialog[open]").await?;
            }
        }
    }
    tablet.sees("7 actions are kept here").await?;
    tablet.picture("together-minute-kitchen-offline").await?;
    tablet.ahead(Duration::from_secs(61)).await?;

    // Meanwhile a guest gives up one of the orders, and looks at another one.
    follow(&phone, given_up.id).await?;
    phone.click_words("button", "Cancel order").await?;
    phone.click_words("dialog[open] button", "Cancel the order").await?;
    phone.sees("The order was cancelled").await?;
    follow(&phone, cooked.id).await?;
    phone.sees("The restaurant is looking at your order").await?;

    tablet.offline(false).await?;
    phone.sees("Your food waits for the courier").await?;
    never_reloaded(&phone).await?;
    phone.picture("together-minute-guest").await?;
    tablet.loses(".bar-waiting").await?;
    stands(&tablet, &cooked, "ready").await?;
    stands(&tablet, &begun, "preparing").await?;
    both_lost(&tablet, &given_up).await?;
    tablet.picture("together-minute-kitchen").await?;
    tablet.assert_accessible("together-minute-kitchen").await?;

    // Sent once, and each order's steps one after the other.
    let mut taken: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for sent in tablet.sent().await?.into_iter().filter(|sent| sent.is_taken()) {
        if let Some((order, step)) = sent
            .path
            .split_once("/orders/")
            .and_then(|(_, rest)| rest.split_once('/'))
        {
            taken.entry(order.to_owned()).or_default().push(step.to_owned());
        }
    }
    let expected = [
        (
            cooked.id.to_string(),
            vec!["accept".to_owned(), "start".to_owned(), "ready".to_owned()],
        ),
        (begun.id.to_string(), vec!["accept".to_owned(), "start".to_owned()]),
    ];
    assert_eq!(taken, BTreeMap::from(expected));
    for (order, steps) in [
        (
            &cooked,
            &[OrderStatus::Accepted, OrderStatus::Preparing, OrderStatus::Ready][..],
        ),
        (&begun, &[OrderStatus::Accepted, OrderStatus::Preparing]),
        (&given_up, &[OrderStatus::Cancelled]),
    ] {
        let order = guest.client.orders().get(order.id).await?;
        let history: Vec<OrderStatus> = order.history.iter().map(|step| step.status).collect();
        assert_eq!(history.split_first().map(|(_, rest)| rest), Some(steps));
    }
    // Food that was promised a minute ago is a minute nearer.
    let sent = tablet.sent().await?;
    let accept = sent
        .iter()
        .find(|sent| sent.is_taken() && sent.path.ends_with("/accept"));
    let body = accept
        .and_then(|sent| sent.body.as_deref())
        .context("nothing was accepted")?;
    let minutes = serde_json::from_str::<serde_json::Value>(body)?["ready_in_minutes"].clone();
    assert_eq!(minutes, json!(19));
    Ok(())
}

/// What was done to an order that is gone: refused, and what built on it not sent.
async fn both_lost(tablet: &Browser, order: &Order) -> Result<()> {
    tablet.loses(&format!("#card-{}", order.number)).await?;
    explained(tablet, order, "“Accept” was not done").await?;
    explained(tablet, order, "“Start cooking” was not sent").await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_kitchen_sells_out_is_said_on_every_open_page() -> Result<()> {
    let Some(scene) = Scene::open().await? else {
        return Ok(());
    };
    let guest = scene.guest().await?;
    let tablet = tablet(&scene, Look::TABLET).await?;
    // Somebody without an account is about to choose, and a guest has it in the basket already.
    let phone = scene.stage.browser(Look::PHONE).await?;
    phone.open(&scene.path()).await?;
    phone.script(MARK, &[]).await?;
    phone.click_words("a.dish-link", DAL).await?;
    phone.finds("dialog[open] .item-foot button").await?;
    let desk = scene.stage.browser(Look::DESKTOP).await?;
    scene.sign_in(&desk, &guest).await?;
    scene.say_where(&desk).await?;
    scene.take_dal(&desk).await?;
    desk.script(MARK, &[]).await?;
    desk.sees("11.49").await?;

    tablet.click("a[href$='/stock']").await?;
    let choices = format!(".stock-choices[aria-label='{DAL}'] button");
    tablet.click_words(&choices, "Sold out").await?;
    tablet.finds(".stock-row[data-out]").await?;
    tablet.picture("together-sold-out-kitchen").await?;
    phone.finds("dialog[open] .item-barred").await?;
    phone.picture("together-sold-out-sheet").await?;
    phone.assert_accessible("together-sold-out-sheet").await?;
    phone.escape().await?;
    phone.finds(".dish[data-sold-out]").await?;
    phone.picture("together-sold-out-menu").await?;
    desk.finds(".dish[data-sold-out]").await?;
    desk.sees(&format!("{DAL} is sold out")).await?;
    desk.picture("together-sold-out-basket").await?;
    desk.assert_accessible("together-sold-out-basket").await?;

    // And back again, also where only the basket is looked at.
    desk.click_words("a", "View basket").await?;
    desk.is_at("/basket").await?;
    desk.sees(&format!("{DAL} is sold out")).await?;
    tablet.click_words(&choices, "Available").await?;
    desk.loses(".banner").await?;
    desk.sees("11.49").await?;
    phone.loses(".dish[data-sold-out]").await?;
    never_reloaded(&phone).await?;
    never_reloaded(&desk).await?;
    // The desk's browser complains of the refused quote.
    phone.assert_quiet().await
}
