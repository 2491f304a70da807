//! What holds of restaurants whatever stores them: pure, with times and ids as arguments.

pub mod board;
pub mod faults;
pub mod hours;
pub mod link;
pub mod menu;
pub mod profile;
pub mod promo;
pub mod proof;
pub mod reviews;
pub mod road;
pub mod search;
pub mod slots;
pub mod staff;
