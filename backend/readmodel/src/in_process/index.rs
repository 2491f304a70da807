//! The ordered indexes of one partition.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

use crate::{Direction, IndexEntry, RangeQuery};

/// A score and a key: the order of an index.
pub(super) type Position = (i64, Arc<str>);

/// Where one document stands: the names of its indexes, shared with them, and its scores.
pub(super) type Places = Box<[(Arc<str>, i64)]>;

/// Every index of a partition that has an entry.
#[derive(Default)]
pub(super) struct Indexes(BTreeMap<Arc<str>, BTreeSet<Position>>);

impl Indexes {
    /// Enters a document into all the indexes named.
    pub(super) fn enter(&mut self, key: &Arc<str>, entries: &[IndexEntry]) -> Places {
        entries
            .iter()
            .map(|entry| (self.enter_one(key, entry), entry.score))
            .collect()
    }

    fn enter_one(&mut self, key: &Arc<str>, entry: &IndexEntry) -> Arc<str> {
        let known = self
            .0
            .get_key_value(entry.index.as_str())
            .map(|(name, _)| Arc::clone(name));
        let name = known.unwrap_or_else(|| Arc::from(entry.index.as_str()));
        self.0
            .entry(Arc::clone(&name))
            .or_default()
            .insert((entry.score, Arc::clone(key)));
        name
    }

    /// Takes a document out of all its indexes.
    pub(super) fn leave(&mut self, key: &Arc<str>, places: &[(Arc<str>, i64)]) {
        for (name, score) in places {
            let Some(index) = self.0.get_mut(name) else { continue };
            index.remove(&(*score, Arc::clone(key)));
            if index.is_empty() {
                self.0.remove(name);
            }
        }
    }

    /// How many entries an index has.
    pub(super) fn len(&self, index: &str) -> usize {
        self.0.get(index).map_or(0, BTreeSet::len)
    }

    /// The entries that a query asks for, in its order, without its limit.
    pub(super) fn walk<'a>(&'a self, query: &RangeQuery) -> Box<dyn Iterator<Item = &'a Position> + 'a> {
        let nothing = || Box::new(std::iter::empty());
        let Some(index) = self.0.get(query.index.as_str()) else {
            return nothing();
        };
        let first = |score| (score, Arc::from(""));
        let after = query
            .after
            .as_ref()
            .map(|(score, key)| (*score, Arc::from(key.as_str())));

        let mut lower = Bound::Included(first(query.min.unwrap_or(i64::MIN)));
        // Behind the last key of the highest score; there is none beyond the highest number.
        let mut upper = query.max.and_then(|max| max.checked_add(1)).map(first);
        match (query.direction, after) {
            (_, None) => {}
            (Direction::Ascending, Some(after)) => {
                if matches!(&lower, Bound::Included(least) if *least <= after) {
                    lower = Bound::Excluded(after);
                }
            }
            (Direction::Descending, Some(after)) => {
                upper = Some(upper.map_or(after.clone(), |most| most.min(after)));
            }
        }

        // A set refuses to walk backwards.
        let (Bound::Included(least) | Bound::Excluded(least)) = &lower else {
            return nothing();
        };
        if upper.as_ref().is_some_and(|most| most <= least) {
            return nothing();
        }
        let entries = index.range((lower, upper.map_or(Bound::Unbounded, Bound::Excluded)));
        match query.direction {
            Direction::Ascending => Box::new(entries),
            Direction::Descending => Box::new(entries.rev()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Partition;

    fn walk(indexes: &Indexes, query: RangeQuery) -> Vec<(i64, String)> {
        indexes
            .walk(&query)
            .map(|(score, key)| (*score, key.to_string()))
            .collect()
    }

    #[test]
    fn bounds_that_leave_nothing_are_an_empty_walk() {
        let mut indexes = Indexes::default();
        indexes.enter(
            &Arc::from("k"),
            &[IndexEntry {
                index: "i".into(),
                score: 5,
            }],
        );
        let query = |direction| RangeQuery::new(&Partition::of("p", 1), "i", direction, 10);
        for direction in [Direction::Ascending, Direction::Descending] {
            assert!(walk(&indexes, query(direction).min(6).max(4)).is_empty());
            assert!(walk(&indexes, query(direction).after(5, "k")).is_empty());
        }
        assert!(walk(&indexes, query(Direction::Ascending).after(9, "k").max(4)).is_empty());
        assert!(walk(&indexes, query(Direction::Descending).after(2, "k").min(4)).is_empty());
        assert_eq!(
            walk(&indexes, query(Direction::Ascending).min(i64::MIN).max(i64::MAX)),
            [(5, "k".to_owned())]
        );
    }

    #[test]
    fn an_index_without_entries_is_gone() {
        let mut indexes = Indexes::default();
        let key = Arc::from("k");
        let places = indexes.enter(
            &key,
            &[IndexEntry {
                index: "i".into(),
                score: 5,
            }],
        );
        indexes.leave(&key, &places);
        assert!(indexes.0.is_empty());
    }
}
