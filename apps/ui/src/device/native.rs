//! Stand-ins natively: storage in memory, or in a file if the app names one; everything else says no or does nothing.

use super::{LocateError, Position, ShareError, Shared};
use jiff::Timestamp;
use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

struct Kept {
    values: BTreeMap<String, String>,
    file: Option<PathBuf>,
}

static KEPT: Mutex<Kept> = Mutex::new(Kept {
    values: BTreeMap::new(),
    file: None,
});

fn kept() -> MutexGuard<'static, Kept> {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps the storage in a file from now on, and takes up what it holds.
pub(super) fn keep_storage_in(file: PathBuf) {
    let mut kept = kept();
    match std::fs::read(&file).map(|bytes| serde_json::from_slice(&bytes)) {
        Ok(Ok(values)) => kept.values = values,
        Ok(Err(error)) => {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "the app's storage cannot be read"
            );
        }
        // The first start.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "the app's storage cannot be read"
            );
        }
    }
    kept.file = Some(file);
}

pub(super) fn storage_get(key: &str) -> Option<String> {
    kept().values.get(key).cloned()
}

pub(super) fn storage_set(key: &str, value: &str) -> bool {
    let mut kept = kept();
    kept.values.insert(key.to_owned(), value.to_owned());
    write(&kept)
}

pub(super) fn storage_remove(key: &str) {
    let mut kept = kept();
    kept.values.remove(key);
    write(&kept);
}

pub(super) fn storage_keys() -> Vec<String> {
    kept().values.keys().cloned().collect()
}

fn write(kept: &Kept) -> bool {
    let Some(file) = &kept.file else { return true };
    let written = serde_json::to_vec(&kept.values)
        .map_err(std::io::Error::from)
        .and_then(|bytes| {
            // A file that is renamed into place is never half written.
            let fresh = file.with_extension("new");
            std::fs::write(&fresh, bytes)?;
            std::fs::rename(fresh, file)
        });
    if let Err(error) = &written {
        tracing::warn!(
            error = error as &dyn std::error::Error,
            "the app's storage cannot be written"
        );
    }
    written.is_ok()
}

#[expect(
    clippy::disallowed_methods,
    reason = "the apps' one way to ask for the time; screens take it as an argument"
)]
pub(super) fn now() -> Timestamp {
    Timestamp::now()
}

pub(super) fn time_zone() -> String {
    std::env::var("TZ").unwrap_or_else(|_| "UTC".to_owned())
}

pub(super) fn origin() -> String {
    std::env::var("FOODWALA_URL").unwrap_or_else(|_| "http://localhost:8080".to_owned())
}

pub(super) async fn sleep(duration: Duration) {
    tokio::time::sleep(duration).await;
}

pub(super) fn is_online() -> bool {
    true
}

pub(super) fn is_in_sight() -> bool {
    true
}

pub(super) fn prefers_reduced_motion() -> bool {
    false
}

pub(super) async fn locate() -> Result<Position, LocateError> {
    Err(LocateError::Unavailable)
}

pub(super) async fn share(_title: &str, _url: &str) -> Result<Shared, ShareError> {
    Err(ShareError::Unavailable)
}

pub(super) async fn copy(_text: &str) -> Result<(), ShareError> {
    Err(ShareError::Unavailable)
}

pub(super) fn print() {}

pub(super) fn open(_url: &str) {}

pub(super) fn set_title(_title: &str) {}

pub(super) fn set_root_attribute(_name: &str, _value: &str) {}

pub(super) fn languages() -> Vec<String> {
    std::env::var("LANG").into_iter().collect()
}

pub(super) fn focus(_id: &str) {}

pub(super) fn scroll_to_top() {}

pub(super) fn scroll_into_view(_id: &str) {}

pub(super) fn asset_url(path: &str) -> String {
    format!("/assets/{path}")
}

#[derive(Debug)]
pub(super) struct Modal;

impl Modal {
    pub fn open(_id: &str) -> Option<Self> {
        None
    }

    pub fn close(&self) {}
}

pub(super) struct OnlineListener;

impl OnlineListener {
    pub fn new(_changed: impl FnMut(bool) + 'static) -> Self {
        Self
    }
}
