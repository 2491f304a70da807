//! The session in a file that only the person reads. A keyring would ask for a service that many kitchens' computers do not
//! run.

use crate::device::file;
use foodwala_sdk::{SessionStore, SessionStoreError, contract::auth::Session};
use serde::{Deserialize, Serialize};
use std::{fs, io, path::PathBuf};

/// Keeps the session with one platform.
#[derive(Debug)]
pub struct FileSessions {
    file: PathBuf,
    origin: String,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    origin: String,
    session: Session,
}

impl FileSessions {
    /// In a file, with the platform at an address.
    pub const fn new(file: PathBuf, origin: String) -> Self {
        Self { file, origin }
    }
}

impl SessionStore for FileSessions {
    fn load(&self) -> Result<Option<Session>, SessionStoreError> {
        let bytes = match fs::read(&self.file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(SessionStoreError::new(error)),
        };
        match serde_json::from_slice::<Kept>(&bytes) {
            // A session is worth nothing elsewhere, and must not be shown there.
            Ok(kept) if kept.origin == self.origin => Ok(Some(kept.session)),
            Ok(_) => Ok(None),
            Err(error) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "the kept session is of no use: sign in again"
                );
                Ok(None)
            }
        }
    }

    fn save(&self, session: &Session) -> Result<(), SessionStoreError> {
        let kept = Kept {
            origin: self.origin.clone(),
            session: session.clone(),
        };
        let bytes = serde_json::to_vec(&kept).map_err(SessionStoreError::new)?;
        file::write_private(&self.file, &bytes).map_err(SessionStoreError::new)
    }

    fn clear(&self) -> Result<(), SessionStoreError> {
        match fs::remove_file(&self.file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(SessionStoreError::new(error)),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session() -> Session {
        serde_json::from_value(serde_json::json!({
            "access_token": "a", "refresh_token": "r", "expires_in": 600,
            "account": {
                "id": "0198a6c0-0000-7000-8000-000000000001", "email": "asha@example.org", "display_name": "Asha",
                "locale": "en", "platform_roles": [], "created_at": "2026-05-04T12:00:00Z",
            },
        }))
        .unwrap()
    }

    #[test]
    fn a_session_is_found_again_by_its_own_platform_alone() {
        let file = std::env::temp_dir().join(format!("foodwala-session-{}.json", std::process::id()));
        let store = |origin: &str| FileSessions::new(file.clone(), origin.to_owned());
        let here = store("https://food.example");
        assert!(here.load().unwrap().is_none());
        here.save(&session()).unwrap();
        assert_eq!(here.load().unwrap().unwrap().refresh_token, session().refresh_token);
        assert!(store("https://other.example").load().unwrap().is_none());
        fs::write(&file, "{").unwrap();
        assert!(here.load().unwrap().is_none());
        here.clear().unwrap();
        here.clear().unwrap();
        assert!(!file.exists());
    }
}
