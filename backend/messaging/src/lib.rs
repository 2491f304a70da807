//! Messages between services: from the transaction that causes them to the transaction that handles them.
//!
//! Owns the outbox and the inbox of every schema, the relay between outbox and bus, the [`Bus`] port with its engines,
//! retries and dead letters. Delivery is at least once and the effect exactly once: an event is written in the
//! transaction of the state it tells of ([`outbox::append`]), the relay marks it sent only after the bus has confirmed
//! it, and a consumer notes the message id in the transaction of its effect.
//!
//! It never looks into the data of a message, knows no event by name, and never drops a message: what cannot be handled
//! becomes a dead letter.
//!
//! | module | holds |
//! |---|---|
//! | [`message`] | [`Message`], a CloudEvent 1.0 in JSON |
//! | [`outbox`], [`relay`] | events on their way out of a schema |
//! | [`consumer`], [`inbox`] | who reacts to messages, and that it does so once |
//! | [`bus`] | the [`Bus`] port |
//! | [`in_process`] | the embedded engine of that port |
//! | `rabbitmq` | its engine on RabbitMQ (feature `rabbitmq`) |
//! | [`retry`], [`dead_letters`] | when handling fails |
//! | [`retention`], [`purge`] | deleting what is done, a little at a time |
//! | [`trace`] | the trace context of the work in hand, and its spans |
//! | `conformance` | the suite that every engine passes (feature `conformance`) |

pub mod bus;
#[cfg(feature = "conformance")]
pub mod conformance;
pub mod consumer;
pub mod dead_letters;
mod delivery;
pub mod in_process;
pub mod inbox;
mod lanes;
pub mod message;
pub mod outbox;
pub mod purge;
#[cfg(feature = "rabbitmq")]
pub mod rabbitmq;
pub mod relay;
pub mod retention;
pub mod retry;
mod telemetry;
pub mod trace;

use std::sync::Arc;

use foodwala_clock::Clock;

pub use bus::{Bus, Confirmation, PublishError, StartError};
pub use consumer::{ConsumeError, Consumer, Handler, Projector, Subscription};
pub use dead_letters::{DeadLetter, DeadLetterError, DeadLetterQuery, DeadLetters};
pub use in_process::{InProcessBus, InProcessBusBuilder};
pub use message::Message;
#[cfg(feature = "rabbitmq")]
pub use rabbitmq::{RabbitMqBus, RabbitMqConfig, RabbitMqDeadLetters};
pub use relay::{Relay, RelayConfig};
pub use retry::RetryPolicy;

/// The clock of everything that runs in the background.
pub type SharedClock = Arc<dyn Clock>;
