//! Where documents and announcements live.

use std::fmt::{self, Display};
use std::sync::Arc;

/// A group of documents that are stored together: everything one operation touches is in one partition.
///
/// Cloning is cheap.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Partition(Arc<str>);

impl Partition {
    /// The partition of one thing, such as `Partition::of("customer", customer_id)`.
    ///
    /// The id is an id of the platform, not text that a user wrote: it holds no braces.
    pub fn of(kind: &str, id: impl Display) -> Self {
        Self(format!("{{{kind}:{id}}}").into())
    }

    /// A channel of this partition.
    pub fn channel(&self, topic: &str) -> Channel {
        Channel {
            partition: self.clone(),
            topic: topic.into(),
        }
    }

    /// The name with its braces, `{customer:…}`: what is inside them alone decides the place in a cluster.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Display for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A named stream of announcements within one partition. Its full name, `{customer:…}:topic`, is what it displays as.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Channel {
    partition: Partition,
    topic: Box<str>,
}

impl Channel {
    /// The partition the channel belongs to.
    pub fn partition(&self) -> &Partition {
        &self.partition
    }
}

impl Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.partition, self.topic)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_carry_the_hash_tag() {
        let partition = Partition::of("customer", 7);
        assert_eq!(partition.to_string(), "{customer:7}");
        assert_eq!(partition.channel("orders").to_string(), "{customer:7}:orders");
    }
}
