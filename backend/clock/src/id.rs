//! UUIDv7 from a given time.

use std::sync::{
    LazyLock,
    atomic::{AtomicU64, Ordering},
};

use jiff::Timestamp;
use uuid::{Builder, Uuid};

const COUNTER_BITS: u32 = 42;

/// One counter for the process, never reset: ids made with the same `now` then sort in the order in which they were
/// made, however many threads make ids at other times in between. A counter per millisecond could not promise that to
/// a command which takes the time once and makes its ids later. It starts at random in the lower half, which leaves
/// room for 2^41 ids before it wraps.
static COUNTER: LazyLock<AtomicU64> =
    LazyLock::new(|| AtomicU64::new(rand::random::<u64>() >> (64 - COUNTER_BITS + 1)));

/// A fresh UUIDv7 that carries `now` in milliseconds.
///
/// Ids sort by time, and within one millisecond by the order in which this process made them. A time before 1970 counts
/// as 1970.
#[must_use]
pub fn new_id(now: Timestamp) -> Uuid {
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
    let counter = COUNTER.fetch_add(1, Ordering::Relaxed) & ((1 << COUNTER_BITS) - 1);

    // The format takes 12 bits beside the version, then 62 beside the variant: 12 + 30 of counter and 32 of chance.
    let [.., high_a, high_b] = (counter >> 30).to_be_bytes();
    let low = ((counter & ((1 << 30) - 1)) << 32) | u64::from(rand::random::<u32>());
    let [a, b, c, d, e, f, g, h] = low.to_be_bytes();
    Builder::from_unix_timestamp_millis(millis, &[high_a, high_b, a, b, c, d, e, f, g, h]).into_uuid()
}

#[cfg(test)]
mod tests {
    use std::{collections::HashSet, thread};

    use super::*;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millisecond(millis).unwrap()
    }

    #[test]
    fn it_is_a_version_7_uuid_of_that_time() {
        let id = new_id(at(1_893_456_000_123));
        assert_eq!(id.get_version_num(), 7);
        assert_eq!(id.get_variant(), uuid::Variant::RFC4122);
        assert_eq!(id.get_timestamp().unwrap().to_unix(), (1_893_456_000, 123_000_000));
        assert_eq!(new_id(at(-5)).get_timestamp().unwrap().to_unix(), (0, 0));
    }

    #[test]
    fn ids_of_one_millisecond_sort_as_made_even_when_other_times_come_between() {
        let mut last = new_id(at(5));
        for other in 0..10_000 {
            let _between = new_id(at(other % 9));
            let next = new_id(at(5));
            assert!(next > last);
            last = next;
        }
        assert!(new_id(at(6)) > last);
    }

    #[test]
    fn threads_never_make_the_same_id() {
        let makers: Vec<_> = (0..8)
            .map(|_| thread::spawn(|| (0..5_000).map(|_| new_id(at(7))).collect::<Vec<_>>()))
            .collect();
        let ids: HashSet<_> = makers.into_iter().flat_map(|maker| maker.join().unwrap()).collect();
        assert_eq!(ids.len(), 40_000);
    }
}
