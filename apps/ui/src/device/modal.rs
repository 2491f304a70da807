//! A window above the page that holds the focus: HTML's own `dialog`, which makes the rest inert.

use super::platform;

/// Whether somebody opens modals here: where nobody does (previews, tests), a modal is to be open by itself.
pub fn can_open() -> bool {
    cfg!(target_arch = "wasm32") || super::is_window()
}

/// An open modal. Dropping it closes it and gives the focus back to where it was.
#[derive(Debug)]
pub struct OpenModal(platform::Modal);

/// Shows the `dialog` with an id above everything else. `None` if there is none, or nobody to open it.
pub fn open(id: &str) -> Option<OpenModal> {
    platform::Modal::open(id).map(OpenModal)
}

impl Drop for OpenModal {
    fn drop(&mut self) {
        self.0.close();
    }
}
