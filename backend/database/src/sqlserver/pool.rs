//! Connections that wait for work, kept by bb8.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use bb8::{ManageConnection, PooledConnection, QueueStrategy};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, timeout},
};

use super::{
    config::Limits,
    connection::Connection,
    errors::{self, Lost},
};
use crate::DatabaseError;

/// A connection that nobody used for so long is closed.
const LONGEST_IDLE: Duration = Duration::from_secs(300);
/// And one that is so old, used or not: a server that came back, or a new name for one, then gets its share of the work.
const OLDEST: Duration = Duration::from_secs(1800);
/// After so long a connection is tried before it is lent: firewalls and failovers cut idle ones without a word.
const TRY_AFTER: Duration = Duration::from_secs(10);
/// And an answer that takes so long does not come.
const LONGEST_TRY: Duration = Duration::from_secs(2);
/// That connecting failed is an answer for so long; then it is tried anew.
const FAILURE_HOLDS: Duration = Duration::from_secs(1);

/// At most as many connections as there are permits.
pub(super) struct Pool {
    sessions: Arc<Sessions>,
    limits: Limits,
    most: u32,
    /// First come, first served; and closed when the pool is.
    permits: Arc<Semaphore>,
    /// Made by who is first to borrow, since bb8 starts a task of its own. None again once closed.
    pool: Mutex<Option<bb8::Pool<Keeper>>>,
}

/// A borrowed connection. Only [`give_back`](Self::give_back) returns it; dropped, it is closed.
pub(super) struct Lease {
    pub connection: Box<Connection>,
    /// Whether nobody has used it before.
    pub fresh: bool,
    sessions: Arc<Sessions>,
    place: PooledConnection<'static, Keeper>,
    /// Dropped after the place, which is then another's.
    _permit: OwnedSemaphorePermit,
}

/// How connections are opened, and from when on they are of use.
struct Sessions {
    target: tiberius::Config,
    limits: Limits,
    schema: &'static str,
    /// Grows when one of those that wait was found dead; what is older is not lent any more.
    era: AtomicU64,
}

/// What bb8 keeps.
///
/// A failure to connect is kept like a connection, and so reaches whoever waits for one at once: by itself bb8 would
/// leave them to wait until their time is over. A connection that is lent is out of its place, which is empty until it
/// is given back.
enum Place {
    Waiting {
        connection: Box<Connection>,
        since: Instant,
        era: u64,
        fresh: bool,
    },
    Failed {
        error: DatabaseError,
        at: Instant,
    },
    Empty,
}

/// Says to bb8 what is to be kept.
struct Keeper(Arc<Sessions>);

/// A connection is not lent any more.
#[derive(Debug)]
struct Worn;

impl ManageConnection for Keeper {
    type Connection = Place;
    type Error = Worn;

    async fn connect(&self) -> Result<Place, Worn> {
        let Sessions {
            target,
            limits,
            schema,
            era,
        } = &*self.0;
        let era = era.load(Ordering::Acquire);
        Ok(match Connection::open(target, *limits, schema).await {
            Ok(connection) => Place::Waiting {
                connection: Box::new(connection),
                since: Instant::now(),
                era,
                fresh: true,
            },
            Err(error) => Place::Failed {
                error,
                at: Instant::now(),
            },
        })
    }

    async fn is_valid(&self, place: &mut Place) -> Result<(), Worn> {
        let valid = match place {
            Place::Waiting { era, .. } if *era != self.0.era.load(Ordering::Acquire) => false,
            Place::Waiting { connection, since, .. } if since.elapsed() >= TRY_AFTER => {
                let tried = timeout(LONGEST_TRY, connection.batch("SELECT 1 AS one")).await;
                tried.is_ok_and(|answer| answer.is_ok())
            }
            Place::Waiting { .. } => true,
            Place::Failed { at, .. } => at.elapsed() < FAILURE_HOLDS,
            Place::Empty => false,
        };
        if valid { Ok(()) } else { Err(Worn) }
    }

    fn has_broken(&self, place: &mut Place) -> bool {
        !matches!(place, Place::Waiting { connection, .. } if connection.is_in_step())
    }
}

impl Pool {
    pub fn new(target: tiberius::Config, limits: Limits, schema: &'static str, most: u32) -> Arc<Self> {
        // A u32 fits everywhere that the platform runs.
        let permits = usize::try_from(most).unwrap_or(Semaphore::MAX_PERMITS);
        Arc::new(Self {
            sessions: Arc::new(Sessions {
                target,
                limits,
                schema,
                era: AtomicU64::new(0),
            }),
            limits,
            most,
            permits: Arc::new(Semaphore::new(permits)),
            pool: Mutex::default(),
        })
    }

    /// Waits for a connection, first come, first served.
    pub async fn lend(&self) -> Result<Lease, DatabaseError> {
        let permit = timeout(self.limits.acquire, Arc::clone(&self.permits).acquire_owned())
            .await
            .map_err(|_| errors::unavailable(Lost::Busy))?
            .map_err(|_| errors::unavailable(Lost::Closed))?;
        let pool = self.pool().get_or_insert_with(|| self.start()).clone();
        let lent = pool.get_owned().await;
        let mut place = lent.map_err(|_| errors::unavailable(Lost::Connect))?;
        match std::mem::replace(&mut *place, Place::Empty) {
            Place::Waiting { connection, fresh, .. } => Ok(Lease {
                connection,
                fresh,
                sessions: Arc::clone(&self.sessions),
                place,
                _permit: permit,
            }),
            Place::Failed { error, .. } => Err(error),
            // No place is put back empty.
            Place::Empty => Err(errors::unavailable(Lost::Closed)),
        }
    }

    fn start(&self) -> bb8::Pool<Keeper> {
        bb8::Pool::builder()
            .max_size(self.most)
            // The one that was used last goes first, so that those that are too many come to rest and are closed.
            .queue_strategy(QueueStrategy::Lifo)
            .idle_timeout(LONGEST_IDLE)
            .max_lifetime(OLDEST)
            .retry_connection(false)
            // Whoever has a permit waits for nothing but a new connection, and for the trial of old ones.
            .connection_timeout(self.limits.connect + LONGEST_TRY * self.most.min(30))
            .build_unchecked(Keeper(Arc::clone(&self.sessions)))
    }

    /// Lends none of those that wait now: after one of them was found dead, the others are likely to be.
    pub fn forget_idle(&self) {
        self.sessions.era.fetch_add(1, Ordering::AcqRel);
    }

    /// Waits for the leases to end and closes all connections.
    pub async fn close(&self) {
        // First come, first served: whoever waits for a connection is still served. Fails when closed already.
        if let Ok(all) = self.permits.acquire_many(self.most).await {
            self.permits.close();
            drop(self.pool().take());
            all.forget();
        }
    }

    fn pool(&self) -> MutexGuard<'_, Option<bb8::Pool<Keeper>>> {
        // Nothing in here panics half way through a change.
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lease {
    /// Returns the connection, unless an answer is still on its way. No transaction may be open on it.
    pub fn give_back(self) {
        let Self {
            connection,
            sessions,
            mut place,
            _permit,
            ..
        } = self;
        *place = Place::Waiting {
            connection,
            since: Instant::now(),
            // It has just been used, so it is not one of those that died.
            era: sessions.era.load(Ordering::Acquire),
            fresh: false,
        };
        drop(place);
    }
}
