//! Whom limits count.

use foodwala_platform::Claims;
use std::{
    fmt,
    net::{IpAddr, Ipv6Addr},
};
use uuid::Uuid;

/// Somebody who signed in, or everybody in a network who did not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Client {
    /// The account or API client of a token.
    Known(Uuid),
    /// An address, or the first of a network.
    Network(IpAddr),
}

impl Client {
    pub(crate) fn of(claims: Option<&Claims>, address: IpAddr) -> Self {
        match claims {
            Some(claims) => Self::Known(claims.sub),
            None => Self::Network(network_of(address)),
        }
    }
}

impl fmt::Display for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(subject) => subject.fmt(f),
            Self::Network(address) => address.fmt(f),
        }
    }
}

/// A household or machine has a whole /64 of IPv6.
fn network_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
    }
}
