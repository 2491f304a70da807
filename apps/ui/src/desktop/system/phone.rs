//! A phone's clipboard. Its notifications come from a service of the phone's maker, which the platform does not use: whoever
//! looks away finds the news in the app, and in the mails.

use super::page;
use serde_json::json;

const COPY: &str = "const field = document.createElement('textarea');
    field.value = given[0];
    field.readOnly = true;
    field.style.position = 'fixed';
    document.body.append(field);
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    return copied";

/// Puts a text on the phone's clipboard; says whether that worked.
///
/// The newer way is open to pages of the web alone, which this one is not on every phone.
pub(crate) async fn copy(text: &str) -> bool {
    let copied = page::ask(COPY, &[json!(text)]).await;
    copied.and_then(|copied| copied.as_bool()).unwrap_or_default()
}

/// Shows nothing.
pub(crate) fn notify(_title: &str, _text: &str) {}

/// Shows nothing.
pub(crate) fn show_notification(_title: &str, _text: &str) {}
