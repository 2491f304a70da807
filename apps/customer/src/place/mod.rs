//! Where the food shall go: kept on the device, chosen in a sheet.

pub mod areas;
mod handle;
mod sheet;
pub mod state;
mod town_map;

pub use handle::{PlaceHandle, use_place, use_place_provider};
pub use sheet::{OpenSheet, PlaceSheet};
pub use town_map::TownMap;

use foodwala_sdk::{
    AddressId,
    contract::{
        customers::{Address, AddressDetails},
        geo::{GeoPoint, PostalAddress},
    },
};
use serde::{Deserialize, Serialize};

/// Where the food shall go.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The address, as orders want it.
    pub details: AddressDetails,
    /// Which address of the address book it is.
    #[serde(default)]
    pub saved: Option<AddressId>,
    /// Only a point with the name of its area: enough to look around and for prices, not for a courier. Whoever orders is
    /// asked for the street.
    #[serde(default)]
    pub rough: bool,
}

impl Place {
    /// An address of the address book.
    pub fn saved(address: Address) -> Self {
        Self {
            details: address.details,
            saved: Some(address.id),
            rough: false,
        }
    }

    /// A point with what was typed about it.
    pub fn typed(point: GeoPoint, street: &str, postal_code: &str, instructions: &str) -> Self {
        let area = areas::nearest(&point).map(|area| area.name).unwrap_or(areas::CITY);
        let street = street.trim();
        let instructions = instructions.trim();
        Self {
            rough: street.is_empty(),
            saved: None,
            details: AddressDetails {
                label: area.to_owned(),
                address: PostalAddress {
                    street: if street.is_empty() { area } else { street }.to_owned(),
                    city: areas::CITY.to_owned(),
                    postal_code: postal_code.trim().to_owned(),
                    country: areas::COUNTRY.to_owned(),
                },
                location: point,
                instructions: (!instructions.is_empty()).then(|| instructions.to_owned()),
            },
        }
    }

    /// A short name for the top bar.
    pub fn name(&self) -> &str {
        &self.details.address.street
    }
}
