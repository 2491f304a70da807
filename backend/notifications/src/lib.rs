//! Tells people what concerns them: a feed in the app, live, and e-mails.
//!
//! Owns the schema `notifications`: whom to tell and in which language (copied from events), what each person was told,
//! the mails on their way out, and per order the latest version its customer was told of. An event's consumer writes
//! the feed entry and the mail in one transaction with its inbox row, so each has its effect exactly once.
//!
//! It never decides anything about an order, never calls another service, and never sends anything from inside a
//! transaction. A mail is sent at least once: one whose receipt got lost on the way back goes out again with the same
//! `Message-ID`, by which receivers know it.
//!
//! Reacts to: `account.registered`, `account.password_reset_requested`, `customer.changed`, `customer.deleted`, all
//! events of orders, `restaurant.delivery_assigned`; and to its own `notifications.feed_changed`, which brings the read
//! documents to where SQL is.
//!
//! | module | holds |
//! |---|---|
//! | `domain` | pure: what is news, languages, words, amounts of money |
//! | `consumers` | one file per event it reacts to |
//! | `commands`, `queries` | mark as seen; the feed in pages and live |
//! | `projection` | SQL to read documents, rebuilding what is missing |
//! | `store` | all SQL |
//! | `mail` | from a row to a message, and out: SMTP or files |
//! | `jobs` | sending mails, forgetting what is old |
//! | [`config`] | the settings |

mod commands;
pub mod config;
mod consumers;
mod domain;
mod feed_changed;
mod http;
mod jobs;
mod mail;
mod projection;
mod queries;
mod store;

pub use config::{Config, MailConfig, SmtpConfig, Tls, TransportKind};
pub use domain::Locale;

use consumers::Desk;
use domain::messages::Texts;
use foodwala_messaging::Subscription;
use foodwala_platform::{Deps, Rebuild, Service};
use mail::Postman;
use projection::Projection;
use std::sync::Arc;

/// Name of the service and of its schema.
pub const NAME: &str = "notifications";

/// Why the service cannot be set up.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SetUpError {
    /// The words of a locale cannot be read.
    #[error("the words for {locale} cannot be read: {reason}")]
    Texts {
        /// The locale.
        locale: &'static str,
        /// What is wrong with them.
        reason: String,
    },
    /// The sender is not an address.
    #[error("the sender of mails is not an address")]
    Sender(#[source] lettre::address::AddressError),
    /// The SMTP settings cannot be used.
    #[error("the SMTP settings cannot be used")]
    Smtp(#[source] lettre::transport::smtp::Error),
    /// A user name without password, or the other way round.
    #[error("SMTP needs both user name and password, or neither")]
    Credentials,
}

/// What the service's consumers subscribe to, wherever they run: other processes must not publish past them.
pub fn subscriptions() -> Vec<Subscription> {
    consumers::subscriptions()
}

/// The notification service. Must be called within a Tokio runtime.
///
/// # Errors
/// When the settings for mails cannot be used.
pub fn service(deps: Deps, config: Config) -> Result<Service, SetUpError> {
    let texts = Arc::new(Texts::load()?);
    let postman = Arc::new(Postman::new(&config.mail)?);
    let projection = Projection::new(deps.database.clone(), deps.read_model.clone(), Arc::clone(&deps.clock));
    let desk = Desk {
        texts,
        clock: Arc::clone(&deps.clock),
        default_locale: config.default_locale,
        public_url: config.public_url.trim_end_matches('/').into(),
    };
    let rebuild: Rebuild = {
        let projection = projection.clone();
        Arc::new(move || {
            let projection = projection.clone();
            Box::pin(async move { Ok(projection.rebuild().await?) })
        })
    };
    Ok(Service {
        name: NAME,
        database: deps.database.clone(),
        routes: http::routes(projection.clone(), &deps),
        consumers: consumers::all(&deps.database, &desk, projection),
        jobs: jobs::all(&deps, &config.mail, postman),
        rebuild: Some(rebuild),
    })
}
