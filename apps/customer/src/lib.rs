//! The customer app: find a restaurant, order, follow the delivery.
//!
//! Owns what a customer sees and how the app reacts. Never decides prices, hours or what an order may do: that comes from the
//! platform, through `foodwala-sdk` alone.
//!
//! | module | holds |
//! |---|---|
//! | [`app`], [`route`], [`layout`], [`texts`] | the root, every address, what surrounds a screen, the words |
//! | [`context`], [`browser`] | what every screen may use: the person, the title; the service worker, the scroll position |
//! | `window` | the window of its own, behind the feature `desktop` |
//! | [`screens`] | one folder per screen: `mod.rs` runs effects, `state.rs` decides, `view.rs` shows |
//! | [`parts`] | which screens come when they are needed |
//! | [`search_box`], [`words`] | typing what to look for; names of cuisines, diets, days |
//! | [`listing`] | lists of restaurants with their filters |
//! | [`basket`] | what the customer has chosen, kept on the device, priced by the platform |
//! | [`forms`], [`gate`], [`calls`], [`download`] | what is wrong with fields, screens for who is signed in, the client, files |
//! | [`feed`], [`wording`] | notifications as they come; orders and prices in words |
//! | [`place`] | where the food shall go |
//! | [`news`] | hearing what changes at a restaurant |
//! | [`offline`] | orders that wait for a connection |

#![expect(unused_qualifications, reason = "the `rsx` macro spells out paths")]

pub mod app;
pub mod basket;
pub mod context;
pub mod download;
pub mod feed;
pub mod gate;
pub mod layout;
pub mod listing;
pub mod news;
pub mod offline;
pub mod parts;
pub mod place;
pub mod route;
#[cfg(test)]
mod samples;
pub mod screens;
pub mod search_box;
pub mod texts;
#[cfg(all(feature = "desktop", not(target_arch = "wasm32")))]
pub mod window;
pub mod wording;
pub mod words;

pub use app::{App, ClientProp};
pub use foodwala_ui::{browser, sdk::calls};

/// What is wrong with the fields of a form.
pub mod forms {
    pub use foodwala_ui::forms::*;
}
