//! The shape of a cuisine's file.

use super::ContentError;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A cuisine with its restaurants.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CuisineFile {
    /// The main cuisine of all its restaurants.
    pub cuisine: String,
    /// Option groups that dishes name.
    pub options: BTreeMap<String, OptionsEntry>,
    pub restaurants: Vec<RestaurantEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OptionsEntry {
    pub name: String,
    pub min: u32,
    pub max: u32,
    /// `Large +2.00`
    pub choose: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RestaurantEntry {
    pub slug: String,
    pub owner: String,
    pub name: String,
    pub description: String,
    pub cuisines: Vec<String>,
    pub image: String,
    pub street: String,
    pub postcode: String,
    /// Latitude and longitude.
    pub at: (f64, f64),
    /// Lead time in minutes.
    pub lead: u32,
    /// `Mon-Thu 12:00-15:00 17:00-22:30`
    pub hours: Vec<String>,
    /// `1500 1.90`: metres and fee.
    pub tiers: Vec<String>,
    pub minimum: String,
    pub free_from: Option<String>,
    #[serde(default)]
    pub cash_only: bool,
    pub popularity: u32,
    #[serde(default)]
    pub promos: Vec<PromoEntry>,
    pub sections: Vec<SectionEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PromoEntry {
    pub code: String,
    /// One of these three says what it takes off.
    pub percent: Option<u32>,
    pub amount: Option<String>,
    #[serde(default)]
    pub free_delivery: bool,
    pub at_most: Option<String>,
    pub minimum: Option<String>,
    /// Only once per customer.
    #[serde(default)]
    pub once: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SectionEntry {
    pub name: String,
    pub description: Option<String>,
    pub station: String,
    pub image: String,
    /// Of each dish that states none.
    pub packaging: Option<String>,
    /// Option groups of each dish that states none.
    #[serde(default)]
    pub options: Vec<String>,
    /// One dish a line, as `dish.rs` reads it.
    pub dishes: String,
}

/// Reads a file.
pub(super) fn read(file: &'static str, text: &str) -> Result<CuisineFile, ContentError> {
    toml::from_str(text).map_err(|source| ContentError::File {
        file,
        source: Box::new(source),
    })
}
