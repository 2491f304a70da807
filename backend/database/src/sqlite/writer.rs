//! The write connection, the outer transaction on it, and the task that commits it.

use std::sync::Arc;

use rusqlite::Connection;
use tempfile::TempDir;
use tokio::sync::{Mutex, mpsc, oneshot};

use super::{
    Threads,
    errors::{self, Lost, classify},
};
use crate::{
    DatabaseError,
    engine::{CommitHook, run_hooks},
};

/// Invariant: while the group has members, the outer transaction that holds their changes is open. Whenever it is lost,
/// they are told so before the lock is given back.
pub(super) struct Writer {
    /// None once closed.
    connection: Option<Connection>,
    group: Vec<Member>,
    /// A rollback of the outer transaction failed: nothing may be added to it or committed until it succeeds.
    rollback_owed: bool,
    /// Removed after the connection is closed.
    _temporary: Option<TempDir>,
}

/// A transaction that released its savepoint and waits for the outer commit.
struct Member {
    hooks: Vec<CommitHook>,
    done: oneshot::Sender<Result<(), DatabaseError>>,
}

impl Writer {
    pub(super) fn new(connection: Connection, temporary: Option<TempDir>) -> Self {
        Self {
            connection: Some(connection),
            group: Vec::new(),
            rollback_owed: false,
            _temporary: temporary,
        }
    }

    pub(super) fn connection(&self) -> Result<&Connection, DatabaseError> {
        self.connection
            .as_ref()
            .ok_or_else(|| errors::unavailable(Lost::Closed))
    }

    /// Whether the outer transaction is open.
    pub(super) fn is_open(&self) -> bool {
        self.connection
            .as_ref()
            .is_some_and(|connection| !connection.is_autocommit())
    }

    pub(super) fn has_group(&self) -> bool {
        !self.group.is_empty()
    }

    /// Opens the outer transaction if it is not open. `Transient` when another process holds the file.
    pub(super) fn open(&mut self) -> Result<(), DatabaseError> {
        if self.rollback_owed {
            self.roll_back_outer()?;
        }
        if self.is_open() {
            return Ok(());
        }
        self.run("BEGIN IMMEDIATE")
    }

    /// Runs one of the few statements that steer transactions.
    pub(super) fn run(&self, sql: &str) -> Result<(), DatabaseError> {
        self.connection()?
            .prepare_cached(sql)
            .and_then(|mut statement| statement.raw_execute())
            .map(drop)
            .map_err(classify)
    }

    /// Adds a member whose savepoint is released, or who waits for what it has read.
    pub(super) fn join(&mut self, hooks: Vec<CommitHook>) -> oneshot::Receiver<Result<(), DatabaseError>> {
        let (done, outcome) = oneshot::channel();
        self.group.push(Member { hooks, done });
        outcome
    }

    /// To be called after a statement failed: on some failures of the storage SQLite rolls back everything by itself.
    pub(super) fn notice_rollback(&mut self, error: &DatabaseError) {
        if !self.is_open() {
            self.fail_group(error);
        }
    }

    /// Gives up the outer transaction and all that is in it.
    pub(super) fn abandon(&mut self, error: &DatabaseError) {
        self.fail_group(error);
        self.rollback_owed = true;
        if let Err(error) = self.roll_back_outer() {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "cannot roll back; will try again"
            );
        }
    }

    fn roll_back_outer(&mut self) -> Result<(), DatabaseError> {
        if self.is_open() {
            self.run("ROLLBACK")?;
        }
        self.rollback_owed = false;
        Ok(())
    }

    fn fail_group(&mut self, error: &DatabaseError) {
        for member in self.group.drain(..) {
            // Nobody listens when the commit's future was dropped.
            let _ = member.done.send(Err(error.clone()));
        }
    }

    /// Closes the connection; the outer transaction must be committed.
    pub(super) fn disconnect(&mut self) {
        self.connection = None;
    }

    /// Commits the outer transaction, if it is open: one flush of the disk when its members wrote anything. The
    /// outcome must be announced.
    pub(super) fn close(&mut self) -> Committed {
        if self.rollback_owed {
            return Committed(Vec::new());
        }
        if !self.is_open() {
            // Only a statement that ends transactions could have left members behind; they must not wait forever.
            self.fail_group(&errors::unavailable(Lost::RolledBack));
            return Committed(Vec::new());
        }
        match self.run("COMMIT") {
            Ok(()) => Committed(std::mem::take(&mut self.group)),
            Err(error) => {
                self.abandon(&error);
                Committed(Vec::new())
            }
        }
    }
}

/// Members whose changes are durable and who do not know it yet.
#[must_use]
pub(super) struct Committed(Vec<Member>);

impl Committed {
    /// Runs the hooks and answers the members.
    pub(super) fn announce(self) {
        for member in self.0 {
            run_hooks(member.hooks);
            // Nobody listens when the commit's future was dropped.
            let _ = member.done.send(Ok(()));
        }
    }
}

/// Commits groups until nobody is left who could wake it, then closes the connection.
pub(super) async fn flush_groups(writer: Arc<Mutex<Writer>>, mut wake: mpsc::Receiver<()>, threads: Threads) {
    while wake.recv().await.is_some() {
        // First come, first served: whoever queued before this line runs, and joins the group, before it is closed.
        let mut writer = Arc::clone(&writer).lock_owned().await;
        if !writer.has_group() {
            // Only rollbacks: nothing to flush.
            writer.close().announce();
            continue;
        }
        let flush = move || {
            let committed = writer.close();
            // The next group can start while this one is told.
            drop(writer);
            committed.announce();
            Ok(())
        };
        if let Err(error) = threads.run(flush).await {
            // The members' senders are gone with it, which they see as `Lost::Closed`.
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the group commit did not finish"
            );
        }
    }
    // The last connection to close copies the log into the file. The thread's result is of no use to anybody.
    let _ = threads
        .run(move || {
            drop(writer);
            Ok(())
        })
        .await;
}

/// The outcome of a member's group.
pub(super) async fn outcome(waiting: oneshot::Receiver<Result<(), DatabaseError>>) -> Result<(), DatabaseError> {
    waiting.await.unwrap_or_else(|_| Err(errors::unavailable(Lost::Closed)))
}

#[cfg(test)]
impl Writer {
    /// How many wait for the outer commit.
    pub(super) fn waiting(&self) -> usize {
        self.group.len()
    }

    /// Makes every COMMIT fail, or succeed again.
    pub(super) fn refuse_commits(&mut self, refuse: bool) {
        self.connection
            .as_mut()
            .unwrap()
            .commit_hook(refuse.then_some(|| true))
            .unwrap();
    }
}
