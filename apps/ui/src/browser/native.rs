//! Windows of their own, which have no service worker and no address bar.

use super::{PartError, Worker};
use crate::device::page;

pub fn forget_answers() {}

pub fn follow_worker(_: Worker) {}

pub fn start_update() {}

pub fn has_part(_: &str) -> bool {
    true
}

pub async fn fetch_part(_: &str) -> Result<(), PartError> {
    Ok(())
}

/// Listens as long as it lives.
pub struct ScrollListener {
    _heard: page::Heard,
}

impl ScrollListener {
    pub fn new(scrolled: impl FnMut() + 'static) -> Self {
        let _heard = page::Heard::scrolled(scrolled);
        Self { _heard }
    }
}

pub fn top_of(id: &str) -> Option<f64> {
    page::top_of(id)
}

pub fn reveal(id: &str) {
    page::run(
        "document.getElementById(given[0])?.scrollIntoView({ block: 'nearest', inline: 'center' })",
        &[id.into()],
    );
}
