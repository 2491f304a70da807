//! Accounts, sessions, API clients and the keys that sign access tokens.
//!
//! It owns the schema `identity`: who has an account, how they prove it, what they may do for the platform, and which
//! sessions are open. It never holds what a customer looks like to a restaurant (the profile is the customer service's;
//! name and language here are copies), who works at which restaurant, and never sends mail itself.
//!
//! It answers its few queries from SQL: each is one indexed row that the caller owns, or a short list for admins, and an
//! account that has just been deleted or given a role must not be answered from a copy. So it has no read documents.
//!
//! * Events out: `AccountRegistered`, `PasswordResetRequested`.
//! * Events in (`identity.customers`): `CustomerChanged`, `CustomerDeleted`.
//!
//! **Invariants**
//! * Passwords are kept as argon2id hashes only; refresh tokens, reset tokens and client secrets as SHA-256 only.
//! * A refresh token is good once. The second use ends its session, whoever comes first; but for a short while, until a
//!   successor is used, an answer that was lost can be asked for again (`domain::session`).
//! * A browser's refresh token lives in a cookie that no script can read, and only pages of the platform's own origin can
//!   use it (`http::cookie`).
//! * Neither the answer nor the work done says whether an e-mail that cannot sign in has an account.
//! * A password is never hashed within a transaction: it would hold the writer for tens of milliseconds.
//!
//! | module | holds |
//! |---|---|
//! | `domain` | pure rules: e-mail, password, sessions, throttling, key rotation |
//! | `commands` | one file per command |
//! | `queries` | the account, the API clients |
//! | `consumers` | what follows from the customer service's events |
//! | `jobs` | rotation of signing keys, deleting what has ended |
//! | `passwords`, `credentials` | argon2id with bounded memory; checking a password under the throttle |
//! | `issuer`, `session` | signing access tokens; opening sessions |
//! | `store` | all SQL |
//! | `http` | routes |

mod commands;
mod config;
mod consumers;
mod credentials;
mod domain;
mod http;
mod issuer;
mod jobs;
mod passwords;
mod queries;
mod secret;
mod session;
mod state;
mod store;

pub use commands::grant_platform_roles::{GrantPlatformRolesError, grant_platform_roles};
pub use config::Config;
pub use issuer::SigningError;
pub use jobs::rotate_signing_keys::RotationError;
pub use passwords::PasswordError;
pub use queries::account::account_id_of;

use foodwala_messaging::Subscription;
use foodwala_platform::{Deps, Service};
use state::Identity;

/// The service could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The signing keys could not be loaded or made.
    #[error("the signing keys could not be loaded")]
    Keys(#[from] RotationError),
    /// A password could not be hashed.
    #[error("passwords cannot be hashed")]
    Passwords(#[from] PasswordError),
}

/// What the service's consumers subscribe to, wherever they run: other processes must not publish past them.
pub fn subscriptions() -> Vec<Subscription> {
    vec![Subscription::new(consumers::QUEUE, consumers::TYPES)]
}

/// The identity service. Loads its signing keys, making the first one where there is none, and gives the public keys to
/// `deps.auth`, so that tokens can be verified from the first request on. The schema must have been migrated.
///
/// # Errors
/// See [`StartError`].
pub async fn service(deps: Deps, config: Config) -> Result<Service, StartError> {
    let identity = Identity::start(&deps, &config).await?;
    Ok(Service {
        name: "identity",
        database: deps.database.clone(),
        routes: http::routes(&identity, &deps),
        consumers: vec![consumers::customers(&deps.database)],
        jobs: jobs::all(&identity, &deps),
        rebuild: None,
    })
}
