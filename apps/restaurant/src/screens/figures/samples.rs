//! Figures as the platform might send them, for tests.

use crate::samples::place;
use foodwala_sdk::contract::reporting::{DayFigures, DishFigures, Figures, HourFigures, RestaurantFigures};
use jiff::civil::Date;
use serde_json::json;

/// So many orders, all taken, for an amount.
pub fn sold(orders: u64, sales_minor: i64) -> Figures {
    Figures {
        orders,
        taken: orders,
        fulfilled: orders,
        sales_minor,
        ..Figures::default()
    }
}

/// A day with figures in some hours, and two dishes.
pub fn day(date: &str, sold: &[(u8, Figures)]) -> RestaurantFigures {
    let date: Date = date.parse().unwrap();
    let total = sold.iter().fold(Figures::default(), |sum, (_, figures)| {
        super::measure::add(sum, figures)
    });
    let hours = (0..24).map(|hour| HourFigures {
        hour,
        figures: sold
            .iter()
            .find(|(at, _)| *at == hour)
            .map(|(_, figures)| *figures)
            .unwrap_or_default(),
    });
    RestaurantFigures {
        restaurant_id: place(),
        from: date,
        to: date,
        time_zone: "Europe/Berlin".to_owned(),
        currency: "EUR".parse().unwrap(),
        total,
        days: vec![DayFigures { date, figures: total }],
        hours: hours.collect(),
        dishes: if total.taken == 0 { Vec::new() } else { dishes() },
    }
}

fn dishes() -> Vec<DishFigures> {
    serde_json::from_value(json!([
        {"item_id": "018f6a3e-0000-7000-8000-0000000000b4", "name": "Biryani", "quantity": 2, "sales_minor": 2200},
        {"item_id": "018f6a3e-0000-7000-8000-0000000000b1", "name": "Dal Makhani", "quantity": 3, "sales_minor": 2100}
    ]))
    .unwrap()
}
