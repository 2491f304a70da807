//! One folder per screen: `mod.rs` is the route's component and runs effects, `state.rs` decides, `view.rs` shows.

pub mod account;
pub mod addresses;
pub mod basket;
pub mod checkout;
pub mod favourites;
pub mod forgot_password;
mod gallery;
pub mod home;
pub mod item;
mod not_found;
pub mod notifications;
pub mod order;
pub mod orders;
pub mod privacy;
pub mod receipt;
pub mod register;
pub mod reset_password;
pub mod restaurant;
pub mod review;
pub mod search;
pub mod settings;
pub mod sign_in;

pub use gallery::Gallery;
pub use home::Home;
pub use not_found::NotFound;
