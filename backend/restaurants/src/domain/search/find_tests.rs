use super::*;
use crate::{
    domain::{profile::open, search::Listing},
    samples,
};
use foodwala_contract::{
    menu::{DietaryTag, MenuItem},
    restaurants::{Pause, Rating, Restaurant, SearchQuery},
};
use jiff::civil::time;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn listing(number: u128, name: &str, change: impl FnOnce(&mut Listing)) -> Listing {
    let restaurant = open(
        samples::restaurant_id(number),
        samples::profile(name),
        samples::always_open(),
    );
    let mut listing = Listing {
        restaurant,
        menu_version: 1,
        sections: samples::menu_sections(),
    };
    change(&mut listing);
    listing
}

fn dishes(listing: &mut Listing, names: &[&str]) {
    let named = |(number, name): (usize, &&str)| samples::dish(u128::try_from(number).unwrap(), name);
    listing.sections.truncate(1);
    listing.sections[0].items = names.iter().enumerate().map(named).collect::<Vec<MenuItem>>();
}

fn index(listings: impl IntoIterator<Item = Listing>) -> Index {
    let mut index = Index::default();
    listings.into_iter().for_each(|listing| index.put(listing));
    index
}

fn hits(index: &Index, query: &SearchQuery) -> Vec<SearchHit> {
    search(index, &Criteria::new(query).unwrap(), None, samples::now()).hits
}

fn names(index: &Index, query: &SearchQuery) -> Vec<String> {
    hits(index, query).into_iter().map(|hit| hit.name).collect()
}

fn text(words: &str) -> SearchQuery {
    SearchQuery {
        text: Some(words.into()),
        ..Default::default()
    }
}

fn near() -> SearchQuery {
    let point = samples::CENTRE;
    SearchQuery {
        latitude: Some(point.latitude),
        longitude: Some(point.longitude),
        ..Default::default()
    }
}

fn town() -> Index {
    index([
        listing(1, "Pizzeria Da Mario", |_| {}),
        listing(2, "Tikka House", |listing| {
            listing.restaurant.profile.cuisines = vec!["indian".into()];
            dishes(
                listing,
                &[
                    "Butter Chicken",
                    "Chicken Tikka Masala",
                    "Naan",
                    "Chicken Biryani",
                    "Chicken 65",
                ],
            );
        }),
        listing(3, "Café Crème", |listing| {
            listing.restaurant.profile.cuisines = vec!["french".into(), "café".into()];
            dishes(listing, &["Crème brûlée", "Quiche"]);
        }),
        listing(4, "Trattoria Bella", |listing| {
            dishes(listing, &["Lasagne", "Margherita"]);
        }),
    ])
}

#[test]
fn names_weigh_more_than_cuisines_and_those_more_than_dishes() {
    let index = index([
        listing(1, "Roma", |listing| dishes(listing, &["Indian summer salad"])),
        listing(2, "Roma", |listing| {
            listing.restaurant.profile.cuisines = vec!["indian".into()];
        }),
        listing(3, "Indian Palace", |_| {}),
    ]);
    let ids: Vec<_> = hits(&index, &text("indian")).iter().map(|hit| hit.id).collect();
    assert_eq!(ids, [3, 2, 1].map(samples::restaurant_id));
}

#[test]
fn typos_prefixes_and_accents_are_forgiven() {
    let town = town();
    assert_eq!(names(&town, &text("PIZZ")), ["Pizzeria Da Mario"]);
    assert_eq!(names(&town, &text("chiken")), ["Tikka House"]);
    assert_eq!(names(&town, &text("creme brulee")), ["Café Crème"]);
    assert_eq!(
        names(&town, &text("margarita")),
        ["Pizzeria Da Mario", "Trattoria Bella"]
    );
    assert_eq!(names(&town, &text("sushi")), [""; 0]);
    assert_eq!(names(&town, &text("?!")), [""; 0]);
}

