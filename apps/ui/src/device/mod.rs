//! What the app asks of the device it runs on. One small set of functions; the browser answers them on wasm, natively the
//! system and the window, and stand-ins where there is no window, so that screens and their tests know neither.

#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod file;
#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(all(not(feature = "desktop"), not(target_arch = "wasm32")))]
pub(crate) mod page;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
use native as platform;
#[cfg(target_arch = "wasm32")]
use web as platform;

pub mod document;
mod hooks;
pub mod modal;
pub mod storage;
#[cfg(not(target_arch = "wasm32"))]
pub mod window;

#[cfg(all(feature = "desktop", not(target_arch = "wasm32")))]
pub(crate) use crate::desktop::page;

pub use hooks::{use_interval, use_online};

use jiff::Timestamp;
use std::time::Duration;

/// A place as the device knows it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Within how many metres.
    pub accuracy_m: f64,
}

/// Why the device does not tell where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LocateError {
    /// The person does not want it.
    #[error("the position may not be used")]
    Denied,
    /// It does not know, or has no such sense.
    #[error("the position is not known")]
    Unavailable,
    /// It took too long.
    #[error("the position was not found in time")]
    Timeout,
}

/// How something was shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    /// Through the system's own dialogue.
    Sent,
    /// The address is on the clipboard; say so.
    Copied,
}

/// Why nothing was shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    /// The person thought better of it.
    #[error("sharing was called off")]
    CalledOff,
    /// The device cannot share.
    #[error("the device cannot share")]
    Unavailable,
}

/// The time now.
pub fn now() -> Timestamp {
    platform::now()
}

/// The IANA name of the time zone the device is in, e.g. `Europe/Berlin`.
pub fn time_zone() -> String {
    platform::time_zone()
}

/// Whether the app has a window of its own, rather than a browser's: printers can be reached, tabs cannot be opened.
pub fn is_window() -> bool {
    platform::is_window()
}

/// The origin the app came from, where the platform is: `https://food.example`. In a window of its own what that is connected
/// to; else natively `http://localhost:8080`, or what `FOODWALA_URL` says.
pub fn origin() -> String {
    platform::origin()
}

/// Waits.
pub async fn sleep(duration: Duration) {
    platform::sleep(duration).await;
}

/// Whether what is long comes onto the page in pieces.
pub(crate) const DRAWS_IN_PIECES: bool = platform::DRAWS_IN_PIECES;

/// Waits until the device has nothing better to do: what was touched has been answered, and the answer is on the screen. Under
/// a load that does not end, not for ever.
pub async fn idle() {
    platform::idle().await;
}

/// Waits until what has changed so far is on the screen: before something long, so that whoever touched something sees at once
/// that it was felt.
pub async fn painted() {
    platform::painted().await;
}

/// Whether the device believes to be connected. `true` proves nothing.
pub fn is_online() -> bool {
    platform::is_online()
}

/// Whether the page can be seen now: its tab is in front, its window not put away.
pub fn is_in_sight() -> bool {
    platform::is_in_sight()
}

/// Whether the person wants little movement on the screen.
pub fn prefers_reduced_motion() -> bool {
    platform::prefers_reduced_motion()
}

/// Asks where the device is; the person may be asked first.
///
/// # Errors
/// When the device does not tell.
pub async fn locate() -> Result<Position, LocateError> {
    platform::locate().await
}

/// Shares an address through the system's dialogue, else puts it on the clipboard. Call it from a click.
///
/// # Errors
/// When the person calls it off, or the device can do neither.
pub async fn share(title: &str, url: &str) -> Result<Shared, ShareError> {
    platform::share(title, url).await
}

/// Puts a text on the clipboard. Call it from a click.
///
/// # Errors
/// When the device has none.
pub async fn copy(text: &str) -> Result<(), ShareError> {
    platform::copy(text).await
}

/// Opens the print dialogue.
pub fn print() {
    platform::print();
}

/// Leaves the app for another address, e.g. a `tel:` or a download.
pub fn open(url: &str) {
    platform::open(url);
}
