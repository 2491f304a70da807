//! The printers that this device uses.

use crate::ticket::Roll;
use foodwala_sdk::Timestamp;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// The most that a ticket is printed at once.
pub const MOST_COPIES: u8 = 5;
/// How far the clocks of this device and of the platform may be apart.
const APART: SignedDuration = SignedDuration::from_mins(15);

/// A printer on the network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printer {
    /// `host` or `host:port`; no two have the same.
    pub address: String,
    /// Its paper.
    pub roll: Roll,
    /// How often each ticket is printed.
    pub copies: u8,
    /// Since when it prints by itself what is taken, if it does.
    pub automatic: Option<Timestamp>,
}

/// Why an address is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressProblem {
    /// Nothing was typed.
    Empty,
    /// It is no address.
    Wrong,
    /// There is such a printer already.
    Known,
}

impl Printer {
    /// A new one: wide paper, one copy, nothing by itself.
    #[must_use]
    pub const fn new(address: String) -> Self {
        Self {
            address,
            roll: Roll::Wide,
            copies: 1,
            automatic: None,
        }
    }

    /// Whether it prints by itself an order that was taken then.
    #[must_use]
    pub fn prints(&self, taken: Timestamp) -> bool {
        let since = self.automatic.map(|since| since.checked_sub(APART).unwrap_or(since));
        since.is_some_and(|since| taken >= since)
    }
}

/// The address of a printer as typed, if it can be one that is not known yet.
///
/// # Errors
/// [`AddressProblem`].
pub fn address(typed: &str, known: &[Printer]) -> Result<String, AddressProblem> {
    let address = typed.trim().to_ascii_lowercase();
    if address.is_empty() {
        return Err(AddressProblem::Empty);
    }
    let (host, port) = match address.rsplit_once(':') {
        // More than one colon is an address of the newer kind, with its port only behind brackets.
        Some((host, port)) if !host.contains(':') || host.ends_with(']') => (host, port.parse::<u16>().ok()),
        _ => (address.as_str(), Some(crate::printer::PORT)),
    };
    let is_host = |letter: char| letter.is_ascii_alphanumeric() || "-._:[]%".contains(letter);
    if host.is_empty() || !host.chars().all(is_host) || port.is_none_or(|port| port == 0) {
        return Err(AddressProblem::Wrong);
    }
    if known.iter().any(|printer| printer.address == address) {
        return Err(AddressProblem::Known);
    }
    Ok(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_printers() {
        let known = [Printer::new("192.168.1.50".to_owned())];
        let read = |typed| address(typed, &known);
        assert_eq!(read(" Printer.local ").as_deref(), Ok("printer.local"));
        assert_eq!(read("10.0.0.7:9101").as_deref(), Ok("10.0.0.7:9101"));
        assert_eq!(read("fe80::1%eth0").as_deref(), Ok("fe80::1%eth0"));
        assert_eq!(read("[::1]:9100").as_deref(), Ok("[::1]:9100"));
        assert_eq!(read(" "), Err(AddressProblem::Empty));
        assert_eq!(read("192.168.1.50"), Err(AddressProblem::Known));
        for wrong in ["http://printer", "two words", "printer:port", "printer:0", ":9100"] {
            assert_eq!(read(wrong), Err(AddressProblem::Wrong), "{wrong}");
        }
    }

    #[test]
    fn it_prints_by_itself_only_what_was_taken_since_it_was_told_to() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let mut printer = Printer::new("p".to_owned());
        assert!(!printer.prints(at("2026-05-04T12:00:00Z")));
        printer.automatic = Some(at("2026-05-04T12:00:00Z"));
        assert!(printer.prints(at("2026-05-04T12:00:01Z")));
        assert!(printer.prints(at("2026-05-04T11:50:00Z")), "the clocks are apart");
        assert!(!printer.prints(at("2026-05-04T09:00:00Z")));
    }
}
