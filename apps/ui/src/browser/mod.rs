//! What the app needs of the browser beyond [`crate::device`]: addresses, the service worker, the scroll position.
//! A window of its own has its own addresses; elsewhere natively there is nothing to do.

#[cfg(target_arch = "wasm32")]
mod history;
#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
use native as platform;
#[cfg(target_arch = "wasm32")]
use web as platform;

use dioxus::prelude::*;
use foodwala_sdk::Timestamp;

#[cfg(target_arch = "wasm32")]
pub use web::early_answer;

/// Leads elsewhere from a task that outlives its screen: where this is provided the router finds the addresses.
#[derive(Clone, Copy)]
pub(crate) struct Way(pub Callback<Box<dyn FnOnce()>>);

/// Lets the router use the browser's addresses. Call once, above the router.
pub fn use_history_provider() {
    #[cfg(target_arch = "wasm32")]
    use_hook(|| {
        dioxus_history::provide_history_context(std::rc::Rc::new(history::BrowserHistory::new()));
    });
    #[cfg(target_arch = "wasm32")]
    {
        let lead = use_callback(|go: Box<dyn FnOnce()>| go());
        use_hook(|| provide_context(Way(lead)));
    }
    #[cfg(all(feature = "desktop", not(target_arch = "wasm32")))]
    use_hook(crate::desktop::provide_history);
}

/// Deletes the answers that the service worker kept of the person who used the app.
pub fn forget_answers() {
    platform::forget_answers();
}

/// What the service worker tells.
#[derive(Clone, Copy, PartialEq)]
pub struct Worker {
    /// Since when what is shown may be out of date: the time of a kept answer.
    pub as_of: Signal<Option<Timestamp>>,
    /// A new version of the app waits.
    pub update: Signal<bool>,
}

/// Gives everything below what the service worker tells. Call once, in the app's root.
pub fn use_worker_provider() -> Worker {
    let worker = use_hook(|| {
        provide_context(Worker {
            as_of: Signal::new(None),
            update: Signal::new(false),
        })
    });
    use_hook(move || platform::follow_worker(worker));
    worker
}

/// What the service worker tells.
pub fn use_worker() -> Worker {
    use_context()
}

/// Starts the new version.
pub fn start_update() {
    platform::start_update();
}

/// Why a part of the app is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PartError {
    /// It could not be fetched.
    #[error("the platform could not be reached")]
    Away,
    /// The platform has a newer version of the app, and no longer this one.
    #[error("this version of the app is gone")]
    Gone,
}

/// An address as people see it and pass it on. The router writes the mark of a query also where the query has nothing in it.
pub fn shown_address(route: &str) -> &str {
    route.trim_end_matches('?')
}

/// Whether a part of the app is there already.
pub fn has_part(name: &str) -> bool {
    platform::has_part(name)
}

/// Fetches a part of the app; at once if it is there.
///
/// # Errors
/// It is neither on the device nor to be had.
pub async fn fetch_part(name: &str) -> Result<(), PartError> {
    platform::fetch_part(name).await
}

/// Scrolls an element of a bar that lies in sight anyway to where it is seen, along the bar only.
pub fn reveal(id: &str) {
    platform::reveal(id);
}

/// Which of the elements with these ids the page is scrolled to: the last whose top is above the line, `line` pixels below
/// the top of the window.
pub fn use_scroll_spy(ids: Memo<Vec<String>>, line: f64) -> ReadSignal<usize> {
    let current = use_signal(|| 0);
    use_hook(move || std::rc::Rc::new(platform::ScrollListener::new(move || look(ids, line, current))));
    use_hook(|| current.into())
}

fn look(ids: Memo<Vec<String>>, line: f64, mut current: Signal<usize>) {
    let ids = ids.peek();
    let above = ids
        .iter()
        .rposition(|id| platform::top_of(id).is_some_and(|top| top <= line));
    let index = above.unwrap_or_default();
    if *current.peek() != index {
        current.set(index);
    }
}
