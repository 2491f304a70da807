//! What is known of restaurants, laid out for finding.

use super::{
    vocabulary::{Vocabulary, WordId},
    words::words,
};
use foodwala_contract::{
    ItemId, RestaurantId,
    menu::{DietaryTag, MenuSection},
    restaurants::Restaurant,
};
use foodwala_hours::Schedule;
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// A restaurant with its menu, to be listed.
#[derive(Debug, Clone)]
pub struct Listing {
    /// The restaurant.
    pub restaurant: Restaurant,
    /// The version of its menu; 0 before the first.
    pub menu_version: u64,
    /// The sections of its menu.
    pub sections: Vec<MenuSection>,
}

/// Where in a restaurant a word stands. The numbers are weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Dish = 3,
    Cuisine = 6,
    Name = 10,
}

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) restaurant: Restaurant,
    pub(super) schedule: Option<Schedule>,
    pub(super) dishes: Vec<Dish>,
    /// Of each cuisine of the profile.
    pub(super) cuisine_words: Vec<Vec<WordId>>,
    cuisines: Vec<String>,
    dietary: u32,
    menu_version: u64,
    /// Its words, each with the best place it stands in.
    words: Vec<(WordId, Field)>,
}

#[derive(Debug)]
pub(super) struct Dish {
    pub(super) item_id: ItemId,
    pub(super) name: String,
    pub(super) price_minor: i64,
    pub(super) words: Vec<WordId>,
}

impl Entry {
    pub(super) fn has_cuisine(&self, normal: &str) -> bool {
        self.cuisines.iter().any(|cuisine| cuisine == normal)
    }

    /// The words whose best place is this one.
    pub(super) fn words_in(&self, field: Field) -> impl Iterator<Item = WordId> + Clone {
        let words = self.words.iter();
        words.filter(move |(_, place)| *place == field).map(|(word, _)| *word)
    }

    pub(super) fn has_dish_for(&self, tag: DietaryTag) -> bool {
        self.dietary & bit(tag) != 0
    }
}

const fn bit(tag: DietaryTag) -> u32 {
    1 << tag as u32
}

/// A cuisine in the form it is compared in.
pub(super) fn normal_cuisine(cuisine: &str) -> String {
    words(cuisine).join(" ")
}

/// The restaurants, by number, and which word stands in which of them.
///
/// Cloning shares what has not changed; a change of one restaurant touches its own words only.
#[derive(Debug, Clone, Default)]
pub struct Index {
    pub(super) entries: Vec<Option<Arc<Entry>>>,
    pub(super) vocabulary: Vocabulary,
    /// By [`WordId`].
    postings: Vec<Arc<Vec<(usize, Field)>>>,
    numbers: HashMap<RestaurantId, usize>,
}

impl Index {
    /// Lists a restaurant, or lists it anew. An older state than the listed one changes nothing.
    pub fn put(&mut self, listing: Listing) {
        let id = listing.restaurant.id;
        let listed = self.versions(id).unwrap_or((0, 0));
        let given = (listing.restaurant.version, listing.menu_version);
        if given.0 < listed.0 || given.1 < listed.1 || given == listed {
            return;
        }
        let number = *self.numbers.entry(id).or_insert(self.entries.len());
        if number == self.entries.len() {
            self.entries.push(None);
        }
        let entry = self.entry(listing);
        if let Some(old) = self.entries[number].take() {
            for (word, _) in &old.words {
                Arc::make_mut(&mut self.postings[*word]).retain(|(listed, _)| *listed != number);
            }
        }
        self.postings.resize_with(self.vocabulary.len(), Arc::default);
        for (word, field) in &entry.words {
            Arc::make_mut(&mut self.postings[*word]).push((number, *field));
        }
        self.entries[number] = Some(Arc::new(entry));
    }

    /// The versions of a listed restaurant and of its menu.
    pub fn versions(&self, id: RestaurantId) -> Option<(u64, u64)> {
        let entry = self.entries.get(*self.numbers.get(&id)?)?.as_ref()?;
        Some((entry.restaurant.version, entry.menu_version))
    }

    /// In which restaurants, by number, a word stands and where.
    pub(super) fn postings(&self, word: WordId) -> &[(usize, Field)] {
        self.postings.get(word).map_or(&[], |postings| postings)
    }

    fn entry(&mut self, listing: Listing) -> Entry {
        let profile = &listing.restaurant.profile;
        let mut places: BTreeMap<WordId, Field> = BTreeMap::new();
        let mut note = |vocabulary: &mut Vocabulary, text: &str, field: Field| -> Vec<WordId> {
            let ids: Vec<_> = words(text).iter().map(|word| vocabulary.intern(word)).collect();
            for id in &ids {
                let place = places.entry(*id).or_insert(field);
                *place = field.max(*place);
            }
            ids
        };
        note(&mut self.vocabulary, &profile.name, Field::Name);
        let cuisines = profile.cuisines.iter();
        let cuisine_words = cuisines
            .map(|cuisine| note(&mut self.vocabulary, cuisine, Field::Cuisine))
            .collect();
        let mut dietary = 0;
        let mut dishes = Vec::new();
        for item in listing.sections.into_iter().flat_map(|section| section.items) {
            dietary |= item.dietary.iter().fold(0, |tags, tag| tags | bit(*tag));
            let words = note(&mut self.vocabulary, &item.name, Field::Dish);
            dishes.push(Dish {
                item_id: item.id,
                name: item.name,
                price_minor: item.price_minor,
                words,
            });
        }
        Entry {
            cuisine_words,
            cuisines: profile.cuisines.iter().map(|cuisine| normal_cuisine(cuisine)).collect(),
            schedule: Schedule::new(&listing.restaurant.hours).ok(),
            restaurant: listing.restaurant,
            menu_version: listing.menu_version,
            dishes,
            dietary,
            words: places.into_iter().collect(),
        }
    }
}
