//! People with accounts on a stage, and a kitchen.

use super::{Browser, PASSWORD, Stage};
use crate::{Kitchen, eventually, opening};
use anyhow::{Context, Result};
use foodwala_clock::{Clock, SystemClock};
use foodwala_sdk::{
    FoodWala, ItemId, OptionId, SectionId,
    contract::{
        auth::RegisterRequest,
        hours::{DayHours, Weekday},
        menu::{MenuSection, PublishMenuRequest},
        orders::Fulfilment,
    },
};
use serde_json::json;
use uuid::Uuid;

impl Stage {
    /// Somebody new, signed in, and the address they sign in with; their password is [`PASSWORD`].
    ///
    /// # Errors
    /// The platform's.
    pub async fn person(&self, name: &str) -> Result<(FoodWala, String)> {
        let client = self.client()?;
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

    /// A new kitchen, open day and night, and its owner's address. It is where no day ends soon: what it cooked today is still
    /// today's when a test looks.
    ///
    /// # Errors
    /// The platform's.
    pub async fn kitchen(&self) -> Result<(Kitchen, String)> {
        let (owner, email) = self.person("cook").await?;
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
        request.hours.time_zone = far_from_midnight()?.to_owned();
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
        let guest = self.client()?;
        let basket = kitchen.basket(1, Fulfilment::Pickup);
        eventually(|| async { guest.orders().quote(&basket).await }).await?;
        Ok((kitchen, email))
    }
}

impl Browser {
    /// Signs somebody in on the page at `path`, as a person does, and waits until it is so.
    ///
    /// # Errors
    /// When it does not become so.
    pub async fn sign_in(&self, path: &str, email: &str) -> Result<()> {
        self.open(path).await?;
        self.fill("input[type=email]", email).await?;
        self.fill("input[type=password]", PASSWORD).await?;
        self.enter().await?;
        self.signed_in().await
    }

    /// Waits until the page knows who is signed in.
    ///
    /// # Errors
    /// When it does not.
    pub async fn signed_in(&self) -> Result<()> {
        self.until(
            "somebody is signed in",
            "return (localStorage.getItem('foodwala.session') ?? '').length === 36",
            &[],
        )
        .await
    }
}

fn far_from_midnight() -> Result<&'static str> {
    let (here, elsewhere) = ("Europe/Berlin", "Asia/Tokyo");
    let is_day = (3..21).contains(&SystemClock.now().in_tz(here)?.hour());
    Ok(if is_day { here } else { elsewhere })
}
