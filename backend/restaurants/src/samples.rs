//! Values for tests: one of everything, changed by the test where it matters.

use foodwala_contract::{
    AccountId, Currency, ItemId, Money, OptionGroupId, OptionId, OrderId, RestaurantId, SectionId, Timestamp,
    customers::AddressDetails,
    geo::{GeoPoint, PostalAddress},
    hours::{DayHours, Interval, OpeningHours, Weekday},
    menu::{DietaryTag, MenuItem, MenuOption, MenuSection, OptionGroup},
    orders::{
        Actor, Charge, ChargeBasis, ChargeKind, Contact, Courier, Fulfilment, Order, OrderStatus, OrderStep,
        PaymentMethod, Price, PricedLine,
    },
    restaurants::{DeliveryTerms, Discount, FeeTier, Promo, RestaurantProfile, TaxTerms},
};
use jiff::{ToSpan, civil::Time};
use uuid::Uuid;

/// Wednesday, 12:00 UTC.
pub fn now() -> Timestamp {
    "2030-01-02T12:00:00Z".parse().unwrap()
}

pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub fn account(number: u128) -> AccountId {
    AccountId(id(0xa000 + number))
}

pub fn item(number: u128) -> ItemId {
    ItemId(id(0xd000 + number))
}

pub fn restaurant_id(number: u128) -> RestaurantId {
    RestaurantId(id(0x4000 + number))
}

pub fn order_id(number: u128) -> OrderId {
    OrderId(id(0x0e00 + number))
}

pub fn courier(account_id: AccountId) -> Courier {
    Courier {
        account_id,
        name: "Cora".into(),
    }
}

pub const CENTRE: GeoPoint = GeoPoint {
    latitude: 52.52,
    longitude: 13.405,
};

/// A point so many metres north of another.
pub fn north(of: GeoPoint, metres: f64) -> GeoPoint {
    GeoPoint {
        latitude: of.latitude + metres / 111_195.0,
        ..of
    }
}

pub fn profile(name: &str) -> RestaurantProfile {
    RestaurantProfile {
        name: name.into(),
        description: "As at home".into(),
        cuisines: vec!["italian".into()],
        image: Some("pasta".into()),
        phone: "+49 30 1234".into(),
        address: PostalAddress {
            street: "Hauptstraße 1".into(),
            city: "Berlin".into(),
            postal_code: "10115".into(),
            country: "DE".into(),
        },
        location: CENTRE,
        currency: Currency::EUR,
        lead_time_minutes: 20,
        delivery: Some(DeliveryTerms {
            fee_tiers: vec![
                FeeTier {
                    up_to_m: 2_000,
                    fee_minor: 150,
                },
                FeeTier {
                    up_to_m: 5_000,
                    fee_minor: 300,
                },
            ],
            minimum_order_minor: 1_000,
            free_from_minor: Some(4_000),
            proof_code: false,
        }),
        pickup: true,
        tax: TaxTerms {
            rate_basis_points: 700,
            included: true,
        },
        payment_methods: vec![PaymentMethod::Cash, PaymentMethod::Card],
    }
}

pub fn always_open() -> OpeningHours {
    daily(Time::midnight(), Time::midnight())
}

/// Open every day from `opens` to `closes`, UTC.
pub fn daily(opens: Time, closes: Time) -> OpeningHours {
    use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    let days = [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday];
    let weekly = days.into_iter().map(|day| DayHours {
        day,
        intervals: vec![Interval { opens, closes }],
    });
    OpeningHours {
        time_zone: "UTC".into(),
        weekly: weekly.collect(),
        exceptions: Vec::new(),
    }
}

pub fn dish(number: u128, name: &str) -> MenuItem {
    MenuItem {
        id: item(number),
        name: name.into(),
        description: String::new(),
        price_minor: 900,
        packaging_minor: 0,
        image: None,
        dietary: Vec::new(),
        option_groups: Vec::new(),
        station: None,
    }
}

pub fn menu_sections() -> Vec<MenuSection> {
    let option = |number: u128, name: &str, price_delta_minor| MenuOption {
        id: OptionId(id(0xf000 + number)),
        name: name.into(),
        price_delta_minor,
    };
    let size = OptionGroup {
        id: OptionGroupId(id(0xe001)),
        name: "Size".into(),
        min: 1,
        max: 1,
        options: vec![option(1, "Small", -100), option(2, "Large", 300)],
    };
    let margherita = MenuItem {
        option_groups: vec![size],
        dietary: vec![DietaryTag::Vegetarian],
        ..dish(1, "Pizza Margherita")
    };
    let section = |number: u128, name: &str, items| MenuSection {
        id: SectionId(id(0xc000 + number)),
        name: name.into(),
        description: None,
        items,
    };
    vec![
        section(1, "Pizza", vec![margherita, dish(2, "Pizza Funghi")]),
        section(2, "Dolci", vec![dish(3, "Tiramisù")]),
    ]
}

pub fn promo(code: &str) -> Promo {
    Promo {
        code: code.into(),
        discount: Discount::Percent {
            basis_points: 1_000,
            at_most_minor: Some(500),
        },
        minimum_order_minor: 0,
        starts_at: None,
        ends_at: None,
        total_uses: Some(100),
        uses_per_customer: Some(1),
    }
}

/// A delivery order of account 9 at restaurant 1.
pub fn order(status: OrderStatus) -> Order {
    let at = now();
    let currency = Currency::EUR;
    let line = PricedLine {
        item_id: item(2),
        name: "Pizza Funghi".into(),
        quantity: 2,
        unit_minor: 900,
        total_minor: 1_800,
        options: Vec::new(),
        note: Some("well done".into()),
        station: None,
    };
    let charge = Charge {
        kind: ChargeKind::Items,
        amount_minor: 1_800,
        included: false,
        basis: ChargeBasis::Lines,
    };
    let address = AddressDetails {
        label: "Home".into(),
        address: PostalAddress {
            street: "Lindenweg 44".into(),
            ..profile("").address
        },
        location: north(CENTRE, 1_000.0),
        instructions: Some("Ring twice".into()),
    };
    let order = Order {
        id: order_id(1),
        number: "K7Q2M".into(),
        version: 1,
        status: OrderStatus::Placed,
        customer_id: account(9),
        entry: None,
        restaurant_id: restaurant_id(1),
        restaurant_name: "Da Mario".into(),
        restaurant: None,
        fulfilment: Fulfilment::Delivery { address },
        price: Price {
            lines: vec![line],
            charges: vec![charge],
            total: Money::new(1_800, currency),
        },
        payment: PaymentMethod::Cash,
        paid_at: None,
        card_payment: None,
        contact: Contact {
            name: "Gesine Gast".into(),
            phone: "+49 170 555".into(),
        },
        note: Some("no bell".into()),
        ordered_at: at,
        scheduled_for: None,
        promised_at: at + 40.minutes(),
        accept_by: Some(at + 10.minutes()),
        courier: None,
        history: vec![OrderStep {
            status: OrderStatus::Placed,
            action: None,
            at,
            by: Actor::Customer,
            reason: None,
        }],
        review: None,
        updated_at: at,
    };
    at_status(order, status)
}

pub fn at_status(order: Order, status: OrderStatus) -> Order {
    Order { status, ..order }
}
