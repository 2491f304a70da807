//! The basket: what the customer has chosen, kept on the device, priced by the platform.
//!
//! [`Kept`] is what the device keeps; `state.rs` decides; the handle runs the effects. The panel shows it beside a menu, the
//! screen shows the whole.

mod changes;
mod handle;
mod kept;
mod lines;
mod obstacle;
mod panel;
mod standing;
mod state;
pub mod words;

pub use changes::{Change, changes};
pub use handle::{BasketHandle, use_basket, use_basket_provider, use_count};
pub use kept::{Agreed, Chosen, Kept, Line, MOST, Shop};
pub use lines::Lines;
pub use obstacle::Obstacle;
pub use panel::Panel;
pub use standing::Standing;
pub use state::{Addition, Effect, Event, Pricing, Refusal, State, reduce};
