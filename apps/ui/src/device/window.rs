//! What only a window of its own does: sounds, notifications and drawing by its own hands. A browser's page does these itself.

use super::page;
use serde_json::Value;

/// Plays a sound (WAV in base64) again and again until it is silenced; says whether it is believed to be heard.
pub fn ring(wave: &str) -> bool {
    page::ring(wave)
}

/// Stops the sound.
pub fn silence() {
    page::silence();
}

/// Shows a notification of the system, unless the person looks at the window anyway.
pub fn notify(title: &str, text: &str) {
    page::notify(title, text);
}

/// Calls with every touch of the page, and when a sound is heard again, as long as the app runs.
pub fn on_touch(touched: impl FnMut() + 'static) {
    page::on_touch(touched);
}

/// Runs a script in the page, which may wait, and takes what it returns; `given` is what it works with. Nothing, if it fails
/// or there is no window.
pub async fn ask(script: &str, given: &[Value]) -> Option<Value> {
    page::ask(script, given).await
}
