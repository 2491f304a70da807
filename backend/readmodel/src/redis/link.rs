//! One connection, kept up.
//!
//! **Invariant: nobody waits for a Redis that is down.** While an attempt to connect is the first after a loss, callers
//! wait for it; once one has failed, calls fail at once until an attempt succeeds.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use redis::{PushInfo, PushKind, RedisError, RedisResult};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::connect::{Connection, OnPush, Target};
use super::fault::RedisFault;

const FIRST_DELAY: Duration = Duration::from_millis(50);
const LONGEST_DELAY: Duration = Duration::from_secs(2);
/// A connection that lived as long as this was a good one: the next attempt is made at once.
const GOOD: Duration = Duration::from_secs(1);

/// A connection that is opened anew whenever it breaks. Cloning shares it.
#[derive(Clone)]
pub(super) struct Link(Arc<Inner>);

struct Inner {
    target: Arc<Target>,
    state: watch::Sender<State>,
    /// The newest generation known to be broken: it may break before anybody has seen it.
    broken: AtomicU64,
}

#[derive(Clone)]
enum State {
    Connecting,
    Up(Live),
    Down(RedisError),
}

/// A connection that was open when last looked at.
#[derive(Clone)]
pub(super) struct Live {
    pub(super) connection: Connection,
    /// Counts the connections of a link, from 1.
    pub(super) generation: u64,
}

impl Link {
    /// Starts connecting, in a task of `tasks`. What is pushed goes to `on_push`.
    pub(super) fn start(
        target: Arc<Target>,
        purpose: &'static str,
        on_push: impl Fn(PushInfo) + Send + Sync + 'static,
        tasks: &mut JoinSet<()>,
    ) -> Self {
        let link = Self(Arc::new(Inner {
            target,
            state: watch::Sender::new(State::Connecting),
            broken: AtomicU64::new(0),
        }));
        tasks.spawn(link.clone().keep(purpose, Arc::new(on_push)));
        link
    }

    async fn keep(self, purpose: &'static str, on_push: OnPush) {
        let mut delay = FIRST_DELAY;
        let mut reported = false;
        for generation in 1.. {
            match self.attempt(generation, &on_push).await {
                Ok(connection) => {
                    if reported {
                        tracing::info!(redis.connection = purpose, "Redis is back");
                        reported = false;
                    }
                    let since = Instant::now();
                    self.0.state.send_replace(State::Up(Live { connection, generation }));
                    if self.0.broken.load(Ordering::SeqCst) >= generation {
                        self.lost(generation);
                    }
                    self.until(|state| !matches!(state, State::Up(_))).await;
                    if since.elapsed() >= GOOD {
                        delay = FIRST_DELAY;
                        continue;
                    }
                }
                Err(error) => {
                    if !reported {
                        tracing::warn!(redis.connection = purpose, %error, "Redis cannot be reached");
                        reported = true;
                    }
                    self.0.state.send_replace(State::Down(error));
                }
            }
            tokio::time::sleep(delay).await;
            delay = (delay * 2).min(LONGEST_DELAY);
        }
    }

    async fn attempt(&self, generation: u64, on_push: &OnPush) -> RedisResult<Connection> {
        // Weakly: the connection is kept by the link.
        let (link, on_push) = (Arc::downgrade(&self.0), Arc::clone(on_push));
        let listen: OnPush = Arc::new(move |push| match push.kind {
            PushKind::Disconnection => {
                if let Some(link) = link.upgrade() {
                    Link(link).lost(generation);
                }
            }
            _ => on_push(push),
        });
        let open = self.0.target.open(listen);
        tokio::time::timeout(self.0.target.connect_timeout(), open)
            .await
            .unwrap_or_else(|_| Err(RedisError::from(std::io::Error::from(std::io::ErrorKind::TimedOut))))
    }

    async fn until(&self, wanted: impl FnMut(&State) -> bool) {
        // Cannot fail: the sender is in this link.
        self.0.state.subscribe().wait_for(wanted).await.ok();
    }

    /// The longest that a call may take.
    pub(super) fn limit(&self) -> Duration {
        self.0.target.connect_timeout() + self.0.target.response_timeout()
    }

    /// Says that a connection is broken, so that the next one is opened.
    pub(super) fn lost(&self, generation: u64) {
        self.0.broken.fetch_max(generation, Ordering::SeqCst);
        self.0.state.send_if_modified(|state| {
            let is_it = matches!(state, State::Up(live) if live.generation == generation);
            if is_it {
                *state = State::Connecting;
            }
            is_it
        });
    }

    /// The open connection, if there is one right now.
    pub(super) fn current(&self) -> Option<Live> {
        match &*self.0.state.borrow() {
            State::Up(live) => Some(live.clone()),
            _ => None,
        }
    }

    /// The open connection; waits for an attempt only when none has failed since the last one was open.
    pub(super) async fn live(&self) -> Result<Live, RedisFault> {
        if let Some(live) = self.current() {
            return Ok(live);
        }
        let limit = self.0.target.connect_timeout();
        tokio::time::timeout(limit, self.until(|state| !matches!(state, State::Connecting)))
            .await
            .map_err(|_| RedisFault::Timeout { limit })?;
        match &*self.0.state.borrow() {
            State::Up(live) => Ok(live.clone()),
            State::Down(error) => Err(RedisFault::Down(error.clone())),
            // Lost again in this moment.
            State::Connecting => Err(RedisFault::Lost),
        }
    }

    /// Waits for a connection other than this generation.
    pub(super) async fn after(&self, generation: u64) -> Live {
        loop {
            self.until(|state| matches!(state, State::Up(live) if live.generation != generation))
                .await;
            if let Some(live) = self.current().filter(|live| live.generation != generation) {
                return live;
            }
        }
    }

    /// Does something on the open connection, within the time limit.
    pub(super) async fn run<T>(&self, call: impl AsyncFnOnce(Connection) -> RedisResult<T>) -> Result<T, RedisFault> {
        let live = self.live().await?;
        self.run_on(&live, call).await
    }

    /// Does something on this connection, within the time limit.
    pub(super) async fn run_on<T>(
        &self,
        live: &Live,
        call: impl AsyncFnOnce(Connection) -> RedisResult<T>,
    ) -> Result<T, RedisFault> {
        let limit = self.0.target.response_timeout();
        match tokio::time::timeout(limit, call(live.connection.clone())).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(error)) => {
                if live.connection.is_broken_by(&error) {
                    self.lost(live.generation);
                }
                Err(RedisFault::Failed(error))
            }
            Err(_) => {
                if live.connection.is_broken_by_silence() {
                    self.lost(live.generation);
                }
                Err(RedisFault::Timeout { limit })
            }
        }
    }
}
