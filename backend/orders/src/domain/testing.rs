//! A pizzeria in the middle of Berlin and a guest a kilometre away, for tests.

use super::{
    basket::CheckedBasket,
    book::PriceBook,
    offer,
    order::{Deadlines, NewOrder, OrderAggregate, Step},
    promo::PromoUses,
    stock::Stock,
};
use foodwala_contract::{
    AccountId, Currency, ItemId, OptionGroupId, OptionId, OrderId, RestaurantId, SectionId,
    customers::AddressDetails,
    events::StaffAction,
    geo::{GeoPoint, PostalAddress},
    hours::{DayHours, Interval, OpeningHours, Weekday},
    menu::{Menu, MenuItem, MenuOption, MenuSection, OptionGroup},
    orders::{Actor, Basket, BasketLine, Contact, Fulfilment, OrderRestaurant, PaymentMethod},
    restaurants::{DeliveryTerms, Discount, FeeTier, Promo, Rating, Restaurant, RestaurantProfile, TaxTerms},
};
use jiff::{SignedDuration, Timestamp, civil::time};
use uuid::Uuid;

/// A Tuesday, 12:00 UTC.
pub const NOON: Timestamp = Timestamp::constant(1_893_499_200, 0);
pub const RESTAURANT: RestaurantId = RestaurantId(Uuid::from_u128(1));
pub const CUSTOMER: AccountId = AccountId(Uuid::from_u128(2));
pub const PIZZA: ItemId = ItemId(Uuid::from_u128(10));
pub const OLIVES: ItemId = ItemId(Uuid::from_u128(11));
pub const SMALL: OptionId = OptionId(Uuid::from_u128(20));
pub const LARGE: OptionId = OptionId(Uuid::from_u128(21));
pub const CHEESE: OptionId = OptionId(Uuid::from_u128(22));
pub const DEADLINES: Deadlines = Deadlines {
    accept: SignedDuration::from_mins(10),
    payment: SignedDuration::from_mins(15),
};

pub fn restaurant() -> Restaurant {
    Restaurant {
        id: RESTAURANT,
        version: 1,
        profile: RestaurantProfile {
            name: "Da Luca".into(),
            description: String::new(),
            cuisines: vec!["italian".into()],
            image: None,
            phone: String::new(),
            address: postal_address(),
            location: GeoPoint {
                latitude: 52.52,
                longitude: 13.405,
            },
            currency: Currency::EUR,
            lead_time_minutes: 25,
            delivery: Some(DeliveryTerms {
                fee_tiers: vec![
                    FeeTier {
                        up_to_m: 2_000,
                        fee_minor: 250,
                    },
                    FeeTier {
                        up_to_m: 5_000,
                        fee_minor: 400,
                    },
                ],
                minimum_order_minor: 0,
                free_from_minor: None,
                proof_code: false,
            }),
            pickup: true,
            tax: TaxTerms {
                rate_basis_points: 700,
                included: true,
            },
            payment_methods: vec![PaymentMethod::Cash, PaymentMethod::Card],
        },
        hours: OpeningHours {
            time_zone: "UTC".into(),
            weekly: [
                Weekday::Monday,
                Weekday::Tuesday,
                Weekday::Wednesday,
                Weekday::Thursday,
                Weekday::Friday,
                Weekday::Saturday,
                Weekday::Sunday,
            ]
            .map(|day| DayHours {
                day,
                intervals: vec![Interval {
                    opens: time(10, 0, 0, 0),
                    closes: time(22, 0, 0, 0),
                }],
            })
            .into(),
            exceptions: vec![],
        },
        pause: None,
        busy_extra_minutes: 0,
        rating: Rating::default(),
    }
}

