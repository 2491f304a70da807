//! Verifies access tokens.

use super::Claims;
use foodwala_contract::auth::JwkSet;
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, errors::Error as JwtError};
use moka::sync::Cache;
use std::{
    collections::HashMap,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{Notify, watch},
    time::Instant,
};

/// Verified tokens remembered: an Ed25519 check costs more than the rest of a small request.
const REMEMBERED_TOKENS: u64 = 20_000;

/// How long a request waits for a look at the keys that its token asked for.
const PATIENCE: Duration = Duration::from_secs(2);

/// Why a token was not accepted.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// It is not a token, or not signed by a known key, or for somebody else.
    #[error("the token is not valid")]
    Invalid(#[source] JwtError),
    /// No key is known yet, so that no token can be told from another: the identity service has not been reached.
    #[error("the keys of tokens are not known yet")]
    NoKeys,
    /// It names a key that is not in the key set.
    #[error("the token's key is unknown")]
    UnknownKey,
    /// It has ended.
    #[error("the token has ended")]
    Expired,
}

/// A key set that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("key {kid} of the key set cannot be used")]
pub struct KeySetError {
    kid: String,
    source: JwtError,
}

/// Verifies access tokens against the identity service's public keys.
pub struct TokenVerifier {
    keys: RwLock<HashMap<String, DecodingKey>>,
    validation: Validation,
    verified: Cache<Box<str>, Arc<Claims>>,
    news: News,
}

/// How verifier and keeper of the keys talk to each other.
#[derive(Default)]
struct News {
    /// Somebody keeps the keys, so that asking helps.
    kept: AtomicBool,
    /// A token named an unknown key.
    asked: Notify,
    /// Counts the looks that were taken.
    looks: watch::Sender<u64>,
    /// Until when asking does not help, for a look was taken a moment ago.
    resting: RwLock<Option<Instant>>,
}

impl News {
    fn helps(&self) -> bool {
        let resting = *self.resting.read().unwrap_or_else(PoisonError::into_inner);
        self.kept.load(Ordering::Relaxed) && resting.is_none_or(|until| until <= Instant::now())
    }
}

impl std::fmt::Debug for TokenVerifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenVerifier").finish_non_exhaustive()
    }
}

impl TokenVerifier {
    /// A verifier for tokens of `issuer` for `audience`. It knows no key yet.
    pub fn new(issuer: &str, audience: &str) -> Self {
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[issuer]);
        validation.set_audience(&[audience]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // Checked below, against our clock.
        validation.validate_exp = false;
        Self {
            keys: RwLock::default(),
            validation,
            verified: Cache::new(REMEMBERED_TOKENS),
            news: News::default(),
        }
    }

    /// Uses these keys from now on, and forgets what others had signed.
    ///
    /// # Errors
    /// When a key is not an Ed25519 key; the keys so far stay.
    pub fn set_keys(&self, set: &JwkSet) -> Result<(), KeySetError> {
        let keys = set
            .keys
            .iter()
            .map(|key| match DecodingKey::from_ed_components(&key.x) {
                Ok(decoding) => Ok((key.kid.clone(), decoding)),
                Err(source) => Err(KeySetError {
                    kid: key.kid.clone(),
                    source,
                }),
            })
            .collect::<Result<_, _>>()?;
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = keys;
        self.verified.invalidate_all();
        Ok(())
    }

    /// Whether any token can be verified.
    pub fn has_keys(&self) -> bool {
        !self.keys.read().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// As [`verify`](Self::verify), but a token whose key is not known has the keys looked at first, if somebody keeps
    /// them. How often that happens is the keeper's decision, so that made-up keys cost little.
    ///
    /// # Errors
    /// See [`TokenError`].
    pub async fn verify_with_news(&self, token: &str, now: Timestamp) -> Result<Arc<Claims>, TokenError> {
        match self.verify(token, now) {
            Err(TokenError::NoKeys | TokenError::UnknownKey) if self.news.helps() => {
                let mut looks = self.news.looks.subscribe();
                self.news.asked.notify_one();
                // The sender is `self`; late news is no news.
                let _ = tokio::time::timeout(PATIENCE, looks.changed()).await;
                self.verify(token, now)
            }
            verified => verified,
        }
    }

    pub(super) fn expect_news(&self) {
        self.news.kept.store(true, Ordering::Relaxed);
    }

    pub(super) async fn asked_for_news(&self) {
        self.news.asked.notified().await;
    }

    /// A look was taken; the next one is not before `rest` has passed, whoever asks.
    pub(super) fn looked(&self, rest: Duration) {
        let until = Instant::now() + rest;
        *self.news.resting.write().unwrap_or_else(PoisonError::into_inner) = Some(until);
        self.news.looks.send_modify(|looks| *looks += 1);
    }

    /// What a token says, if it can be trusted at `now`.
    ///
    /// # Errors
    /// See [`TokenError`].
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<Arc<Claims>, TokenError> {
        let claims = match self.verified.get(token) {
            Some(claims) => claims,
            None => {
                let claims = Arc::new(self.check(token)?);
                self.verified.insert(token.into(), Arc::clone(&claims));
                claims
            }
        };
        if claims.exp <= now.as_second() {
            self.verified.invalidate(token);
            return Err(TokenError::Expired);
        }
        Ok(claims)
    }

    fn check(&self, token: &str) -> Result<Claims, TokenError> {
        let header = jsonwebtoken::decode_header(token).map_err(TokenError::Invalid)?;
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        if keys.is_empty() {
            return Err(TokenError::NoKeys);
        }
        let key = header
            .kid
            .as_deref()
            .and_then(|kid| keys.get(kid))
            .ok_or(TokenError::UnknownKey)?;
        let data = jsonwebtoken::decode::<Claims>(token, key, &self.validation).map_err(TokenError::Invalid)?;
        Ok(data.claims)
    }
}
