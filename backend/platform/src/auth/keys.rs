//! Keeps a verifier's keys fresh in a process that does not run the identity service.

use super::TokenVerifier;
use async_trait::async_trait;
use foodwala_contract::auth::JwkSet;
use std::{error::Error, sync::Arc, time::Duration};
use tokio::time::{Instant, sleep_until, timeout};
use tokio_util::sync::CancellationToken;

/// How often the keys are looked at.
#[derive(Debug, Clone, Copy)]
struct Pace {
    /// When nothing asks for them.
    every: Duration,
    /// When tokens with unknown keys ask: anybody can make such a token.
    not_sooner: Duration,
    /// While there is no answer, at first and at most.
    first_retry: Duration,
    longest_retry: Duration,
}

/// A new key is published long before it signs, so that there is no hurry.
const PACE: Pace = Pace {
    every: Duration::from_secs(300),
    not_sooner: Duration::from_secs(5),
    first_retry: Duration::from_millis(200),
    longest_retry: Duration::from_secs(5),
};
/// How long one look may take.
const LOOK_TIMEOUT: Duration = Duration::from_secs(5);

/// Where the public keys are published.
#[async_trait]
pub trait KeySource: Send + Sync {
    /// The keys as they are now.
    ///
    /// # Errors
    /// Why they cannot be had, for the log.
    async fn key_set(&self) -> Result<JwkSet, Box<dyn Error + Send + Sync>>;
}

/// Looks for new keys from time to time, and when a token names a key that the verifier does not know.
pub struct KeyKeeper {
    verifier: Arc<TokenVerifier>,
    source: Arc<dyn KeySource>,
    pace: Pace,
}

impl std::fmt::Debug for KeyKeeper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyKeeper").finish_non_exhaustive()
    }
}

impl KeyKeeper {
    /// Keeps `verifier`'s keys as `source` has them, once it runs.
    pub fn new(verifier: Arc<TokenVerifier>, source: Arc<dyn KeySource>) -> Self {
        verifier.expect_news();
        Self {
            verifier,
            source,
            pace: PACE,
        }
    }

    /// Runs until `stop`. What the source says replaces the keys; while it cannot be asked they stay as they are.
    pub async fn run(self, stop: CancellationToken) {
        let (mut known, mut failures) = (None, 0_u32);
        while let Some(looked) = stop.run_until_cancelled(self.look(&mut known)).await {
            let looked_at = Instant::now();
            self.verifier.looked(self.pace.not_sooner);
            let next = match looked {
                Ok(()) => {
                    failures = 0;
                    looked_at + self.pace.every
                }
                Err(error) => {
                    failures = failures.saturating_add(1);
                    tracing::warn!(failures, error = %error, "the keys of access tokens cannot be fetched");
                    let pause = self.pace.first_retry * 2_u32.pow(failures.min(6) - 1);
                    looked_at + pause.min(self.pace.longest_retry)
                }
            };
            let wait = async {
                tokio::select! {
                    () = sleep_until(next) => {}
                    () = self.verifier.asked_for_news() => sleep_until(next.min(looked_at + self.pace.not_sooner)).await,
                }
            };
            if stop.run_until_cancelled(wait).await.is_none() {
                return;
            }
        }
    }

