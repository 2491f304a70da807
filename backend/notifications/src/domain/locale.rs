//! The languages that are spoken here.

use serde::Deserialize;

/// A language that is spoken here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Locale {
    /// English.
    En,
    /// Hindi.
    Hi,
    /// Arabic.
    Ar,
}

impl Locale {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::En, Self::Hi, Self::Ar];

    /// Its BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Hi => "hi",
            Self::Ar => "ar",
        }
    }

    /// The one that a BCP 47 tag such as `hi-IN` asks for, by its language alone.
    pub fn of(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next()?;
        Self::ALL
            .into_iter()
            .find(|locale| locale.tag().eq_ignore_ascii_case(language))
    }

    /// Whether it is written from right to left.
    pub(crate) const fn is_right_to_left(self) -> bool {
        matches!(self, Self::Ar)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_decides() {
        assert_eq!(Locale::of("hi-IN"), Some(Locale::Hi));
        assert_eq!(Locale::of("AR_eg"), Some(Locale::Ar));
        assert_eq!(Locale::of("en"), Some(Locale::En));
        assert_eq!(Locale::of("eng"), None);
        assert_eq!(Locale::of(""), None);
    }
}
