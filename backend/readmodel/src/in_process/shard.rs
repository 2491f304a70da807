//! The documents of some partitions, with the moment passed in.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use bytes::Bytes;
use tokio::time::Instant;

use super::index::{Indexes, Places};
use crate::{Document, Entry, Partition, Put, PutOutcome, RangeQuery, TOMBSTONE_LIFETIME};

/// Invariant: `ends` holds exactly the slots that have an end; a partition without slots is not kept.
#[derive(Default)]
pub(super) struct Shard {
    partitions: HashMap<Partition, Documents>,
    ends: BTreeSet<(Instant, Partition, Arc<str>)>,
}

/// One partition. Invariant: the indexes hold exactly the places of its slots.
#[derive(Default)]
struct Documents {
    slots: HashMap<Arc<str>, Slot>,
    indexes: Indexes,
}

/// What is known of one key.
struct Slot {
    version: u64,
    end: Option<Instant>,
    /// `None`: the document was removed, and only its version is remembered.
    content: Option<Content>,
}

struct Content {
    body: Bytes,
    places: Places,
}

impl Slot {
    fn has_ended(&self, now: Instant) -> bool {
        self.end.is_some_and(|end| end <= now)
    }

    fn document(&self) -> Option<Document> {
        let content = self.content.as_ref()?;
        Some(Document {
            version: self.version,
            body: content.body.clone(),
        })
    }
}

impl Documents {
    fn current(&self, key: &str, now: Instant) -> Option<&Slot> {
        self.slots.get(key).filter(|slot| !slot.has_ended(now))
    }
}

impl Shard {
    pub(super) fn put(&mut self, put: Put, now: Instant) -> PutOutcome {
        if self
            .current(&put.partition, &put.key, now)
            .is_some_and(|slot| slot.version >= put.version)
        {
            return PutOutcome::Stale;
        }
        // An end beyond what a clock can show is none.
        let end = put.ttl.and_then(|ttl| now.checked_add(ttl));
        let key = self.clear(&put.partition, &put.key);
        let documents = self.partitions.entry(put.partition.clone()).or_default();
        let places = documents.indexes.enter(&key, &put.entries);
        let content = Some(Content { body: put.body, places });
        documents.slots.insert(
            Arc::clone(&key),
            Slot {
                version: put.version,
                end,
                content,
            },
        );
        if let Some(end) = end {
            self.ends.insert((end, put.partition, key));
        }
        PutOutcome::Written
    }

    pub(super) fn remove(&mut self, partition: &Partition, key: &str, version: u64, now: Instant) -> PutOutcome {
        if self
            .current(partition, key, now)
            .is_some_and(|slot| slot.version > version)
        {
            return PutOutcome::Stale;
        }
        let end = now.checked_add(TOMBSTONE_LIFETIME);
        let key = self.clear(partition, key);
        let documents = self.partitions.entry(partition.clone()).or_default();
        documents.slots.insert(
            Arc::clone(&key),
            Slot {
                version,
                end,
                content: None,
            },
        );
        if let Some(end) = end {
            self.ends.insert((end, partition.clone(), key));
        }
        PutOutcome::Written
    }

    pub(super) fn get(&self, partition: &Partition, key: &str, now: Instant) -> Option<Document> {
        self.current(partition, key, now)?.document()
    }

    pub(super) fn range(&self, query: &RangeQuery, now: Instant) -> Vec<Entry> {
        let Some(documents) = self.partitions.get(&query.partition) else {
            return Vec::new();
        };
        documents
            .indexes
            .walk(query)
            .filter_map(|(score, key)| {
                let document = documents.current(key, now)?.document()?;
                Some(Entry {
                    key: key.to_string(),
                    score: *score,
                    document,
                })
            })
            .take(query.limit)
            .collect()
    }

