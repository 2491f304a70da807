//! The restaurant app: what runs all day on a kitchen's tablet and on the counter.
//!
//! Owns what staff sees and how the app reacts. Never decides what an order may do, what a dish costs or when a restaurant
//! is open: that comes from the platform, through `foodwala-sdk` alone.
//!
//! | module | holds |
//! |---|---|
//! | [`app`], [`route`], [`layout`], [`texts`] | the root, every address, what surrounds a screen, the words |
//! | [`crew`] | who is at the app, where they work, what they may call |
//! | [`clock`] | the time, once for the whole app |
//! | [`board`] | the live orders of a restaurant, kept on the device |
//! | [`cards`] | an order as a card |
//! | [`queue`] | what staff did: kept until the platform has it, in order |
//! | [`alarm`] | ringing for new orders |
//! | [`entry`] | an order that staff enters, kept while it is being entered |
//! | [`actions`] | what can be done to an order, and the sheets that ask for details |
//! | [`share`] | links for couriers without an account |
//! | [`position`] | telling guests where their courier is |
//! | [`shop`] | the restaurant that is shown |
//! | [`ticket`] | an order as a receipt printer takes it; natively `printer` sends it there |
//! | [`printing`] | which printers there are, and what was printed where |
//! | [`wording`] | orders in the reader's words |
//! | `window` | the window of its own, behind the feature `desktop` |
//! | [`screens`] | one folder per screen: `mod.rs` runs effects, `state.rs` decides, `view.rs` shows |

#![expect(unused_qualifications, reason = "the `rsx` macro spells out paths")]

pub mod actions;
pub mod alarm;
pub mod app;
pub mod board;
pub mod cards;
pub mod clock;
pub mod crew;
pub mod entry;
pub mod layout;
pub mod position;
#[cfg(not(target_arch = "wasm32"))]
pub mod printer;
pub mod printing;
pub mod queue;
pub mod route;
#[cfg(test)]
mod samples;
pub mod screens;
pub mod share;
pub mod shop;
#[cfg(test)]
mod testing;
pub mod texts;
pub mod ticket;
#[cfg(all(feature = "desktop", not(target_arch = "wasm32")))]
pub mod window;
pub mod wording;

pub use app::{App, ClientProp};
