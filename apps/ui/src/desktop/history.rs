//! Addresses without an address bar, kept as long as the window is open. Going back leads to where the page was scrolled to.

use super::page;
use dioxus_history::{History, MemoryHistory};
use std::{cell::RefCell, rc::Rc, sync::Arc};

type Updater = Arc<dyn Fn() + Send + Sync>;

/// The window's addresses.
#[derive(Default)]
struct WindowHistory {
    addresses: MemoryHistory,
    updater: RefCell<Option<Updater>>,
}

/// Gives everything below the window's addresses.
pub(crate) fn provide() {
    if !page::is_here() {
        return;
    }
    let history = Rc::new(WindowHistory::default());
    let heard = Rc::downgrade(&history);
    page::on_go(move |back| {
        let Some(history) = heard.upgrade() else { return };
        if back {
            history.go_back();
        } else {
            history.go_forward();
        }
        // The router does not know that it was not asked.
        let updater = history.updater.borrow().clone();
        if let Some(updater) = updater {
            updater();
        }
    });
    dioxus_history::provide_history_context(history);
}

fn path(route: &str) -> &str {
    route.split('?').next().unwrap_or_default()
}

impl History for WindowHistory {
    fn current_route(&self) -> String {
        self.addresses.current_route()
    }

    fn can_go_back(&self) -> bool {
        self.addresses.can_go_back()
    }

    fn go_back(&self) {
        if self.addresses.can_go_back() {
            self.addresses.go_back();
            page::run("foodwala.move(-1)", &[]);
        }
    }

    fn can_go_forward(&self) -> bool {
        self.addresses.can_go_forward()
    }

    fn go_forward(&self) {
        if self.addresses.can_go_forward() {
            self.addresses.go_forward();
            page::run("foodwala.move(1)", &[]);
        }
    }

    fn push(&self, route: String) {
        let current = self.current_route();
        if route == current {
            return;
        }
        // A sheet has an address of its own, but lies on the same page.
        page::run("foodwala.leave(given[0])", &[(path(&route) == path(&current)).into()]);
        self.addresses.push(route);
    }

    fn replace(&self, route: String) {
        self.addresses.replace(route);
    }

    fn external(&self, url: String) -> bool {
        page::open(&url);
        true
    }

    fn updater(&self, callback: Updater) {
        self.updater.replace(Some(callback));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_leads_through_every_screen_once() {
        let history = WindowHistory::default();
        for route in ["/a", "/a", "/a?sheet=1", "/b"] {
            history.push(route.to_owned());
        }
        let mut seen = vec![history.current_route()];
        while history.can_go_back() {
            history.go_back();
            seen.push(history.current_route());
        }
        assert_eq!(seen, ["/b", "/a?sheet=1", "/a", "/"]);
        history.go_forward();
        assert_eq!(history.current_route(), "/a");
    }
}