    pub(super) fn count(&self, partition: &Partition, index: &str, now: Instant) -> u64 {
        let Some(documents) = self.partitions.get(partition) else {
            return 0;
        };
        // What has ended and was not swept yet is still in the index.
        let ended = self.ended(now).filter(|(_, of, key)| {
            let slot = if of == partition {
                documents.slots.get(key)
            } else {
                None
            };
            let places = slot
                .and_then(|slot| slot.content.as_ref())
                .map(|content| &content.places);
            places.is_some_and(|places| places.iter().any(|(name, _)| &**name == index))
        });
        documents.indexes.len(index).saturating_sub(ended.count()) as u64
    }

    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.partitions.is_empty() && self.ends.is_empty()
    }

    /// Whether there is something to sweep.
    pub(super) fn has_ended(&self, now: Instant) -> bool {
        self.ended(now).next().is_some()
    }

    /// Removes what has ended, oldest first, at most so many.
    pub(super) fn sweep(&mut self, now: Instant, at_most: usize) {
        for _ in 0..at_most {
            let Some((_, partition, key)) = self.ended(now).next().cloned() else {
                return;
            };
            self.clear(&partition, &key);
            if self
                .partitions
                .get(&partition)
                .is_some_and(|documents| documents.slots.is_empty())
            {
                self.partitions.remove(&partition);
            }
        }
    }

    fn current(&self, partition: &Partition, key: &str, now: Instant) -> Option<&Slot> {
        self.partitions.get(partition)?.current(key, now)
    }

    fn ended(&self, now: Instant) -> impl Iterator<Item = &(Instant, Partition, Arc<str>)> {
        self.ends.iter().take_while(move |(end, ..)| *end <= now)
    }

    /// Takes a slot out with its places and its end. Returns the key, the same that was in use if there was one.
    fn clear(&mut self, partition: &Partition, key: &str) -> Arc<str> {
        let Some(documents) = self.partitions.get_mut(partition) else {
            return Arc::from(key);
        };
        let Some((key, slot)) = documents.slots.remove_entry(key) else {
            return Arc::from(key);
        };
        if let Some(content) = &slot.content {
            documents.indexes.leave(&key, &content.places);
        }
        if let Some(end) = slot.end {
            self.ends.remove(&(end, partition.clone(), Arc::clone(&key)));
        }
        key
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::Direction;

    fn partition() -> Partition {
        Partition::of("test", 1)
    }

    fn put(key: &str, version: u64) -> Put {
        Put::new(&partition(), key, version, "body").index("all", 0)
    }

    #[test]
    fn what_has_ended_is_invisible_before_it_is_swept() {
        let (mut shard, start) = (Shard::default(), Instant::now());
        shard.put(put("short", 7).ttl(Duration::from_secs(1)), start);
        shard.put(put("long", 1), start);
        let later = start + Duration::from_secs(1);

        assert_eq!(shard.get(&partition(), "short", later), None);
        assert_eq!(shard.count(&partition(), "all", start), 2);
        assert_eq!(shard.count(&partition(), "all", later), 1);
        let query = RangeQuery::new(&partition(), "all", Direction::Descending, 1);
        assert_eq!(shard.range(&query, later)[0].key, "long");
        assert_eq!(shard.put(put("short", 1), later), PutOutcome::Written);
    }

    #[test]
    fn a_sweep_is_bounded_and_leaves_nothing_behind() {
        let (mut shard, start) = (Shard::default(), Instant::now());
        for key in ["a", "b", "c"] {
            shard.put(put(key, 1).ttl(Duration::from_secs(1)), start);
        }
        let later = start + Duration::from_secs(2);
        shard.sweep(later, 2);
        assert!(shard.has_ended(later));
        assert_eq!(shard.count(&partition(), "all", start), 1);
        shard.sweep(later, 2);
        assert!(shard.is_empty());
    }

    #[test]
    fn a_later_write_moves_the_end() {
        let (mut shard, start) = (Shard::default(), Instant::now());
        shard.put(put("a", 1).ttl(Duration::from_secs(1)), start);
        shard.put(put("a", 2).ttl(Duration::from_secs(9)), start);
        assert_eq!(shard.ends.len(), 1);
        assert!(shard.get(&partition(), "a", start + Duration::from_secs(8)).is_some());
        shard.put(put("a", 3), start);
        assert!(shard.ends.is_empty());
    }

    #[test]
    fn a_removal_is_forgotten_in_the_end() {
        let (mut shard, start) = (Shard::default(), Instant::now());
        shard.remove(&partition(), "a", 5, start);
        assert_eq!(shard.put(put("a", 5), start), PutOutcome::Stale);
        shard.sweep(start + TOMBSTONE_LIFETIME, 1);
        assert!(shard.is_empty());
    }
}
