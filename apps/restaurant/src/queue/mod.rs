//! What staff did to orders, on its way to the platform: kept on the device from the first moment, sent once and in order,
//! with its idempotency key, whatever happens to the network or the window. What the platform refuses is shown.

mod action;
mod answer;
mod handle;
mod outcome;
mod shared;
mod state;

pub use action::StaffAct;
pub use answer::no;
pub use handle::{QueueHandle, use_queue, use_queue_provider};
pub use outcome::predicted;
pub use state::{Answer, Effect, Entry, Event, Progress, Queue, reduce};
