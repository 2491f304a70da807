//! A pretend payment provider, for development: takes no money, and behaves as a real one does.
//!
//! A site of its own beside the platform, with which it shares a secret and nothing else. The platform starts payments
//! with it and sends customers to its page; there they pay or decline. It keeps its books in a file, calls back with a
//! signed message, and sends the customer to where they came from.
//!
//! | route | for |
//! |---|---|
//! | `POST payments`, `GET payments/{id}`, `POST payments/{id}/close`, `POST payments/{id}/refund` | the platform, with the secret as bearer token |
//! | `GET pay/{id}`, `POST pay/{id}` | the customer |
//! | `GET style.css` | the page |

mod api;
mod books;
mod callback;
mod page;

use axum::{
    Router,
    routing::{get, post},
};
use books::{Books, BooksError};
use callback::Caller;
use foodwala_clock::Clock;
use http::Method;
use secrecy::SecretString;
use std::{path::PathBuf, sync::Arc};

/// Where the pretend provider is mounted.
pub const PATH: &str = "/test-payments";

/// Every route with its method, as a gateway in front needs to know them.
pub const ROUTES: &[(Method, &str)] = &[
    (Method::POST, "/test-payments/payments"),
    (Method::GET, "/test-payments/payments/{id}"),
    (Method::POST, "/test-payments/payments/{id}/close"),
    (Method::POST, "/test-payments/payments/{id}/refund"),
    (Method::GET, "/test-payments/pay/{id}"),
    (Method::POST, "/test-payments/pay/{id}"),
    (Method::GET, "/test-payments/style.css"),
];

/// What the pretend provider knows.
#[derive(Debug, Clone)]
pub struct PretendPayments {
    /// Where it is, with [`PATH`].
    pub url: String,
    /// Where it tells what became of payments.
    pub callback_url: String,
    /// What it shares with the platform.
    pub secret: SecretString,
    /// Where it keeps its books.
    pub file: PathBuf,
}

/// The pretend provider cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum PretendPaymentsError {
    /// Its books cannot be read.
    #[error(transparent)]
    Books(#[from] BooksError),
    /// There is no HTTP client to be had.
    #[error("there is no HTTP client for callbacks")]
    Client(#[from] reqwest::Error),
}

/// What the handlers share.
#[derive(Clone)]
struct Site {
    config: Arc<PretendPayments>,
    books: Books,
    caller: Caller,
    clock: Arc<dyn Clock>,
}

/// The pretend provider, with the books it has kept.
///
/// # Errors
/// See [`PretendPaymentsError`].
pub fn router(config: PretendPayments, clock: Arc<dyn Clock>) -> Result<Router, PretendPaymentsError> {
    let site = Site {
        books: Books::open(&config.file)?,
        caller: Caller::new(&config)?,
        config: Arc::new(config),
        clock,
    };
    let routes = Router::new()
        .route("/payments", post(api::start))
        .route("/payments/{id}", get(api::look_up))
        .route("/payments/{id}/close", post(api::close))
        .route("/payments/{id}/refund", post(api::refund))
        .route("/pay/{id}", get(page::show).post(page::decide))
        .route("/style.css", get(page::style));
    Ok(Router::new().nest(PATH, routes).with_state(site))
}
