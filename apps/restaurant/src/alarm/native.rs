//! Stand-ins for where there is no browser: nothing rings.

pub fn ring() -> bool {
    false
}

pub fn silence() {}

pub fn notify(_title: &str, _text: &str) {}

pub fn ask_to_notify() {}

pub fn on_touch(_touched: impl FnMut() + 'static) {}
