//! The access token: kept, renewed in time, and renewed once however many calls wait for it.

use crate::{
    Error, SessionStore, SessionStoreError,
    client::Inner,
    presence::{Mark, Presence},
    runtime::{BoxFuture, Instant, spawn},
};
use foodwala_contract::{
    ClientId,
    auth::{Account, Keeping, Session, SessionQuery},
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
    /// A person's session whose refresh token the browser keeps.
    Browser(Presence),
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
    pub(crate) fn new(text: &str, expires_in: u32) -> Self {
        let life = Duration::from_secs(expires_in.into());
        Self {
            text: text.into(),
            good_until: Some(Instant::now() + (life - MARGIN.min(life / 4))),
        }
    }

    pub(crate) fn of_unknown_age(text: &str) -> Self {
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
pub(crate) struct State {
    pub session: Option<Session>,
    pub access: Option<AccessToken>,
    renewal: Option<Renewal>,
    /// Counts sign-ins and sign-outs: what was begun before one is of no use after it.
    pub generation: u64,
    /// It is certain that nobody is signed in. A browser's session is not known before it is taken up.
    nobody: bool,
}

pub(crate) struct Tokens {
    pub source: Source,
    state: Mutex<State>,
    account: watch::Sender<Option<Account>>,
}

impl Tokens {
    /// Begins with the session in the store, if there is one.
    pub(crate) fn new(source: Source) -> Result<Self, SessionStoreError> {
        let session = match &source {
            Source::Person(store) => store.load()?,
            Source::Browser(_) | Source::Client { .. } => None,
        };
        let nobody = match &source {
            Source::Person(_) => session.is_none(),
            Source::Browser(presence) => matches!(presence.mark(), Mark::Nobody | Mark::Ending),
            Source::Client { .. } => false,
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
                generation: 0,
                nobody,
            }),
            account,
        })
    }

    pub(crate) fn account(&self) -> watch::Receiver<Option<Account>> {
        self.account.subscribe()
    }

    /// Where the refresh token of a new session is to go.
    pub(crate) fn keeping(&self) -> SessionQuery {
        SessionQuery {
            keeping: self.is_kept_by_browser().then_some(Keeping::Cookie),
        }
    }

    pub(crate) fn is_kept_by_browser(&self) -> bool {
        matches!(self.source, Source::Browser(_))
    }

    /// Whether nobody is signed in, as far as is known here.
    pub(crate) fn is_nobody(&self) -> bool {
        self.lock().nobody
    }

    /// Signs in with a new session.
    pub(crate) fn begin(&self, session: &Session) -> Result<(), Error> {
        if matches!(self.source, Source::Client { .. }) {
            return Err(Error::InvalidRequest {
                reason: "an API client has no session".to_owned(),
            });
        }
        self.lock().generation += 1;
        self.set(session, AccessToken::new(&session.access_token, session.expires_in));
        self.keep(session).map_err(Error::SessionStore)
    }

    /// Keeps a session for later.
    pub(crate) fn keep(&self, session: &Session) -> Result<(), SessionStoreError> {
        match &self.source {
            Source::Person(store) => store.save(session)?,
            Source::Browser(presence) => presence.signed_in(session.account.id),
            Source::Client { .. } => {}
        }
        Ok(())
    }

    /// Signs out here; gives the session that was.
    pub(crate) fn end(&self) -> (Option<Session>, Result<(), Error>) {
        let session = self.forget();
        let cleared = match &self.source {
            Source::Person(store) => store.clear().map_err(Error::SessionStore),
            Source::Browser(presence) => {
                presence.gone();
                Ok(())
            }
            Source::Client { .. } => Ok(()),
        };
        (session, cleared)
    }

    /// Signs out in this window only; gives the session that was.
    pub(crate) fn forget(&self) -> Option<Session> {
        let session = {
            let mut state = self.lock();
            state.generation += 1;
            state.nobody = !matches!(self.source, Source::Client { .. });
            state.access = None;
            state.session.take()
        };
        self.tell(None);
        session
    }

    /// Takes note of what another window did; whether somebody is to be signed in here as well.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn follow_other_window(&self) -> bool {
        let Source::Browser(presence) = &self.source else {
            return false;
        };
        match presence.mark() {
            Mark::Nobody | Mark::Ending => {
                if !self.is_nobody() {
                    self.forget();
                }
                false
            }
            Mark::SignedIn(id) => {
                let mut state = self.lock();
                let is_known = state
                    .session
                    .as_ref()
                    .is_some_and(|session| session.account.id.to_string() == id);
                if !is_known {
                    state.generation += 1;
                    state.nobody = false;
                    state.session = None;
                    state.access = None;
                }
                !is_known
            }
            Mark::Unknown => false,
        }
    }

    pub(crate) fn set(&self, session: &Session, access: AccessToken) {
        {
            let mut state = self.lock();
            state.nobody = false;
            state.session = Some(session.clone());
            state.access = Some(access);
        }
        self.tell(Some(session.account.clone()));
    }

    fn tell(&self, account: Option<Account>) {
        self.account.send_if_modified(|known| {
            let changed = *known != account;
            *known = account;
            changed
        });
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
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
                None if state.nobody => return optional(auth, Err(Error::SessionEnded)),
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
}

fn optional(auth: Auth, token: Result<AccessToken, Error>) -> Result<Option<AccessToken>, Error> {
    match token {
        Err(Error::SessionEnded) if auth == Auth::Offered => Ok(None),
        other => other.map(Some),
    }
}
