//! A restaurant's price book: what it sells at which terms, as its service last told.

use foodwala_contract::{
    ItemId,
    menu::{Menu, MenuItem},
    restaurants::{Promo, Restaurant},
};
use foodwala_hours::{HoursError, Schedule};
use std::collections::HashMap;

/// Everything that prices and times depend on, ready to be asked.
#[derive(Debug)]
pub struct PriceBook {
    restaurant: Restaurant,
    menu: Menu,
    promos: Vec<Promo>,
    schedule: Schedule,
    /// Section and place in it, by dish.
    places: HashMap<ItemId, (usize, usize)>,
}

impl PriceBook {
    /// Puts the parts together. Of a dish that is on the menu twice the first counts.
    ///
    /// # Errors
    /// When the restaurant's hours cannot be kept.
    pub fn new(restaurant: Restaurant, menu: Menu, promos: Vec<Promo>) -> Result<Self, HoursError> {
        let schedule = Schedule::new(&restaurant.hours)?;
        let mut places = HashMap::new();
        for (section, content) in menu.sections.iter().enumerate() {
            for (place, item) in content.items.iter().enumerate() {
                places.entry(item.id).or_insert((section, place));
            }
        }
        Ok(Self {
            restaurant,
            menu,
            promos,
            schedule,
            places,
        })
    }

    /// The restaurant.
    pub const fn restaurant(&self) -> &Restaurant {
        &self.restaurant
    }

    /// The version of the menu.
    pub const fn menu_version(&self) -> u64 {
        self.menu.version
    }

    /// The promo codes.
    pub fn promos(&self) -> &[Promo] {
        &self.promos
    }

    /// The opening hours.
    pub const fn schedule(&self) -> &Schedule {
        &self.schedule
    }

    /// A dish on the menu.
    pub fn item(&self, id: ItemId) -> Option<&MenuItem> {
        let (section, place) = self.places.get(&id)?;
        self.menu.sections.get(*section)?.items.get(*place)
    }
}
