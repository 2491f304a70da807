use super::{Criteria, Index, Listing, cuisines, suggest};
use crate::{domain::profile::open, samples};
use foodwala_contract::restaurants::{SearchQuery, Suggestion};

fn listing(number: u128, name: &str, cuisines: &[&str], dishes: &[&str]) -> Listing {
    let mut restaurant = open(
        samples::restaurant_id(number),
        samples::profile(name),
        samples::always_open(),
    );
    restaurant.profile.cuisines = cuisines.iter().map(|cuisine| (*cuisine).to_owned()).collect();
    let mut sections = samples::menu_sections();
    sections.truncate(1);
    sections[0].items = dishes
        .iter()
        .enumerate()
        .map(|(number, name)| samples::dish(u128::try_from(number).unwrap(), name))
        .collect();
    Listing {
        restaurant,
        menu_version: 1,
        sections,
    }
}

fn town() -> Index {
    let mut index = Index::default();
    index.put(listing(
        1,
        "Pizzeria Da Mario",
        &["italian"],
        &["Margherita", "Pizza Salami"],
    ));
    index.put(listing(
        2,
        "Trattoria Bella",
        &["italian", "pizza"],
        &["Lasagne", "Margherita"],
    ));
    index.put(listing(
        3,
        "Tikka House",
        &["indian"],
        &["Butter Chicken", "Butter chicken", "Naan"],
    ));
    index
}

/// What is suggested, in short.
fn short(text: &str) -> Vec<String> {
    let suggestions = suggest(&town(), text, Some(&samples::CENTRE));
    suggestions
        .into_iter()
        .map(|suggestion| match suggestion {
            Suggestion::Restaurant { name, cuisine, .. } => format!("{name} ({})", cuisine.unwrap_or_default()),
            Suggestion::Cuisine { cuisine, restaurants } => format!("{cuisine} x{restaurants}"),
            Suggestion::Dish { name, restaurants } => format!("{name} *{restaurants}"),
        })
        .collect()
}

#[test]
fn restaurants_cuisines_and_dishes_are_suggested_while_somebody_types() {
    assert_eq!(
        short("pizz"),
        ["Pizzeria Da Mario (italian)", "pizza x1", "Pizza Salami *1"]
    );
    assert_eq!(short("ital"), ["italian x2"]);
    assert_eq!(short("marg"), ["Margherita *2"]);
    assert_eq!(short("butter chi"), ["Butter Chicken *1"], "once for a restaurant");
}

#[test]
fn typos_are_forgiven_even_in_a_word_that_is_not_finished() {
    assert_eq!(short("mrgher"), ["Margherita *2"]);
    assert_eq!(short("tikka huose"), ["Tikka House (indian)"]);
    assert_eq!(short("buter chick"), ["Butter Chicken *1"]);
    assert_eq!(short("xylophone"), [""; 0]);
    assert_eq!(short(" - "), [""; 0]);
}

#[test]
fn there_are_at_most_eight_and_no_kind_takes_all() {
    let mut index = Index::default();
    let names: Vec<String> = (0..9).map(|number| format!("Curry {number}")).collect();
    let dishes: Vec<&str> = names.iter().map(String::as_str).collect();
    for number in 1..=9 {
        index.put(listing(number, &format!("Curry Place {number}"), &["curry"], &dishes));
    }
    let suggestions = suggest(&index, "curry", None);
    let count = |kind: fn(&Suggestion) -> bool| suggestions.iter().filter(|suggestion| kind(suggestion)).count();
    assert_eq!(suggestions.len(), 8);
    assert_eq!(
        count(|suggestion| matches!(suggestion, Suggestion::Restaurant { .. })),
        4
    );
    assert_eq!(count(|suggestion| matches!(suggestion, Suggestion::Cuisine { .. })), 1);
}

#[test]
fn cuisines_are_counted_around_a_point() {
    let near = SearchQuery {
        latitude: Some(samples::CENTRE.latitude),
        longitude: Some(samples::CENTRE.longitude),
        within_m: Some(1_000),
        ..SearchQuery::default()
    };
    let counted = cuisines(&town(), &Criteria::new(&near).unwrap(), samples::now());
    let counted: Vec<_> = counted
        .iter()
        .map(|count| (count.cuisine.as_str(), count.restaurants, count.open_now))
        .collect();
    assert_eq!(counted, [("italian", 2, 2), ("indian", 1, 1), ("pizza", 1, 1)]);
    let far = SearchQuery {
        latitude: Some(0.0),
        longitude: Some(0.0),
        ..near
    };
    assert!(cuisines(&town(), &Criteria::new(&far).unwrap(), samples::now()).is_empty());
}