#[test]
fn every_word_must_stand_somewhere() {
    let town = town();
    assert_eq!(names(&town, &text("margherita trattoria")), ["Trattoria Bella"]);
    assert_eq!(names(&town, &text("tikka tiramisu")), [""; 0]);
}

#[test]
fn at_most_three_dishes_are_shown_the_best_first() {
    let town = town();
    let found = hits(&town, &text("chicken masala"));
    let shown: Vec<_> = found[0].dishes.iter().map(|dish| dish.name.as_str()).collect();
    assert_eq!(shown, ["Chicken Tikka Masala"]);
    assert_eq!(hits(&town, &text("chicken"))[0].dishes.len(), 3);
    assert!(hits(&town, &near())[0].dishes.is_empty());
}

#[test]
fn distance_decides_over_delivery_and_fee() {
    let away = |number, metres| {
        listing(number, "Away", |listing| {
            listing.restaurant.profile.location = samples::north(samples::CENTRE, metres);
        })
    };
    let index = index([away(1, 6_000.0), away(2, 1_000.0), away(3, 3_000.0)]);
    let found = hits(&index, &near());
    let seen: Vec<_> = found
        .iter()
        .map(|hit| (hit.delivery_fee_minor, hit.minimum_order_minor))
        .collect();
    assert_eq!(seen, [(Some(150), Some(1_000)), (Some(300), Some(1_000)), (None, None)]);
    assert!(found.is_sorted_by_key(|hit| hit.distance_m));
    assert_eq!(found[0].ready_in_minutes, 20 + 5 + 4);
    assert_eq!(
        hits(
            &index,
            &SearchQuery {
                delivers: Some(true),
                ..near()
            }
        )
        .len(),
        2
    );
    assert_eq!(
        hits(
            &index,
            &SearchQuery {
                within_m: Some(2_000),
                ..near()
            }
        )
        .len(),
        1
    );
}

#[test]
fn open_now_means_neither_closed_nor_paused() {
    let index = index([
        listing(1, "Open", |_| {}),
        listing(2, "Closed", |listing| {
            listing.restaurant.hours = samples::daily(time(18, 0, 0, 0), time(22, 0, 0, 0));
        }),
        listing(3, "Paused", |listing| {
            listing.restaurant.pause = Some(Pause {
                until: None,
                reason: None,
            });
        }),
    ]);
    assert_eq!(
        names(
            &index,
            &SearchQuery {
                open_now: Some(true),
                ..Default::default()
            }
        ),
        ["Open"]
    );
    let soonest = SearchQuery {
        sort: Some(SearchSort::DeliveryTime),
        ..Default::default()
    };
    assert_eq!(names(&index, &soonest), ["Open", "Closed", "Paused"]);
}

#[test]
fn a_listing_is_replaced_by_newer_ones_only() {
    let mut index = town();
    let renamed = |version, name: &str| {
        listing(4, name, |listing| {
            listing.restaurant.version = version;
            dishes(listing, &["Ramen"]);
        })
    };
    index.put(renamed(3, "Tokyo"));
    index.put(renamed(2, "Osaka"));
    assert_eq!(hits(&index, &SearchQuery::default()).len(), 4);
    assert_eq!(index.versions(samples::restaurant_id(4)), Some((3, 1)));
    assert_eq!(names(&index, &text("ramen")), ["Tokyo"]);
    assert_eq!(names(&index, &text("trattoria")), [""; 0]);
}

#[test]
fn the_best_rated_come_first_and_more_reviews_break_a_tie() {
    let rated = |number, count, stars| {
        listing(number, "Rated", |listing| {
            listing.restaurant.rating = Rating { count, stars }
        })
    };
    let index = index([rated(1, 0, 0), rated(2, 2, 9), rated(3, 1, 5), rated(4, 10, 50)]);
    let ids: Vec<_> = hits(&index, &SearchQuery::default()).iter().map(|hit| hit.id).collect();
    assert_eq!(ids, [4, 3, 2, 1].map(samples::restaurant_id));
}