pub fn menu() -> Menu {
    let option = |id, name: &str, price_delta_minor| MenuOption {
        id,
        name: name.into(),
        price_delta_minor,
    };
    let group = |id: u128, name: &str, (min, max), options| OptionGroup {
        id: OptionGroupId(Uuid::from_u128(id)),
        name: name.into(),
        min,
        max,
        options,
    };
    let pizza = MenuItem {
        id: PIZZA,
        name: "Pizza Margherita".into(),
        description: String::new(),
        price_minor: 900,
        packaging_minor: 30,
        image: None,
        dietary: vec![],
        option_groups: vec![
            group(
                30,
                "Size",
                (1, 1),
                vec![option(SMALL, "Small", 0), option(LARGE, "Large", 250)],
            ),
            group(31, "Extras", (0, 3), vec![option(CHEESE, "Cheese", 120)]),
        ],
        station: Some("oven".into()),
    };
    let olives = MenuItem {
        id: OLIVES,
        name: "Olives".into(),
        price_minor: 450,
        packaging_minor: 0,
        option_groups: vec![],
        station: None,
        ..pizza.clone()
    };
    let id = SectionId(Uuid::from_u128(40));
    Menu {
        restaurant_id: RESTAURANT,
        version: 1,
        sections: vec![MenuSection {
            id,
            name: "Pizza".into(),
            description: None,
            items: vec![pizza, olives],
        }],
        availability: vec![],
    }
}

pub fn book() -> PriceBook {
    book_of(restaurant(), menu(), vec![])
}

pub fn book_of(restaurant: Restaurant, menu: Menu, promos: Vec<Promo>) -> PriceBook {
    PriceBook::new(restaurant, menu, promos).unwrap()
}

pub fn promo(code: &str, discount: Discount) -> Promo {
    Promo {
        code: code.into(),
        discount,
        minimum_order_minor: 0,
        starts_at: None,
        ends_at: None,
        total_uses: None,
        uses_per_customer: None,
    }
}

/// Two large pizzas, delivered: 23.00, packaging 0.60, delivery 2.50.
pub fn basket() -> Basket {
    let mut pizzas = line(PIZZA, 2, &[LARGE]);
    pizzas.note = Some("no onions".into());
    Basket {
        restaurant_id: RESTAURANT,
        lines: vec![pizzas],
        fulfilment: delivery_to(52.53, 13.4051),
        scheduled_for: None,
        tip_minor: 0,
        promo_code: None,
    }
}

pub fn line(item_id: ItemId, quantity: u32, options: &[OptionId]) -> BasketLine {
    BasketLine {
        item_id,
        quantity,
        options: options.to_vec(),
        note: None,
    }
}

pub fn delivery_to(latitude: f64, longitude: f64) -> Fulfilment {
    Fulfilment::Delivery {
        address: AddressDetails {
            label: "Home".into(),
            address: postal_address(),
            location: GeoPoint { latitude, longitude },
            instructions: Some("Ring twice".into()),
        },
    }
}

fn postal_address() -> PostalAddress {
    PostalAddress {
        street: "Elm Street 1".into(),
        city: "Berlin".into(),
        postal_code: "10115".into(),
        country: "DE".into(),
    }
}

pub fn new_order() -> NewOrder {
    let basket = CheckedBasket::new(basket()).unwrap();
    let offer = offer::make(&book(), &Stock::default(), &basket, PromoUses::default(), NOON).unwrap();
    NewOrder {
        id: OrderId(Uuid::from_u128(3)),
        customer_id: CUSTOMER,
        entry: None,
        restaurant_name: "Da Luca".into(),
        restaurant: OrderRestaurant {
            phone: "+49 30 777".into(),
            address: PostalAddress {
                street: "Market Square 2".into(),
                ..postal_address()
            },
            location: restaurant().profile.location,
        },
        basket: basket.into_inner(),
        quote: offer.quote,
        timing: offer.timing,
        payment: PaymentMethod::Cash,
        contact: Contact {
            name: "Ada".into(),
            phone: "+49 555".into(),
        },
        note: Some("Peanuts make me ill".into()),
    }
}

/// Placed at noon, for cash, to be delivered.
pub fn placed() -> OrderAggregate {
    OrderAggregate::place(new_order(), DEADLINES, NOON).0
}

/// What staff do up to the door.
pub fn all_the_way() -> [StaffAction; 5] {
    [
        StaffAction::Accept { ready_in_minutes: 20 },
        StaffAction::Start,
        StaffAction::Ready,
        StaffAction::Dispatch { courier: None },
        StaffAction::Deliver,
    ]
}

/// Staff do everything up to the door.
pub fn deliver(order: &mut OrderAggregate) {
    for action in all_the_way() {
        order.apply(Step::Staff(action), Actor::Restaurant, NOON).unwrap();
    }
}
