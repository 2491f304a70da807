//! The read connections: a fixed few, used only on threads that may block.

use std::{
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError},
};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::{Threads, connection, errors};
use crate::DatabaseError;

/// Two, so that one long report does not hold up every other read; more would cost memory per schema.
const CONNECTIONS: usize = 2;

pub(super) struct Readers {
    /// One permit per connection.
    free: Arc<Semaphore>,
    /// None once closed.
    connections: Vec<Mutex<Option<Connection>>>,
    threads: Threads,
}

impl Readers {
    pub(super) fn open(file: &Path, schema: &str, threads: Threads) -> Result<Self, DatabaseError> {
        let open = || connection::open_reader(file, schema).map(|connection| Mutex::new(Some(connection)));
        let connections = (0..CONNECTIONS).map(|_| open()).collect::<Result<_, _>>()?;
        Ok(Self {
            free: Arc::new(Semaphore::new(CONNECTIONS)),
            connections,
            threads,
        })
    }

    /// Waits for a connection and runs `work` with it, to its end even when the future is dropped.
    pub(super) async fn run<T: Send + 'static>(
        self: Arc<Self>,
        work: impl FnOnce(&Connection) -> Result<T, DatabaseError> + Send + 'static,
    ) -> Result<T, DatabaseError> {
        let permit = Arc::clone(&self.free)
            .acquire_owned()
            .await
            .map_err(errors::unavailable)?;
        let threads = self.threads;
        threads
            .run(move || {
                // Outlives the lock below, so whoever holds a permit finds an unlocked connection.
                let _permit = permit;
                let connection = self.connections.iter().find_map(unlocked);
                let connection = connection.as_ref().and_then(|connection| connection.as_ref());
                work(connection.ok_or_else(|| errors::unavailable(errors::Lost::Closed))?)
            })
            .await
    }

    /// Closes each connection after the read that it is in.
    pub(super) fn close(&self) {
        for connection in &self.connections {
            *connection.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
    }
}

fn unlocked(connection: &Mutex<Option<Connection>>) -> Option<MutexGuard<'_, Option<Connection>>> {
    match connection.try_lock() {
        Ok(connection) => Some(connection),
        // A panic between two reads leaves nothing half done on a connection that only reads.
        Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    }
}
