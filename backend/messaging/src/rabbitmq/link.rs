//! A connection that is made when it is needed, and again when it is lost.

use std::error::Error;
use std::time::Duration;

use lapin::message::Delivery;
use lapin::options::BasicPublishOptions;
use lapin::protocol::{AMQPErrorKind, AMQPSoftError};
use lapin::types::ShortString;
use lapin::uri::AMQPUri;
use lapin::{Channel, Confirmation, Connect as _, Connection, ConnectionProperties, ErrorKind};
use tokio::sync::Mutex;

use super::RabbitMqConfig;
use super::envelope::Envelope;

/// Why the broker did not do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub(super) enum LinkError {
    #[error("the URL of the broker is not one")]
    Url,
    #[error("the broker did not answer in time")]
    Timeout,
    #[error("there is no connection to the broker at the moment")]
    NotConnected,
    #[error("{0}")]
    Amqp(#[from] lapin::Error),
    #[error("the broker did not take the message")]
    NotTaken,
    #[error("the broker has no queue {0}")]
    NoQueue(String),
    #[error("the broker ended the subscription")]
    Cancelled,
    #[error("a message could be neither settled nor set aside")]
    Unsettled,
    #[error("the bus is stopping")]
    Stopping,
}

impl LinkError {
    pub fn boxed(self) -> Box<dyn Error + Send + Sync> {
        Box::new(self)
    }
}

/// Whether the error says that the queue does not exist.
pub(super) fn is_not_found(error: &lapin::Error) -> bool {
    matches!(error.kind(), ErrorKind::ProtocolError(error)
        if matches!(error.kind(), AMQPErrorKind::Soft(AMQPSoftError::NOTFOUND)))
}

/// Times the patience with a connection that an answer may take.
const ANSWER: u32 = 3;

/// One connection and what it takes to make it.
///
/// The library's own recovery is not used: it would replay consumers under handlers that still run. Here everything on
/// a lost connection ends, and whoever needs a channel asks for a new one.
pub(super) struct Link {
    uri: Option<AMQPUri>,
    name: &'static str,
    timeout: Duration,
    connection: Mutex<Option<Connection>>,
}

impl Link {
    /// `name` is what operators see in the broker's list of connections.
    pub fn new(config: &RabbitMqConfig, name: &'static str) -> Self {
        Self {
            uri: config.uri(),
            name,
            timeout: config.connect_timeout(),
            connection: Mutex::new(None),
        }
    }

    /// A new channel, on a new connection if there is none.
    pub async fn channel(&self) -> Result<Channel, LinkError> {
        let mut held = self.connection.lock().await;
        if let Some(connection) = held.as_ref().filter(|connection| connection.status().connected())
            && let Ok(Ok(channel)) = tokio::time::timeout(self.timeout, connection.create_channel()).await
        {
            return Ok(channel);
        }
        *held = None;
        let uri = self.uri.clone().ok_or(LinkError::Url)?;
        let properties = ConnectionProperties::default().with_connection_name(self.name.into());
        let connecting = async {
            let connection = uri.connect(properties).await?;
            let channel = connection.create_channel().await?;
            Ok::<_, lapin::Error>((connection, channel))
        };
        let (connection, channel) = tokio::time::timeout(self.timeout, connecting)
            .await
            .map_err(|_| LinkError::Timeout)??;
        *held = Some(connection);
        Ok(channel)
    }

    /// What the broker is asked to do, in time. It is given more than for a connection: a queue whose leader has just
    /// been elected answers late.
    pub async fn in_time<T>(&self, asked: impl Future<Output = Result<T, lapin::Error>>) -> Result<T, LinkError> {
        let answered = tokio::time::timeout(self.timeout * ANSWER, asked).await;
        Ok(answered.map_err(|_| LinkError::Timeout)??)
    }

    /// Says goodbye to the broker.
    pub async fn close(&self) {
        if let Some(connection) = self.connection.lock().await.take() {
            // A broker that is gone needs no goodbye.
            let _ = tokio::time::timeout(self.timeout, connection.close(200, "the bus is stopping".into())).await;
        }
    }
}

/// Puts a message into a queue by name and waits until it is safe there.
///
/// The channel is in confirm mode and carries one message at a time: the library hands a returned message to whichever
/// confirmation comes next, and here the wrong one would lose a message.
pub(super) async fn put(channel: &Channel, queue: &str, envelope: Envelope) -> Result<(), LinkError> {
    let options = BasicPublishOptions {
        mandatory: true,
        immediate: false,
    };
    let Envelope { properties, body } = envelope;
    let name = ShortString::from(queue);
    let confirm = channel
        .basic_publish(ShortString::default(), name, options, &body, properties)
        .await?;
    match confirm.await? {
        Confirmation::Ack(None) => Ok(()),
        Confirmation::Ack(Some(_)) => Err(LinkError::NoQueue(queue.to_owned())),
        Confirmation::Nack(_) | Confirmation::NotRequested => Err(LinkError::NotTaken),
    }
}

/// Tells the broker that a message is done with.
pub(super) async fn acknowledge(delivery: &Delivery) -> Result<(), LinkError> {
    // `false` is the answer when the channel is gone; the message then comes back.
    if delivery.acker.ack(lapin::options::BasicAckOptions::default()).await? {
        Ok(())
    } else {
        Err(LinkError::NotConnected)
    }
}
