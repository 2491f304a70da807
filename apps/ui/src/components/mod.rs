//! Everything that is drawn. Components know nothing of the platform: they take texts that are already written for the reader
//! and tell what the person did. Each is accessible by itself: it has its role, its name, its keys.

mod anchor;
mod art;
mod button;
mod card;
mod choice;
mod field;
mod icon;
mod live;
mod map;
mod modal;
mod navigation;
mod piece;
mod price;
mod rating;
mod select;
mod state;
mod stepper;
mod tabs;
mod toast;

#[cfg(test)]
mod tests;

pub use anchor::*;
pub use art::*;
pub use button::*;
pub use card::*;
pub use choice::*;
pub use field::*;
pub use icon::*;
pub use live::*;
pub use map::*;
pub use modal::*;
pub use navigation::*;
pub use piece::*;
pub use price::*;
pub use rating::*;
pub use select::*;
pub use state::*;
pub use stepper::*;
pub use tabs::*;
pub use toast::*;
