//! A parser for `text/event-stream`, as the WHATWG HTML standard describes it. Bytes in, events out, at any cut.

use std::time::Duration;

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Event {
    /// Its data, lines joined by `\n`.
    pub data: String,
    /// The last id that was sent, with this event or before.
    pub id: Option<String>,
}

/// The state between two pieces of the stream.
#[derive(Debug, Default)]
pub(crate) struct Parser {
    line: Vec<u8>,
    data: Option<String>,
    id: Option<String>,
    retry: Option<Duration>,
    after_carriage_return: bool,
    begun: bool,
}

impl Parser {
    /// Begins a stream that goes on after the event with this id.
    pub(crate) fn after(id: Option<String>) -> Self {
        Self { id, ..Self::default() }
    }

    /// How long the server wants clients to wait before they come back, if it said so.
    pub(crate) fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Takes the next piece and adds the events that it completes.
    pub(crate) fn push(&mut self, bytes: &[u8], events: &mut impl Extend<Event>) {
        for byte in bytes {
            let after_carriage_return = std::mem::take(&mut self.after_carriage_return);
            match byte {
                b'\n' if after_carriage_return => {}
                b'\n' | b'\r' => {
                    self.after_carriage_return = *byte == b'\r';
                    events.extend(self.end_line());
                }
                other => self.line.push(*other),
            }
        }
    }

    fn end_line(&mut self) -> Option<Event> {
        let line = std::mem::take(&mut self.line);
        let mut text = String::from_utf8_lossy(&line);
        if !std::mem::replace(&mut self.begun, true)
            && let Some(rest) = text.strip_prefix('\u{feff}')
        {
            text = rest.to_owned().into();
        }
        if text.is_empty() {
            let data = self.data.take()?;
            return Some(Event {
                data,
                id: self.id.clone(),
            });
        }
        let (field, value) = text.split_once(':').unwrap_or((&text, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "data" => match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => self.data = Some(value.to_owned()),
            },
            "id" if !value.contains('\0') => self.id = (!value.is_empty()).then(|| value.to_owned()),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis).or(self.retry);
            }
            // Comments have an empty name; the platform's data says itself what it is, so `event` adds nothing.
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(pieces: &[&[u8]]) -> Vec<(String, Option<String>)> {
        let mut parser = Parser::default();
        let mut events = Vec::new();
        for piece in pieces {
            parser.push(piece, &mut events);
        }
        events.into_iter().map(|event| (event.data, event.id)).collect()
    }

    fn event(data: &str, id: Option<&str>) -> (String, Option<String>) {
        (data.to_owned(), id.map(str::to_owned))
    }

    #[test]
    fn the_examples_of_the_standard() {
        assert_eq!(
            parse(&[b"data: YHOO\ndata: +2\ndata: 10\n\n"]),
            [event("YHOO\n+2\n10", None)]
        );
        assert_eq!(
            parse(&[b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n"]),
            [
                event("first event", Some("1")),
                event("second event", None),
                event(" third event", None)
            ]
        );
        assert_eq!(
            parse(&[b"data\n\ndata\ndata\n\ndata:"]),
            [event("", None), event("\n", None)]
        );
        assert_eq!(
            parse(&[b"data:test\n\ndata: test\n\n"]),
            [event("test", None), event("test", None)]
        );
    }

    #[test]
    fn line_ends_of_every_kind() {
        for end in ["\n", "\r", "\r\n"] {
            let stream = ["id: 7", "data: a", "data: b", "", "data: c", "", ""].join(end);
            assert_eq!(
                parse(&[stream.as_bytes()]),
                [event("a\nb", Some("7")), event("c", Some("7"))],
                "{end:?}"
            );
        }
    }

    #[test]
    fn any_cut_gives_the_same_events() {
        let stream = "\u{feff}: hello\r\nretry: 1500\r\n\
            id: ä1\r\nevent: card\r\ndata: {\"näme\":\"पनीर\"}\r\ndata: x\r\n\r\n\
            :\r\n\r\ndata: y\n\n";
        let whole = parse(&[stream.as_bytes()]);
        assert_eq!(
            whole,
            [event("{\"näme\":\"पनीर\"}\nx", Some("ä1")), event("y", Some("ä1"))]
        );
        for cut in 0..=stream.len() {
            let (left, right) = stream.as_bytes().split_at(cut);
            assert_eq!(parse(&[left, right]), whole, "cut at {cut}");
        }
        let bytes: Vec<&[u8]> = stream.as_bytes().chunks(1).collect();
        assert_eq!(parse(&bytes), whole);
    }

    #[test]
    fn retry_and_id_are_kept_only_if_they_are_well_formed() {
        let mut parser = Parser::after(Some("41".to_owned()));
        let mut events = Vec::new();
        parser.push(b"retry: soon\nid: 4\x002\ndata: a\n\n", &mut events);
        assert_eq!(parser.retry(), None);
        assert_eq!(
            events,
            [Event {
                data: "a".to_owned(),
                id: Some("41".to_owned())
            }]
        );
        parser.push(b"retry: 250\nretry: 99999999999999999999999\n", &mut events);
        assert_eq!(parser.retry(), Some(Duration::from_millis(250)));
    }

    #[test]
    fn garbage_is_no_event_and_no_panic() {
        assert_eq!(parse(&[b"\xff\xfe\x00:\n\n\r\r\n:::\n\xf0\x9f\n\n"]), []);
        assert_eq!(parse(&[b"data: \xff\n\n"]), [event("\u{fffd}", None)]);
    }
}
