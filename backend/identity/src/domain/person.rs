//! What a person states of themselves: name, language, password.

/// Whether it has the shape of a password: 8 to 128 characters. Length is what makes guessing expensive; rules on kinds
/// of characters only make passwords predictable.
pub fn is_password(text: &str) -> bool {
    (8..=128).contains(&text.chars().count())
}

/// Whether it can be a name: 1 to 80 characters without the space around, and none of them invisible.
pub fn is_name(text: &str) -> bool {
    let name = text.trim();
    (1..=80).contains(&name.chars().count()) && !name.chars().any(char::is_control)
}

/// Whether it has the shape of a BCP 47 language tag such as `en`, `pt-BR` or `zh-Hant-TW`.
pub fn is_locale(text: &str) -> bool {
    let mut subtags = text.split('-');
    let language = subtags.next().unwrap_or_default();
    text.len() <= 35
        && (2..=8).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && subtags.all(|tag| (1..=8).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_measured_in_characters() {
        assert!(!is_password("1234567") && is_password("12345678"));
        assert!(is_password("🍕🍕🍕🍕🍕🍕🍕🍕") && !is_password(&"a".repeat(129)));
    }

    #[test]
    fn a_name_shows() {
        assert!(is_name(" Ada ") && !is_name("   ") && !is_name("A\u{7}da") && !is_name(&"a".repeat(81)));
    }

    #[test]
    fn a_locale_has_the_shape_of_a_tag() {
        for good in ["en", "pt-BR", "zh-Hant-TW", "de-CH-1996"] {
            assert!(is_locale(good), "{good}");
        }
        for bad in [
            "",
            "e",
            "en_GB",
            "en-",
            "-en",
            "1en",
            "en-abcdefghi",
            "english-language-of-the-very-long-kind",
        ] {
            assert!(!is_locale(bad), "{bad}");
        }
    }
}
