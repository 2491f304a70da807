//! Where an app keeps its session.

use crate::SessionStoreError;
use foodwala_contract::auth::Session;
use std::sync::{Mutex, PoisonError};

/// Keeps the session while the app is not running, e.g. in the browser's storage or the system's keychain. Several
/// windows may share one store: a session that another window renewed is picked up from it.
pub trait SessionStore: Send + Sync + 'static {
    /// The session that was saved last, if any.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn load(&self) -> Result<Option<Session>, SessionStoreError>;

    /// Keeps a session in place of the one before.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn save(&self, session: &Session) -> Result<(), SessionStoreError>;

    /// Forgets the session.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn clear(&self) -> Result<(), SessionStoreError>;
}

/// Keeps the session as long as the program runs.
#[derive(Debug, Default)]
pub struct MemorySessionStore(Mutex<Option<Session>>);

impl SessionStore for MemorySessionStore {
    fn load(&self) -> Result<Option<Session>, SessionStoreError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    fn save(&self, session: &Session) -> Result<(), SessionStoreError> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(session.clone());
        Ok(())
    }

    fn clear(&self) -> Result<(), SessionStoreError> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(())
    }
}
