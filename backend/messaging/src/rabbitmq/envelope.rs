//! A message as AMQP carries it: the CloudEvent as the body, and around it what the broker and the operators see.
//!
//! | where | what |
//! |---|---|
//! | `message_id`, `type`, `timestamp`, `content_type` | of the CloudEvent |
//! | header `traceparent` | of the CloudEvent |
//! | header `attempts` | tries so far, in all rounds and replays |
//! | header `rounds` | failed rounds since it was published or replayed |
//! | headers `fault-reason`, `fault-queue`, `fault-type`, `failed-at` | of a dead letter |

use foodwala_clock::Clock;
use jiff::Timestamp;
use lapin::BasicProperties;
use lapin::message::Delivery;
use lapin::types::{AMQPValue, FieldTable, ShortString};
use uuid::Uuid;

use crate::bus::PublishError;
use crate::delivery::History;
use crate::message::{ENVELOPE_CONTENT_TYPE, Message};

const TRACEPARENT: &str = "traceparent";
const ATTEMPTS: &str = "attempts";
const ROUNDS: &str = "rounds";
pub(super) const FAULT_REASON: &str = "fault-reason";
const FAULT_QUEUE: &str = "fault-queue";
const FAULT_TYPE: &str = "fault-type";
const FAILED_AT: &str = "failed-at";

/// The broker keeps the message on disk.
const PERSISTENT: u8 = 2;
/// Headers travel in one frame; a fault is cut to this many bytes.
const LONGEST_REASON: usize = 8 * 1024;

/// Properties and body of a message to publish.
pub(super) struct Envelope {
    pub properties: BasicProperties,
    pub body: Vec<u8>,
}

impl Envelope {
    /// A message on its first way.
    pub fn of(message: &Message) -> Result<Self, PublishError> {
        let body = message
            .to_json()
            .map_err(|error| PublishError::Malformed(Box::new(error)))?;
        let mut headers = FieldTable::default();
        if let Some(traceparent) = &message.traceparent {
            headers.insert(TRACEPARENT.into(), text(traceparent));
        }
        let properties = BasicProperties::default()
            .with_content_type(ENVELOPE_CONTENT_TYPE.into())
            .with_delivery_mode(PERSISTENT)
            .with_message_id(message.id.to_string().into())
            .with_type(routing_key(message)?)
            .with_timestamp(u64::try_from(message.time.as_second()).unwrap_or(0))
            .with_headers(headers);
        Ok(Self { properties, body })
    }

    /// A delivered message on its way to another round.
    pub fn again(properties: &BasicProperties, body: Vec<u8>, history: History) -> Self {
        let mut headers = own_headers(properties);
        put_history(&mut headers, history);
        Self::with(properties, headers, body)
    }

    /// A delivered message on its way to the dead letters.
    pub fn dead(properties: &BasicProperties, body: Vec<u8>, history: History, fault: &Fault<'_>) -> Self {
        let mut headers = own_headers(properties);
        put_history(&mut headers, history);
        headers.insert(FAULT_REASON.into(), text(cut(fault.reason)));
        headers.insert(FAULT_QUEUE.into(), text(fault.queue));
        headers.insert(FAULT_TYPE.into(), text(fault.kind));
        headers.insert(FAILED_AT.into(), text(&fault.clock.now().to_string()));
        Self::with(properties, headers, body)
    }

    /// A dead letter on its way back to its queue: its attempts go on, its rounds begin anew.
    pub fn replayed(properties: &BasicProperties, body: Vec<u8>) -> Self {
        let attempts = history(properties).tries;
        let headers = own_headers(properties).inner().clone().into_iter();
        let mut headers: FieldTable = headers
            .filter(|(name, _)| ![FAULT_REASON, FAULT_QUEUE, FAULT_TYPE, FAILED_AT].contains(&name.as_str()))
            .collect::<std::collections::BTreeMap<_, _>>()
            .into();
        put_history(
            &mut headers,
            History {
                rounds: 0,
                tries: attempts,
            },
        );
        Self::with(properties, headers, body)
    }

    fn with(properties: &BasicProperties, headers: FieldTable, body: Vec<u8>) -> Self {
        let properties = properties.clone().with_delivery_mode(PERSISTENT).with_headers(headers);
        Self { properties, body }
    }
}

/// Why a message becomes a dead letter.
pub(super) struct Fault<'a> {
    pub queue: &'a str,
    pub kind: &'a str,
    pub reason: &'a str,
    pub clock: &'a dyn Clock,
}

/// The key by which the exchange routes: the CloudEvents type.
pub(super) fn routing_key(message: &Message) -> Result<ShortString, PublishError> {
    ShortString::try_new(message.kind.as_str()).map_err(|error| PublishError::Malformed(Box::new(error)))
}

/// The type that a delivery says it is of.
pub(super) fn kind(delivery: &Delivery) -> String {
    let kind = delivery.properties.kind().as_ref();
    kind.unwrap_or(&delivery.routing_key).as_str().to_owned()
}

