//! The code that a guest says at the door: whether a courier has it right.

/// After so many wrong codes no other is compared.
pub const MOST_TRIES: u32 = 5;

/// What a code that was given is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// It is the guest's.
    Right,
    /// It is not.
    Wrong {
        /// How often another one may be tried.
        tries_left: u32,
    },
    /// Nobody looks at it any more.
    Locked,
}

/// Compares a code that was given with the guest's, after `wrong_tries` that were wrong.
pub fn compare(guests: &str, given: &str, wrong_tries: u32) -> Proof {
    if wrong_tries >= MOST_TRIES {
        return Proof::Locked;
    }
    let digits = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    if digits(guests) == digits(given) {
        Proof::Right
    } else {
        Proof::Wrong {
            tries_left: MOST_TRIES - wrong_tries - 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_be_said_in_parts_and_guessed_only_so_often() {
        assert_eq!(compare("0417", " 04 17", 0), Proof::Right);
        assert_eq!(compare("0417", "0417", MOST_TRIES - 1), Proof::Right);
        assert_eq!(compare("0417", "417", 0), Proof::Wrong { tries_left: 4 });
        assert_eq!(compare("0417", "1111", MOST_TRIES - 1), Proof::Wrong { tries_left: 0 });
        assert_eq!(compare("0417", "0417", MOST_TRIES), Proof::Locked);
    }
}
