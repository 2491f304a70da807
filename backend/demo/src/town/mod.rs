//! The town's restaurants, as the contract describes them.

mod dish;
mod entry;
mod file;
mod hours;
mod text;

use crate::{ids::Ids, people::People};
use foodwala_contract::{
    Currency,
    hours::OpeningHours,
    menu::{MenuItem, MenuSection},
    restaurants::{Promo, RestaurantProfile},
};

/// The currency of all prices.
pub const CURRENCY: Currency = Currency::EUR;
/// The town's time zone.
pub const TIME_ZONE: &str = "Europe/Berlin";
/// The town's name.
pub const CITY: &str = "Berlin";

/// One file per cuisine. The first restaurant of the first file is the one that never closes.
const FILES: &[(&str, &str)] = &[
    ("turkish.toml", include_str!("../../town/turkish.toml")),
    ("italian.toml", include_str!("../../town/italian.toml")),
    ("japanese.toml", include_str!("../../town/japanese.toml")),
    ("indian.toml", include_str!("../../town/indian.toml")),
    ("mexican.toml", include_str!("../../town/mexican.toml")),
    ("thai.toml", include_str!("../../town/thai.toml")),
    ("american.toml", include_str!("../../town/american.toml")),
    ("vegan.toml", include_str!("../../town/vegan.toml")),
];

/// The town before anything happens in it.
#[derive(Debug, Clone)]
pub struct Town {
    /// Its restaurants; those of the demo owner first, and of these first the one that never closes.
    pub restaurants: Vec<TownRestaurant>,
    /// Who lives and works there.
    pub people: People,
}

/// A restaurant before it opens on the platform.
#[derive(Debug, Clone, PartialEq)]
pub struct TownRestaurant {
    /// Its name in the content, e.g. `nonna-rosa`.
    pub slug: String,
    /// The family that owns it, or `owner` for the demo owner.
    pub owner: String,
    /// How many people like to order there, 1 to 10.
    pub popularity: u32,
    /// Profile.
    pub profile: RestaurantProfile,
    /// Opening hours.
    pub hours: OpeningHours,
    /// Menu.
    pub menu: Vec<MenuSection>,
    /// Promo codes.
    pub promos: Vec<Promo>,
}

impl TownRestaurant {
    /// All dishes.
    pub fn dishes(&self) -> impl Iterator<Item = &MenuItem> {
        self.menu.iter().flat_map(|section| &section.items)
    }
}

/// What is wrong with the town's content.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
    /// A file is not TOML of the right shape.
    #[error("{file} cannot be read")]
    File {
        /// Its name.
        file: &'static str,
        /// What is wrong with it.
        source: Box<toml::de::Error>,
    },
    /// A text within a file is not what it should be.
    #[error("{place}: {text:?} is not {expected}")]
    Text {
        /// Whose text it is.
        place: String,
        /// The text.
        text: String,
        /// What it should be.
        expected: &'static str,
    },
    /// The hours of a restaurant cannot be kept.
    #[error("{restaurant}: the hours cannot be kept")]
    Hours {
        /// Its slug.
        restaurant: String,
        /// Why not.
        source: foodwala_hours::HoursError,
    },
    /// A restaurant has no owner, or nobody who delivers for it, among the people.
    #[error("{restaurant} has no {missing}")]
    Unstaffed {
        /// Its slug.
        restaurant: String,
        /// Who is missing.
        missing: &'static str,
    },
    /// There is no such time zone.
    #[error("the town's time zone is unknown")]
    TimeZone(#[source] jiff::Error),
}

impl Town {
    /// The town, with ids that depend on the seed.
    ///
    /// # Errors
    /// When the content is broken.
    pub fn new(seed: u64) -> Result<Self, ContentError> {
        let ids = Ids::new(seed);
        let mut restaurants = Vec::new();
        for (name, text) in FILES {
            let file = file::read(name, text)?;
            for entry in &file.restaurants {
                restaurants.push(entry::restaurant(ids, &file, entry, restaurants.len())?);
            }
        }
        restaurants.sort_by_key(|restaurant| restaurant.owner != crate::people::DEMO_OWNER);
        Ok(Self {
            restaurants,
            people: People::new(),
        })
    }
}

#[cfg(test)]
mod tests;
