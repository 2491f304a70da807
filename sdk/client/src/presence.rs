//! What the windows of one browser tell each other of the session that they share: whose it is. Never a token.

use foodwala_contract::AccountId;

/// The entry's name in the browser's storage.
#[cfg(target_arch = "wasm32")]
pub(crate) const KEY: &str = "foodwala.session";
/// Its value between signing out and the platform's having heard of it.
const ENDING: &str = "ending";

/// What the entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Nobody is signed in.
    Nobody,
    /// Somebody is, with the account of this id.
    SignedIn(String),
    /// Somebody has signed out, and the platform has not heard of it.
    Ending,
    /// The browser keeps nothing for us: only the platform can tell.
    Unknown,
}

/// The entry.
#[derive(Debug, Default)]
pub(crate) struct Presence {
    #[cfg(not(target_arch = "wasm32"))]
    memory: std::sync::Mutex<Option<String>>,
}

impl Presence {
    pub(crate) fn mark(&self) -> Mark {
        match self.read() {
            Err(Unusable) => Mark::Unknown,
            Ok(None) => Mark::Nobody,
            Ok(Some(text)) if text == ENDING => Mark::Ending,
            Ok(Some(text)) => Mark::SignedIn(text),
        }
    }

    pub(crate) fn signed_in(&self, account: AccountId) {
        let text = account.to_string();
        // Other windows are woken by every write.
        if self.mark() != Mark::SignedIn(text.clone()) {
            self.write(Some(&text));
        }
    }

    pub(crate) fn ending(&self) {
        self.write(Some(ENDING));
    }

    pub(crate) fn gone(&self) {
        self.write(None);
    }
}

/// There is no storage: private windows and settings can have it so.
struct Unusable;

#[cfg(not(target_arch = "wasm32"))]
impl Presence {
    #[expect(clippy::unnecessary_wraps, reason = "as it is in the browser")]
    fn read(&self) -> Result<Option<String>, Unusable> {
        Ok(self
            .memory
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .clone())
    }

    fn write(&self, value: Option<&str>) {
        *self.memory.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = value.map(ToOwned::to_owned);
    }
}

#[cfg(target_arch = "wasm32")]
impl Presence {
    fn storage() -> Option<web_sys::Storage> {
        web_sys::window()?.local_storage().ok()?
    }

    fn read(&self) -> Result<Option<String>, Unusable> {
        Self::storage().ok_or(Unusable)?.get_item(KEY).map_err(|_| Unusable)
    }

    fn write(&self, value: Option<&str>) {
        let Some(storage) = Self::storage() else { return };
        let written = match value {
            Some(value) => storage.set_item(KEY, value),
            None => storage.remove_item(KEY),
        };
        if written.is_err() {
            tracing::debug!("the browser's storage cannot be written");
        }
    }
}
