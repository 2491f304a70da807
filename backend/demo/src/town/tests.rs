use super::*;
use foodwala_contract::menu::DietaryTag;
use std::collections::BTreeSet;

const MEAT: &[&str] = &[
    "chicken",
    "beef",
    "lamb",
    "pork",
    "bacon",
    "ham",
    "veal",
    "duck",
    "liver",
    "meat",
    "meatloaf",
    "brisket",
    "ribs",
    "chorizo",
    "carnitas",
    "pastrami",
    "sausage",
    "salami",
    "prosciutto",
    "guanciale",
    "mortadella",
    "sucuk",
    "pastırma",
    "chashu",
    "döner",
    "köfte",
    "ragù",
    "fish",
    "tuna",
    "salmon",
    "prawn",
    "prawns",
    "crab",
    "anchovies",
    "anchovy",
    "squid",
    "octopus",
    "clams",
    "bonito",
    "dashi",
    "eel",
    "lox",
];
const ANIMAL: &[&str] = &[
    "cheese",
    "mozzarella",
    "feta",
    "halloumi",
    "paneer",
    "ricotta",
    "parmigiano",
    "gorgonzola",
    "burrata",
    "kaşar",
    "mascarpone",
    "cream",
    "butter",
    "ghee",
    "milk",
    "yoghurt",
    "egg",
    "eggs",
    "honey",
    "mayonnaise",
    "gelato",
];
/// Words that only sound like what comes from an animal.
const PLANTS: &[&str] = &[
    "carrot lox",
    "almond spread",
    "coconut milk",
    "coconut cream",
    "soy milk",
    "oat milk",
    "cashew cream",
    "cashew cheese",
    "vegan cheese",
    "ice cream",
    "without mayonnaise",
    "vegetable döner",
    "soy sausage",
    "wheat sausage",
    "without egg",
];

fn town() -> Town {
    Town::new(1).unwrap()
}

#[test]
fn there_are_eight_cuisines_with_three_restaurants_each() {
    let town = town();
    assert_eq!(town.restaurants.len(), 24);
    let cuisines: BTreeSet<&str> = town
        .restaurants
        .iter()
        .map(|one| one.profile.cuisines[0].as_str())
        .collect();
    assert_eq!(cuisines.len(), 8);
    for cuisine in cuisines {
        assert_eq!(
            town.restaurants
                .iter()
                .filter(|one| one.profile.cuisines[0] == cuisine)
                .count(),
            3,
            "{cuisine}"
        );
    }
    let unlike = |text: fn(&TownRestaurant) -> &str| town.restaurants.iter().map(text).collect::<BTreeSet<_>>().len();
    assert_eq!(unlike(|one| &one.slug), 24);
    assert_eq!(unlike(|one| &one.profile.name), 24);
    assert_eq!(unlike(|one| &one.profile.description), 24);
    assert_eq!(unlike(|one| &one.profile.phone), 24);
    assert_eq!(unlike(|one| &one.profile.address.street), 24);
}

#[test]
fn profiles_are_what_the_platform_takes() {
    let centre = foodwala_contract::geo::GeoPoint {
        latitude: 52.517,
        longitude: 13.389,
    };
    for TownRestaurant {
        profile,
        slug,
        popularity,
        ..
    } in &town().restaurants
    {
        assert!(profile.location.distance_m(&centre) < 8000.0, "{slug}");
        assert!((1..=10).contains(popularity));
        assert!((5..=60).contains(&profile.lead_time_minutes));
        assert!(
            profile
                .cuisines
                .iter()
                .all(|cuisine| *cuisine == cuisine.to_lowercase())
        );
        assert!(
            profile.address.postal_code.len() == 5 && profile.description.ends_with('.'),
            "{slug}"
        );
        let terms = profile.delivery.as_ref().unwrap();
        assert!(
            terms
                .fee_tiers
                .is_sorted_by(|a, b| a.up_to_m < b.up_to_m && a.fee_minor < b.fee_minor),
            "{slug}"
        );
        assert!(
            terms
                .free_from_minor
                .is_none_or(|free| free > terms.minimum_order_minor),
            "{slug}"
        );
    }
}

