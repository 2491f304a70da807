//! A computer's clipboard and notifications.

use super::page;
use std::{cell::RefCell, future};

thread_local! {
    static CLIPBOARD: RefCell<Option<arboard::Clipboard>> = const { RefCell::new(None) };
}

/// Puts a text on the system's clipboard; says whether that worked.
pub(crate) fn copy(text: &str) -> future::Ready<bool> {
    future::ready(page::is_here() && put(text))
}

fn put(text: &str) -> bool {
    // It is kept: on Linux the text is gone with who offers it.
    let copied = CLIPBOARD.with_borrow_mut(|clipboard| -> Result<(), arboard::Error> {
        let mut open = match clipboard.take() {
            Some(open) => open,
            None => arboard::Clipboard::new()?,
        };
        open.set_text(text)?;
        *clipboard = Some(open);
        Ok(())
    });
    if let Err(error) = &copied {
        tracing::warn!(error = error as &dyn std::error::Error, "there is no clipboard");
    }
    copied.is_ok()
}

/// Shows a notification of the system, unless the window is looked at anyway. The service that shows it may take its time.
pub(crate) fn notify(title: &str, text: &str) {
    if page::window().is_none_or(|window| window.is_focused()) {
        return;
    }
    let (title, text) = (title.to_owned(), text.to_owned());
    let shown = std::thread::Builder::new()
        .name("notification".to_owned())
        .spawn(move || show_notification(&title, &text));
    if let Err(error) = shown {
        tracing::warn!(error = &error as &dyn std::error::Error, "the system starts no threads");
    }
}

/// Shows a notification of the system, and waits until it is shown.
pub(crate) fn show_notification(title: &str, text: &str) {
    let mut notification = notify_rust::Notification::new();
    notification.appname("FoodWala").summary(title).body(text);
    if let Err(error) = notification.show() {
        tracing::info!(
            error = &error as &dyn std::error::Error,
            "the system shows no notifications"
        );
    }
}
