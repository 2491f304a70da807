//! A ticket in ESC/POS, which receipt printers of most makers understand.

use super::{
    layout::{Line, Roll},
    page,
    raster::Pictures,
};

const RESET: &[u8] = b"\x1b@";
const BOLD: &[u8] = b"\x1bE\x01";
const PLAIN: &[u8] = b"\x1bE\x00";
const LEFT: &[u8] = b"\x1ba\x00";
const CENTRE: &[u8] = b"\x1ba\x01";
const DOUBLE: &[u8] = b"\x1d!\x11";
const SINGLE: &[u8] = b"\x1d!\x00";
/// Three lines on, past the knife.
const FEED: &[u8] = b"\x1bd\x03";
/// A cut that leaves a corner.
const CUT: &[u8] = b"\x1dV\x42\x00";

/// The ticket as a printer takes it, cut off at its end. Lines of which there is a picture are sent as that.
#[must_use]
pub fn bytes(lines: &[Line], roll: Roll, pictures: &Pictures) -> Vec<u8> {
    let mut out = RESET.to_vec();
    out.extend([0x1b, b't', page::NUMBER]);
    for (number, line) in lines.iter().enumerate() {
        if let Some(picture) = pictures.get(&number) {
            out.extend(picture.command());
            continue;
        }
        match line {
            Line::Headline(text) => styled(&mut out, text, &[CENTRE, BOLD, DOUBLE], &[SINGLE, PLAIN, LEFT]),
            Line::Centre(text) => styled(&mut out, text, &[CENTRE, BOLD], &[PLAIN, LEFT]),
            Line::Plain(text) => styled(&mut out, text, &[], &[]),
            Line::Bold(text) => styled(&mut out, text, &[BOLD], &[PLAIN]),
            Line::Sum(text, amount) => {
                let (text, amount) = (page::encode(text), page::encode(amount));
                let room = roll.columns().saturating_sub(text.len() + amount.len()).max(1);
                out.extend(BOLD);
                out.extend(text);
                out.extend(std::iter::repeat_n(b' ', room));
                out.extend(amount);
                out.push(b'\n');
                out.extend(PLAIN);
            }
            Line::Rule => {
                out.extend(std::iter::repeat_n(b'-', roll.columns()));
                out.push(b'\n');
            }
        }
    }
    out.extend(FEED);
    out.extend(CUT);
    out
}

fn styled(out: &mut Vec<u8>, text: &str, on: &[&[u8]], off: &[&[u8]]) {
    for command in on {
        out.extend(*command);
    }
    out.extend(page::encode(text));
    out.push(b'\n');
    for command in off {
        out.extend(*command);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        samples::card,
        ticket::{Texts, lines},
    };
    use foodwala_sdk::contract::orders::OrderStatus;

    /// Bytes as one can read them: commands by their codes, a line each.
    fn shown(bytes: &[u8]) -> String {
        let escaped: String = bytes
            .iter()
            .map(|byte| match byte {
                b'\n' => "\n".to_owned(),
                0x20..0x7f => char::from(*byte).to_string(),
                other => format!("<{other:02x}>"),
            })
            .collect();
        escaped
    }

    fn ticket(roll: Roll) -> String {
        let order = card(1, OrderStatus::Accepted).order;
        let texts = Texts {
            kind: "Delivery".to_owned(),
            ordered: "Ordered 14:00".to_owned(),
            due: "Due 14:40".to_owned(),
            total: "Total".to_owned(),
            payment: "Cash: €16.00".to_owned(),
        };
        shown(&bytes(&lines(&order, &texts, roll), roll, &Pictures::default()))
    }

    #[test]
    fn a_ticket_of_58_mm() {
        assert_eq!(
            ticket(Roll::Narrow),
            "<1b>@<1b>t<10><1b>a<01><1b>E<01>Saffron Palace\n\
             <1b>E<00><1b>a<00><1b>a<01><1b>E<01><1d>!<11>K7Q1M\n\
             <1d>!<00><1b>E<00><1b>a<00><1b>a<01><1b>E<01>Delivery\n\
             <1b>E<00><1b>a<00>Ordered 14:00\n\
             <1b>E<01>Due 14:40\n\
             <1b>E<00>--------------------------------\n\
             <1b>E<01>2x Dal Makhani            <80>14.00\n\
             <1b>E<00>   Hot\n\
             <1b>E<01>   ! no onions\n\
             <1b>E<00><1b>E<01>1x Naan                    <80>2.00\n\
             <1b>E<00>--------------------------------\n\
             <1b>E<01>! Please be quick\n\
             <1b>E<00>--------------------------------\n\
             <1b>E<01>Total                     <80>16.00\n\
             <1b>E<00>Cash: <80>16.00\n\
             --------------------------------\n\
             <1b>E<01>Asha\n\
             <1b>E<00>+49 170 1\n\
             Oranienstr. 7, 10999 Berlin\n\
             <1b>E<01>! Ring twice\n\
             <1b>E<00><1b>d<03><1d>VB<00>"
        );
    }

    #[test]
    fn a_ticket_of_80_mm_is_wider_and_says_the_same() {
        let wide = ticket(Roll::Wide);
        assert!(
            wide.contains("<1b>E<01>2x Dal Makhani                            <80>14.00\n"),
            "{wide}"
        );
        let words = |text: &str| text.split_whitespace().filter(|word| !word.contains("---")).count();
        assert_eq!(words(&wide), words(&ticket(Roll::Narrow)));
    }

    #[test]
    fn a_line_with_a_picture_is_sent_as_that() {
        let lines = [Line::Bold("दाल".to_owned()), Line::Plain("Naan".to_owned())];
        let picture = crate::ticket::Picture::new(1, vec![0x80]).unwrap();
        let sent = bytes(&lines, Roll::Narrow, &Pictures::from([(0, picture)]));
        assert_eq!(
            shown(&sent),
            "<1b>@<1b>t<10><1d>v0<00><01><00><01><00><80>Naan\n<1b>d<03><1d>VB<00>"
        );
    }
}
