//! What texts in a body may be made of: everything but control characters, of which only line ends and tabs say
//! something. The others would come to screens, mails, logs and receipt printers, which take some of them for commands,
//! and not every database keeps U+0000.

use serde_json::Value;

/// As many are named as help whoever wrote the client.
const NAMED: usize = 20;

/// JSON Pointers to the texts of a JSON body that hold what they must not.
pub(super) fn unwritable(body: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    // Most bodies are not read a second time.
    if may_hold(body)
        && let Ok(value) = serde_json::from_slice(body)
    {
        look(&value, &mut String::new(), &mut found);
    }
    found
}

fn is_wrong(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\t' | '\n' | '\r')
}

/// Whether there is an escape that could be of a control character, a DEL, or a letter from U+0080 to U+009F. JSON itself
/// refuses the others.
fn may_hold(body: &[u8]) -> bool {
    body.contains(&0x7f)
        || body.windows(2).any(|pair| match pair {
            [b'\\', next] => matches!(next, b'b' | b'f' | b'u'),
            [0xc2, next] => *next < 0xa0,
            _ => false,
        })
}

fn look(value: &Value, at: &mut String, found: &mut Vec<String>) {
    if found.len() == NAMED {
        return;
    }
    let depth = at.len();
    match value {
        Value::String(text) if text.chars().any(is_wrong) => found.push(at.clone()),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                at.push('/');
                at.push_str(&index.to_string());
                look(item, at, found);
                at.truncate(depth);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                at.push('/');
                at.push_str(&name.replace('~', "~0").replace('/', "~1"));
                look(field, at, found);
                at.truncate(depth);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(value: &Value) -> Vec<String> {
        unwritable(value.to_string().as_bytes())
    }

    #[test]
    fn every_control_character_is_found_however_it_is_written() {
        for code in (0..=0x1f_u32).chain(0x7f..=0x9f) {
            let letter = char::from_u32(code).unwrap();
            let wrong = !"\t\r\n".contains(letter);
            let escaped = format!("{{\"note\": \"a\\u{code:04x}b\"}}");
            let expected: &[&str] = if wrong { &["/note"] } else { &[] };
            assert_eq!(of(&json!({ "note": format!("a{letter}b") })), expected, "{code:x}");
            assert_eq!(unwritable(escaped.as_bytes()), expected, "{code:x} as an escape");
        }
    }

    #[test]
    fn what_people_write_is_theirs() {
        for text in [
            "Ring twice,\r\n\tthen wait",
            "שלום \u{202e}مرحبا",
            "👩\u{200d}👧🍕 \u{a0}\u{ad}é\u{301}",
            "\\u0000 \\b",
            "",
        ] {
            assert!(of(&json!({ "note": text })).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn places_are_named_and_not_without_end() {
        let body = json!({ "a": { "b/c~d": ["x", "\u{7}"] }, "e": "\u{0}", "f": 7 });
        assert_eq!(of(&body), ["/a/b~1c~0d/1", "/e"]);
        assert_eq!(of(&json!({ "a": vec!["\u{0}"; 2_000] })).len(), NAMED);
    }
}
