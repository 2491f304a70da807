//! An order as a card, for the board and wherever else one is acted on.

mod card;
mod parts;

pub use card::OrderCard;
pub use parts::{Due, Lines, Marks, Pending};
