//! What the system itself does for the window: clipboard, notifications, other programs.

#[cfg(not(any(target_os = "android", target_os = "ios")))]
mod computer;
#[cfg(any(target_os = "android", target_os = "ios"))]
mod phone;

#[cfg(not(any(target_os = "android", target_os = "ios")))]
pub(crate) use computer::{copy, notify, show_notification};
#[cfg(any(target_os = "android", target_os = "ios"))]
pub(crate) use phone::{copy, notify, show_notification};

use super::page;

/// Opens an address in the system's browser, or whatever the system opens it with.
pub(crate) fn open(url: &str) {
    if page::is_here()
        && let Err(error) = webbrowser::open(url)
    {
        tracing::warn!(error = &error as &dyn std::error::Error, "the address cannot be opened");
    }
}
