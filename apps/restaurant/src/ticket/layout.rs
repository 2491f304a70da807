//! What stands on which line of a ticket.

use crate::wording;
use foodwala_sdk::{
    Money,
    contract::orders::{Fulfilment, Order},
};
use foodwala_ui::{format::formats, sdk::money, t};
use serde::{Deserialize, Serialize};

/// The roll that tickets are printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Roll {
    /// 58 mm.
    #[serde(rename = "58")]
    Narrow,
    /// 80 mm.
    #[default]
    #[serde(rename = "80")]
    Wide,
}

impl Roll {
    /// As it is kept on the device and as styles name it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Narrow => "58",
            Self::Wide => "80",
        }
    }

    /// The roll of a name; the wide one unless it is the narrow one's.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        if name == "58" { Self::Narrow } else { Self::Wide }
    }

    /// Letters on a line.
    #[must_use]
    pub const fn columns(self) -> usize {
        match self {
            Self::Narrow => 32,
            Self::Wide => 48,
        }
    }
}

/// A line of a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// In the middle, twice as large.
    Headline(String),
    /// In the middle, bold.
    Centre(String),
    /// From the beginning.
    Plain(String),
    /// From the beginning, bold.
    Bold(String),
    /// A text and an amount at the end, bold.
    Sum(String, String),
    /// From edge to edge.
    Rule,
}

/// What the ticket says besides the order, in the words of its reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts {
    /// Delivery or pickup.
    pub kind: String,
    /// When it was ordered.
    pub ordered: String,
    /// When it is due.
    pub due: String,
    /// Before the total.
    pub total: String,
    /// How it is paid.
    pub payment: String,
}

impl Texts {
    /// The words for an order, in the language of the app.
    #[must_use]
    pub fn of(order: &Order, zone: &str) -> Self {
        Self {
            kind: wording::fulfilment(order.fulfilment.kind()),
            ordered: t!("paper-ordered", time = formats().time(order.ordered_at, zone)),
            due: t!("paper-due", time = formats().time(order.promised_at, zone)),
            total: t!("paper-total"),
            payment: wording::payment(order),
        }
    }
}

/// The ticket, wrapped to the roll.
#[must_use]
pub fn lines(order: &Order, texts: &Texts, roll: Roll) -> Vec<Line> {
    let columns = roll.columns();
    let amount = |minor| money(Money::new(minor, order.price.currency()));
    let mut lines = vec![
        Line::Centre(order.restaurant_name.clone()),
        Line::Headline(order.number.clone()),
        Line::Centre(texts.kind.clone()),
        Line::Plain(texts.ordered.clone()),
        Line::Bold(texts.due.clone()),
        Line::Rule,
    ];
    for line in &order.price.lines {
        let price = amount(line.total_minor);
        let room = columns.saturating_sub(price.chars().count() + 1);
        let mut pieces = wrap(&format!("{}x {}", line.quantity, line.name), room, 3).into_iter();
        lines.push(Line::Sum(pieces.next().unwrap_or_default(), price));
        lines.extend(pieces.map(Line::Bold));
        for option in &line.options {
            lines.extend(
                wrap(&format!("   {}", option.name), columns, 3)
                    .into_iter()
                    .map(Line::Plain),
            );
        }
        if let Some(note) = &line.note {
            lines.extend(wrap(&format!("   ! {note}"), columns, 5).into_iter().map(Line::Bold));
        }
    }
    if let Some(note) = &order.note {
        lines.push(Line::Rule);
        lines.extend(wrap(&format!("! {note}"), columns, 2).into_iter().map(Line::Bold));
    }
    lines.push(Line::Rule);
    lines.push(Line::Sum(texts.total.clone(), money(order.price.total)));
    lines.extend(wrap(&texts.payment, columns, 0).into_iter().map(Line::Plain));
    lines.push(Line::Rule);
    lines.push(Line::Bold(order.contact.name.clone()));
    lines.push(Line::Plain(order.contact.phone.clone()));
    if let Fulfilment::Delivery { address } = &order.fulfilment {
        lines.extend(
            wrap(&wording::address(address), columns, 0)
                .into_iter()
                .map(Line::Plain),
        );
        if let Some(instructions) = &address.instructions {
            lines.extend(
                wrap(&format!("! {instructions}"), columns, 2)
                    .into_iter()
                    .map(Line::Bold),
            );
        }
    }
    lines
}

/// Cuts a text between words into lines; those after the first are indented. A word that fits nowhere is cut.
fn wrap(text: &str, columns: usize, indent: usize) -> Vec<String> {
    let columns = columns.max(indent + 4);
    let lead: String = text.chars().take_while(|letter| *letter == ' ').collect();
    let mut lines = Vec::new();
    let mut line = lead;
    let mut is_empty = true;
    let next = |lines: &mut Vec<String>, line: &mut String| {
        lines.push(std::mem::replace(line, " ".repeat(indent)));
    };
    for word in text.split_whitespace() {
        let mut letters: Vec<char> = word.chars().collect();
        let space = usize::from(!is_empty);
        if !is_empty && line.chars().count() + space + letters.len() > columns {
            next(&mut lines, &mut line);
        } else if !is_empty {
            line.push(' ');
        }
        while line.chars().count() + letters.len() > columns {
            let room = columns - line.chars().count();
            let rest = letters.split_off(room);
            line.extend(letters);
            next(&mut lines, &mut line);
            letters = rest;
        }
        line.extend(letters);
        is_empty = false;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::card;
    use foodwala_sdk::contract::orders::OrderStatus;

    #[test]
    fn nothing_is_wider_than_the_roll() {
        let mut order = card(1, OrderStatus::Accepted).order;
        order.price.lines[0].name = "Hyderabadi Dum Biryani with Saffron and Caramelised Onions".to_owned();
        order.note = Some("Donaudampfschifffahrtsgesellschaftskapitänsmützen please".to_owned());
        let texts = Texts::of(&order, "Europe/Berlin");
        for roll in [Roll::Narrow, Roll::Wide] {
            for line in lines(&order, &texts, roll) {
                let width = match &line {
                    Line::Headline(text) => text.chars().count() * 2,
                    Line::Centre(text) | Line::Plain(text) | Line::Bold(text) => text.chars().count(),
                    Line::Sum(text, amount) => text.chars().count() + 1 + amount.chars().count(),
                    Line::Rule => 0,
                };
                assert!(width <= roll.columns(), "{line:?}");
            }
        }
    }

    #[test]
    fn words_stay_whole_where_they_can() {
        assert_eq!(wrap("one two three", 8, 2), ["one two", "  three"]);
        assert_eq!(wrap("   abcdefgh", 8, 3), ["   abcde", "   fgh"]);
        assert_eq!(wrap("", 8, 0), [""]);
    }
}
