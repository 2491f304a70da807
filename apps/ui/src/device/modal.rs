//! A window above the page that holds the focus: HTML's own `dialog`, which makes the rest inert.

use super::platform;

/// An open modal. Dropping it closes it and gives the focus back to where it was.
#[derive(Debug)]
pub struct OpenModal(platform::Modal);

/// Shows the `dialog` with an id above everything else. `None` if there is none, or natively.
pub fn open(id: &str) -> Option<OpenModal> {
    platform::Modal::open(id).map(OpenModal)
}

impl Drop for OpenModal {
    fn drop(&mut self) {
        self.0.close();
    }
}
