//! The app's texts: one file per area and language.

use foodwala_ui::i18n::Catalogue;

macro_rules! texts {
    ($($area:literal),+ $(,)?) => {
        Catalogue {
            en: concat!($(include_str!(concat!("../i18n/en/", $area, ".ftl")), "\n"),+),
            hi: concat!($(include_str!(concat!("../i18n/hi/", $area, ".ftl")), "\n"),+),
            ar: concat!($(include_str!(concat!("../i18n/ar/", $area, ".ftl")), "\n"),+),
        }
    };
}

/// Every text of the app.
pub const TEXTS: Catalogue = texts![
    "shell", "board", "kitchen", "manage", "drawings", "printing", "counter", "figures", "reviews"
];

#[cfg(test)]
mod tests {
    use super::TEXTS;
    use foodwala_ui::i18n::Language;
    use std::collections::BTreeSet;

    fn keys(language: Language) -> BTreeSet<&'static str> {
        let starts = |line: &str| line.starts_with(|first: char| first.is_ascii_lowercase());
        let lines = TEXTS.of(language).lines().filter(|line| starts(line));
        lines
            .filter_map(|line| line.split_once(" =").map(|(key, _)| key))
            .collect()
    }

    #[test]
    fn every_text_can_be_said_in_every_language() {
        assert_eq!(TEXTS.faults(), Vec::<String>::new());
    }

    #[test]
    fn every_text_is_there_in_every_language() {
        let english = keys(Language::En);
        assert!(english.len() > 80);
        for language in Language::ALL {
            assert_eq!(keys(*language), english, "{}", language.tag());
        }
    }
}
