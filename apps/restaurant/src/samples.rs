//! What the platform might send, for tests.

use foodwala_sdk::{
    AccountId, RestaurantId, Timestamp,
    contract::{board::BoardOrder, couriers::LinkedDelivery, menu::Menu, orders::OrderStatus},
};
use serde_json::json;

/// Noon on a Monday.
pub fn noon() -> Timestamp {
    "2026-05-04T12:00:00Z".parse().unwrap()
}

/// The restaurant.
pub fn place() -> RestaurantId {
    "018f6a3e-0000-7000-8000-0000000000a1".parse().unwrap()
}

/// Whoever works there.
pub fn account() -> AccountId {
    "018f6a3e-0000-7000-8000-0000000000c1".parse().unwrap()
}

/// A card for a delivery that got so far.
pub fn card(order: u128, status: OrderStatus) -> BoardOrder {
    let id = format!("018f6a3e-0000-7000-8000-{order:012x}");
    serde_json::from_value(json!({
        "order": {
            "id": id, "number": format!("K7Q{order}M"), "version": 1, "status": status.as_str(),
            "customer_id": account(), "restaurant_id": place(), "restaurant_name": "Saffron Palace",
            "fulfilment": {"type": "delivery", "address": {
                "label": "Home",
                "address": {"street": "Oranienstr. 7", "city": "Berlin", "postal_code": "10999", "country": "DE"},
                "location": {"latitude": 52.5, "longitude": 13.42},
                "instructions": "Ring twice"
            }},
            "lines": [
                {"item_id": "018f6a3e-0000-7000-8000-0000000000b1", "name": "Dal Makhani", "quantity": 2,
                 "unit_minor": 700, "total_minor": 1400, "note": "no onions", "options": [
                    {"option_id": "018f6a3e-0000-7000-8000-0000000000b3", "group": "Spice", "name": "Hot",
                     "price_delta_minor": 0}]},
                {"item_id": "018f6a3e-0000-7000-8000-0000000000b2", "name": "Naan", "quantity": 1,
                 "unit_minor": 200, "total_minor": 200, "options": []}
            ],
            "charges": [{"kind": "items", "amount_minor": 1600, "basis": {"type": "lines"}}],
            "total": {"amount_minor": 1600, "currency": "EUR"}, "payment": "cash",
            "contact": {"name": "Asha", "phone": "+49 170 1"}, "note": "Please be quick",
            "ordered_at": "2026-05-04T12:00:00Z", "promised_at": "2026-05-04T12:40:00Z",
            "history": [{"status": status.as_str(), "at": "2026-05-04T12:00:00Z", "by": "customer"}],
            "updated_at": "2026-05-04T12:00:00Z"
        },
        "version": 1
    }))
    .unwrap()
}

/// What the link of a delivery shows that got so far.
pub fn linked(status: OrderStatus, version: u64) -> LinkedDelivery {
    serde_json::from_value(json!({
        "order_id": "018f6a3e-0000-7000-8000-000000000001", "number": "K7Q2M", "status": status.as_str(),
        "restaurant_name": "Saffron Palace",
        "restaurant": {
            "phone": "+49 30 5551",
            "address": {"street": "Torstr. 1", "city": "Berlin", "postal_code": "10119", "country": "DE"},
            "location": {"latitude": 52.53, "longitude": 13.4}
        },
        "address": {
            "label": "Home",
            "address": {"street": "Oranienstr. 7", "city": "Berlin", "postal_code": "10999", "country": "DE"},
            "location": {"latitude": 52.5, "longitude": 13.42},
            "instructions": "Ring twice"
        },
        "contact": {"name": "Asha", "phone": "+49 170 1"},
        "lines": [{"name": "Dal Makhani", "quantity": 2}],
        "to_collect": {"amount_minor": 1600, "currency": "EUR"},
        "promised_at": "2026-05-04T12:40:00Z", "proof_required": true,
        "shared_with": {"name": "Sam", "expires_at": "2026-05-04T16:00:00Z"},
        "version": version
    }))
    .unwrap()
}

/// A menu with two sections.
pub fn menu() -> Menu {
    serde_json::from_value(json!({
        "restaurant_id": place(), "version": 4,
        "sections": [
            {"id": "018f6a3e-0000-7000-8000-0000000000e1", "name": "Mains", "items": [
                {"id": "018f6a3e-0000-7000-8000-0000000000b1", "name": "Dal Makhani", "price_minor": 700,
                 "dietary": ["vegetarian"]},
                {"id": "018f6a3e-0000-7000-8000-0000000000b4", "name": "Biryani", "price_minor": 1100}]},
            {"id": "018f6a3e-0000-7000-8000-0000000000e2", "name": "Breads", "items": [
                {"id": "018f6a3e-0000-7000-8000-0000000000b2", "name": "Naan", "price_minor": 200}]}
        ]
    }))
    .unwrap()
}

/// A menu whose first dish has a size, one of two, and extras, up to two.
pub fn menu_with_options() -> Menu {
    let mut menu = menu();
    let id = |number: u32| format!("018f6a3e-0000-7000-8000-0000000001{number:02x}");
    let option =
        |number: u32, name: &str, delta: i64| json!({"id": id(number), "name": name, "price_delta_minor": delta});
    let groups = json!([
        {"id": id(1), "name": "Size", "min": 1, "max": 1, "options": [option(2, "Usual", 0), option(3, "Large", 400)]},
        {"id": id(4), "name": "Extras", "min": 0, "max": 2, "options": [option(5, "Raita", 150), option(6, "Egg", 120)]}
    ]);
    menu.sections[0].items.swap(0, 1);
    menu.sections[0].items[0].option_groups = serde_json::from_value(groups).unwrap();
    menu
}
