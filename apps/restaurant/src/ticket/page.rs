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

/// A text in the code page. What has no letter there becomes a question mark; marks of direction go.
pub fn encode(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for letter in text.chars() {
        if let Some((_, near)) = NEAR.iter().find(|(known, _)| *known == letter) {
            bytes.extend(near.bytes());
        } else if let Some((_, byte)) = HIGH.iter().find(|(known, _)| *known == letter) {
            bytes.push(*byte);
        } else if matches!(letter, '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}') {
            // Nothing is seen of it.
        } else {
            match u8::try_from(u32::from(letter)) {
                Ok(byte) if (0x20..0x7f).contains(&byte) || byte >= 0xa0 => bytes.push(byte),
                _ => bytes.push(b'?'),
            }
        }
    }
    bytes
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
        assert_eq!(encode("a\nb\u{1b}"), b"a?b?", "no command comes in with a note");
    }
}
