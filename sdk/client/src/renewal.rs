//! Renewing the access token, taking a session up, and ending it.

use crate::{
    Error, SessionStore,
    client::Inner,
    presence::{Mark, Presence},
    request::CallOptions,
    tokens::{AccessToken, Auth, Source},
    windows::alone,
};
use foodwala_contract::{
    ClientId, ErrorCode,
    auth::{Account, Logout, LogoutRequest, OAuthToken, Refresh, RefreshRequest, Session, TokenRequest},
    endpoint::Nothing,
};
use std::sync::Arc;

impl Inner {
    pub(crate) async fn renew(self: &Arc<Self>) -> Result<AccessToken, Error> {
        match &self.tokens.source {
            Source::Person(store) => self.renew_session(store.as_ref()).await,
            Source::Browser(presence) => self.renew_kept(presence).await,
            Source::Client { id, secret } => self.renew_client(*id, secret).await,
        }
    }

    /// Signs out: here in any case.
    pub(crate) async fn sign_out(self: &Arc<Self>) -> Result<(), Error> {
        match &self.tokens.source {
            Source::Browser(presence) => {
                if self.tokens.is_nobody() && presence.mark() != Mark::Ending {
                    return Ok(());
                }
                // Until the platform has heard of it, the cookie is good: it is told when the app starts again.
                presence.ending();
                self.tokens.forget();
                self.tell_of_end(presence).await
            }
            Source::Person(_) | Source::Client { .. } => {
                let (session, cleared) = self.tokens.end();
                if let Some(session) = session {
                    self.log_out(Some(session.refresh_token)).await?;
                }
                cleared
            }
        }
    }

    /// Takes up the session that the browser keeps, if it does.
    pub(crate) async fn resume(self: &Arc<Self>) -> Result<Option<Account>, Error> {
        if let Source::Browser(presence) = &self.tokens.source {
            if presence.mark() == Mark::Ending {
                if let Err(error) = self.tell_of_end(presence).await {
                    tracing::debug!(
                        error = &error as &dyn std::error::Error,
                        "the platform has not heard of the sign-out yet"
                    );
                }
                return Ok(None);
            }
            self.token(Auth::Offered).await?;
        }
        Ok(self.tokens.account().borrow().clone())
    }

    async fn tell_of_end(self: &Arc<Self>, presence: &Presence) -> Result<(), Error> {
        alone(async {
            self.log_out(None).await?;
            // Somebody may have signed in since.
            if presence.mark() == Mark::Ending {
                presence.gone();
            }
            Ok(())
        })
        .await
    }

    async fn log_out(self: &Arc<Self>, refresh_token: Option<String>) -> Result<(), Error> {
        let request = LogoutRequest { refresh_token };
        self.call::<Logout>(&Nothing {}, &Nothing {}, &request, &CallOptions::default())
            .await
            .map(drop)
    }

    async fn trade(self: &Arc<Self>, refresh_token: Option<String>) -> Result<Session, Error> {
        let request = RefreshRequest { refresh_token };
        let answer = self
            .call::<Refresh>(&Nothing {}, &Nothing {}, &request, &CallOptions::default())
            .await?;
        Ok(answer.value)
    }

    async fn renew_kept(self: &Arc<Self>, presence: &Presence) -> Result<AccessToken, Error> {
        let begun = self.tokens.lock().generation;
        let outcome = alone(async {
            // Another window may have signed out while this one waited for its turn.
            if matches!(presence.mark(), Mark::Nobody | Mark::Ending) {
                return Err(Error::SessionEnded);
            }
            #[cfg(target_arch = "wasm32")]
            if crate::windows::is_offline() {
                return Err(Error::transport(crate::wire::Fault::offline()));
            }
            self.trade(None).await
        })
        .await;
        let is_current = self.tokens.lock().generation == begun;
        match outcome {
            // Somebody signed out or in while this was under way: what they did counts.
            Ok(_) if !is_current => self.tokens.lock().access.clone().ok_or(Error::SessionEnded),
            Ok(session) => Ok(self.go_on(&session)),
            Err(error) if is_end(&error) => {
                if is_current {
                    self.end_here();
                }
                Err(Error::SessionEnded)
            }
            Err(error) => Err(error),
        }
    }

    async fn renew_session(self: &Arc<Self>, store: &dyn SessionStore) -> Result<AccessToken, Error> {
        let (mine, begun) = {
            let state = self.tokens.lock();
            (state.session.clone().ok_or(Error::SessionEnded)?, state.generation)
        };
        if let Some(access) = self.adopt(store, &mine) {
            return Ok(access);
        }
        let outcome = self.trade(Some(mine.refresh_token.clone())).await;
        let is_current = self.tokens.lock().generation == begun;
        match outcome {
            // Somebody signed out or in while this was under way: what they did counts.
            Ok(_) if !is_current => self.tokens.lock().access.clone().ok_or(Error::SessionEnded),
            Ok(session) => Ok(self.go_on(&session)),
            Err(error) if is_end(&error) => {
                if let Some(access) = self.adopt(store, &mine) {
                    return Ok(access);
                }
                if is_current {
                    self.end_here();
                }
                Err(Error::SessionEnded)
            }
            Err(error) => Err(error),
        }
    }

    /// Goes on with a renewed session.
    fn go_on(&self, session: &Session) -> AccessToken {
        let access = AccessToken::new(&session.access_token, session.expires_in);
        self.tokens.set(session, access.clone());
        if let Err(error) = self.tokens.keep(session) {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "the renewed session could not be kept"
            );
        }
        access
    }

    fn end_here(&self) {
        if let (_, Err(error)) = self.tokens.end() {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "the ended session could not be forgotten"
            );
        }
    }

    /// Takes over a session of the same account that another window has renewed: our refresh token is used up then.
    fn adopt(&self, store: &dyn SessionStore, mine: &Session) -> Option<AccessToken> {
        let stored = store
            .load()
            .inspect_err(|error| {
                tracing::warn!(
                    error = error as &dyn std::error::Error,
                    "the session store could not be read"
                );
            })
            .ok()??;
        if stored.account.id != mine.account.id || stored.refresh_token == mine.refresh_token {
            return None;
        }
        let access = AccessToken::of_unknown_age(&stored.access_token);
        self.tokens.set(&stored, access.clone());
        Some(access)
    }

    async fn renew_client(self: &Arc<Self>, id: ClientId, secret: &str) -> Result<AccessToken, Error> {
        let request = TokenRequest {
            grant_type: "client_credentials".to_owned(),
            client_id: id.to_string(),
            client_secret: secret.to_owned(),
            scope: None,
        };
        let answer = self
            .call::<OAuthToken>(&Nothing {}, &Nothing {}, &request, &CallOptions::default())
            .await?
            .value;
        let access = AccessToken::new(&answer.access_token, answer.expires_in);
        self.tokens.lock().access = Some(access.clone());
        Ok(access)
    }
}

/// Whether the session cannot be renewed any more.
fn is_end(error: &Error) -> bool {
    matches!(error, Error::SessionEnded) || error.code() == Some(&ErrorCode::InvalidRefreshToken)
}
