//! What somebody may mean who has begun to type.

use super::{
    find::candidates,
    index::{Entry, Field, Index, normal_cuisine},
    vocabulary::{Fit, WordId},
    words::words,
};
use crate::domain::road;
use foodwala_contract::{geo::GeoPoint, restaurants::Suggestion};
use std::{cmp::Reverse, collections::BTreeMap};

/// Suggestions given.
const MOST: usize = 8;
/// Of one kind at most, so that the others have a chance.
const MOST_RESTAURANTS: usize = 4;
const MOST_CUISINES: usize = 2;
const MOST_DISHES: usize = 4;
/// Words beyond these say nothing more.
const MAX_WORDS: usize = 8;

/// What fits a word that was typed.
type Fits = BTreeMap<WordId, Fit>;

/// How well a suggestion fits; the best is the greatest. Of those that fit as well, restaurants come before cuisines
/// before dishes, and what is nearer or more frequent before the rest.
type Rank = (u32, Field, Reverse<u32>, u32);

/// What `text` may mean to somebody at `point`, the best first.
pub fn suggest(index: &Index, text: &str, point: Option<&GeoPoint>) -> Vec<Suggestion> {
    let typed: Vec<String> = words(text).into_iter().take(MAX_WORDS).collect();
    let Some((unfinished, finished)) = typed.split_last() else {
        return Vec::new();
    };
    let mut wanted: Vec<Fits> = finished.iter().map(|word| index.vocabulary.fits(word)).collect();
    wanted.push(index.vocabulary.fits_unfinished(unfinished));

    let mut found = Found::default();
    for (number, _) in candidates(index, Some(&wanted)) {
        if let Some(entry) = index.entries.get(number).and_then(Option::as_deref) {
            found.take(entry, &wanted, point);
        }
    }
    found.best()
}

/// What was found so far, by how it compares.
#[derive(Default)]
struct Found {
    restaurants: Vec<(Rank, Suggestion)>,
    cuisines: BTreeMap<String, Named>,
    dishes: BTreeMap<Vec<WordId>, Named>,
}

/// A name that several restaurants may have.
struct Named {
    name: String,
    points: u32,
    restaurants: u32,
}

impl Found {
    fn take(&mut self, entry: &Entry, wanted: &[Fits], point: Option<&GeoPoint>) {
        let profile = &entry.restaurant.profile;
        if let Some(points) = points(wanted, entry.words_in(Field::Name)) {
            let distance = point.map_or(0, |point| road::distance_m(profile, point));
            let rank = (points, Field::Name, Reverse(distance), entry.restaurant.rating.count);
            let suggestion = Suggestion::Restaurant {
                restaurant_id: entry.restaurant.id,
                name: profile.name.clone(),
                cuisine: profile.cuisines.first().cloned(),
                image: profile.image.clone(),
            };
            self.restaurants.push((rank, suggestion));
        }
        for (cuisine, words) in profile.cuisines.iter().zip(&entry.cuisine_words) {
            if let Some(points) = points(wanted, words.iter().copied()) {
                Named::count(self.cuisines.entry(normal_cuisine(cuisine)), cuisine, points);
            }
        }
        // Once for each restaurant, however often its menu has the name.
        let mut here: BTreeMap<&[WordId], (&str, u32)> = BTreeMap::new();
        for dish in &entry.dishes {
            if let Some(points) = points(wanted, dish.words.iter().copied()) {
                here.entry(&dish.words).or_insert((&dish.name, points));
            }
        }
        for (words, (name, points)) in here {
            Named::count(self.dishes.entry(words.to_vec()), name, points);
        }
    }

    fn best(self) -> Vec<Suggestion> {
        let cuisines = self.cuisines.into_values().map(|named| {
            let suggestion = Suggestion::Cuisine {
                cuisine: named.name,
                restaurants: named.restaurants,
            };
            (
                (named.points, Field::Cuisine, Reverse(0), named.restaurants),
                suggestion,
            )
        });
        let dishes = self.dishes.into_values().map(|named| {
            let suggestion = Suggestion::Dish {
                name: named.name,
                restaurants: named.restaurants,
            };
            ((named.points, Field::Dish, Reverse(0), named.restaurants), suggestion)
        });
        let mut best = most(self.restaurants, MOST_RESTAURANTS);
        best.extend(most(cuisines.collect(), MOST_CUISINES));
        best.extend(most(dishes.collect(), MOST_DISHES));
        most(best, MOST).into_iter().map(|(_, suggestion)| suggestion).collect()
    }
}

impl Named {
    fn count<K: Ord>(entry: std::collections::btree_map::Entry<'_, K, Self>, name: &str, points: u32) {
        let named = entry.or_insert_with(|| Self {
            name: name.to_owned(),
            points,
            restaurants: 0,
        });
        named.restaurants += 1;
    }
}

fn most(mut found: Vec<(Rank, Suggestion)>, most: usize) -> Vec<(Rank, Suggestion)> {
    // Stable, so that equals stay in the order of the index.
    found.sort_by_key(|(rank, _)| Reverse(*rank));
    found.truncate(most);
    found
}

/// How well words fit all that were typed; `None` if they do not.
fn points(wanted: &[Fits], words: impl Iterator<Item = WordId> + Clone) -> Option<u32> {
    wanted.iter().try_fold(0, |points, fits| {
        let best = words.clone().filter_map(|word| fits.get(&word)).max()?;
        Some(points + *best as u32)
    })
}
