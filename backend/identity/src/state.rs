//! What the handlers share.

use crate::{
    Config, StartError,
    domain::{keys::KeyPolicy, throttle::Throttle},
    issuer::Issuer,
    jobs::rotate_signing_keys,
    passwords::Passwords,
};
use foodwala_clock::Clock;
use foodwala_database::Database;
use foodwala_platform::Deps;
use std::{sync::Arc, time::Duration};

/// The service's means. Cheap to clone.
#[derive(Clone)]
pub struct Identity(Arc<Means>);

/// See [`Identity`].
pub struct Means {
    pub database: Database,
    pub clock: Arc<dyn Clock>,
    pub issuer: Issuer,
    pub passwords: Passwords,
    pub throttle: Throttle,
    pub keys: KeyPolicy,
    pub refresh_life: Duration,
    pub refresh_grace: Duration,
    pub reset_life: Duration,
    pub resets_per_hour: u32,
    pub default_locale: String,
}

impl std::ops::Deref for Identity {
    type Target = Means;

    fn deref(&self) -> &Means {
        &self.0
    }
}

impl Identity {
    /// Loads the signing keys and gets ready to hash.
    pub async fn start(deps: &Deps, config: &Config) -> Result<Self, StartError> {
        let means = Means {
            database: deps.database.clone(),
            clock: Arc::clone(&deps.clock),
            issuer: Issuer::new(
                config.issuer.clone(),
                config.audience.clone(),
                config.access_token_life(),
            ),
            passwords: Passwords::start(config.concurrent_password_hashes, config.waiting_password_hashes).await?,
            throttle: Throttle {
                per_account: config.failed_logins_per_account,
                overall: config.failed_logins_overall,
            },
            keys: KeyPolicy {
                key_life: config.signing_key_life(),
                token_life: config.access_token_life(),
            },
            refresh_life: config.refresh_token_life(),
            refresh_grace: config.refresh_grace(),
            reset_life: config.password_reset_life(),
            resets_per_hour: config.password_resets_per_hour,
            default_locale: config.default_locale.clone(),
        };
        let identity = Self(Arc::new(means));
        rotate_signing_keys::run(&identity, &deps.auth, deps.clock.now()).await?;
        Ok(identity)
    }
}
