//! Connections that wait for work.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

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
/// After so long a connection is tried before it is lent: firewalls and failovers cut idle ones without a word.
const TRY_AFTER: Duration = Duration::from_secs(10);
/// And an answer that takes so long does not come.
const LONGEST_TRY: Duration = Duration::from_secs(2);

/// At most as many connections as there are permits.
pub(super) struct Pool {
    target: tiberius::Config,
    limits: Limits,
    schema: &'static str,
    most: u32,
    permits: Arc<Semaphore>,
    /// The one that was used last at the end.
    idle: Mutex<VecDeque<Idle>>,
}

struct Idle {
    connection: Connection,
    since: Instant,
}

/// A borrowed connection. Only [`give_back`](Self::give_back) returns it; dropped, it is closed.
pub(super) struct Lease {
    pub connection: Connection,
    /// Whether it was opened for this lease.
    pub fresh: bool,
    pool: Arc<Pool>,
    _permit: OwnedSemaphorePermit,
}

impl Pool {
    pub fn new(target: tiberius::Config, limits: Limits, schema: &'static str, most: u32) -> Arc<Self> {
        // A u32 fits everywhere that the platform runs.
        let permits = usize::try_from(most).unwrap_or(Semaphore::MAX_PERMITS);
        Arc::new(Self {
            target,
            limits,
            schema,
            most,
            permits: Arc::new(Semaphore::new(permits)),
            idle: Mutex::default(),
        })
    }

    /// Waits for a connection, first come, first served.
    pub async fn lend(self: &Arc<Self>) -> Result<Lease, DatabaseError> {
        let permit = timeout(self.limits.acquire, Arc::clone(&self.permits).acquire_owned())
            .await
            .map_err(|_| errors::unavailable(Lost::Busy))?
            .map_err(|_| errors::unavailable(Lost::Closed))?;
        let (connection, fresh) = match self.reuse().await {
            Some(connection) => (connection, false),
            None => (Connection::open(&self.target, self.limits, self.schema).await?, true),
        };
        Ok(Lease {
            connection,
            fresh,
            pool: Arc::clone(self),
            _permit: permit,
        })
    }

    async fn reuse(&self) -> Option<Connection> {
        loop {
            let Idle { mut connection, since } = self.idle().pop_back()?;
            if since.elapsed() < TRY_AFTER {
                return Some(connection);
            }
            let tried = timeout(LONGEST_TRY, connection.batch("SELECT 1 AS one")).await;
            if tried.is_ok_and(|answer| answer.is_ok()) {
                return Some(connection);
            }
        }
    }

    /// Closes what waits: after one of them was found dead, the others are likely to be.
    pub fn forget_idle(&self) {
        self.idle().clear();
    }

    /// Waits for the leases to end and closes all connections.
    pub async fn close(&self) {
        // First come, first served: whoever waits for a connection is still served. Fails when closed already.
        if let Ok(all) = self.permits.acquire_many(self.most).await {
            self.permits.close();
            self.forget_idle();
            all.forget();
        }
    }

    fn idle(&self) -> MutexGuard<'_, VecDeque<Idle>> {
        // Nothing in here panics half way through a change.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lease {
    /// Returns the connection, unless an answer is still on its way. No transaction may be open on it.
    pub fn give_back(self) {
        let Self { connection, pool, .. } = self;
        if !connection.is_in_step() {
            return;
        }
        let now = Instant::now();
        let mut idle = pool.idle();
        idle.retain(|waiting| now.duration_since(waiting.since) < LONGEST_IDLE);
        idle.push_back(Idle { connection, since: now });
    }
}
