//! Texts kept on the device under keys. What cannot be kept (full, or forbidden in private windows) is kept as long as the
//! app runs; the app goes on.

use super::platform;

/// The text under a key.
pub fn get(key: &str) -> Option<String> {
    platform::storage_get(key)
}

/// Keeps a text; says whether the device took it.
pub fn set(key: &str, value: &str) -> bool {
    platform::storage_set(key, value)
}

/// Forgets a text.
pub fn remove(key: &str) {
    platform::storage_remove(key);
}

/// All keys.
pub fn keys() -> Vec<String> {
    platform::storage_keys()
}

/// What begins so belongs to the device itself, whoever uses it.
pub const DEVICE: &str = "device.";

/// Forgets everything but what belongs to the device itself: language, theme, what begins with [`DEVICE`]. Call it after
/// signing out.
pub fn forget_person() {
    for key in keys() {
        // The client of the platform keeps a note until the platform has heard of the sign-out, and removes it itself.
        let is_kept = key.starts_with("foodwala.") || key.starts_with(DEVICE);
        if !is_kept && key != crate::i18n::LANGUAGE_KEY && key != crate::theme::THEME_KEY {
            remove(&key);
        }
    }
}

/// Keeps everything in a file from now on, and takes up what it holds. For windows of their own; the browser has its own place.
#[cfg(not(target_arch = "wasm32"))]
pub fn keep_in(file: impl Into<std::path::PathBuf>) {
    platform::keep_storage_in(file.into());
}

#[cfg(test)]
mod tests {
    use super::*;

    // One test, as all tests of a process share one storage.
    #[test]
    fn what_is_kept_is_found_until_it_is_forgotten() {
        assert!(set("storage-test", "1"));
        assert_eq!(get("storage-test").as_deref(), Some("1"));
        remove("storage-test");
        assert_eq!(get("storage-test"), None);

        // After signing out only language and theme stay.
        set("basket", "{}");
        set(crate::theme::THEME_KEY, "dark");
        set("device.storage-test", "1");
        forget_person();
        assert_eq!(get("device.storage-test").as_deref(), Some("1"));
        assert_eq!(get("basket"), None);
        assert_eq!(get(crate::theme::THEME_KEY).as_deref(), Some("dark"));
    }
}
