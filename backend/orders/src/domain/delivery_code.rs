//! The code that a guest says to the courier at the door.

use uuid::Uuid;

/// Four digits from the random part of `entropy`, an id that is used for nothing else and told to nobody.
pub fn of(entropy: Uuid) -> String {
    let bytes = entropy.into_bytes();
    let random = u32::from_be_bytes([bytes[12], bytes[13], bytes[14], bytes[15]]);
    format!("{:04}", random % 10_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn a_code_has_four_digits_and_differs_from_order_to_order() {
        let now = jiff::Timestamp::UNIX_EPOCH;
        let codes: HashSet<_> = (0..1_000).map(|_| of(foodwala_clock::new_id(now))).collect();
        assert!(codes.len() > 900, "{}", codes.len());
        assert!(
            codes
                .iter()
                .all(|code| code.len() == 4 && code.chars().all(|c| c.is_ascii_digit()))
        );
        assert_eq!(of(Uuid::nil()), "0000");
    }
}