#[test]
fn menus_are_full_and_what_the_platform_takes() {
    let (mut items, mut options) = (BTreeSet::new(), BTreeSet::new());
    for restaurant in &town().restaurants {
        let slug = &restaurant.slug;
        assert!((4..=6).contains(&restaurant.menu.len()), "{slug}");
        let dishes = restaurant.dishes().count();
        assert!((20..=35).contains(&dishes), "{slug} has {dishes} dishes");
        for dish in restaurant.dishes() {
            let name = &dish.name;
            assert!(items.insert(dish.id), "{slug}: {name} is there twice");
            assert!((220..=6000).contains(&dish.price_minor), "{slug}: {name}");
            assert!((0..=200).contains(&dish.packaging_minor), "{slug}: {name}");
            assert!(
                !dish.description.is_empty() && dish.description.len() <= 120,
                "{slug}: {name}"
            );
            let tags: BTreeSet<DietaryTag> = dish.dietary.iter().copied().collect();
            assert_eq!(tags.len(), dish.dietary.len(), "{slug}: {name} names a tag twice");
            for group in &dish.option_groups {
                assert!(group.min <= group.max && group.max >= 1, "{slug}: {name}");
                assert!(
                    usize::try_from(group.max).unwrap() <= group.options.len(),
                    "{slug}: {name}"
                );
                for option in &group.options {
                    assert!(options.insert(option.id), "{slug}: {name}, {}", option.name);
                    assert!((0..=2000).contains(&option.price_delta_minor));
                }
            }
        }
    }
}

#[test]
fn images_and_stations_are_simple_words() {
    let town = town();
    let images: BTreeSet<&str> = town
        .restaurants
        .iter()
        .flat_map(|one| {
            one.dishes()
                .map(|dish| dish.image.as_deref())
                .chain([one.profile.image.as_deref()])
        })
        .flatten()
        .collect();
    assert!(
        images
            .iter()
            .all(|image| image.bytes().all(|letter| letter.is_ascii_lowercase())),
        "{images:?}"
    );
    assert!(images.len() < 70, "{} pictures to draw", images.len());
    assert!(
        town.restaurants
            .iter()
            .all(|one| one.dishes().all(|dish| dish.station.is_some()))
    );
}

#[test]
fn tags_agree_with_what_is_in_a_dish() {
    let words = |dish: &MenuItem| -> BTreeSet<String> {
        let text = format!("{} {}", dish.name, dish.description).to_lowercase();
        let text = PLANTS.iter().fold(text, |text, plant| text.replace(plant, ""));
        text.split(|letter: char| !letter.is_alphabetic())
            .map(str::to_owned)
            .collect()
    };
    let mut wrong = Vec::new();
    for restaurant in &town().restaurants {
        for dish in restaurant.dishes() {
            let words = words(dish);
            let has = |tag| dish.dietary.contains(&tag);
            let mut forbid = |tag, list: &[&str]| {
                let found = list.iter().filter(|word| has(tag) && words.contains(**word));
                wrong.extend(found.map(|word| format!("{}: {} is {tag:?} with {word}", restaurant.slug, dish.name)));
            };
            forbid(DietaryTag::Vegetarian, MEAT);
            forbid(DietaryTag::Vegan, ANIMAL);
            forbid(DietaryTag::Halal, &["pork", "bacon", "ham", "guanciale", "wine"]);
            if has(DietaryTag::Vegan) {
                assert!(
                    has(DietaryTag::Vegetarian) && has(DietaryTag::LactoseFree),
                    "{}",
                    dish.name
                );
            }
        }
        if restaurant.profile.cuisines[0] == "vegan" {
            assert!(
                restaurant
                    .dishes()
                    .all(|dish| dish.dietary.contains(&DietaryTag::Vegan)),
                "{}",
                restaurant.slug
            );
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn hours_differ_and_the_first_restaurant_never_closes() {
    let town = town();
    let schedule = |one: &TownRestaurant| foodwala_hours::Schedule::new(&one.hours).unwrap();
    let monday: jiff::Timestamp = "2026-03-09T00:00:00Z".parse().unwrap();
    let hours = |day: i64| (0..24).map(move |hour| monday + jiff::SignedDuration::from_hours(24 * day + hour));
    assert!(
        (0..7)
            .flat_map(hours)
            .all(|at| schedule(&town.restaurants[0]).is_open_at(at))
    );
    let closed_on_mondays = town
        .restaurants
        .iter()
        .filter(|one| !hours(0).any(|at| schedule(one).is_open_at(at)));
    assert!(closed_on_mondays.count() >= 4);
    let intervals = |one: &TownRestaurant| {
        one.hours
            .weekly
            .iter()
            .flat_map(|day| day.intervals.clone())
            .collect::<Vec<_>>()
    };
    let late = |one: &&TownRestaurant| intervals(one).iter().any(|opening| opening.closes < opening.opens);
    assert!(town.restaurants.iter().filter(late).count() >= 5);
    let split = |one: &&TownRestaurant| one.hours.weekly.iter().any(|day| day.intervals.len() > 1);
    assert!(town.restaurants.iter().filter(split).count() >= 4);
}

#[test]
fn ids_depend_on_the_seed_only() {
    let (first, again, other) = (town(), town(), Town::new(2).unwrap());
    assert_eq!(first.restaurants, again.restaurants);
    let id = |town: &Town| town.restaurants[5].menu[0].items[0].id;
    assert_ne!(id(&first), id(&other));
}
