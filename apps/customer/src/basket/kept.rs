//! What the customer has chosen, as the device keeps it.

use crate::place::Place;
use foodwala_sdk::{
    Currency, ItemId, OptionId, RestaurantId, Timestamp,
    contract::orders::{self, BasketLine, Fulfilment, FulfilmentKind, Order, Quote},
};
use serde::{Deserialize, Serialize};

/// The most of one dish that can be ordered in a line.
pub const MOST: u32 = 99;

/// Dishes of one restaurant, and how the customer wants them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// Whose dishes; absent while there are none.
    #[serde(default)]
    pub shop: Option<Shop>,
    /// The dishes in the order they were added.
    #[serde(default)]
    pub lines: Vec<Line>,
    /// The guest fetches the food.
    #[serde(default)]
    pub pickup: bool,
    /// When the guest wants it; absent means as soon as possible.
    #[serde(default)]
    pub scheduled_for: Option<Timestamp>,
    /// In minor units.
    #[serde(default)]
    pub tip_minor: i64,
    /// A promo code.
    #[serde(default)]
    pub promo: Option<String>,
    /// For the whole order.
    #[serde(default)]
    pub note: String,
    /// What the customer has last seen and agreed to.
    #[serde(default)]
    pub agreed: Option<Agreed>,
}

/// The restaurant of a basket, as far as the basket shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shop {
    /// Id.
    pub id: RestaurantId,
    /// Name.
    pub name: String,
    /// Name of a picture.
    #[serde(default)]
    pub image: Option<String>,
    /// The currency of its prices.
    pub currency: Currency,
}

/// A dish in the basket.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The dish.
    pub item_id: ItemId,
    /// Its name.
    pub name: String,
    /// Name of a picture.
    #[serde(default)]
    pub image: Option<String>,
    /// Price of one with its options as the customer has seen it, in minor units. For display; the quote decides.
    pub unit_minor: i64,
    /// How many, 1 to [`MOST`].
    pub quantity: u32,
    /// The options chosen.
    #[serde(default)]
    pub options: Vec<Chosen>,
    /// For the kitchen.
    #[serde(default)]
    pub note: Option<String>,
}

/// An option that was chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chosen {
    /// The option.
    pub id: OptionId,
    /// Its name.
    pub name: String,
}

/// A quote, and the basket that it is for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Agreed {
    /// The basket.
    pub basket: orders::Basket,
    /// Its price.
    pub quote: Quote,
}

impl Line {
    /// Whether it is the same dish made the same way.
    pub fn is_like(&self, other: &Self) -> bool {
        let same_options = self.options.len() == other.options.len()
            && self
                .options
                .iter()
                .all(|option| other.options.iter().any(|theirs| theirs.id == option.id));
        self.item_id == other.item_id && same_options && self.note == other.note
    }

    /// The price of the line as the customer has seen it, in minor units.
    pub fn total_minor(&self) -> i64 {
        self.unit_minor.saturating_mul(self.quantity.into())
    }
}

impl Kept {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// How many dishes.
    pub fn count(&self) -> u32 {
        self.lines.iter().map(|line| line.quantity).sum()
    }

    /// How many of a dish.
    pub fn count_of(&self, item: ItemId) -> u32 {
        let lines = self.lines.iter().filter(|line| line.item_id == item);
        lines.map(|line| line.quantity).sum()
    }

    /// The sum of the dishes as the customer has seen them, in minor units. For display; the quote decides.
    pub fn shown_minor(&self) -> i64 {
        self.lines.iter().map(Line::total_minor).sum()
    }

    /// How the food reaches the guest.
    pub const fn kind(&self) -> FulfilmentKind {
        if self.pickup {
            FulfilmentKind::Pickup
        } else {
            FulfilmentKind::Delivery
        }
    }

    /// The currency of its prices; the usual one while there is no restaurant, and so no price.
    pub fn currency(&self) -> Currency {
        self.shop.as_ref().map_or(Currency::EUR, |shop| shop.currency)
    }

    /// The dishes as the platform wants them.
    pub fn order_lines(&self) -> Vec<BasketLine> {
        let lines = self.lines.iter().map(|line| BasketLine {
            item_id: line.item_id,
            quantity: line.quantity,
            options: line.options.iter().map(|option| option.id).collect(),
            note: line.note.clone(),
        });
        lines.collect()
    }

    /// The basket as the platform wants it; absent while it is empty, or while a delivery has nowhere to go.
    pub fn request(&self, place: Option<&Place>) -> Option<orders::Basket> {
        let shop = self.shop.as_ref()?;
        let fulfilment = match (self.pickup, place) {
            (true, _) => Fulfilment::Pickup,
            (false, Some(place)) => Fulfilment::Delivery {
                address: place.details.clone(),
            },
            (false, None) => return None,
        };
        let lines = self.order_lines();
        (!lines.is_empty()).then(|| orders::Basket {
            restaurant_id: shop.id,
            lines,
            fulfilment,
            scheduled_for: self.scheduled_for,
            tip_minor: self.tip_minor,
            promo_code: self.promo.clone(),
        })
    }

    /// The dishes of an earlier order, to have them again. Prices are those of then until a quote says those of now.
    pub fn from_order(order: &Order) -> Self {
        let lines = order.price.lines.iter().map(|line| Line {
            item_id: line.item_id,
            name: line.name.clone(),
            image: None,
            unit_minor: line.unit_minor,
            quantity: line.quantity,
            options: line
                .options
                .iter()
                .map(|option| Chosen {
                    id: option.option_id,
                    name: option.name.clone(),
                })
                .collect(),
            note: line.note.clone(),
        });
        Self {
            shop: Some(Shop {
                id: order.restaurant_id,
                name: order.restaurant_name.clone(),
                image: None,
                currency: order.price.currency(),
            }),
            lines: lines.collect(),
            pickup: order.fulfilment.kind() == FulfilmentKind::Pickup,
            ..Self::default()
        }
    }
}
