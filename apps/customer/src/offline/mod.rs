//! Orders that wait for a connection, kept on the device. `state.rs` decides; the handle runs the effects.

mod handle;
mod state;

pub use handle::{WaitingHandle, use_waiting, use_waiting_provider};
pub use state::{Answer, Effect, Event, HOLDS, Progress, Waiting, reduce};
