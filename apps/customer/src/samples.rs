//! What the platform might send, for tests.

use foodwala_sdk::{
    Timestamp,
    contract::{
        customers::{Address, Customer},
        orders::{BasketLine, Order, OrderStatus, Quote},
        restaurants::RestaurantView,
    },
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const RESTAURANT: &str = "018f6a3e-0000-7000-8000-0000000000a1";
const ITEM: &str = "018f6a3e-0000-7000-8000-0000000000b1";
const ACCOUNT: &str = "018f6a3e-0000-7000-8000-0000000000c1";

/// Noon on a Monday.
pub fn noon() -> Timestamp {
    "2026-05-04T12:00:00Z".parse().unwrap()
}

fn read<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

fn door() -> Value {
    json!({
        "label": "Home",
        "address": {"street": "Oranienstr. 7", "city": "Berlin", "postal_code": "10999", "country": "DE"},
        "location": {"latitude": 52.5, "longitude": 13.42},
        "instructions": "Ring twice"
    })
}

fn price(total: i64) -> Value {
    json!({
        "lines": [{
            "item_id": ITEM, "name": "Dal", "quantity": 2, "unit_minor": total / 2, "total_minor": total, "options": []
        }],
        "charges": [
            {"kind": "items", "amount_minor": total, "basis": {"type": "lines"}},
            {"kind": "tax", "amount_minor": total / 10, "included": true,
             "basis": {"type": "rate", "basis_points": 1000, "base_minor": total}}
        ],
        "total": {"amount_minor": total, "currency": "EUR"}
    })
}

fn with(mut value: Value, more: Value) -> Value {
    if let (Some(value), Value::Object(more)) = (value.as_object_mut(), more) {
        value.extend(more);
    }
    value
}

/// A line of a basket.
pub fn line() -> BasketLine {
    read(json!({"item_id": ITEM, "quantity": 2}))
}

/// A quote, as the platform writes it.
pub fn quote_json(total: i64) -> Value {
    with(
        price(total),
        json!({"restaurant_id": RESTAURANT, "menu_version": 1, "promised_at": "2026-05-04T12:40:00Z"}),
    )
}

/// A quote.
pub fn quote(total: i64) -> Quote {
    read(quote_json(total))
}

/// A restaurant that is open, delivers, and takes cash and cards.
pub fn restaurant() -> RestaurantView {
    read(json!({
        "id": RESTAURANT, "version": 1, "name": "Saffron Palace", "cuisines": ["indian"], "phone": "+49 30 1",
        "address": {"street": "Adalbertstr. 1", "city": "Berlin", "country": "DE"},
        "location": {"latitude": 52.51, "longitude": 13.41}, "currency": "EUR", "lead_time_minutes": 20,
        "delivery": {"fee_tiers": [{"up_to_m": 5000, "fee_minor": 200}]}, "pickup": true,
        "tax": {"rate_basis_points": 700, "included": true}, "payment_methods": ["cash", "card"],
        "hours": {"time_zone": "Europe/Berlin", "weekly": []}, "rating": {"count": 0, "stars": 0},
        "status": {"open": true}
    }))
}

/// An entry of the address book.
pub fn address() -> Address {
    read(with(door(), json!({"id": "018f6a3e-0000-7000-8000-0000000000d1"})))
}

/// A customer with one address.
pub fn customer() -> Customer {
    Customer {
        addresses: vec![address()],
        ..read(json!({
            "id": ACCOUNT, "version": 3, "display_name": "Asha", "email": "asha@example.org", "phone": "+49 170 1",
            "locale": "en", "consents": {"marketing_email": false, "personalisation": false},
            "addresses": [], "favourites": []
        }))
    }
}

/// A delivery that got so far.
pub fn order(status: OrderStatus) -> Order {
    read(with(
        price(1400),
        json!({
            "id": "018f6a3e-0000-7000-8000-0000000000e1", "number": "K7Q2M", "version": 1, "status": status.as_str(),
            "customer_id": ACCOUNT, "restaurant_id": RESTAURANT, "restaurant_name": "Saffron Palace",
            "fulfilment": {"type": "delivery", "address": door()}, "payment": "cash",
            "contact": {"name": "Asha", "phone": "+49 170 1"}, "ordered_at": "2026-05-04T12:00:00Z",
            "promised_at": "2026-05-04T12:40:00Z",
            "history": [{"status": "placed", "at": "2026-05-04T12:00:00Z", "by": "customer"}],
            "updated_at": "2026-05-04T12:00:00Z"
        }),
    ))
}
