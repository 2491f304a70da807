//! Answering: candidates, filters, order, one page.

use super::{
    criteria::Criteria,
    index::{Dish, Entry, Index},
    vocabulary::{Fit, WordId},
};
use crate::domain::{hours, road};
use foodwala_contract::{
    RestaurantId,
    hours::OpenStatus,
    restaurants::{DishHit, FeeTier, SearchHit, SearchSort},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{cmp::Reverse, collections::BTreeMap};

/// Dishes shown with a hit.
const MAX_DISHES: usize = 3;

/// Behind which hit a page starts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The order it belongs to.
    pub sort: SearchSort,
    /// The instant by which the order is worked out, on every page the same.
    pub at: Timestamp,
    /// What the hit is ordered by; lower comes first.
    pub rank: [i64; 2],
    /// Equal ranks are ordered by id.
    pub id: RestaurantId,
}

/// One page.
#[derive(Debug)]
pub struct Found {
    /// The hits in order.
    pub hits: Vec<SearchHit>,
    /// Where the next page starts, if there is one.
    pub next: Option<Position>,
}

/// One page of what meets the criteria at `now`, behind `after`.
pub fn search(index: &Index, criteria: &Criteria, after: Option<&Position>, now: Timestamp) -> Found {
    let at = after.map_or(now, |after| after.at);
    let wanted: Option<Vec<BTreeMap<WordId, Fit>>> = criteria
        .words
        .as_ref()
        .map(|words| words.iter().map(|word| index.vocabulary.fits(word)).collect());
    let mut ranked: Vec<_> = candidates(index, wanted.as_deref())
        .filter_map(|(number, score)| {
            let candidate = Candidate::new(index.entries.get(number)?.as_deref()?, criteria);
            let rank = candidate
                .meets(criteria, now)
                .then(|| candidate.rank(criteria.sort, score, at))?;
            Some((rank, candidate.entry.restaurant.id, candidate))
        })
        .filter(|(rank, id, _)| after.is_none_or(|after| (*rank, *id) > (after.rank, after.id)))
        .collect();
    ranked.sort_unstable_by_key(|(rank, id, _)| (*rank, *id));
    let more = ranked.len() > criteria.limit;
    ranked.truncate(criteria.limit);
    let last = ranked.last().filter(|_| more);
    let next = last.map(|(rank, id, _)| Position {
        sort: criteria.sort,
        at,
        rank: *rank,
        id: *id,
    });
    let hits = ranked
        .iter()
        .map(|(_, _, candidate)| candidate.hit(wanted.as_deref().unwrap_or_default(), now));
    Found {
        hits: hits.collect(),
        next,
    }
}

/// The numbers of the restaurants in which every wanted word stands somewhere, with how well; without words all.
pub(super) fn candidates(
    index: &Index,
    wanted: Option<&[BTreeMap<WordId, Fit>]>,
) -> impl Iterator<Item = (usize, u32)> + use<> {
    let everything = wanted.is_none();
    let wanted = wanted.unwrap_or_default();
    // For each restaurant how many of the words it has so far, and their points.
    let mut scores = vec![(0_usize, 0_u32); index.entries.len()];
    for (before, fits) in wanted.iter().enumerate() {
        let mut best = vec![0_u32; index.entries.len()];
        for (word, fit) in fits {
            for (number, field) in index.postings(*word) {
                best[*number] = best[*number].max(*fit as u32 * *field as u32);
            }
        }
        for (score, best) in scores.iter_mut().zip(best) {
            if best > 0 && score.0 == before {
                *score = (before + 1, score.1 + best);
            }
        }
    }
    let words = wanted.len();
    let all = move |score: &(usize, u32)| everything || (words > 0 && score.0 == words);
    scores
        .into_iter()
        .enumerate()
        .filter(move |(_, score)| all(score))
        .map(|(number, score)| (number, score.1))
}

/// A restaurant as seen from the guest's point.
pub(super) struct Candidate<'a> {
    entry: &'a Entry,
    distance_m: Option<u32>,
    /// The tier it delivers to the point in.
    tier: Option<FeeTier>,
}

impl<'a> Candidate<'a> {
    pub(super) fn new(entry: &'a Entry, criteria: &Criteria) -> Self {
        let profile = &entry.restaurant.profile;
        let distance_m = criteria.point.map(|point| road::distance_m(profile, &point));
        let tier = distance_m.and_then(|distance_m| road::tier(profile, distance_m));
        Self {
            entry,
            distance_m,
            tier,
        }
    }

