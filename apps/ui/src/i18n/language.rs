//! The languages we speak and which of them suits a reader.

/// A language of the apps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    En,
    /// Hindi.
    Hi,
    /// Arabic.
    Ar,
}

/// Which way a language is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// As HTML's `dir` says it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl Language {
    /// Every language.
    pub const ALL: &'static [Self] = &[Self::En, Self::Hi, Self::Ar];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Hi => "hi",
            Self::Ar => "ar",
        }
    }

    /// Its name in itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Hi => "हिन्दी",
            Self::Ar => "العربية",
        }
    }

    /// Which way it is read.
    pub const fn direction(self) -> Direction {
        match self {
            Self::En | Self::Hi => Direction::Ltr,
            Self::Ar => Direction::Rtl,
        }
    }

    /// The language of a tag, whatever region or script follows: `ar-EG` is Arabic.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .iter()
            .copied()
            .find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }

    /// The first language that we speak of those that a reader wants, else English.
    pub fn negotiate<'a>(wanted: impl IntoIterator<Item = &'a str>) -> Self {
        wanted.into_iter().find_map(Self::from_tag).unwrap_or(Self::En)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_we_speak_is_taken() {
        assert_eq!(Language::negotiate(["de-DE", "ar-EG", "en"]), Language::Ar);
        assert_eq!(Language::negotiate(["HI_in"]), Language::Hi);
        assert_eq!(Language::negotiate(["arn", "tlh"]), Language::En);
        assert_eq!(Language::negotiate([]), Language::En);
    }

    #[test]
    fn only_arabic_is_read_from_the_right() {
        for language in Language::ALL {
            assert_eq!(language.direction() == Direction::Rtl, *language == Language::Ar);
            assert_eq!(Language::from_tag(language.tag()), Some(*language));
        }
    }
}
