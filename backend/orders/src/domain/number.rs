//! The short code of an order, to be called out at the counter.

use foodwala_contract::OrderId;

/// Digits and letters that are not mistaken for one another, neither read nor heard over a counter's noise.
const ALPHABET: &[u8; 28] = b"23456789ABCDEFGHJKMNPQRTVWXY";

/// Five characters from the random part of the id. Two orders may share one; at one counter on one day hardly ever.
pub fn of(id: OrderId) -> String {
    let bytes = id.uuid().into_bytes();
    let mut rest = u32::from_be_bytes([bytes[12], bytes[13], bytes[14], bytes[15]]);
    let base = u32::try_from(ALPHABET.len()).unwrap_or(u32::MAX);
    (0..5)
        .map(|_| {
            let digit = usize::try_from(rest % base).unwrap_or_default();
            rest /= base;
            char::from(ALPHABET[digit])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn a_number_has_five_unambiguous_characters_and_differs_from_order_to_order() {
        let now = jiff::Timestamp::UNIX_EPOCH;
        let numbers: HashSet<_> = (0..1_000).map(|_| of(OrderId(foodwala_clock::new_id(now)))).collect();
        assert!(numbers.len() > 990, "{}", numbers.len());
        for number in numbers {
            assert_eq!(number.len(), 5);
            assert!(!number.contains(['0', 'O', '1', 'I', 'L', 'U', 'S', 'Z']), "{number}");
        }
    }

    #[test]
    fn the_same_order_always_has_the_same_number() {
        let id: OrderId = "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
        assert_eq!(of(id), of(id));
    }
}
