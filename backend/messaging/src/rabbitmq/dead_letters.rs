//! The error queues, read and replayed over AMQP itself.
//!
//! A queue can be read only by taking its messages: while somebody looks, they are out of sight for others, and then
//! they are back in their places.

use std::sync::Arc;

use jiff::Timestamp;
use lapin::Channel;
use lapin::message::Delivery;
use lapin::options::{BasicAckOptions, BasicGetOptions, BasicNackOptions, ConfirmSelectOptions};
use serde_json::value::RawValue;
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::dead_letters::{DeadLetter, DeadLetterError, DeadLetterQuery};
use crate::message::Message;

use super::RabbitMqConfig;
use super::envelope::{self, Envelope};
use super::link::{Link, LinkError, is_not_found, put};
use super::topology::Topology;

/// Dead letters per queue that are looked at. Those behind the oldest ten thousand come to light as these go.
const SCAN: usize = 10_000;

/// The dead letters of some queues. Works from any process that reaches the broker, whether the bus runs or not.
pub struct RabbitMqDeadLetters {
    link: Link,
    topology: Arc<Topology>,
    queues: Vec<Arc<str>>,
    /// One reader at a time, always on the same channel: what it has put back it finds again.
    channel: Mutex<Option<Channel>>,
}

/// A dead letter and the message in the error queue that it was read from.
struct Found {
    letter: DeadLetter,
    delivery: Delivery,
}

impl RabbitMqDeadLetters {
    /// The dead letters of these consumers' queues. Connects when it is first asked.
    pub fn new(config: &RabbitMqConfig, queues: impl IntoIterator<Item = Arc<str>>) -> Self {
        let topology = Topology::new(&config.exchange, &config.queue_prefix, &[]);
        Self {
            link: Link::new(config, "foodwala dead letters"),
            topology: Arc::new(topology),
            queues: queues.into_iter().collect(),
            channel: Mutex::new(None),
        }
    }

    /// Dead letters, newest first. A queue that is named is looked at even if it is none of those given before; one that
    /// does not exist has none.
    pub async fn list(&self, query: &DeadLetterQuery) -> Result<Vec<DeadLetter>, DeadLetterError> {
        let mut held = self.channel.lock().await;
        let mut letters = Vec::new();
        for queue in self.queues(query.queue.as_deref()) {
            let channel = self.take(&mut held).await.map_err(unavailable)?;
            let found = match self.scan(&channel, &queue).await {
                Ok(found) => found,
                Err(error) if is_not_found(&error) => continue,
                Err(error) => return Err(unavailable(error.into())),
            };
            put_back(&channel).await.map_err(unavailable)?;
            *held = Some(channel);
            letters.extend(found.into_iter().map(|found| found.letter));
        }
        letters.sort_by_key(|letter| std::cmp::Reverse((letter.failed_at, letter.id)));
        // One that was set aside twice, because the first time the broker did not hear its acknowledgement.
        let mut seen = std::collections::HashSet::new();
        letters.retain(|letter| seen.insert(letter.id));
        let from = match query.after {
            None => 0,
            Some(after) => letters
                .iter()
                .position(|letter| letter.id == after)
                .map_or(letters.len(), |position| position + 1),
        };
        let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
        Ok(letters.into_iter().skip(from).take(limit).collect())
    }

    /// One dead letter.
    pub async fn show(&self, id: Uuid) -> Result<DeadLetter, DeadLetterError> {
        let query = DeadLetterQuery {
            limit: u32::MAX,
            ..DeadLetterQuery::default()
        };
        let mut letters = self.list(&query).await?.into_iter();
        letters
            .find(|letter| letter.id == id)
            .ok_or(DeadLetterError::NotFound(id))
    }

    /// Brings a dead letter back to its queue. It is taken off the error queue only when it is safe there; should that
    /// fail in between, it is in both, and the inbox keeps a second replay without effect.
    pub async fn replay(&self, id: Uuid) -> Result<(), DeadLetterError> {
        let mut held = self.channel.lock().await;
        for queue in self.queues(None) {
            let channel = self.take(&mut held).await.map_err(unavailable)?;
            let found = match self.scan(&channel, &queue).await {
                Ok(found) => found,
                Err(error) if is_not_found(&error) => continue,
                Err(error) => return Err(unavailable(error.into())),
            };
            let wanted: Vec<_> = found.into_iter().filter(|found| found.letter.id == id).collect();
            let replayed = self.bring_back(&channel, &queue, &wanted).await;
            put_back(&channel).await.map_err(unavailable)?;
            *held = Some(channel);
            replayed.map_err(unavailable)?;
            if !wanted.is_empty() {
                tracing::info!(dead_letter.id = %id, %queue, "a dead letter goes back to its queue");
                return Ok(());
            }
        }
        Err(DeadLetterError::NotFound(id))
    }

    /// Ends the connection, if there is one.
    pub async fn close(&self) {
        *self.channel.lock().await = None;
        self.link.close().await;
    }

