//! Setting up a client.

use crate::{
    FoodWala, MemorySessionStore, RetryPolicy, SessionStore, SessionStoreError, TransportError,
    address::BaseUrl,
    client::{CurrentTrace, Inner},
    presence::Presence,
    tokens::{Source, Tokens},
    wire::Wire,
};
use foodwala_contract::ClientId;
use std::{fmt, sync::Arc, time::Duration};

/// Sets up a [`FoodWala`] client; get one from [`FoodWala::builder`].
pub struct Builder {
    base_url: String,
    source: Source,
    timeout: Duration,
    connect_timeout: Duration,
    silence: Duration,
    retries: RetryPolicy,
    traceparent: Option<CurrentTrace>,
    #[cfg(target_arch = "wasm32")]
    early: Option<crate::wire::EarlyAnswers>,
}

/// Why a client could not be set up.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The base address is not an `http` or `https` address.
    #[error("not an http or https address: {base_url:?}")]
    InvalidBaseUrl {
        /// What was given.
        base_url: String,
    },
    /// HTTP or TLS could not be set up, e.g. because this machine has no trusted certificates.
    #[error("HTTP could not be set up")]
    Http(#[source] TransportError),
    /// The session store could not be read.
    #[error("the session store could not be read")]
    SessionStore(#[source] SessionStoreError),
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            base_url: "http://localhost:8080".to_owned(),
            source: Source::Person(Arc::new(MemorySessionStore::default())),
            timeout: Duration::from_secs(20),
            connect_timeout: Duration::from_secs(5),
            silence: Duration::from_secs(45),
            retries: RetryPolicy::DEFAULT,
            traceparent: None,
            #[cfg(target_arch = "wasm32")]
            early: None,
        }
    }
}

impl Builder {
    /// Where the platform is; `http://localhost:8080` unless said otherwise.
    #[must_use]
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = base_url.into();
        self
    }

    /// Where the session is kept; in memory unless said otherwise.
    #[must_use]
    pub fn session_store(mut self, store: impl SessionStore) -> Self {
        self.source = Source::Person(Arc::new(store));
        self
    }

    /// Leaves the session to the browser, in a cookie that no script can read: for pages that the platform serves itself.
    /// The access token is in memory only. [`Auth::resume`](crate::Auth::resume) takes the session up again, e.g. after
    /// a reload; windows of one browser share it. A native program has no such cookies.
    #[must_use]
    pub fn browser_session(mut self) -> Self {
        self.source = Source::Browser(Presence::default());
        self
    }

    /// Calls as an API client with its own credentials, not as a person. Tokens are fetched and renewed as needed.
    #[must_use]
    pub fn api_client(mut self, id: ClientId, secret: impl Into<String>) -> Self {
        self.source = Source::Client {
            id,
            secret: secret.into(),
        };
        self
    }

    /// How long one attempt of a call may take, until its answer is read; 20 s unless said otherwise.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long a connection may take; 5 s unless said otherwise. The browser decides for itself.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// After how long without a byte an event stream counts as broken; 45 s unless said otherwise. It must be
    /// longer than the pause between two of the platform's heart beats.
    #[must_use]
    pub fn silence(mut self, silence: Duration) -> Self {
        self.silence = silence;
        self
    }

    /// How calls are tried again.
    #[must_use]
    pub fn retries(mut self, retries: RetryPolicy) -> Self {
        self.retries = retries;
        self
    }

    /// Asks for the W3C `traceparent` of every request. Unless said otherwise each call begins a trace of its own.
    #[must_use]
    pub fn traceparent(mut self, current: impl Fn() -> Option<String> + Send + Sync + 'static) -> Self {
        self.traceparent = Some(Arc::new(current));
        self
    }

    /// Lets a page ask before the program is there: `early` gets the address of each `GET` that is sent without a token, and
    /// may have the promise of a `Response` for it already. One that fails is asked for once more.
    #[cfg(target_arch = "wasm32")]
    #[must_use]
    pub fn early_answers(mut self, early: fn(&str) -> Option<js_sys::Promise>) -> Self {
        self.early = Some(early);
        self
    }

    /// The client.
    ///
    /// # Errors
    /// When the address is not valid, TLS is not available, or the session store cannot be read.
    pub fn build(self) -> Result<FoodWala, BuildError> {
        let base = BaseUrl::parse(&self.base_url)?;
        let wire = Wire::new(&base, self.connect_timeout)
            .map_err(|error| BuildError::Http(TransportError(Arc::new(error))))?;
        #[cfg(target_arch = "wasm32")]
        let wire = wire.with_early(self.early);
        let tokens = Tokens::new(self.source).map_err(BuildError::SessionStore)?;
        let inner = Inner {
            wire,
            base,
            timeout: self.timeout,
            silence: self.silence,
            retries: self.retries,
            traceparent: self.traceparent,
            tokens,
        };
        let inner = Arc::new(inner);
        inner.watch_other_windows();
        Ok(FoodWala { inner })
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_taken() {
        for bad in ["", "localhost", "ftp://example.org", "data:text/plain,x"] {
            let built = FoodWala::builder().base_url(bad).build();
            assert!(matches!(built, Err(BuildError::InvalidBaseUrl { .. })), "{bad}");
        }
        assert!(FoodWala::builder().base_url("http://localhost:1/api").build().is_ok());
        assert!(FoodWala::builder().base_url("https://example.org").build().is_ok());
    }
}