    async fn look(&self, known: &mut Option<JwkSet>) -> Result<(), Box<dyn Error + Send + Sync>> {
        let set = timeout(LOOK_TIMEOUT, self.source.key_set()).await??;
        if known.as_ref() != Some(&set) {
            self.verifier.set_keys(&set)?;
            tracing::info!(keys = set.keys.len(), "keys of access tokens fetched");
            *known = Some(set);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::TokenError;
    use super::*;
    use foodwala_contract::auth::Jwk;
    use std::sync::Mutex;
    use tokio::sync::Notify;

    /// Publishes what a test says; `None` is an identity service that is away.
    #[derive(Default)]
    struct Publisher {
        keys: Mutex<Option<JwkSet>>,
        asked: Notify,
        looks: Mutex<u32>,
    }

    #[async_trait]
    impl KeySource for Publisher {
        async fn key_set(&self) -> Result<JwkSet, Box<dyn Error + Send + Sync>> {
            *self.looks.lock().unwrap() += 1;
            self.asked.notify_one();
            self.keys.lock().unwrap().clone().ok_or_else(|| "away".into())
        }
    }

    /// The public key of RFC 8032's first example, under a name.
    fn key(kid: &str) -> Jwk {
        Jwk {
            kty: "OKP".to_owned(),
            crv: "Ed25519".to_owned(),
            x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo".to_owned(),
            kid: kid.to_owned(),
            alg: "EdDSA".to_owned(),
            usage: "sig".to_owned(),
        }
    }

    /// A token that names a key and is signed by nobody.
    fn token(kid: &str) -> String {
        use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
        let header = URL_SAFE_NO_PAD.encode(format!(r#"{{"alg":"EdDSA","kid":"{kid}"}}"#));
        format!("{header}.e30.AAAA")
    }

    const NEVER: Duration = Duration::from_secs(3600);
    const SOON: Duration = Duration::from_millis(1);

    struct World {
        verifier: Arc<TokenVerifier>,
        publisher: Arc<Publisher>,
        stop: CancellationToken,
    }

    impl World {
        fn start(not_sooner: Duration) -> Self {
            let (verifier, publisher) = (
                Arc::new(TokenVerifier::new("us", "all")),
                Arc::new(Publisher::default()),
            );
            let mut keeper = KeyKeeper::new(Arc::clone(&verifier), Arc::<Publisher>::clone(&publisher));
            keeper.pace = Pace {
                every: NEVER,
                not_sooner,
                first_retry: SOON,
                longest_retry: SOON,
            };
            let stop = CancellationToken::new();
            tokio::spawn(keeper.run(stop.clone()));
            Self {
                verifier,
                publisher,
                stop,
            }
        }

        fn publish(&self, kids: &[&str]) {
            let keys = kids.iter().copied().map(key).collect();
            self.publisher.keys.lock().unwrap().replace(JwkSet { keys });
        }

        fn looks(&self) -> u32 {
            *self.publisher.looks.lock().unwrap()
        }

        async fn until_there_are_keys(&self) {
            let wait = async {
                while !self.verifier.has_keys() {
                    tokio::task::yield_now().await;
                }
            };
            timeout(Duration::from_secs(30), wait).await.unwrap();
        }

        async fn verify(&self, kid: &str) -> TokenError {
            let now = jiff::Timestamp::UNIX_EPOCH;
            self.verifier.verify_with_news(&token(kid), now).await.unwrap_err()
        }
    }

    impl Drop for World {
        fn drop(&mut self) {
            self.stop.cancel();
        }
    }

    #[tokio::test]
    async fn until_the_identity_service_is_there_no_token_can_be_told_from_another() {
        let world = World::start(NEVER);
        world.publisher.asked.notified().await;
        assert!(matches!(world.verify("old").await, TokenError::NoKeys));
        // Asked again and again, without anybody's asking.
        world.publisher.asked.notified().await;
        world.publish(&["old"]);
        world.until_there_are_keys().await;
        assert!(matches!(world.verify("old").await, TokenError::Invalid(_)));
    }

    #[tokio::test]
    async fn a_token_with_a_new_key_has_it_fetched_while_it_waits() {
        let world = World::start(Duration::ZERO);
        world.publish(&["old"]);
        world.until_there_are_keys().await;
        world.publish(&["old", "new"]);
        assert!(matches!(world.verify("new").await, TokenError::Invalid(_)));
    }

    #[tokio::test]
    async fn made_up_keys_cost_no_look_so_soon_after_another() {
        let world = World::start(NEVER);
        world.publish(&["old"]);
        world.until_there_are_keys().await;
        let looks = world.looks();
        for _ in 0..100 {
            assert!(matches!(world.verify("made up").await, TokenError::UnknownKey));
        }
        assert_eq!(world.looks(), looks);
    }
}
