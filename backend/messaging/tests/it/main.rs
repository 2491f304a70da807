//! The engines under the suite of the bus, and the relay in front of them.

#![expect(clippy::unwrap_used, reason = "the support of the tests is test code too")]

mod in_process;
#[cfg(feature = "rabbitmq")]
mod rabbitmq;
mod relay;
#[cfg(feature = "rabbitmq")]
mod silent_broker;
mod simulated;
mod support;
