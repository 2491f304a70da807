//! What is said of an order that moved.

use super::{Letter, TextError, Texts, Words, body, texts::args};
use crate::domain::{Locale, OrderNews};
use fluent_bundle::FluentArgs;
use foodwala_contract::orders::{FulfilmentKind, Order};
use jiff::Timestamp;

/// The entry in the customer's feed.
pub(crate) fn order_words(
    texts: &Texts,
    locale: Locale,
    news: OrderNews,
    order: &Order,
    now: Timestamp,
) -> Result<Words, TextError> {
    let fulfilment = match order.fulfilment.kind() {
        FulfilmentKind::Delivery => "delivery",
        FulfilmentKind::Pickup => "pickup",
    };
    let args = args([
        ("number", order.number.as_str().into()),
        ("restaurant", order.restaurant_name.as_str().into()),
        ("fulfilment", fulfilment.into()),
        ("minutes", minutes_until(order.promised_at, now).into()),
    ]);
    let (title, text) = news.words();
    let mut words = Words {
        title: texts.say(locale, title, &args)?,
        text: texts.say(locale, text, &args)?,
    };
    if let Some(reason) = reason(news, order) {
        words.text.push(' ');
        words.text.push_str(&texts.say(locale, "reason-given", &reason)?);
    }
    Ok(words)
}

/// The same as a mail.
pub(crate) fn order_notice(texts: &Texts, locale: Locale, name: &str, words: &Words) -> Result<Letter, TextError> {
    let paragraphs = [
        texts.say(locale, "mail-greeting", &args([("name", name.into())]))?,
        words.text.clone(),
        texts.say(locale, "mail-closing", &FluentArgs::new())?,
    ];
    Ok(Letter {
        subject: words.title.clone(),
        body: body(&paragraphs),
    })
}

/// Why it was turned down, if that was said.
fn reason(news: OrderNews, order: &Order) -> Option<FluentArgs<'_>> {
    if !matches!(news, OrderNews::Rejected | OrderNews::Cancelled) {
        return None;
    }
    let reason = order.history.last()?.reason.as_deref()?.trim();
    (!reason.is_empty()).then(|| args([("reason", reason.into())]))
}

/// Whole minutes, rounded up; 0 when the time has come.
fn minutes_until(then: Timestamp, now: Timestamp) -> i64 {
    let seconds = then.duration_since(now).as_secs();
    if seconds <= 0 { 0 } else { (seconds + 59) / 60 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::messages::samples::order;
    use foodwala_contract::orders::{Actor, OrderStatus, OrderStep};
    use std::time::Duration;

    #[test]
    fn every_piece_of_news_has_words_in_every_language() {
        let texts = Texts::load().unwrap();
        let order = order();
        for locale in Locale::ALL {
            for news in OrderNews::ALL {
                let words = order_words(&texts, locale, *news, &order, order.ordered_at).unwrap();
                assert!(!words.title.is_empty() && words.text.len() > 10, "{news:?} {words:?}");
            }
        }
    }

    #[test]
    fn the_wait_is_said_in_minutes() {
        let texts = Texts::load().unwrap();
        let order = order();
        let said = |before: u64| {
            let now = order.promised_at - Duration::from_secs(before);
            order_words(&texts, Locale::En, OrderNews::Accepted, &order, now)
                .unwrap()
                .text
        };
        assert_eq!(said(0), "Order K7Q2M is expected any moment.");
        assert_eq!(said(60), "Order K7Q2M is expected in about one minute.");
        assert_eq!(said(61), "Order K7Q2M is expected in about 2 minutes.");
        let late = order.promised_at + Duration::from_secs(999);
        assert!(
            order_words(&texts, Locale::En, OrderNews::Accepted, &order, late)
                .unwrap()
                .text
                .ends_with("moment.")
        );
    }

    #[test]
    fn the_reason_is_passed_on() {
        let texts = Texts::load().unwrap();
        let mut order = order();
        order.history.push(OrderStep {
            status: OrderStatus::Rejected,
            action: None,
            at: order.updated_at,
            by: Actor::Restaurant,
            reason: Some(" The oven broke. ".to_owned()),
        });
        let words = order_words(&texts, Locale::En, OrderNews::Rejected, &order, order.updated_at).unwrap();
        assert!(
            words.text.ends_with("The reason given: The oven broke."),
            "{}",
            words.text
        );
        let letter = order_notice(&texts, Locale::En, "Asha", &words).unwrap();
        assert!(
            letter.body.starts_with("Hello Asha,\n\nOrder K7Q2M was not accepted."),
            "{}",
            letter.body
        );
        assert_eq!(letter.subject, words.title);
    }
}
