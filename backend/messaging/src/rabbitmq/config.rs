//! The settings of the engine.

use std::num::NonZeroU16;
use std::time::Duration;

use lapin::uri::{AMQPScheme, AMQPUri};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;

use crate::retry::Backoff;

/// Room that names need besides the queue's own: the prefix and `.retry.<ms>` within AMQP's 255 bytes.
const LONGEST_NAME: usize = 64;

/// How to reach RabbitMQ, and how much to take from it at a time.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RabbitMqConfig {
    /// `amqp://user:password@host:port/vhost`, or `amqps://` in a build with `rabbitmq-tls`.
    pub url: SecretString,
    /// The topic exchange that all events go to.
    pub exchange: String,
    /// Before the name of every queue: several platforms can then share a virtual host.
    pub queue_prefix: String,
    /// Messages that a consumer has at a time, those in its lanes included.
    pub prefetch: NonZeroU16,
    /// Messages of different subjects that a consumer handles at a time.
    pub lanes: NonZeroU16,
    /// Seconds; a broker that is silent for twice as long counts as gone.
    pub heartbeat_seconds: NonZeroU16,
    /// Seconds that connecting may take.
    pub connect_timeout_seconds: NonZeroU16,
    /// The most seconds between two tries to connect.
    pub longest_reconnect_seconds: NonZeroU16,
}

impl Default for RabbitMqConfig {
    /// The broker of a developer's machine; 64 messages in 16 lanes for each consumer.
    fn default() -> Self {
        let number = |more| NonZeroU16::MIN.saturating_add(more);
        Self {
            url: SecretString::from("amqp://guest:guest@127.0.0.1:5672/%2f"),
            exchange: "foodwala.events".to_owned(),
            queue_prefix: String::new(),
            prefetch: number(63),
            lanes: number(15),
            heartbeat_seconds: number(9),
            connect_timeout_seconds: number(9),
            longest_reconnect_seconds: number(9),
        }
    }
}

impl RabbitMqConfig {
    /// Every setting that cannot work, with what it must be.
    pub fn faults(&self) -> Vec<(&'static str, &'static str)> {
        let mut faults = Vec::new();
        match self.parsed() {
            None => faults.push(("url", "must be amqp://user:password@host:port/vhost")),
            Some(uri) if uri.scheme == AMQPScheme::AMQPS && !cfg!(feature = "rabbitmq-tls") => {
                faults.push(("url", "must begin with amqp://: this build has no TLS for RabbitMQ"));
            }
            Some(_) => {}
        }
        if self.exchange.is_empty() || self.exchange.len() > LONGEST_NAME || self.exchange.starts_with("amq.") {
            faults.push((
                "exchange",
                "must be a name of 1 to 64 bytes that does not begin with amq.",
            ));
        }
        if self.queue_prefix.len() > LONGEST_NAME || self.queue_prefix.starts_with("amq.") {
            faults.push(("queue_prefix", "must be at most 64 bytes and must not begin with amq."));
        }
        faults
    }

    /// The address, with the timings of this configuration; `None` when the URL is not one.
    pub(super) fn uri(&self) -> Option<AMQPUri> {
        let mut uri = self.parsed()?;
        uri.query.heartbeat = Some(self.heartbeat_seconds.get());
        uri.query.connection_timeout = Some(u64::from(self.connect_timeout_seconds.get()) * 1000);
        Some(uri)
    }

    /// The parser's complaint would quote the URL, so nobody gets to see it.
    fn parsed(&self) -> Option<AMQPUri> {
        self.url.expose_secret().parse().ok()
    }

    pub(super) fn connect_timeout(&self) -> Duration {
        Duration::from_secs(self.connect_timeout_seconds.get().into())
    }

    pub(super) fn reconnect(&self) -> Backoff {
        Backoff {
            first: Duration::from_millis(200),
            longest: Duration::from_secs(self.longest_reconnect_seconds.get().into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_valid_and_every_fault_is_named() {
        let mut config = RabbitMqConfig::default();
        assert!(config.faults().is_empty());
        config.url = "http://localhost".into();
        config.exchange.clear();
        config.queue_prefix = "amq.".to_owned();
        let settings: Vec<_> = config.faults().into_iter().map(|(setting, _)| setting).collect();
        assert_eq!(settings, ["url", "exchange", "queue_prefix"]);
    }

    #[test]
    fn reads_settings_and_shows_no_secret() {
        let json = r#"{"url": "amqp://me:secret@broker/food", "prefetch": 8}"#;
        let config: RabbitMqConfig = serde_json::from_str(json).unwrap();
        assert_eq!((config.prefetch.get(), config.lanes.get()), (8, 16));
        let uri = config.uri().unwrap();
        assert_eq!((uri.vhost.as_str(), uri.query.heartbeat), ("food", Some(10)));
        assert!(!format!("{config:?}").contains("secret@"));
        assert!(serde_json::from_str::<RabbitMqConfig>(r#"{"prefetsch": 8}"#).is_err());
    }

    #[cfg(not(feature = "rabbitmq-tls"))]
    #[test]
    fn encryption_is_refused_where_it_is_not_built_in() {
        let url = "amqps://guest:guest@localhost".into();
        let config = RabbitMqConfig {
            url,
            ..RabbitMqConfig::default()
        };
        assert_eq!(config.faults().len(), 1);
    }
}
