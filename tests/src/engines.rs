//! Private Redis and RabbitMQ servers: their own ports and folders, and nothing of them stays.

mod rabbitmq;
mod redis;

pub use self::{rabbitmq::RabbitMq, redis::RedisServer};

/// Whether `FOODWALA_REQUIRE` names an engine: its tests then fail instead of being skipped.
pub(crate) fn is_required(engine: &str) -> bool {
    let required = std::env::var("FOODWALA_REQUIRE").unwrap_or_default();
    required.split(',').any(|name| name.trim() == engine)
}
