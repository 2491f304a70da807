//! One folder per screen: `mod.rs` is the route's component and runs effects, `state.rs` decides, `view.rs` shows.

mod board;
mod choose;
mod deliveries;
mod ended;
mod hours;
mod kitchen;
mod link;
mod menu;
mod more;
mod new_order;
mod not_found;
mod order;
mod settings;
mod sign_in;
mod staff;
mod start;
mod stock;

pub use board::Board;
pub use choose::Choose;
pub use deliveries::Deliveries;
pub use ended::Ended;
pub use hours::Hours;
pub use kitchen::Kitchen;
pub use link::Linked;
pub use menu::Menu;
pub use more::More;
pub use new_order::NewOrder;
pub use not_found::NotFound;
pub use order::Order;
pub use settings::Settings;
pub use sign_in::SignIn;
pub use staff::Staff;
pub use start::Start;
pub use stock::Stock;
