//! Words for what the platform names: cuisines, diets, charges, days.

use foodwala_sdk::contract::{
    hours::{OpenStatus, Weekday},
    menu::DietaryTag,
};
use foodwala_ui::prelude::*;

/// The cuisines that have a name in every language.
const CUISINES: &[&str] = &[
    "american",
    "asian",
    "bakery",
    "barbecue",
    "bento",
    "bowls",
    "breakfast",
    "burgers",
    "burritos",
    "coffee",
    "curry",
    "gelato",
    "grill",
    "healthy",
    "indian",
    "italian",
    "japanese",
    "mediterranean",
    "mexican",
    "noodles",
    "pasta",
    "pizza",
    "ramen",
    "salads",
    "south indian",
    "street food",
    "sushi",
    "tacos",
    "thai",
    "turkish",
    "vegan",
    "vegetarian",
];

/// A cuisine in the reader's language; as the restaurant writes it, if we have no word for it.
pub fn cuisine(name: &str) -> String {
    if CUISINES.contains(&name) {
        return t!(&format!("cuisine-{}", name.replace(' ', "-")));
    }
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str()
}

/// Cuisines in a line.
pub fn cuisines(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| cuisine(name)).collect();
    names.join(" · ")
}

/// The drawing for a cuisine.
pub fn cuisine_art(name: &str) -> &'static str {
    match name {
        "american" | "burgers" => "burger",
        "barbecue" => "ribs",
        "bakery" => "bread",
        "bento" => "bento",
        "bowls" | "healthy" => "bowl",
        "breakfast" => "pancakes",
        "burritos" => "burrito",
        "coffee" => "coffee",
        "curry" | "indian" => "curry",
        "gelato" => "icecream",
        "grill" | "turkish" => "kebab",
        "italian" | "pasta" => "pasta",
        "japanese" | "sushi" => "sushi",
        "mediterranean" => "olive",
        "mexican" | "tacos" => "taco",
        "noodles" | "thai" => "noodles",
        "pizza" => "pizza",
        "ramen" => "noodles",
        "salads" | "vegan" | "vegetarian" => "salad",
        "south indian" => "flatbread",
        "street food" => "kebab",
        _ => "plate",
    }
}

/// What a dish is fit for.
pub fn diet(tag: DietaryTag) -> String {
    match tag {
        DietaryTag::Vegetarian => t!("diet-vegetarian"),
        DietaryTag::Vegan => t!("diet-vegan"),
        DietaryTag::Halal => t!("diet-halal"),
        DietaryTag::Kosher => t!("diet-kosher"),
        DietaryTag::GlutenFree => t!("diet-gluten-free"),
        DietaryTag::LactoseFree => t!("diet-lactose-free"),
        DietaryTag::NutFree => t!("diet-nut-free"),
        DietaryTag::Spicy => t!("diet-spicy"),
    }
}

/// The icon for what a dish is fit for.
pub const fn diet_icon(tag: DietaryTag) -> Option<IconName> {
    match tag {
        DietaryTag::Vegetarian => Some(IconName::Leaf),
        DietaryTag::Vegan => Some(IconName::Vegan),
        DietaryTag::GlutenFree => Some(IconName::WheatOff),
        DietaryTag::LactoseFree => Some(IconName::MilkOff),
        DietaryTag::NutFree => Some(IconName::NutOff),
        DietaryTag::Spicy => Some(IconName::Flame),
        DietaryTag::Halal | DietaryTag::Kosher => None,
    }
}

/// Every diet, the most asked for first.
pub const DIETS: &[DietaryTag] = &[
    DietaryTag::Vegetarian,
    DietaryTag::Vegan,
    DietaryTag::Halal,
    DietaryTag::GlutenFree,
    DietaryTag::LactoseFree,
    DietaryTag::NutFree,
    DietaryTag::Kosher,
    DietaryTag::Spicy,
];

/// A day of the week.
pub fn weekday(day: Weekday) -> String {
    match day {
        Weekday::Monday => t!("day-monday"),
        Weekday::Tuesday => t!("day-tuesday"),
        Weekday::Wednesday => t!("day-wednesday"),
        Weekday::Thursday => t!("day-thursday"),
        Weekday::Friday => t!("day-friday"),
        Weekday::Saturday => t!("day-saturday"),
        Weekday::Sunday => t!("day-sunday"),
    }
}

/// Says since when it is closed: until when. In the zone of the town.
pub fn closed(status: &OpenStatus, zone: &str) -> String {
    match status.opens_at {
        Some(at) => t!("restaurant-opens-at", time = formats().moment(at, zone, device::now())),
        None => t!("restaurant-closed"),
    }
}

/// A span of minutes around when food will be there.
pub fn around(minutes: u32) -> String {
    let from = minutes / 5 * 5;
    formats().minutes_range(from.max(5), from.max(5) + 10)
}
