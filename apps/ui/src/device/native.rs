//! Natively: storage in memory, or in a file if the app names one; time and language from the system; the page from the
//! window, if there is one. Without a window, as in tests, everything else says no or does nothing.

use super::{LocateError, Position, ShareError, Shared, file, page};
use jiff::Timestamp;
use serde_json::json;
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
    let Some(path) = &kept.file else { return true };
    let written = serde_json::to_vec(&kept.values)
        .map_err(std::io::Error::from)
        .and_then(|bytes| file::write_private(path, &bytes));
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
    let told = std::env::var("TZ").ok().filter(|zone| !zone.is_empty());
    told.or_else(system_time_zone).unwrap_or_else(|| "UTC".to_owned())
}

#[cfg(feature = "desktop")]
fn system_time_zone() -> Option<String> {
    jiff::tz::TimeZone::system().iana_name().map(ToOwned::to_owned)
}

#[cfg(not(feature = "desktop"))]
const fn system_time_zone() -> Option<String> {
    None
}

pub(super) fn origin() -> String {
    #[cfg(feature = "desktop")]
    if let Some(origin) = crate::desktop::origin() {
        return origin;
    }
    std::env::var("FOODWALA_URL").unwrap_or_else(|_| "http://localhost:8080".to_owned())
}

pub(super) async fn sleep(duration: Duration) {
    tokio::time::sleep(duration).await;
}

pub(super) const DRAWS_IN_PIECES: bool = false;

pub(super) async fn idle() {
    tokio::task::yield_now().await;
}

/// A window of its own draws beside the app.
pub(super) async fn painted() {}

pub(super) const fn set_going(_: bool) {}

pub(super) const fn set_returning(_: bool) {}

pub(super) const fn is_returning() -> bool {
    false
}

pub(super) fn is_window() -> bool {
    page::is_here()
}

pub(super) fn is_online() -> bool {
    page::is_online()
}

pub(super) fn is_in_sight() -> bool {
    true
}

pub(super) fn prefers_reduced_motion() -> bool {
    page::prefers_reduced_motion()
}

const LOCATE: &str = "return await new Promise((found) => navigator.geolocation
    ? navigator.geolocation.getCurrentPosition(
        ({ coords }) => found([coords.latitude, coords.longitude, coords.accuracy]),
        ({ code }) => found(code),
        { timeout: 10000, maximumAge: 60000 })
    : found(2))";

pub(super) async fn locate() -> Result<Position, LocateError> {
    let answer = page::ask(LOCATE, &[]).await.unwrap_or_default();
    if let Ok((latitude, longitude, accuracy_m)) = serde_json::from_value(answer.clone()) {
        return Ok(Position {
            latitude,
            longitude,
            accuracy_m,
        });
    }
    Err(match answer.as_u64() {
        Some(1) => LocateError::Denied,
        Some(3) => LocateError::Timeout,
        _ => LocateError::Unavailable,
    })
}

pub(super) async fn share(_title: &str, url: &str) -> Result<Shared, ShareError> {
    // Windows share by what people paste.
    copy(url).await.map(|()| Shared::Copied)
}

pub(super) async fn copy(text: &str) -> Result<(), ShareError> {
    if page::copy(text).await {
        Ok(())
    } else {
        Err(ShareError::Unavailable)
    }
}

pub(super) fn print() {
    page::print();
}

pub(super) fn open(url: &str) {
    page::open(url);
}

pub(super) fn set_title(title: &str) {
    page::set_title(title);
}

pub(super) fn set_root_attribute(name: &str, value: &str) {
    page::run(
        "document.documentElement.setAttribute(...given)",
        &[json!(name), json!(value)],
    );
}

#[cfg(feature = "desktop")]
pub(super) fn languages() -> Vec<String> {
    sys_locale::get_locales().collect()
}

#[cfg(not(feature = "desktop"))]
pub(super) fn languages() -> Vec<String> {
    std::env::var("LANG").into_iter().collect()
}

pub(super) fn focus(id: &str) {
    page::run("document.getElementById(given[0])?.focus()", &[json!(id)]);
}

pub(super) fn scroll_to_top() {
    page::run("scrollTo({ top: 0, behavior: 'instant' })", &[]);
}

pub(super) fn scroll_into_view(id: &str) {
    let behavior = if prefers_reduced_motion() { "instant" } else { "smooth" };
    page::run(
        "document.getElementById(given[0])?.scrollIntoView({ behavior: given[1] })",
        &[json!(id), json!(behavior)],
    );
}

pub(super) fn asset_url(path: &str) -> String {
    format!("/assets/{path}")
}

#[derive(Debug)]
pub(super) struct Modal {
    id: String,
}

impl Modal {
    pub fn open(id: &str) -> Option<Self> {
        if !page::is_here() {
            return None;
        }
        page::run("foodwala.openModal(given[0])", &[json!(id)]);
        Some(Self { id: id.to_owned() })
    }

    pub fn close(&self) {
        page::run("foodwala.closeModal(given[0])", &[json!(self.id)]);
    }
}

/// Listens as long as it lives.
pub(super) struct OnlineListener {
    _heard: page::Heard,
}

impl OnlineListener {
    pub fn new(mut changed: impl FnMut(bool) + 'static) -> Self {
        let _heard = page::Heard::online(move || changed(is_online()));
        Self { _heard }
    }
}
