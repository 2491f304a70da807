//! Guests and kitchens that are there from the start.

use super::{Crowd, Load, held};
use crate::{
    Kitchen,
    audit::{Limit, settled},
    eventually, opening,
};
use anyhow::{Context, Result};
use foodwala_clock::{Clock, SystemClock, new_id};
use foodwala_sdk::{
    ErrorCode, FoodWala, ItemId, OptionId, RestaurantId, SectionId,
    contract::{
        auth::RegisterRequest,
        hours::{DayHours, Interval},
        menu::{MenuItem, MenuSection, PublishMenuRequest, SetAvailabilityRequest},
        orders::Fulfilment,
    },
};
use rand::{RngExt, rngs::StdRng};
use std::{sync::Arc, time::Duration};
use uuid::Uuid;

const PATIENCE: Duration = Duration::from_secs(60);
pub(super) const PASSWORD: &str = "correct horse battery";

/// Who is there before the first disturbance.
#[derive(Clone)]
pub struct Town {
    /// The kitchens, which never close.
    pub kitchens: Vec<Arc<Kitchen>>,
    /// The guests' clients, signed in.
    pub guests: Vec<FoodWala>,
}

impl Town {
    /// Signs up guests and opens kitchens. Nothing may be disturbed until this returns.
    ///
    /// # Errors
    /// When the platform refuses, or does not settle.
    pub async fn populate(load: &Load, crowd: &Crowd) -> Result<Self> {
        let mut guests = Vec::new();
        for number in 0..crowd.guests {
            guests.push(person(load, &format!("guest-{number}")).await?);
        }
        let first = guests.first().context("a town has guests")?;
        let mut kitchens = Vec::new();
        for number in 0..crowd.kitchens {
            let owner = person(load, &format!("owner-{number}")).await?;
            let kitchen = kitchen(owner, first).await?;
            if number % 2 == 1 {
                ration(load, &kitchen, first).await?;
            }
            kitchens.push(Arc::new(kitchen));
        }
        settled(&load.database, PATIENCE).await?;
        Ok(Self { kitchens, guests })
    }

    /// One of the kitchens that sell without end, or of those that have only some portions, if there are any.
    pub(super) fn somewhere(&self, scarce: bool, dice: &mut StdRng) -> &Kitchen {
        let (first, each) = (usize::from(scarce && self.kitchens.len() > 1), 2);
        let kitchens = (self.kitchens.len() - first).div_ceil(each);
        &self.kitchens[first + each * dice.random_range(0..kitchens)]
    }

    /// The kitchens, each with its owner's client.
    pub fn owners(&self) -> Vec<(RestaurantId, FoodWala)> {
        let kitchens = self.kitchens.iter();
        kitchens.map(|kitchen| (kitchen.id(), kitchen.owner.clone())).collect()
    }
}

/// Leaves a kitchen only some portions of a dish, and waits until guests cannot order more.
async fn ration(load: &Load, scarce: &Kitchen, guest: &FoodWala) -> Result<()> {
    let request = SetAvailabilityRequest {
        portions_left: Some(Crowd::PORTIONS),
        until: None,
    };
    let menus = scarce.owner.menus();
    menus.set_availability(scarce.id(), scarce.dal, &request).await?;
    held(&load.witness).limits.push(Limit {
        restaurant: scarce.id(),
        item: scarce.dal,
        portions: Crowd::PORTIONS,
    });
    // Orders before that would take none of them, and where the bus is a broker settling does not wait for who hears.
    let too_many = scarce.basket(Crowd::PORTIONS + 1, Fulfilment::Pickup);
    eventually(|| async {
        match guest.orders().quote(&too_many).await {
            Err(error) if error.code() == Some(&ErrorCode::ItemSoldOut) => Ok(()),
            other => Err(anyhow::anyhow!("the limit is not known yet: {other:?}")),
        }
    })
    .await
}

async fn person(load: &Load, name: &str) -> Result<FoodWala> {
    let client = load.client()?;
    client.auth().register(&registration(name)).await?;
    Ok(client)
}

pub(super) fn registration(name: &str) -> RegisterRequest {
    let email = format!("{name}@town.example");
    RegisterRequest {
        email,
        password: PASSWORD.to_owned(),
        display_name: name.to_owned(),
        locale: None,
    }
}

fn fresh() -> Uuid {
    new_id(SystemClock.now())
}

/// Opens a kitchen that never closes, and waits until guests can order from it.
async fn kitchen(owner: FoodWala, guest: &FoodWala) -> Result<Kitchen> {
    let mut request = opening("Kitchen of the town");
    let midnight = jiff::civil::Time::midnight();
    let always = Interval {
        opens: midnight,
        closes: midnight,
    };
    let days = request.hours.weekly.iter();
    request.hours.weekly = days
        .map(|day| DayHours {
            day: day.day,
            intervals: vec![always],
        })
        .collect();
    let restaurant = owner.restaurants().create(&request).await?;
    let (dal, pizza) = (ItemId(fresh()), ItemId(fresh()));
    let items = vec![item(dal, "Dal tadka", 950), item(pizza, "Pizza margherita", 1200)];
    let section = MenuSection {
        id: SectionId(fresh()),
        name: "Mains".to_owned(),
        description: None,
        items,
    };
    owner
        .menus()
        .publish(
            restaurant.id,
            &PublishMenuRequest {
                sections: vec![section],
            },
            0,
        )
        .await?;
    let kitchen = Kitchen {
        owner,
        restaurant,
        dal,
        pizza,
        large: OptionId(fresh()),
    };
    let basket = kitchen.basket(1, Fulfilment::Pickup);
    eventually(|| async { guest.orders().quote(&basket).await }).await?;
    Ok(kitchen)
}

fn item(id: ItemId, name: &str, price_minor: i64) -> MenuItem {
    MenuItem {
        id,
        name: name.to_owned(),
        description: String::new(),
        price_minor,
        packaging_minor: 0,
        image: None,
        dietary: Vec::new(),
        option_groups: Vec::new(),
        station: None,
    }
}
