//! The live orders of a restaurant: followed as they change, kept on the device for when nobody can be asked.

mod follow;
mod handle;
mod state;
mod view;

pub use follow::use_board_provider;
pub use handle::{BoardHandle, use_board};
pub use state::{Board, Card, Event, reduce};
pub use view::{CardView, Column, Urgency, column_of, due, sorted, urgency};
