//! Letters in the code page Windows-1252, which receipt printers know as number 16.

/// The number under which ESC/POS printers know the code page.
pub const NUMBER: u8 = 16;

/// What 0x80 to 0x9F are; the rest of the page is Latin-1.
const HIGH: &[(char, u8)] = &[
    ('€', 0x80),
    ('‚', 0x82),
    ('„', 0x84),
    ('…', 0x85),
    ('Š', 0x8a),
    ('Œ', 0x8c),
    ('Ž', 0x8e),
    ('‘', 0x91),
    ('’', 0x92),
    ('“', 0x93),
    ('”', 0x94),
    ('•', 0x95),
    ('–', 0x96),
    ('—', 0x97),
    ('š', 0x9a),
    ('œ', 0x9c),
    ('ž', 0x9e),
    ('Ÿ', 0x9f),
];

/// Letters that the page lacks, and what stands for them.
const NEAR: &[(char, &str)] = &[
    ('×', "x"),
    ('ş', "s"),
    ('Ş', "S"),
    ('ğ', "g"),
    ('Ğ', "G"),
    ('ı', "i"),
    ('İ', "I"),
    ('ő', "o"),
    ('ű', "u"),
    ('ł', "l"),
    ('Ł', "L"),
    ('ą', "a"),
    ('ę', "e"),
    ('ć', "c"),
    ('č', "c"),
    ('ń', "n"),
    ('ś', "s"),
    ('ź', "z"),
    ('ż', "z"),
    ('ř', "r"),
    ('ě', "e"),
    ('ā', "a"),
    ('ī', "i"),
    ('ū', "u"),
    ('₹', "Rs "),
    ('\u{a0}', " "),
    ('\u{202f}', " "),
];

/// Whether a text has letters that the page does not have, nor anything near them.
pub fn lacks(text: &str) -> bool {
    text.chars()
        .any(|letter| !letter.is_control() && write(letter).is_none())
}

/// A text in the code page. What has no letter there becomes a question mark; marks of direction go.
pub fn encode(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for letter in text.chars() {
        bytes.extend(write(letter).unwrap_or(Written::Byte(b'?')));
    }
    bytes
}

/// How a letter is written.
enum Written {
    Byte(u8),
    Bytes(&'static [u8]),
}

impl IntoIterator for Written {
    type Item = u8;
    type IntoIter = std::iter::Chain<std::option::IntoIter<u8>, std::iter::Copied<std::slice::Iter<'static, u8>>>;

    fn into_iter(self) -> Self::IntoIter {
        let (one, more): (Option<u8>, &'static [u8]) = match self {
            Self::Byte(byte) => (Some(byte), &[]),
            Self::Bytes(bytes) => (None, bytes),
        };
        one.into_iter().chain(more.iter().copied())
    }
}

fn write(letter: char) -> Option<Written> {
    if let Some((_, near)) = NEAR.iter().find(|(known, _)| *known == letter) {
        return Some(Written::Bytes(near.as_bytes()));
    }
    if let Some((_, byte)) = HIGH.iter().find(|(known, _)| *known == letter) {
        return Some(Written::Byte(*byte));
    }
    if matches!(letter, '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}') {
        // Nothing is seen of it.
        return Some(Written::Bytes(&[]));
    }
    let byte = u8::try_from(u32::from(letter)).ok()?;
    ((0x20..0x7f).contains(&byte) || byte >= 0xa0).then_some(Written::Byte(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_become_what_the_printer_knows() {
        assert_eq!(encode("Käse €5"), b"K\xe4se \x805");
        assert_eq!(encode("2\u{d7} D\u{f6}ner Ba\u{15f}kent"), b"2x D\xf6ner Baskent");
        assert_eq!(encode("\u{200f}₹5\u{a0}"), b"Rs 5 ");
        assert_eq!(encode("दाल"), b"???");
        assert!(lacks("2x दाल") && lacks("شكرًا") && !lacks("2× Döner \u{200f}₹5\n"));
        assert_eq!(encode("a\nb\u{1b}"), b"a?b?", "no command comes in with a note");
    }
}
