//! The design system that the apps share.
//!
//! Owns how the apps look, speak and reach the device: components, colours and type, languages, formats, the browser behind a
//! small port, and the hooks that join screens to the SDK. Never knows a screen, an address or a rule of the business, and
//! its components know nothing of the platform.
//!
//! | module | holds |
//! |---|---|
//! | [`components`] | everything that is drawn; accessible by construction; [`gallery`] shows it all on one page |
//! | [`theme`] | light, dark or as the system says |
//! | [`i18n`] | texts (Project Fluent), language and direction; [`t!`] |
//! | [`format`] | money, times, distances and lists as the reader writes them |
//! | [`device`] | storage, connection, position, title, sharing: the browser's or the window's, or stand-ins |
//! | [`browser`] | addresses, the service worker, the scroll position |
//! | [`lazy`] | parts of an app that come when they are needed |
//! | [`forms`] | what is wrong with the fields of a form |
//! | `desktop` | windows of their own, behind the feature `desktop`; [`platform`] says which platform one is connected to |
//! | [`sdk`] | client, session, loading states, what a failure means to a person |
//! | [`sign_in`] | the form that both apps open with |
//!
//! Styles are in `assets/ui.css`, built on custom properties; pictures in `assets/art/`, fonts in `assets/fonts/`, each with
//! the licence beside it. An app serves the folder at the address named by `<meta name="assets">`, natively at `/assets/`.
//! `tools/` holds the scripts that make icons, drawings and fonts from their packages; `cargo run -p foodwala-ui --example
//! preview -- <folder>` writes the gallery as plain files to look at.

#![expect(unused_qualifications, reason = "the `rsx` macro spells out paths")]

pub mod browser;
pub mod components;
#[cfg(all(feature = "desktop", not(target_arch = "wasm32")))]
pub mod desktop;
pub mod device;
pub mod format;
pub mod forms;
pub mod gallery;
pub mod i18n;
pub mod lazy;
pub mod platform;
pub mod sdk;
pub mod sign_in;
pub mod theme;

/// What a view needs.
pub mod prelude {
    pub use crate::{
        components::*,
        device,
        format::{Formats, formats},
        i18n::{Direction, Language, use_language},
        sdk::{FailureState, Loadable, money, use_client},
        t,
        theme::{Theme, use_theme},
    };
}
