//! Private Redis and RabbitMQ servers for tests and benchmarks.
//!
//! Owns how they are started, each on ports and in a folder of its own, killed, and started again. Nothing of one is left
//! when the process that started it has ended, however that ended. Tells how much processor time they use. Knows nothing of the platform, and the platform
//! nothing of it.
//!
//! All calls block; in an async test that does other things meanwhile, they belong into `tokio::task::block_in_place`.

mod effort;
mod kept;
mod ports;
mod rabbitmq;
mod redis;

pub use effort::processor_time;
pub use ports::free_addresses;
pub use rabbitmq::RabbitMq;
pub use redis::RedisServer;

/// Whether `FOODWALA_REQUIRE` names something: its tests then fail instead of being skipped.
pub fn is_required(name: &str) -> bool {
    let required = std::env::var("FOODWALA_REQUIRE").unwrap_or_default();
    required.split(',').any(|required| required.trim() == name)
}
