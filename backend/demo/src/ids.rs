//! Ids that are the same for ever for a name and a seed.

use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// 1 January 2026, 00:00 UTC, in milliseconds: the creation time that all ids of the town carry.
const FOUNDED_MS: u64 = 1_767_225_600_000;

/// The ids of one town.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ids {
    seed: u64,
}

impl Ids {
    pub(crate) const fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// The UUIDv7 of what is reached by these names; its random part is a hash of them.
    pub(crate) fn of(self, path: &[&str]) -> Uuid {
        let mut bytes = [0; 10];
        for (to, from) in bytes.iter_mut().zip(digest(self.seed, path)) {
            *to = from;
        }
        Builder::from_unix_timestamp_millis(FOUNDED_MS, &bytes).into_uuid()
    }
}

/// SHA-256 of a seed and names; the length before each name keeps `["a", "b"]` and `["ab"]` apart.
pub(crate) fn digest(seed: u64, path: &[&str]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(seed.to_be_bytes());
    for name in path {
        hash.update(name.len().to_be_bytes());
        hash.update(name.as_bytes());
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_id_for_ever() {
        let ids = Ids::new(1);
        assert_eq!(ids.of(&["a", "b"]), ids.of(&["a", "b"]));
        assert_ne!(ids.of(&["a", "b"]), ids.of(&["ab"]));
        assert_ne!(ids.of(&["a"]), Ids::new(2).of(&["a"]));
        assert_eq!(ids.of(&["a"]).get_version_num(), 7);
    }
}
