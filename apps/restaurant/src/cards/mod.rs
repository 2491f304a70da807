//! An order as a card, for the board and wherever else one is acted on.

mod card;
mod hand_over;
mod parts;

pub use card::OrderCard;
pub use hand_over::{DoorPart, HandOver};
pub use parts::{Due, Lines, Marks, Pending};
