//! Hashing passwords: argon2id with 19 MiB, two passes, one lane, on threads that may block, a few at a time.

use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::Error as HashError,
};
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// A password could not be hashed or compared.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// Too many others are waiting.
    #[error("too many passwords are being checked")]
    Busy,
    /// The hash in the database is not one.
    #[error("a password hash cannot be read")]
    Corrupt(#[source] argon2::password_hash::phc::Error),
    /// The hashing itself failed.
    #[error("a password could not be hashed")]
    Failed(#[source] HashError),
    /// The parameters above are not valid.
    #[error("the argon2 parameters are not valid")]
    Parameters(#[source] argon2::Error),
    /// The thread that hashes died.
    #[error("hashing was interrupted")]
    Interrupted(#[source] tokio::task::JoinError),
}

/// Hashes and compares passwords with bounded memory.
#[derive(Debug)]
pub struct Passwords {
    argon2: Argon2<'static>,
    /// One for each that is hashed or waits for it.
    places: Arc<Semaphore>,
    /// One for each that is hashed.
    turns: Arc<Semaphore>,
    /// The hash of a password that nobody knows, compared with where there is no account.
    nobody: String,
}

impl Passwords {
    /// Hashes at most `concurrent` passwords at once, while at most `waiting` others wait.
    pub async fn start(concurrent: u32, waiting: u32) -> Result<Self, PasswordError> {
        let parameters = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(PasswordError::Parameters)?;
        let mut passwords = Self {
            argon2: Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters),
            places: Arc::new(Semaphore::new(size(concurrent.saturating_add(waiting)))),
            turns: Arc::new(Semaphore::new(size(concurrent))),
            nobody: String::new(),
        };
        let unknown = crate::secret::Secret::random(crate::secret::Purpose::Client).into_text();
        passwords.nobody = passwords.hash(unknown).await?;
        Ok(passwords)
    }

    /// Hashes a password when it is its turn.
    pub async fn hash(&self, password: String) -> Result<String, PasswordError> {
        let turn = self.turn().await?;
        let argon2 = self.argon2.clone();
        turn.work(move || {
            let hash = argon2
                .hash_password(password.as_bytes())
                .map_err(PasswordError::Failed)?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Waits for a turn.
    pub async fn turn(&self) -> Result<Turn, PasswordError> {
        let place = Arc::clone(&self.places)
            .try_acquire_owned()
            .map_err(|_| PasswordError::Busy)?;
        // The semaphore is never closed.
        let turn = Arc::clone(&self.turns)
            .acquire_owned()
            .await
            .map_err(|_| PasswordError::Busy)?;
        Ok(Turn {
            permits: Arc::new((place, turn)),
        })
    }

    /// Whether the password is that of `hash`. Without a hash it does the same work and says no.
    pub async fn verify(&self, turn: &Turn, password: String, hash: Option<&str>) -> Result<bool, PasswordError> {
        let argon2 = self.argon2.clone();
        let known = hash.is_some();
        let hash = hash.unwrap_or(&self.nobody).to_owned();
        let matches = turn
            .work(move || {
                let hash = PasswordHash::new(&hash).map_err(PasswordError::Corrupt)?;
                match argon2.verify_password(password.as_bytes(), &hash) {
                    Ok(()) => Ok(true),
                    Err(HashError::PasswordInvalid) => Ok(false),
                    Err(error) => Err(PasswordError::Failed(error)),
                }
            })
            .await?;
        Ok(matches && known)
    }
}

/// The right to hash one password.
#[derive(Debug)]
pub struct Turn {
    permits: Arc<(OwnedSemaphorePermit, OwnedSemaphorePermit)>,
}

impl Turn {
    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, PasswordError> + Send + 'static,
    ) -> Result<T, PasswordError> {
        // The thread goes on, and holds its memory, when whoever waits for it is gone: so it holds the turn too.
        let permits = Arc::clone(&self.permits);
        let task = tokio::task::spawn_blocking(move || {
            let _permits = permits;
            work()
        });
        task.await.map_err(PasswordError::Interrupted)?
    }
}

fn size(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX).min(Semaphore::MAX_PERMITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_matches() {
        let passwords = Passwords::start(1, 1).await.unwrap();
        let hash = passwords.hash("correct horse".to_owned()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        let turn = passwords.turn().await.unwrap();
        assert!(
            passwords
                .verify(&turn, "correct horse".to_owned(), Some(&hash))
                .await
                .unwrap()
        );
        assert!(
            !passwords
                .verify(&turn, "Correct horse".to_owned(), Some(&hash))
                .await
                .unwrap()
        );
        assert!(!passwords.verify(&turn, "correct horse".to_owned(), None).await.unwrap());
        let corrupt = passwords
            .verify(&turn, "correct horse".to_owned(), Some("nonsense"))
            .await;
        assert!(matches!(corrupt, Err(PasswordError::Corrupt(_))));
    }

    #[tokio::test]
    async fn whoever_finds_no_place_is_turned_away() {
        let passwords = Passwords::start(1, 1).await.unwrap();
        let turn = passwords.turn().await.unwrap();
        let waiting = passwords.turn();
        tokio::pin!(waiting);
        // Polled once, it has taken the only place to wait.
        tokio::select! {
            biased;
            _ = &mut waiting => panic!("there is one turn"),
            () = std::future::ready(()) => {}
        }
        assert!(matches!(passwords.turn().await, Err(PasswordError::Busy)));
        drop(turn);
        assert!(waiting.await.is_ok());
    }
}
