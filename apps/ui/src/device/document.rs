//! The page: its title, language, colours, focus and scrolling.

use super::platform;

/// Names the page; call it when a screen appears.
pub fn set_title(title: &str) {
    platform::set_title(title);
}

/// Sets `lang` and `dir` of the page.
pub fn set_language(tag: &str, direction: &str) {
    platform::set_root_attribute("lang", tag);
    platform::set_root_attribute("dir", direction);
}

/// Sets `data-theme` of the page.
pub fn set_theme(name: &str) {
    platform::set_root_attribute("data-theme", name);
}

/// Marks the page while a link is being followed (`data-going`).
pub fn set_going(going: bool) {
    platform::set_going(going);
}

/// Marks the page while it goes back to where it was scrolled to (`data-returning`): for that it has to be as long as it was,
/// so all of it is drawn at once.
pub fn set_returning(returning: bool) {
    platform::set_returning(returning);
}

/// Whether the page goes back to where it was scrolled to.
pub fn is_returning() -> bool {
    platform::is_returning()
}

/// The browser's languages, the dearest first.
pub fn languages() -> Vec<String> {
    platform::languages()
}

/// Moves the focus to the element with an id.
pub fn focus(id: &str) {
    platform::focus(id);
}

/// Scrolls the page to its beginning, without movement.
pub fn scroll_to_top() {
    platform::scroll_to_top();
}

/// Scrolls the element with an id into view.
pub fn scroll_into_view(id: &str) {
    platform::scroll_into_view(id);
}

/// The address of a file of the apps' assets, e.g. `ui/art/pizza.svg`.
pub fn asset_url(path: &str) -> String {
    platform::asset_url(path)
}