const WORDS: [&str; 6] = ["pizza", "curry", "burger", "mario", "golden", "dragon"];
const CUISINES: [&str; 3] = ["italian", "indian", "thai"];

fn some_restaurant() -> impl Strategy<Value = Restaurant> {
    let name = proptest::sample::subsequence(&WORDS, 1..3);
    (
        name,
        0..3_usize,
        0..8_000_u32,
        0..40_u32,
        0..3_u32,
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(name, cuisine, metres, lead, count, paused, evenings)| {
            let mut profile = samples::profile(&name.join(" "));
            profile.cuisines = vec![CUISINES[cuisine].into()];
            profile.location = samples::north(samples::CENTRE, metres.into());
            profile.lead_time_minutes = lead + 1;
            let hours = if evenings {
                samples::daily(time(18, 0, 0, 0), time(23, 0, 0, 0))
            } else {
                samples::always_open()
            };
            let mut restaurant = open(samples::restaurant_id(0), profile, hours);
            restaurant.rating = Rating {
                count,
                stars: count * 4,
            };
            restaurant.pause = paused.then_some(Pause {
                until: None,
                reason: None,
            });
            restaurant
        })
}

fn some_query() -> impl Strategy<Value = SearchQuery> {
    let sorts = [
        None,
        Some(SearchSort::Distance),
        Some(SearchSort::Rating),
        Some(SearchSort::DeliveryTime),
    ];
    let text = proptest::option::of(proptest::sample::select(&WORDS[..]));
    let within = proptest::option::of(0..8_000_u32);
    (
        text,
        within,
        any::<[bool; 3]>(),
        proptest::sample::select(sorts.to_vec()),
        1..6_u32,
    )
        .prop_map(
            |(text, within_m, [delivers, open_now, cuisine], sort, limit)| SearchQuery {
                text: text.map(Into::into),
                within_m,
                delivers: Some(delivers),
                open_now: Some(open_now),
                cuisine: cuisine.then(|| "Italian".into()),
                dietary: Some(DietaryTag::Vegetarian),
                sort,
                limit: Some(limit),
                ..near()
            },
        )
}

proptest! {
    #[test]
    fn pages_hold_each_hit_once_and_every_hit_meets_the_filters(
        restaurants in proptest::collection::vec(some_restaurant(), 0..40),
        query in some_query(),
    ) {
        let numbered = restaurants.into_iter().zip(1..).map(|(restaurant, number)| Listing {
            restaurant: Restaurant { id: samples::restaurant_id(number), ..restaurant },
            menu_version: 1,
            sections: samples::menu_sections(),
        });
        let index = index(numbered);
        let whole = hits(&index, &SearchQuery { limit: Some(100), ..query.clone() });
        let criteria = Criteria::new(&query).unwrap();
        let mut paged = Vec::new();
        let mut after = None;
        loop {
            let page = search(&index, &criteria, after.as_ref(), samples::now());
            prop_assert!(page.hits.len() <= criteria.limit);
            paged.extend(page.hits);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        prop_assert_eq!(&paged, &whole);
        let ids: BTreeSet<_> = paged.iter().map(|hit| hit.id).collect();
        prop_assert_eq!(ids.len(), paged.len());
        for hit in &paged {
            prop_assert!(query.within_m.is_none_or(|within| hit.distance_m.unwrap() <= within));
            prop_assert!(query.delivers != Some(true) || hit.delivery_fee_minor.is_some());
            prop_assert!(query.open_now != Some(true) || hit.status.open);
            prop_assert!(query.cuisine.is_none() || hit.cuisines == ["italian"]);
        }
        if query.sort == Some(SearchSort::Distance) {
            prop_assert!(paged.is_sorted_by_key(|hit| hit.distance_m));
        }
    }
}
