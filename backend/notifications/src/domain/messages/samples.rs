//! An order for tests.

use foodwala_contract::{
    AccountId, Currency, ItemId, Money, OptionId, OrderId, RestaurantId,
    orders::{
        Charge, ChargeBasis, ChargeKind, Contact, Fulfilment, Order, OrderStatus, PaymentMethod, Price, PricedLine,
        PricedOption,
    },
};
use uuid::Uuid;

/// An order just placed, version 3.
pub(crate) fn order() -> Order {
    let charge = |kind, amount_minor, included, basis| Charge {
        kind,
        amount_minor,
        included,
        basis,
    };
    Order {
        id: OrderId(Uuid::from_u128(1)),
        number: "K7Q2M".to_owned(),
        version: 3,
        status: OrderStatus::Placed,
        customer_id: AccountId(Uuid::from_u128(2)),
        entry: None,
        restaurant_id: RestaurantId(Uuid::from_u128(3)),
        restaurant_name: "Dosa House".to_owned(),
        restaurant: None,
        fulfilment: Fulfilment::Pickup,
        price: Price {
            lines: vec![PricedLine {
                item_id: ItemId(Uuid::from_u128(4)),
                name: "Masala Dosa".to_owned(),
                quantity: 2,
                unit_minor: 60_000,
                total_minor: 120_000,
                options: vec![PricedOption {
                    option_id: OptionId(Uuid::from_u128(5)),
                    group: "Extras".to_owned(),
                    name: "Extra chutney".to_owned(),
                    price_delta_minor: 0,
                }],
                note: None,
                station: None,
            }],
            charges: vec![
                charge(ChargeKind::Items, 120_000, false, ChargeBasis::Lines),
                charge(
                    ChargeKind::Discount,
                    -100,
                    false,
                    ChargeBasis::Promo {
                        code: "HELLO".to_owned(),
                    },
                ),
                charge(
                    ChargeKind::Tax,
                    7_844,
                    true,
                    ChargeBasis::Rate {
                        basis_points: 700,
                        base_minor: 119_900,
                    },
                ),
            ],
            total: Money::new(119_900, Currency::EUR),
        },
        payment: PaymentMethod::Cash,
        paid_at: None,
        card_payment: None,
        contact: Contact {
            name: "Asha".to_owned(),
            phone: String::new(),
        },
        note: None,
        ordered_at: "2030-01-01T12:00:00Z".parse().unwrap(),
        scheduled_for: None,
        promised_at: "2030-01-01T12:30:00Z".parse().unwrap(),
        accept_by: None,
        courier: None,
        history: Vec::new(),
        review: None,
        updated_at: "2030-01-01T12:00:00Z".parse().unwrap(),
    }
}
