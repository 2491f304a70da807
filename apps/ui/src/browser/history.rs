//! The browser's addresses for the router. Going back leads to where the page was scrolled to; replacing an address, as
//! filters and sheets do, moves nothing.

use super::shown_address;
use crate::device;
use dioxus_history::History;
use std::{cell::RefCell, rc::Rc, sync::Arc, time::Duration};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Event, ScrollRestoration, Window};

/// How often, and after what pauses, to look whether the page is long enough again to scroll to where it was.
const TRIES: u32 = 30;
const PAUSE: Duration = Duration::from_millis(40);

/// The browser's address bar and its history.
pub struct BrowserHistory {
    window: Option<Window>,
    history: Option<web_sys::History>,
    /// Where the app is served, without a slash at the end; empty at the root.
    base: String,
    /// The path of what is shown.
    shown: Rc<RefCell<String>>,
}

impl BrowserHistory {
    /// Takes over the scroll position from the browser, which does not know when a page is complete.
    pub fn new() -> Self {
        let window = web_sys::window();
        let history = window.as_ref().and_then(|window| window.history().ok());
        if let Some(history) = &history {
            let _set = history.set_scroll_restoration(ScrollRestoration::Manual);
        }
        let base = window.as_ref().and_then(base).unwrap_or_default();
        let shown = Rc::new(RefCell::new(path_of(window.as_ref())));
        Self {
            window,
            history,
            base,
            shown,
        }
    }

    fn address(&self, route: &str) -> String {
        format!("{}{}", self.base, shown_address(route))
    }

    fn scrolled(&self) -> JsValue {
        let y = self.window.as_ref().and_then(|window| window.scroll_y().ok());
        y.map(JsValue::from_f64).unwrap_or_default()
    }
}

/// The app's base as its page names it: `<meta name="base" content="/restaurant/">`.
fn base(window: &Window) -> Option<String> {
    let meta = window.document()?.query_selector("meta[name=base]").ok()??;
    let base = meta.get_attribute("content")?;
    Some(base.trim_end_matches('/').to_owned())
}

impl History for BrowserHistory {
    fn current_prefix(&self) -> Option<String> {
        (!self.base.is_empty()).then(|| self.base.clone())
    }

    fn current_route(&self) -> String {
        let location = self.window.as_ref().map(Window::location);
        let path = location.as_ref().and_then(|location| location.pathname().ok());
        let query = location.as_ref().and_then(|location| location.search().ok());
        let path = path.unwrap_or_else(|| "/".to_owned());
        let within = path.strip_prefix(&self.base).unwrap_or(&path);
        let within = if within.is_empty() { "/" } else { within };
        within.to_owned() + &query.unwrap_or_default()
    }

    fn go_back(&self) {
        if let Some(history) = &self.history {
            let _gone = history.back();
        }
    }

    fn go_forward(&self) {
        if let Some(history) = &self.history {
            let _gone = history.forward();
        }
    }

    fn push(&self, route: String) {
        let (Some(window), Some(history)) = (&self.window, &self.history) else {
            return;
        };
        if shown_address(&route) == self.current_route() {
            return;
        }
        let _kept = history.replace_state_with_url(&self.scrolled(), "", None);
        let path = |route: &str| route.split('?').next().unwrap_or_default().to_owned();
        // A sheet has an address of its own, but lies on the same page.
        let same_page = path(&route) == path(&self.current_route());
        let scrolled = if same_page {
            self.scrolled()
        } else {
            JsValue::from_f64(0.0)
        };
        if history
            .push_state_with_url(&scrolled, "", Some(&self.address(&route)))
            .is_ok()
            && !same_page
        {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
        self.shown.replace(path_of(Some(window)));
    }

    fn replace(&self, route: String) {
        if let Some(history) = &self.history {
            let _replaced = history.replace_state_with_url(&self.scrolled(), "", Some(&self.address(&route)));
        }
        self.shown.replace(path_of(self.window.as_ref()));
    }

    fn external(&self, url: String) -> bool {
        let location = self.window.as_ref().map(Window::location);
        location.is_some_and(|location| location.set_href(&url).is_ok())
    }

    fn updater(&self, callback: Arc<dyn Fn() + Send + Sync>) {
        let (Some(window), Some(history)) = (self.window.clone(), self.history.clone()) else {
            return;
        };
        let (scrolled, shown) = (window.clone(), self.shown.clone());
        let moved = Closure::<dyn FnMut(Event)>::new(move |_| {
            let there = path_of(Some(&scrolled));
            // A sheet that closes leaves the page as it is.
            if shown.replace(there.clone()) != there {
                device::document::set_returning(true);
            }
            callback();
            let y = history
                .state()
                .ok()
                .and_then(|state| state.as_f64())
                .unwrap_or_default();
            wasm_bindgen_futures::spawn_local(scroll_when_long_enough(scrolled.clone(), y));
        });
        let _added = window.add_event_listener_with_callback("popstate", moved.into_js_value().unchecked_ref());
    }
}

fn path_of(window: Option<&Window>) -> String {
    let path = window.and_then(|window| window.location().pathname().ok());
    path.unwrap_or_default()
}

async fn scroll_when_long_enough(window: Window, y: f64) {
    try_to_scroll(window, y).await;
    device::painted().await;
    device::document::set_returning(false);
}

async fn try_to_scroll(window: Window, y: f64) {
    for _ in 0..TRIES {
        device::sleep(PAUSE).await;
        let page = window.document().and_then(|document| document.document_element());
        let shown = window.inner_height().ok().and_then(|height| height.as_f64());
        let (Some(page), Some(shown)) = (page, shown) else {
            return;
        };
        if f64::from(page.scroll_height()) >= y + shown {
            window.scroll_to_with_x_and_y(0.0, y);
            return;
        }
    }
}
