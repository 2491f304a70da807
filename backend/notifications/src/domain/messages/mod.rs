//! The words for everything people are told, in their language.

mod order;
mod receipt;
#[cfg(test)]
pub(crate) mod samples;
mod texts;

pub(crate) use order::{order_notice, order_words};
pub(crate) use receipt::receipt;
pub(crate) use texts::{TextError, Texts};

use super::Locale;
use fluent_bundle::FluentArgs;
use texts::args;

/// An entry in the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words {
    /// One line.
    pub title: String,
    /// A sentence or two.
    pub text: String,
}

/// A mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Letter {
    /// One line.
    pub subject: String,
    /// Plain text, lines end with `\n`.
    pub body: String,
}

/// Greets somebody new.
pub(crate) fn welcome(texts: &Texts, locale: Locale, name: &str) -> Result<Words, TextError> {
    let args = args([("name", name.into())]);
    Ok(Words {
        title: texts.say(locale, "welcome-title", &args)?,
        text: texts.say(locale, "welcome-text", &args)?,
    })
}

/// Tells a courier where to go.
pub(crate) fn delivery_assigned(
    texts: &Texts,
    locale: Locale,
    number: &str,
    restaurant: &str,
) -> Result<Words, TextError> {
    let args = args([("number", number.into()), ("restaurant", restaurant.into())]);
    Ok(Words {
        title: texts.say(locale, "delivery-assigned-title", &args)?,
        text: texts.say(locale, "delivery-assigned-text", &args)?,
    })
}

/// Brings the link for a new password, which works for `minutes`.
pub(crate) fn password_reset(
    texts: &Texts,
    locale: Locale,
    name: Option<&str>,
    link: &str,
    minutes: i64,
) -> Result<Letter, TextError> {
    let none = FluentArgs::new();
    let mut paragraphs = Vec::new();
    if let Some(name) = name {
        paragraphs.push(texts.say(locale, "mail-greeting", &args([("name", name.into())]))?);
    }
    paragraphs.push(texts.say(locale, "reset-intro", &none)?);
    // Alone on its line and unmarked, so that every mail reader makes it a link.
    paragraphs.push(link.to_owned());
    paragraphs.push(texts.say(locale, "reset-validity", &args([("minutes", minutes.into())]))?);
    paragraphs.push(texts.say(locale, "reset-ignore", &none)?);
    paragraphs.push(texts.say(locale, "mail-closing", &none)?);
    Ok(Letter {
        subject: texts.say(locale, "reset-subject", &none)?,
        body: body(&paragraphs),
    })
}

/// Paragraphs as the text of a mail.
fn body(paragraphs: &[String]) -> String {
    let mut body = paragraphs.join("\n\n");
    body.push('\n');
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reset_mail_holds_its_link_untouched_in_every_language() {
        let texts = Texts::load().unwrap();
        for locale in Locale::ALL {
            let link = "https://food.example/reset-password?token=abc";
            let letter = password_reset(&texts, locale, Some("Asha"), link, 30).unwrap();
            assert!(letter.body.lines().any(|line| line == link), "{}", letter.body);
            assert!(
                letter.body.contains("30") && letter.body.contains("Asha"),
                "{}",
                letter.body
            );
        }
        let letter = password_reset(&texts, Locale::En, None, "x", 1).unwrap();
        assert!(letter.body.starts_with("somebody, most likely you") && letter.body.contains("for one minute"));
    }

    #[test]
    fn words_are_in_the_persons_language() {
        let texts = Texts::load().unwrap();
        assert_eq!(
            welcome(&texts, Locale::En, "Asha").unwrap().title,
            "Welcome to FoodWala, Asha"
        );
        assert_eq!(
            welcome(&texts, Locale::Hi, "आशा").unwrap().title,
            "FoodWala में आपका स्वागत है, आशा"
        );
        let words = delivery_assigned(&texts, Locale::Ar, "K7Q2M", "Dosa House").unwrap();
        // Foreign words are set apart, so that they do not turn the sentence around.
        assert!(words.text.contains("\u{2068}K7Q2M\u{2069}"), "{}", words.text);
    }
}
