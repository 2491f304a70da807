//! The restaurant's side, for every test that has one: a kitchen of the test's own, open day and night, the people around
//! it, and what staff do with their browser.

use anyhow::{Context, Result};
use foodwala_sdk::{
    FoodWala, ItemId, OptionId, SectionId,
    contract::{
        auth::RegisterRequest,
        hours::{DayHours, Weekday},
        menu::{MenuSection, PublishMenuRequest},
        orders::{Fulfilment, Order},
    },
};
use foodwala_tests::{
    Kitchen,
    browser::{Browser, PASSWORD, Stage},
    eventually, opening,
};
use serde_json::json;
use uuid::Uuid;

/// Somebody new, signed in, and the address they sign in with.
pub async fn register(stage: &Stage, name: &str) -> Result<(FoodWala, String)> {
    let client = stage.client()?;
    let email = format!("{name}-{}@town.example", Uuid::now_v7().simple());
    let request = RegisterRequest {
        email: email.clone(),
        password: PASSWORD.to_owned(),
        display_name: name.to_owned(),
        locale: None,
    };
    client.auth().register(&request).await?;
    Ok((client, email))
}

/// A kitchen of the test's own, open day and night, and its owner's address.
pub async fn kitchen(stage: &Stage) -> Result<(Kitchen, String)> {
    let (owner, email) = register(stage, "cook").await?;
    let mut request = opening("Kitchen of the test");
    let around_the_clock = request
        .hours
        .weekly
        .first()
        .and_then(|day| day.intervals.first())
        .copied();
    let mut always = around_the_clock.context("an opening")?;
    always.opens = "00:00".parse()?;
    always.closes = always.opens;
    let week = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    request.hours.weekly = week
        .into_iter()
        .map(|day| DayHours {
            day,
            intervals: vec![always],
        })
        .collect();
    let restaurant = owner.restaurants().create(&request).await?;
    let (dal, pizza) = (ItemId(Uuid::now_v7()), ItemId(Uuid::now_v7()));
    let dish = |id: ItemId, name: &str, price: i64| json!({"id": id, "name": name, "price_minor": price});
    let section: MenuSection = serde_json::from_value(json!({
        "id": SectionId(Uuid::now_v7()), "name": "Mains",
        "items": [dish(dal, "Dal tadka", 950), dish(pizza, "Pizza margherita", 1200)]
    }))?;
    let menu = PublishMenuRequest {
        sections: vec![section],
    };
    owner.menus().publish(restaurant.id, &menu, 0).await?;
    let kitchen = Kitchen {
        owner,
        restaurant,
        dal,
        pizza,
        large: OptionId(Uuid::now_v7()),
    };
    // Guests can order once the order service knows the menu.
    let guest = stage.client()?;
    let basket = kitchen.basket(1, Fulfilment::Pickup);
    eventually(|| async { guest.orders().quote(&basket).await }).await?;
    Ok((kitchen, email))
}

/// Signs in to the restaurant app, as a person does, and waits until it is so. Who works at one restaurant is at its board
/// then.
pub async fn sign_in(page: &Browser, email: &str) -> Result<()> {
    page.open("/restaurant/sign-in").await?;
    page.fill("input[type=email]", email).await?;
    page.fill("input[type=password]", PASSWORD).await?;
    page.enter().await?;
    page.until(
        "somebody is signed in",
        "return (localStorage.getItem('foodwala.session') ?? '').length === 36",
        &[],
    )
    .await
}

/// Waits until a card stands in a column.
pub async fn stands(page: &Browser, order: &Order, column: &str) -> Result<()> {
    page.finds(&format!("#column-{column} #card-{}", order.number)).await
}

/// Waits until the board follows what happens.
pub async fn live(page: &Browser) -> Result<()> {
    page.finds(".bar-live[data-live=true]").await
}

/// Presses a button of a card.
pub async fn press(page: &Browser, order: &Order, words: &str) -> Result<()> {
    page.click_words(&format!("#card-{} button", order.number), words).await
}
