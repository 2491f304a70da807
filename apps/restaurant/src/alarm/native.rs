//! A window of its own: the page plays the chime, the system shows the notifications. Without a window nothing rings.

use super::chime;
use base64::{Engine, engine::general_purpose::STANDARD};
use foodwala_ui::device::window;
use std::sync::LazyLock;

static WAVE: LazyLock<String> = LazyLock::new(|| STANDARD.encode(chime::wave()));

pub fn ring() -> bool {
    window::ring(&WAVE)
}

pub fn silence() {
    window::silence();
}

pub fn notify(title: &str, text: &str) {
    window::notify(title, text);
}

/// Nobody has to be asked.
pub fn ask_to_notify() {}

pub fn on_touch(touched: impl FnMut() + 'static) {
    window::on_touch(touched);
}