    async fn bring_back(&self, channel: &Channel, queue: &str, wanted: &[Found]) -> Result<(), LinkError> {
        let Some(newest) = wanted.iter().max_by_key(|found| found.letter.failed_at) else {
            return Ok(());
        };
        let Delivery { properties, data, .. } = &newest.delivery;
        let envelope = Envelope::replayed(properties, data.clone());
        put(channel, &self.topology.queue(queue), envelope).await?;
        for Found { delivery, .. } in wanted {
            channel
                .basic_ack(delivery.delivery_tag, BasicAckOptions::default())
                .await?;
        }
        Ok(())
    }

    fn queues(&self, only: Option<&str>) -> Vec<Arc<str>> {
        only.map_or_else(|| self.queues.clone(), |queue| vec![queue.into()])
    }

    /// The channel, out of its place: whoever gives up in between lets go of it, and of what it holds.
    async fn take(&self, held: &mut Option<Channel>) -> Result<Channel, LinkError> {
        if let Some(channel) = held.take().filter(|channel| channel.status().connected()) {
            return Ok(channel);
        }
        let channel = self.link.channel().await?;
        channel.confirm_select(ConfirmSelectOptions::default()).await?;
        Ok(channel)
    }

    async fn scan(&self, channel: &Channel, queue: &str) -> Result<Vec<Found>, lapin::Error> {
        let error_queue = self.topology.error_queue(queue);
        let mut found = Vec::new();
        while found.len() < SCAN {
            let got = channel
                .basic_get(error_queue.as_str().into(), BasicGetOptions::default())
                .await?;
            let Some(got) = got else { break };
            found.push(Found {
                letter: read(queue, &got.delivery),
                delivery: got.delivery,
            });
        }
        Ok(found)
    }
}

/// All that the channel holds.
async fn put_back(channel: &Channel) -> Result<(), LinkError> {
    let options = BasicNackOptions {
        multiple: true,
        requeue: true,
    };
    Ok(channel.basic_nack(0, options).await?)
}

fn unavailable(error: LinkError) -> DeadLetterError {
    DeadLetterError::Unavailable(error.boxed())
}

fn read(queue: &str, delivery: &Delivery) -> DeadLetter {
    let properties = &delivery.properties;
    let failed_at = envelope::failed_at(properties);
    let message = Message::from_json(&delivery.data).unwrap_or_else(|_| stand_in(delivery, failed_at));
    DeadLetter {
        id: id_of(queue, message.id),
        queue: queue.to_owned(),
        fault: envelope::header(properties, envelope::FAULT_REASON).unwrap_or_else(|| {
            "the broker gave up: no consumer that took the message lived to answer for it".to_owned()
        }),
        attempts: envelope::history(properties).tries,
        failed_at: failed_at.unwrap_or(message.time),
        message,
        replay_requested_at: None,
    }
}

/// For what is not a CloudEvent: its body as text.
fn stand_in(delivery: &Delivery, failed_at: Option<Timestamp>) -> Message {
    let id = envelope::message_id(&delivery.properties);
    let text = String::from_utf8_lossy(&delivery.data);
    Message {
        id: id.unwrap_or_else(|| Uuid::from_u128(digest(&[&delivery.data]))),
        kind: envelope::kind(delivery),
        source: String::new(),
        subject: String::new(),
        time: failed_at.unwrap_or(Timestamp::UNIX_EPOCH),
        traceparent: None,
        data: serde_json::value::to_raw_value(&text).unwrap_or_else(|_| RawValue::NULL.to_owned()),
    }
}

/// The same for one message in one queue, however often it fails there: AMQP has no place to keep another.
fn id_of(queue: &str, message: Uuid) -> Uuid {
    let digest = digest(&[queue.as_bytes(), message.as_bytes()]);
    uuid::Builder::from_custom_bytes(digest.to_be_bytes()).into_uuid()
}

/// FNV-1a: it must not change from one build to the next, and need not resist anybody.
fn digest(parts: &[&[u8]]) -> u128 {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let bytes = parts.iter().flat_map(|part| part.iter());
    bytes.fold(OFFSET, |digest, byte| (digest ^ u128::from(*byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_that_of_a_message_in_a_queue() {
        let message = Uuid::from_u128(7);
        assert_eq!(id_of("a", message), id_of("a", message));
        assert_ne!(id_of("a", message), id_of("b", message));
        assert_ne!(id_of("a", message), id_of("a", Uuid::from_u128(8)));
        assert_eq!(id_of("a", message).to_string(), "089a2905-eca2-8192-b3d2-b4a170785f29");
    }

    #[test]
    fn what_is_no_message_is_shown_as_text() {
        let delivery = Delivery::mock(1, "".into(), "a.type".into(), false, b"{oops".to_vec());
        let letter = read("queue", &delivery);
        assert_eq!(
            (letter.message.kind.as_str(), letter.message.data.get()),
            ("a.type", r#""{oops""#)
        );
        assert!(letter.fault.contains("gave up"));
    }
}
