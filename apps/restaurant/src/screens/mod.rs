//! One folder per screen: `mod.rs` is the route's component and runs effects, `state.rs` decides, `view.rs` shows.

mod board;
mod branches;
mod choose;
mod deliveries;
mod ended;
pub mod figures;
mod hours;
mod kitchen;
mod menu;
mod more;
mod not_found;
mod order;
mod reviews;
mod sign_in;
mod staff;
mod start;
mod stock;

pub use board::Board;
pub use branches::Branches;
pub use choose::Choose;
pub use deliveries::Deliveries;
pub use ended::Ended;
pub use figures::Figures;
pub use hours::Hours;
pub use kitchen::Kitchen;
pub use menu::Menu;
pub use more::More;
pub use not_found::NotFound;
pub use order::Order;
pub use reviews::Reviews;
pub use sign_in::SignIn;
pub use staff::Staff;
pub use start::Start;
pub use stock::Stock;
