//! The cuisines of the restaurants that meet some criteria.

use super::{
    criteria::Criteria,
    find::Candidate,
    index::{Index, normal_cuisine},
};
use foodwala_contract::restaurants::CuisineCount;
use jiff::Timestamp;
use std::{cmp::Reverse, collections::BTreeMap};

/// Counts them, the most frequent first.
pub fn cuisines(index: &Index, criteria: &Criteria, now: Timestamp) -> Vec<CuisineCount> {
    let mut counts: BTreeMap<String, CuisineCount> = BTreeMap::new();
    for entry in index.entries.iter().filter_map(Option::as_deref) {
        let candidate = Candidate::new(entry, criteria);
        if !candidate.meets(criteria, now) {
            continue;
        }
        let open = u32::from(candidate.status(now).open);
        for cuisine in &entry.restaurant.profile.cuisines {
            let count = counts.entry(normal_cuisine(cuisine)).or_insert_with(|| CuisineCount {
                cuisine: cuisine.clone(),
                restaurants: 0,
                open_now: 0,
            });
            count.restaurants += 1;
            count.open_now += open;
        }
    }
    let mut counts: Vec<_> = counts.into_values().collect();
    counts.sort_by_key(|count| Reverse(count.restaurants));
    counts
}
