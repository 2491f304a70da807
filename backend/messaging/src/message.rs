//! A message as it travels: CloudEvents 1.0 in the JSON format, structured mode.

use foodwala_contract::events::Event;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::consumer::ConsumeError;

/// The version of CloudEvents that is written and the only one that is read.
const SPEC_VERSION: &str = "1.0";
/// The `datacontenttype` of every message.
pub const CONTENT_TYPE: &str = "application/json";
/// The content type of a whole message in its JSON form.
pub const ENVELOPE_CONTENT_TYPE: &str = "application/cloudevents+json";

/// One event on its way. Serializes as a CloudEvent.
#[derive(Clone, Debug)]
pub struct Message {
    /// Unique per event; consumers dedupe on it. UUIDv7, ascending in the order of appending.
    pub id: Uuid,
    /// The CloudEvents `type`, e.g. `foodwala.order.placed.v1`.
    pub kind: String,
    /// `/foodwala/<schema>`: the service that says it.
    pub source: String,
    /// The aggregate's id: messages of one subject are handled in order.
    pub subject: String,
    /// When the event was recorded.
    pub time: Timestamp,
    /// W3C trace context of whoever caused it.
    pub traceparent: Option<String>,
    /// The event itself, left as JSON text until a consumer decodes it.
    pub data: Box<RawValue>,
}

impl Message {
    /// The message that says `event` in the name of the service that owns `schema`.
    pub fn of<E: Event>(
        id: Uuid,
        schema: &str,
        event: &E,
        time: Timestamp,
        traceparent: Option<String>,
    ) -> Result<Self, CodecError> {
        Ok(Self {
            id,
            kind: E::TYPE.to_owned(),
            source: source_of(schema),
            subject: event.subject(),
            time,
            traceparent,
            data: serde_json::value::to_raw_value(event).map_err(CodecError::Encode)?,
        })
    }

    /// The data as the event `E`; another type or another shape is a permanent fault, since no retry can mend it.
    pub fn decode<E: Event>(&self) -> Result<E, ConsumeError> {
        if self.kind != E::TYPE {
            return Err(ConsumeError::permanent(format!(
                "expected {}, got {}",
                E::TYPE,
                self.kind
            )));
        }
        serde_json::from_str(self.data.get())
            .map_err(|error| ConsumeError::permanent(format!("the data is not a {}: {error}", E::TYPE)))
    }

    /// The CloudEvent as JSON text.
    pub fn to_json(&self) -> Result<Vec<u8>, CodecError> {
        serde_json::to_vec(self).map_err(CodecError::Encode)
    }

    /// Reads a CloudEvent; extension attributes other than `traceparent` are ignored.
    pub fn from_json(json: &[u8]) -> Result<Self, CodecError> {
        serde_json::from_slice(json).map_err(CodecError::Decode)
    }
}

/// The CloudEvents `source` of a schema's events.
pub(crate) fn source_of(schema: &str) -> String {
    format!("/foodwala/{schema}")
}

/// Why a message could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum CodecError {
    /// The event refuses to be JSON.
    #[error("the event cannot be written as JSON")]
    Encode(#[source] serde_json::Error),
    /// Not a CloudEvent 1.0 with JSON data.
    #[error("not a CloudEvent 1.0 with JSON data")]
    Decode(#[source] serde_json::Error),
}

#[derive(Serialize)]
struct Written<'a> {
    specversion: &'static str,
    id: Uuid,
    #[serde(rename = "type")]
    kind: &'a str,
    source: &'a str,
    subject: &'a str,
    time: Timestamp,
    datacontenttype: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    traceparent: Option<&'a str>,
    data: &'a RawValue,
}

#[derive(Deserialize)]
struct Read {
    specversion: String,
    id: Uuid,
    #[serde(rename = "type")]
    kind: String,
    source: String,
    subject: String,
    time: Timestamp,
    datacontenttype: Option<String>,
    traceparent: Option<String>,
    data: Box<RawValue>,
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written {
            specversion: SPEC_VERSION,
            id: self.id,
            kind: &self.kind,
            source: &self.source,
            subject: &self.subject,
            time: self.time,
            datacontenttype: CONTENT_TYPE,
            traceparent: self.traceparent.as_deref(),
            data: &self.data,
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Message {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Read::deserialize(deserializer)?;
        if read.specversion != SPEC_VERSION {
            return Err(de::Error::custom(format_args!(
                "specversion {} is not {SPEC_VERSION}",
                read.specversion
            )));
        }
        if let Some(other) = read.datacontenttype.filter(|given| given != CONTENT_TYPE) {
            return Err(de::Error::custom(format_args!(
                "datacontenttype {other} is not {CONTENT_TYPE}"
            )));
        }
        Ok(Self {
            id: read.id,
            kind: read.kind,
            source: read.source,
            subject: read.subject,
            time: read.time,
            traceparent: read.traceparent,
            data: read.data,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Rung {
        bell: String,
    }

    impl Event for Rung {
        const TYPE: &'static str = "foodwala.bell.rung.v1";
        fn subject(&self) -> String {
            self.bell.clone()
        }
    }

    fn rung(traceparent: Option<&str>) -> Message {
        Message::of(
            Uuid::from_u128(7),
            "bells",
            &Rung { bell: "door".into() },
            Timestamp::constant(1_800_000_000, 0),
            traceparent.map(str::to_owned),
        )
        .unwrap()
    }

    #[test]
    fn writes_a_cloud_event() {
        let json = String::from_utf8(rung(Some("00-aa-bb-01")).to_json().unwrap()).unwrap();
        assert_eq!(
            json,
            r#"{"specversion":"1.0","id":"00000000-0000-0000-0000-000000000007","type":"foodwala.bell.rung.v1","#
                .to_owned()
                + r#""source":"/foodwala/bells","subject":"door","time":"2027-01-15T08:00:00Z","#
                + r#""datacontenttype":"application/json","traceparent":"00-aa-bb-01","data":{"bell":"door"}}"#
        );
    }

    #[test]
    fn reads_what_it_wrote_and_ignores_foreign_extensions() {
        let json = String::from_utf8(rung(None).to_json().unwrap()).unwrap();
        let message = Message::from_json(json.replacen('{', r#"{"shoesize":44,"#, 1).as_bytes()).unwrap();
        assert_eq!(message.id, Uuid::from_u128(7));
        assert_eq!(message.traceparent, None);
        assert_eq!(message.decode::<Rung>().unwrap(), Rung { bell: "door".into() });
    }

    #[test]
    fn refuses_other_versions_and_other_content() {
        let json = String::from_utf8(rung(None).to_json().unwrap()).unwrap();
        let newer = json.replace(r#""specversion":"1.0""#, r#""specversion":"2.0""#);
        let xml = json.replace("application/json", "application/xml");
        assert!(matches!(
            Message::from_json(newer.as_bytes()),
            Err(CodecError::Decode(_))
        ));
        assert!(matches!(Message::from_json(xml.as_bytes()), Err(CodecError::Decode(_))));
    }

    #[test]
    fn another_shape_is_a_permanent_fault() {
        let mut message = rung(None);
        message.data = RawValue::from_string("3".into()).unwrap();
        assert!(matches!(message.decode::<Rung>(), Err(ConsumeError::Permanent { .. })));
        message.kind = "foodwala.bell.rung.v2".into();
        assert!(matches!(message.decode::<Rung>(), Err(ConsumeError::Permanent { .. })));
    }
}
