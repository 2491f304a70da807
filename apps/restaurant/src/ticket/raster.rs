//! Lines as pictures, for letters that the printer's code page lacks.

use super::{
    layout::{Line, Roll},
    page,
};
use std::collections::BTreeMap;

/// Dots that a letter of the printer is wide; a line of text and its picture take the same room.
pub const DOTS_PER_COLUMN: usize = 12;

/// A line as dots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Bytes in a row: eight dots each, the leftmost in the highest bit.
    width: u16,
    rows: Vec<u8>,
}

/// Pictures of lines, by the line's place on the ticket.
pub type Pictures = BTreeMap<usize, Picture>;

impl Picture {
    /// A picture of so many bytes in a row. None if that does not go up, or the printer could not take it.
    #[must_use]
    pub fn new(width: u16, rows: Vec<u8>) -> Option<Self> {
        let wide = usize::from(width);
        let is_whole = wide > 0 && !rows.is_empty() && rows.len().is_multiple_of(wide);
        (is_whole && u16::try_from(rows.len() / wide).is_ok()).then_some(Self { width, rows })
    }

    /// As the printer takes it: `GS v 0`.
    #[must_use]
    pub fn command(&self) -> Vec<u8> {
        let height = u16::try_from(self.rows.len() / usize::from(self.width)).unwrap_or_default();
        let mut out = b"\x1dv0\x00".to_vec();
        out.extend(self.width.to_le_bytes());
        out.extend(height.to_le_bytes());
        out.extend(&self.rows);
        out
    }
}

/// A line that is to become a picture.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Drawing {
    /// Where on the ticket.
    pub line: usize,
    /// What it says.
    pub text: String,
    /// At its end.
    pub amount: String,
    /// Heavier.
    pub bold: bool,
    /// Twice as large.
    pub large: bool,
    /// In the middle.
    pub centre: bool,
}

/// The lines of a ticket that the printer cannot write.
#[must_use]
pub fn drawings(lines: &[Line]) -> Vec<Drawing> {
    let drawing = |(line, content): (usize, &Line)| {
        let (text, amount, bold, large, centre) = match content {
            Line::Headline(text) => (text, "", true, true, true),
            Line::Centre(text) => (text, "", true, false, true),
            Line::Plain(text) => (text, "", false, false, false),
            Line::Bold(text) => (text, "", true, false, false),
            Line::Sum(text, amount) => (text, amount.as_str(), true, false, false),
            Line::Rule => return None,
        };
        (page::lacks(text) || page::lacks(amount)).then(|| Drawing {
            line,
            text: text.replace(char::is_control, " "),
            amount: amount.replace(char::is_control, " "),
            bold,
            large,
            centre,
        })
    };
    lines.iter().enumerate().filter_map(drawing).collect()
}

/// Dots from edge to edge.
#[must_use]
pub const fn dots(roll: Roll) -> usize {
    roll.columns() * DOTS_PER_COLUMN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_sent_with_its_size() {
        let picture = Picture::new(2, vec![0xff, 0x00, 0x81, 0x18, 0x00, 0xff]).unwrap();
        assert_eq!(picture.command(), b"\x1dv0\x00\x02\x00\x03\x00\xff\x00\x81\x18\x00\xff");
        assert_eq!(Picture::new(2, vec![0; 3]), None);
        assert_eq!(Picture::new(0, vec![0; 2]), None);
        assert_eq!(Picture::new(1, Vec::new()), None);
    }

    #[test]
    fn only_lines_that_the_printer_cannot_write_are_drawn() {
        let lines = [
            Line::Headline("K7Q1M".to_owned()),
            Line::Rule,
            Line::Sum("2x दाल".to_owned(), "₹14".to_owned()),
            Line::Plain("Käse".to_owned()),
            Line::Bold("! شكرًا\u{1b}".to_owned()),
        ];
        let drawn = drawings(&lines);
        assert_eq!(drawn.iter().map(|drawing| drawing.line).collect::<Vec<_>>(), [2, 4]);
        assert_eq!((drawn[0].amount.as_str(), drawn[0].bold), ("₹14", true));
        assert!(!drawn[1].text.contains('\u{1b}'));
    }

    #[test]
    fn a_roll_takes_as_many_dots_as_its_printers_have() {
        assert_eq!((dots(Roll::Narrow), dots(Roll::Wide)), (384, 576));
    }
}
