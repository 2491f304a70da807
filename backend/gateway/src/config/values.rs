//! Durations, sizes and address blocks as they are written in the file.

use std::{
    net::{IpAddr, Ipv6Addr},
    time::Duration,
};

/// `500ms`, `10s`, `5m`, `1h`; not zero.
pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || format!("`{text}` is no duration such as \"500ms\", \"10s\", \"5m\" or \"1h\"");
    let (number, unit) = split(text).ok_or_else(wrong)?;
    let millis = match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        _ => return Err(wrong()),
    };
    number
        .checked_mul(millis)
        .filter(|millis| *millis > 0)
        .map(Duration::from_millis)
        .ok_or_else(wrong)
}

/// `512B`, `64KiB`, `1MiB`; in bytes, not zero.
pub(super) fn size(text: &str) -> Result<u64, String> {
    let wrong = || format!("`{text}` is no size such as \"64KiB\" or \"1MiB\"");
    let (number, unit) = split(text).ok_or_else(wrong)?;
    let unit = match unit {
        "B" => 1,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        _ => return Err(wrong()),
    };
    number.checked_mul(unit).filter(|bytes| *bytes > 0).ok_or_else(wrong)
}

fn split(text: &str) -> Option<(u64, &str)> {
    let unit = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(unit);
    Some((number.parse().ok()?, unit))
}

/// A block of addresses: `10.0.0.0/8`, `::1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    network: u128,
    mask: u128,
}

impl Block {
    /// Reads an address or a CIDR block.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no address or block such as \"10.0.0.0/8\"");
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix.parse::<u32>().map_err(|_| wrong())?)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let width = if address.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.unwrap_or(width);
        if prefix > width {
            return Err(wrong());
        }
        let mask = u128::MAX.checked_shl(width - prefix).unwrap_or(0);
        Ok(Self {
            network: as_ipv6(address) & mask,
            mask,
        })
    }

    /// Whether `address` is in the block.
    pub fn contains(&self, address: IpAddr) -> bool {
        as_ipv6(address) & self.mask == self.network
    }
}

/// IPv4 addresses as the IPv6 addresses they map to, so that both are compared alike.
fn as_ipv6(address: IpAddr) -> u128 {
    let address: Ipv6Addr = match address {
        IpAddr::V4(v4) => v4.to_ipv6_mapped(),
        IpAddr::V6(v6) => v6,
    };
    address.to_bits()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_and_sizes() {
        assert_eq!(duration("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(duration("2h"), Ok(Duration::from_secs(7200)));
        for wrong in ["", "5", "s", "0s", "5 s", "-1s", "5d", "99999999999999999999s"] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
        assert_eq!(size("64KiB"), Ok(65_536));
        assert!(size("64KB").is_err());
    }

    #[test]
    fn blocks() {
        let ten = Block::parse("10.0.0.0/8").unwrap();
        assert!(ten.contains("10.9.8.7".parse().unwrap()));
        assert!(ten.contains("::ffff:10.9.8.7".parse().unwrap()));
        assert!(!ten.contains("11.0.0.1".parse().unwrap()));
        assert!(Block::parse("::1").unwrap().contains("::1".parse().unwrap()));
        let all = Block::parse("::/0").unwrap();
        assert!(all.contains("2001:db8::1".parse().unwrap()));
        let every_v4 = Block::parse("0.0.0.0/0").unwrap();
        assert!(every_v4.contains("1.2.3.4".parse().unwrap()) && !every_v4.contains("2001:db8::1".parse().unwrap()));
        for wrong in ["10.0.0.0/33", "10.0.0", "::/129", "ten/8"] {
            assert!(Block::parse(wrong).is_err(), "{wrong}");
        }
    }
}