    pub(super) fn meets(&self, criteria: &Criteria, now: Timestamp) -> bool {
        let wanted = criteria
            .ids
            .as_ref()
            .is_none_or(|ids| ids.contains(&self.entry.restaurant.id));
        let within = criteria
            .within_m
            .is_none_or(|within| self.distance_m.is_some_and(|distance| distance <= within));
        let delivers = !criteria.delivers || self.tier.is_some();
        let cuisine = criteria
            .cuisine
            .as_ref()
            .is_none_or(|cuisine| self.entry.has_cuisine(cuisine));
        let dietary = criteria.dietary.is_none_or(|tag| self.entry.has_dish_for(tag));
        // The opening hours come last: they are the most work.
        wanted && within && delivers && cuisine && dietary && (!criteria.open_now || self.status(now).open)
    }

    pub(super) fn status(&self, now: Timestamp) -> OpenStatus {
        hours::status(self.entry.schedule.as_ref(), self.entry.restaurant.pause.as_ref(), now)
    }

    fn ready_in_minutes(&self) -> u32 {
        let road = self.tier.and(self.distance_m).map_or(0, road::minutes);
        road::kitchen_minutes(&self.entry.restaurant).saturating_add(road)
    }

    fn rank(&self, sort: SearchSort, score: u32, at: Timestamp) -> [i64; 2] {
        let rating = self.entry.restaurant.rating;
        let thousandths = i64::from(rating.stars) * 1000 / i64::from(rating.count.max(1));
        let distance = self.distance_m.map_or(0, i64::from);
        match sort {
            SearchSort::Relevance => [-i64::from(score), distance],
            SearchSort::Distance => [distance, 0],
            SearchSort::Rating => [-thousandths, -i64::from(rating.count)],
            SearchSort::DeliveryTime => {
                let status = self.status(at);
                let wait = if status.open {
                    Some(0)
                } else {
                    status.opens_at.map(|then| minutes(at, then))
                };
                // One that does not open in sight comes last.
                [wait.unwrap_or(i64::from(u32::MAX)), i64::from(self.ready_in_minutes())]
            }
        }
    }

    fn hit(&self, wanted: &[BTreeMap<WordId, Fit>], now: Timestamp) -> SearchHit {
        let restaurant = &self.entry.restaurant;
        let profile = &restaurant.profile;
        let terms = profile
            .delivery
            .as_ref()
            .filter(|_| self.distance_m.is_none() || self.tier.is_some());
        SearchHit {
            id: restaurant.id,
            name: profile.name.clone(),
            cuisines: profile.cuisines.clone(),
            image: profile.image.clone(),
            location: profile.location,
            pickup: profile.pickup,
            status: self.status(now),
            rating: restaurant.rating,
            distance_m: self.distance_m,
            ready_in_minutes: self.ready_in_minutes(),
            delivery_fee_minor: self.tier.map(|tier| tier.fee_minor),
            minimum_order_minor: terms.map(|terms| terms.minimum_order_minor),
            free_delivery_from_minor: terms.and_then(|terms| terms.free_from_minor),
            currency: profile.currency,
            dishes: dish_hits(&self.entry.dishes, wanted),
        }
    }
}

/// The dishes that fit most of the words, best first, then as on the menu.
fn dish_hits(dishes: &[Dish], wanted: &[BTreeMap<WordId, Fit>]) -> Vec<DishHit> {
    let points = |dish: &Dish| -> (usize, u32) {
        let fits = wanted
            .iter()
            .filter_map(|fits| dish.words.iter().filter_map(|word| fits.get(word)).max());
        fits.fold((0, 0), |(words, points), fit| (words + 1, points + *fit as u32))
    };
    let mut found: Vec<_> = dishes
        .iter()
        .map(|dish| (points(dish), dish))
        .filter(|((words, _), _)| *words > 0)
        .collect();
    let most = found.iter().map(|((words, _), _)| *words).max().unwrap_or(0);
    found.retain(|((words, _), _)| *words == most);
    found.sort_by_key(|(points, _)| Reverse(*points));
    let hit = |dish: &Dish| DishHit {
        item_id: dish.item_id,
        name: dish.name.clone(),
        price_minor: dish.price_minor,
    };
    found.into_iter().take(MAX_DISHES).map(|(_, dish)| hit(dish)).collect()
}

/// Whole minutes between two instants, rounded up.
fn minutes(from: Timestamp, to: Timestamp) -> i64 {
    (to.duration_since(from).as_secs() + 59) / 60
}

#[cfg(test)]
#[path = "find_tests.rs"]
mod tests;
