//! What is filled in at checkout, and the order made of it.

use crate::forms::Rule;
use foodwala_sdk::{
    AddressId, Timestamp,
    contract::{
        customers::{Address, AddressDetails},
        orders::{FulfilmentKind, PaymentMethod, PlaceOrderRequest},
    },
};
use serde::{Deserialize, Serialize};

/// The id of the choice of addresses.
pub const ADDRESS: &str = "checkout-address";
/// The id of the name input.
pub const NAME: &str = "checkout-name";
/// The id of the phone input.
pub const PHONE: &str = "checkout-phone";
/// The id of the input of a word for the courier.
pub const INSTRUCTIONS: &str = "checkout-instructions";
/// The id of the input of a word for the kitchen.
pub const NOTE: &str = "checkout-note";
/// The id of the promo code input.
pub const PROMO: &str = "checkout-promo";

/// What the platform says of the request, at its fields.
pub const RULES: &[Rule] = &[
    Rule {
        pointer: "/fulfilment/address/location",
        field: ADDRESS,
        message: "checkout-address-invalid",
    },
    Rule {
        pointer: "/fulfilment/address/instructions",
        field: INSTRUCTIONS,
        message: "form-text-too-long",
    },
    Rule {
        pointer: "/contact/name",
        field: NAME,
        message: "form-name-invalid",
    },
    Rule {
        pointer: "/contact/phone",
        field: PHONE,
        message: "form-phone-invalid",
    },
    Rule {
        pointer: "/note",
        field: NOTE,
        message: "form-text-too-long",
    },
    Rule {
        pointer: "/promo_code",
        field: PROMO,
        message: "checkout-promo-unknown",
    },
];

/// What the person filled in. It outlives a reload and the end of a session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// Brought or fetched.
    pub kind: FulfilmentKind,
    /// The entry of the address book.
    pub address_id: Option<AddressId>,
    /// The door.
    pub address: Option<AddressDetails>,
    /// When it is wanted, if not as soon as possible.
    pub wanted: Option<Timestamp>,
    /// How it is paid.
    pub payment: PaymentMethod,
    /// Whom to call.
    pub name: String,
    /// Where to call.
    pub phone: String,
    /// For the courier.
    pub instructions: String,
    /// For the kitchen.
    pub note: String,
    /// In minor units.
    pub tip_minor: i64,
    /// The code that counts.
    pub promo: Option<String>,
}

impl Default for Form {
    fn default() -> Self {
        Self {
            kind: FulfilmentKind::Delivery,
            address_id: None,
            address: None,
            wanted: None,
            payment: PaymentMethod::Card,
            name: String::new(),
            phone: String::new(),
            instructions: String::new(),
            note: String::new(),
            tip_minor: 0,
            promo: None,
        }
    }
}

/// An order that was sent off and not answered yet: the same key and the same words, until there is an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    /// The idempotency key.
    pub key: String,
    /// What was sent.
    pub request: PlaceOrderRequest,
    /// When first.
    pub at: Timestamp,
}

impl Form {
    /// Takes an entry of the address book.
    pub fn take_address(&mut self, address: &Address) {
        self.address_id = Some(address.id);
        self.instructions = address.details.instructions.clone().unwrap_or_default();
        self.address = Some(address.details.clone());
    }
}
