//! Text cut into words that compare equal when people mean the same.

use unicode_normalization::UnicodeNormalization;

/// The words of a text, lower-case, without diacritics; an apostrophe is no gap (`Mario's` is `marios`).
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for letter in text.nfd().flat_map(char::to_lowercase) {
        match letter {
            // Combining marks that NFD has taken off Latin, Greek and Cyrillic letters.
            '\u{300}'..='\u{36f}' | '\'' | '\u{2019}' => {}
            'ß' => word.push_str("ss"),
            'æ' => word.push_str("ae"),
            'œ' => word.push_str("oe"),
            'ø' => word.push('o'),
            'đ' | 'ð' => word.push('d'),
            'ł' => word.push('l'),
            'ı' => word.push('i'),
            'þ' => word.push_str("th"),
            letter if letter.is_alphanumeric() || is_mark(letter) => word.push(letter),
            _ => finish(&mut word, &mut words),
        }
    }
    finish(&mut word, &mut words);
    words
}

/// Signs within words of Indic scripts which Unicode does not count as alphabetic (viramas and nuktas).
fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        '\u{93c}'
            | '\u{94d}'
            | '\u{9bc}'
            | '\u{9cd}'
            | '\u{a3c}'
            | '\u{a4d}'
            | '\u{acd}'
            | '\u{b4d}'
            | '\u{bcd}'
            | '\u{c4d}'
            | '\u{cbc}'
            | '\u{ccd}'
            | '\u{d4d}'
    )
}

fn finish(word: &mut String, words: &mut Vec<String>) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded() {
        assert_eq!(words("Crème-Brûlée & Tiramisù"), ["creme", "brulee", "tiramisu"]);
        assert_eq!(words("Mario’s Käsespätzle, groß"), ["marios", "kasespatzle", "gross"]);
        assert_eq!(words("Smørrebrød ŁÓDŹ"), ["smorrebrod", "lodz"]);
        assert_eq!(words("बटर चिकन क्लासिक").len(), 3);
        assert_eq!(words("  ?! "), [""; 0]);
    }
}
