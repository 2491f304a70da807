//! The access token: kept, renewed in time, and renewed once however many calls wait for it.

use crate::{
    Error, SessionStore, SessionStoreError,
    client::Inner,
    request::CallOptions,
    runtime::{BoxFuture, Instant, spawn},
};
use foodwala_contract::{
    ClientId, ErrorCode,
    auth::{Account, OAuthToken, Refresh, RefreshRequest, Session, TokenRequest},
    endpoint::Nothing,
};
use futures_util::future::{FutureExt, Shared};
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::sync::watch;

/// A token is renewed this long before it ends, or a quarter of its life if that is shorter.
const MARGIN: Duration = Duration::from_secs(30);

/// Whether a call carries an access token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Auth {
    /// It never does: it is how one gets a token.
    Never,
    /// It does if somebody is signed in.
    Offered,
    /// It must.
    Required,
}

/// Where tokens come from.
pub(crate) enum Source {
    /// A person's session.
    Person(Arc<dyn SessionStore>),
    /// The credentials of an API client.
    Client {
        /// Its id.
        id: ClientId,
        /// Its secret.
        secret: String,
    },
}

#[derive(Clone)]
pub(crate) struct AccessToken {
    pub text: Arc<str>,
    /// Absent for a token of unknown age, from the store: it is tried, and renewed if it is refused.
    good_until: Option<Instant>,
}

impl AccessToken {
    fn new(text: &str, expires_in: u32) -> Self {
        let life = Duration::from_secs(expires_in.into());
        Self {
            text: text.into(),
            good_until: Some(Instant::now() + (life - MARGIN.min(life / 4))),
        }
    }

    fn of_unknown_age(text: &str) -> Self {
        Self {
            text: text.into(),
            good_until: None,
        }
    }

    fn is_good(&self) -> bool {
        self.good_until.is_none_or(|end| Instant::now() < end)
    }
}

type Renewal = Shared<BoxFuture<Result<AccessToken, Error>>>;

#[derive(Default)]
struct State {
    session: Option<Session>,
    access: Option<AccessToken>,
    renewal: Option<Renewal>,
}

pub(crate) struct Tokens {
    source: Source,
    state: Mutex<State>,
    account: watch::Sender<Option<Account>>,
}

impl Tokens {
    /// Begins with the session in the store, if there is one.
    pub(crate) fn new(source: Source) -> Result<Self, SessionStoreError> {
        let session = match &source {
            Source::Person(store) => store.load()?,
            Source::Client { .. } => None,
        };
        let access = session
            .as_ref()
            .map(|session| AccessToken::of_unknown_age(&session.access_token));
        let account = watch::Sender::new(session.as_ref().map(|session| session.account.clone()));
        Ok(Self {
            source,
            state: Mutex::new(State {
                session,
                access,
                renewal: None,
            }),
            account,
        })
    }

    pub(crate) fn account(&self) -> watch::Receiver<Option<Account>> {
        self.account.subscribe()
    }

    /// Signs in with a new session.
    pub(crate) fn begin(&self, session: &Session) -> Result<(), Error> {
        let Source::Person(store) = &self.source else {
            return Err(Error::InvalidRequest {
                reason: "an API client has no session".to_owned(),
            });
        };
        self.set(session, AccessToken::new(&session.access_token, session.expires_in));
        store.save(session).map_err(Error::SessionStore)
    }

    /// Signs out here; gives the session that was.
    pub(crate) fn end(&self) -> (Option<Session>, Result<(), Error>) {
        let session = {
            let mut state = self.lock();
            state.access = None;
            state.session.take()
        };
        let cleared = match &self.source {
            Source::Person(store) => store.clear().map_err(Error::SessionStore),
            Source::Client { .. } => Ok(()),
        };
        self.tell(None);
        (session, cleared)
    }

    fn set(&self, session: &Session, access: AccessToken) {
        {
            let mut state = self.lock();
            state.session = Some(session.clone());
            state.access = Some(access);
        }
        self.tell(Some(session.account.clone()));
    }

    fn is_signed_out(&self, state: &State) -> bool {
        matches!(self.source, Source::Person(_)) && state.session.is_none()
    }

