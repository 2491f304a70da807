//! What things are called in Redis. All names of one partition carry its hash tag, so they share one slot of a cluster.

use crate::{Channel, Partition};

/// Sets this engine's names apart from those of others in the same database.
const ROOT: &str = "rm:";

/// A hash: version `v`, body `b`; without a body it is the memory of a removal.
pub(super) fn document(partition: &Partition, key: &str) -> String {
    format!("{ROOT}{partition}:d:{key}")
}

/// A sorted set of keys by score.
pub(super) fn index(partition: &Partition, name: &str) -> String {
    format!("{ROOT}{partition}:i:{name}")
}

/// A hash from key to the names of the indexes that hold it.
pub(super) fn places(partition: &Partition) -> String {
    format!("{ROOT}{partition}:p")
}

/// A sorted set of the keys whose documents end, by when.
pub(super) fn ends(partition: &Partition) -> String {
    format!("{ROOT}{partition}:e")
}

/// When a quota is whole again, in microseconds since 1970.
pub(super) fn quota(partition: &Partition) -> String {
    format!("{ROOT}{partition}:q")
}

/// A channel.
pub(super) fn channel(channel: &Channel) -> String {
    format!("{ROOT}{channel}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The slot of a name, as the cluster specification has it.
    fn slot(name: &str) -> u16 {
        let tagged = name.split_once('{').and_then(|(_, rest)| rest.split_once('}'));
        let hashed = match tagged {
            Some((tag, _)) if !tag.is_empty() => tag,
            _ => name,
        };
        let mut crc = 0_u16;
        for byte in hashed.bytes() {
            crc ^= u16::from(byte) << 8;
            for _ in 0..8 {
                crc = if crc & 0x8000 == 0 { crc << 1 } else { crc << 1 ^ 0x1021 };
            }
        }
        crc % 16_384
    }

    #[test]
    fn the_slot_is_computed_as_the_specification_says() {
        assert_eq!(slot("123456789"), 0x31c3);
        assert_eq!(slot("foo{bar}baz"), slot("bar"));
    }

    #[test]
    fn all_names_of_a_partition_are_in_one_slot() {
        let mut slots = std::collections::HashSet::new();
        for id in 0..200 {
            let partition = Partition::of("customer", id);
            let expected = slot(&format!("customer:{id}"));
            slots.insert(expected);
            for name in [
                document(&partition, "order:{1}"),
                document(&partition, "}{"),
                index(&partition, "{open}"),
                places(&partition),
                ends(&partition),
                quota(&partition),
                channel(&partition.channel("order:{9}")),
            ] {
                assert_eq!(slot(&name), expected, "{name}");
            }
        }
        assert!(slots.len() > 150, "partitions spread over the cluster");
    }
}