/// What a delivered message has been through.
pub(super) fn history(properties: &BasicProperties) -> History {
    History {
        rounds: number(properties, ROUNDS)
            .and_then(|rounds| usize::try_from(rounds).ok())
            .unwrap_or(0),
        tries: number(properties, ATTEMPTS)
            .and_then(|tries| u32::try_from(tries).ok())
            .unwrap_or(0),
    }
}

/// The text of a header.
pub(super) fn header(properties: &BasicProperties, name: &str) -> Option<String> {
    match properties.headers().as_ref()?.inner().get(name)? {
        AMQPValue::LongString(text) => Some(String::from_utf8_lossy(text.as_bytes()).into_owned()),
        _ => None,
    }
}

/// When a dead letter was given up, if it says so.
pub(super) fn failed_at(properties: &BasicProperties) -> Option<Timestamp> {
    header(properties, FAILED_AT)?.parse().ok()
}

/// The id in the properties; one that is not ours has perhaps none.
pub(super) fn message_id(properties: &BasicProperties) -> Option<Uuid> {
    properties.message_id().as_ref()?.as_str().parse().ok()
}

/// All but the broker's own notes, which would have it see a message going in circles.
fn own_headers(properties: &BasicProperties) -> FieldTable {
    let headers = properties.headers().clone().unwrap_or_default();
    let headers = headers.inner().clone().into_iter();
    headers
        .filter(|(name, _)| !name.as_str().starts_with("x-"))
        .collect::<std::collections::BTreeMap<_, _>>()
        .into()
}

fn put_history(headers: &mut FieldTable, history: History) {
    headers.insert(ATTEMPTS.into(), AMQPValue::LongLongInt(history.tries.into()));
    let rounds = i64::try_from(history.rounds).unwrap_or(i64::MAX);
    headers.insert(ROUNDS.into(), AMQPValue::LongLongInt(rounds));
}

fn number(properties: &BasicProperties, name: &str) -> Option<i64> {
    properties.headers().as_ref()?.inner().get(name)?.as_long_long_int()
}

fn text(text: &str) -> AMQPValue {
    AMQPValue::LongString(text.into())
}

fn cut(reason: &str) -> &str {
    let mut end = reason.len().min(LONGEST_REASON);
    while !reason.is_char_boundary(end) {
        end -= 1;
    }
    &reason[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_clock::ManualClock;
    use serde_json::value::RawValue;

    fn message() -> Message {
        Message {
            id: Uuid::from_u128(7),
            kind: "foodwala.bell.rung.v1".into(),
            source: "/foodwala/bells".into(),
            subject: "door".into(),
            time: Timestamp::constant(1_800_000_000, 0),
            traceparent: Some("00-a-b-01".into()),
            data: RawValue::from_string("{}".into()).unwrap(),
        }
    }

    #[test]
    fn carries_the_event_and_what_an_operator_wants_to_see() {
        let Envelope { properties, body } = Envelope::of(&message()).unwrap();
        assert_eq!(message_id(&properties), Some(Uuid::from_u128(7)));
        assert_eq!(header(&properties, TRACEPARENT).unwrap(), "00-a-b-01");
        assert_eq!(properties.delivery_mode(), &Some(PERSISTENT));
        assert_eq!(Message::from_json(&body).unwrap().subject, "door");
        assert_eq!(history(&properties), History::default());
    }

    #[test]
    fn a_type_that_is_too_long_is_refused() {
        let mut message = message();
        message.kind = "x".repeat(256);
        assert!(matches!(Envelope::of(&message), Err(PublishError::Malformed(_))));
    }

    #[test]
    fn a_replay_keeps_its_attempts_and_nothing_of_its_fault() {
        let first = Envelope::of(&message()).unwrap();
        let clock = ManualClock::new(Timestamp::constant(1_800_000_000, 0));
        let fault = Fault {
            queue: "q",
            kind: "k",
            reason: &"ö".repeat(LONGEST_REASON),
            clock: &clock,
        };
        let seen = History { rounds: 3, tries: 9 };
        let mut dead = Envelope::dead(&first.properties, first.body, seen, &fault);
        assert_eq!(history(&dead.properties), seen);
        assert_eq!(failed_at(&dead.properties), Some(clock.now()));
        assert_eq!(header(&dead.properties, FAULT_REASON).unwrap().len(), LONGEST_REASON);

        let mut headers = dead.properties.headers().clone().unwrap();
        headers.insert("x-death".into(), text("of the broker"));
        dead.properties = dead.properties.with_headers(headers);
        let back = Envelope::replayed(&dead.properties, dead.body);
        assert_eq!(history(&back.properties), History { rounds: 0, tries: 9 });
        let headers = back.properties.headers().clone().unwrap();
        let names: Vec<_> = headers.inner().keys().map(ShortString::as_str).collect();
        assert_eq!(names, [ATTEMPTS, ROUNDS, TRACEPARENT]);
    }
}