    fn tell(&self, account: Option<Account>) {
        self.account.send_if_modified(|known| {
            let changed = *known != account;
            *known = account;
            changed
        });
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    /// The token for a call, renewed if it is about to end.
    pub(crate) async fn token(self: &Arc<Self>, auth: Auth) -> Result<Option<AccessToken>, Error> {
        if auth == Auth::Never {
            return Ok(None);
        }
        let renewal = {
            let mut state = self.tokens.lock();
            match &state.access {
                Some(access) if access.is_good() => return Ok(Some(access.clone())),
                None if self.tokens.is_signed_out(&state) => return optional(auth, Err(Error::SessionEnded)),
                _ => self.renewal(&mut state),
            }
        };
        optional(auth, renewal.await)
    }

    /// The token after `refused` was not accepted.
    pub(crate) async fn token_after(
        self: &Arc<Self>,
        refused: &AccessToken,
        auth: Auth,
    ) -> Result<Option<AccessToken>, Error> {
        let renewal = {
            let mut state = self.tokens.lock();
            match &state.access {
                // Somebody else has renewed it in the meantime.
                Some(access) if access.text != refused.text => return Ok(Some(access.clone())),
                _ => self.renewal(&mut state),
            }
        };
        optional(auth, renewal.await)
    }

    /// Renews the session now.
    pub(crate) async fn renew_now(self: &Arc<Self>) -> Result<(), Error> {
        let renewal = self.renewal(&mut self.tokens.lock());
        renewal.await.map(drop)
    }

    /// The renewal under way, or a new one.
    fn renewal(self: &Arc<Self>, state: &mut State) -> Renewal {
        if let Some(renewal) = &state.renewal {
            return renewal.clone();
        }
        let inner = Arc::clone(self);
        let work: BoxFuture<_> = Box::pin(async move {
            let outcome = inner.renew().await;
            inner.tokens.lock().renewal = None;
            outcome
        });
        let renewal = work.shared();
        state.renewal = Some(renewal.clone());
        // A refresh token can be used once: the answer must not be lost because the call that began this was dropped.
        spawn(renewal.clone().map(drop));
        renewal
    }

    async fn renew(self: &Arc<Self>) -> Result<AccessToken, Error> {
        match &self.tokens.source {
            Source::Person(store) => self.renew_session(store.as_ref()).await,
            Source::Client { id, secret } => self.renew_client(*id, secret).await,
        }
    }

    async fn renew_session(self: &Arc<Self>, store: &dyn SessionStore) -> Result<AccessToken, Error> {
        let Some(mine) = self.tokens.lock().session.clone() else {
            return Err(Error::SessionEnded);
        };
        if let Some(access) = self.adopt(store, &mine) {
            return Ok(access);
        }
        let request = RefreshRequest {
            refresh_token: mine.refresh_token.clone(),
        };
        let answer = self
            .call::<Refresh>(&Nothing {}, &Nothing {}, &request, &CallOptions::default())
            .await;
        let is_still_mine = {
            let state = self.tokens.lock();
            state
                .session
                .as_ref()
                .is_some_and(|session| session.refresh_token == mine.refresh_token)
        };
        match answer {
            // Somebody signed out or in while this was under way: what they did counts.
            Ok(_) if !is_still_mine => self.tokens.lock().access.clone().ok_or(Error::SessionEnded),
            Ok(answer) => {
                let session = answer.value;
                let access = AccessToken::new(&session.access_token, session.expires_in);
                self.tokens.set(&session, access.clone());
                if let Err(error) = store.save(&session) {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "the renewed session could not be kept"
                    );
                }
                Ok(access)
            }
            Err(error) if error.code() == Some(&ErrorCode::InvalidRefreshToken) => {
                if let Some(access) = self.adopt(store, &mine) {
                    return Ok(access);
                }
                if is_still_mine && let (_, Err(error)) = self.tokens.end() {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "the ended session could not be forgotten"
                    );
                }
                Err(Error::SessionEnded)
            }
            Err(error) => Err(error),
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

fn optional(auth: Auth, token: Result<AccessToken, Error>) -> Result<Option<AccessToken>, Error> {
    match token {
        Err(Error::SessionEnded) if auth == Auth::Offered => Ok(None),
        other => other.map(Some),
    }
}
