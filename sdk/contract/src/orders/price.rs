//! Baskets and what they cost.

use super::{FulfilmentKind, PaymentMethod};
use crate::{Currency, ItemId, Money, OptionId, RestaurantId, customers::AddressDetails};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a customer wants from one restaurant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Basket {
    /// The restaurant.
    pub restaurant_id: RestaurantId,
    /// 1 to 100 lines.
    pub lines: Vec<BasketLine>,
    /// How the food reaches the guest.
    pub fulfilment: Fulfilment,
    /// When the guest wants it; absent means as soon as possible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheduled_for: Option<Timestamp>,
    /// For courier and kitchen, in minor units.
    #[serde(default)]
    pub tip_minor: i64,
    /// A promo code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promo_code: Option<String>,
}

/// A dish in a basket.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct BasketLine {
    /// The dish.
    pub item_id: ItemId,
    /// How many, 1 to 99.
    pub quantity: u32,
    /// The options chosen.
    #[serde(default)]
    pub options: Vec<OptionId>,
    /// For the kitchen, e.g. `no onions`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// How the food reaches the guest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Fulfilment {
    /// A courier brings it.
    Delivery {
        /// To this door.
        address: AddressDetails,
    },
    /// The guest fetches it.
    Pickup,
}

impl Fulfilment {
    /// Which kind it is.
    pub const fn kind(&self) -> FulfilmentKind {
        match self {
            Self::Delivery { .. } => FulfilmentKind::Delivery,
            Self::Pickup => FulfilmentKind::Pickup,
        }
    }
}

/// What a basket costs, every line explained.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Quote {
    /// The restaurant.
    pub restaurant_id: RestaurantId,
    /// The menu it was priced from.
    pub menu_version: u64,
    /// What it costs.
    #[serde(flatten)]
    pub price: Price,
    /// When the food is expected at the guest (or ready to fetch).
    pub promised_at: Timestamp,
    /// Distance to the door, metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_m: Option<u32>,
    /// The ways to pay that are offered.
    #[serde(default)]
    pub payment_methods: Vec<PaymentMethod>,
}

/// A price with its parts. `total` is the sum of the charges that are not `included`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Price {
    /// The dishes.
    pub lines: Vec<PricedLine>,
    /// The parts of the total.
    pub charges: Vec<Charge>,
    /// What the customer pays.
    pub total: Money,
}

impl Price {
    /// The currency of every amount.
    pub const fn currency(&self) -> Currency {
        self.total.currency
    }

    /// The sum of the charges of a kind, in minor units.
    pub fn charge_minor(&self, kind: ChargeKind) -> i64 {
        self.charges
            .iter()
            .filter(|charge| charge.kind == kind)
            .map(|charge| charge.amount_minor)
            .sum()
    }
}

/// A dish with its price.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PricedLine {
    /// The dish.
    pub item_id: ItemId,
    /// Its name when it was priced.
    pub name: String,
    /// How many.
    pub quantity: u32,
    /// Price of one with its options, in minor units.
    pub unit_minor: i64,
    /// `unit_minor` times `quantity`.
    pub total_minor: i64,
    /// The options chosen.
    pub options: Vec<PricedOption>,
    /// For the kitchen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The kitchen station that makes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub station: Option<String>,
}

/// An option with what it adds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PricedOption {
    /// The option.
    pub option_id: OptionId,
    /// The group's name, e.g. `Size`.
    pub group: String,
    /// The option's name, e.g. `Large`.
    pub name: String,
    /// What it adds to the price of one, in minor units.
    pub price_delta_minor: i64,
}

/// A part of the total.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Charge {
    /// What it is for.
    pub kind: ChargeKind,
    /// In minor units; negative for discounts.
    pub amount_minor: i64,
    /// Already in another charge (tax within prices): shown, not added.
    #[serde(default)]
    pub included: bool,
    /// How it came about.
    pub basis: ChargeBasis,
}

/// What a charge is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChargeKind {
    /// The dishes.
    Items,
    /// Packaging.
    Packaging,
    /// Bringing it.
    Delivery,
    /// A promo code.
    Discount,
    /// Tax.
    Tax,
    /// Tip.
    Tip,
}

/// How a charge came about, for the app to put into the reader's words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ChargeBasis {
    /// The sum of the lines.
    Lines,
    /// The packaging of each dish.
    PerItem,
    /// The tier for the distance.
    Distance {
        /// To the door, metres.
        distance_m: u32,
        /// The tier's edge, metres.
        tier_up_to_m: u32,
    },
    /// Free because the items cost at least this.
    FreeFrom {
        /// In minor units.
        items_minor: i64,
    },
    /// A promo code.
    Promo {
        /// The code.
        code: String,
    },
    /// A tax rate on an amount.
    Rate {
        /// 700 is 7 %.
        basis_points: u32,
        /// The amount taxed, in minor units.
        base_minor: i64,
    },
    /// The guest chose it.
    Chosen,
}
