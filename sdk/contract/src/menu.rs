//! Menus: what a restaurant sells, and what is sold out (restaurant service).

use crate::{
    ItemId, OptionGroupId, OptionId, RestaurantId, SectionId,
    access::{Access, Scope},
    endpoint::{ItemPath, RestaurantPath, endpoints},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A published menu. `ETag` carries the version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Menu {
    /// Whose menu it is.
    pub restaurant_id: RestaurantId,
    /// Grows with every publication.
    pub version: u64,
    /// The sections in the order guests see them.
    pub sections: Vec<MenuSection>,
    /// Dishes that cannot be ordered without limit right now; all others can.
    #[serde(default)]
    pub availability: Vec<ItemAvailability>,
}

/// A whole menu to publish. Ids are chosen by the editor and stay with their dish over publications.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PublishMenuRequest {
    /// The sections in the order guests see them.
    pub sections: Vec<MenuSection>,
}

/// A section of a menu.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct MenuSection {
    /// Id.
    pub id: SectionId,
    /// E.g. `Starters`.
    pub name: String,
    /// A line about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The dishes in order.
    pub items: Vec<MenuItem>,
}

/// A dish. Prices are in the restaurant's currency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct MenuItem {
    /// Id.
    pub id: ItemId,
    /// Name.
    pub name: String,
    /// What it is.
    #[serde(default)]
    pub description: String,
    /// Price of one, in minor units.
    pub price_minor: i64,
    /// Packaging of one, in minor units.
    #[serde(default)]
    pub packaging_minor: i64,
    /// Name of a picture, e.g. `pizza`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// What it is fit for.
    #[serde(default)]
    pub dietary: Vec<DietaryTag>,
    /// What can be chosen with it.
    #[serde(default)]
    pub option_groups: Vec<OptionGroup>,
    /// The kitchen station that makes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub station: Option<String>,
}

/// Options of a dish of which between `min` and `max` are chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct OptionGroup {
    /// Id.
    pub id: OptionGroupId,
    /// E.g. `Size`.
    pub name: String,
    /// At least so many.
    pub min: u32,
    /// At most so many.
    pub max: u32,
    /// The options in order.
    pub options: Vec<MenuOption>,
}

/// One option.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct MenuOption {
    /// Id.
    pub id: OptionId,
    /// E.g. `Large`.
    pub name: String,
    /// What it adds to the price of one, in minor units; may be negative.
    #[serde(default)]
    pub price_delta_minor: i64,
}

/// What a dish is fit for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum DietaryTag {
    Vegetarian,
    Vegan,
    Halal,
    Kosher,
    GlutenFree,
    LactoseFree,
    NutFree,
    Spicy,
}

/// How many of a dish can be ordered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ItemAvailability {
    /// The dish.
    pub item_id: ItemId,
    /// Portions left; 0 means sold out, absent means without limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portions_left: Option<u32>,
    /// When it can be ordered without limit again; absent means until told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

impl ItemAvailability {
    /// Whether `quantity` of the dish can be ordered at `now`.
    pub fn allows(&self, quantity: u32, now: Timestamp) -> bool {
        self.until.is_some_and(|until| until <= now) || self.portions_left.is_none_or(|left| quantity <= left)
    }
}

/// Sets how many of a dish can be ordered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SetAvailabilityRequest {
    /// Portions left; 0 means sold out, absent means without limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portions_left: Option<u32>,
    /// When it can be ordered without limit again; absent means until told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// What guests are told who look at a restaurant and its menu. Each says all of what it is about, so that only the newest of
/// a kind counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum MenuEvent {
    /// What of the menu can be ordered.
    Menu {
        /// The published menu's version: another one than before means that there is a new menu to be read.
        version: u64,
        /// As in [`Menu::availability`].
        availability: Vec<ItemAvailability>,
    },
    /// The restaurant's profile, hours or pause.
    Restaurant {
        /// The restaurant's version: another one than before means that it is to be read again.
        version: u64,
    },
}

endpoints! {
    service: "restaurants";

    /// A restaurant's published menu.
    GetMenu = "menus.get" Query Get "/v1/restaurants/{restaurant_id}/menu" {
        access: Access::PUBLIC,
        path: RestaurantPath,
        response: Menu, 200,
        errors: [NotFound],
    }

    /// Follows what of a menu can be ordered, and whether menu and restaurant have changed. It begins with how it is now, and
    /// tells the newest at most once a second.
    FollowMenu = "menus.follow" Query Get "/v1/restaurants/{restaurant_id}/menu/events" {
        access: Access::PUBLIC,
        answer: Events,
        path: RestaurantPath,
        response: MenuEvent, 200,
        errors: [NotFound],
    }

    /// Publishes a menu, whole. `If-Match` names the version it replaces (`"0"` for the first).
    PublishMenu = "menus.publish" Command Put "/v1/restaurants/{restaurant_id}/menu" {
        access: Access::MANAGEMENT.or_client(Scope::MenuWrite),
        if_match: true,
        path: RestaurantPath,
        request: PublishMenuRequest,
        response: Menu, 200,
        errors: [NotFound, ValidationFailed],
    }

    /// Sets how many of a dish can be ordered: none, some, or any number.
    SetAvailability = "menus.set_availability" Command Put "/v1/restaurants/{restaurant_id}/items/{item_id}/availability" {
        access: Access::KITCHEN.or_client(Scope::MenuWrite),
        path: ItemPath,
        request: SetAvailabilityRequest,
        response: ItemAvailability, 200,
        errors: [NotFound, ItemNotOnMenu],
    }
}
