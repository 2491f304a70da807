//! The embedded engine: one SQLite file per schema.
//!
//! Every connection opens `:memory:` and attaches the file under the schema's name, so that `orders.orders` means the
//! same here as on an engine with real schemas.
//!
//! **Group commit.** A durable commit costs a flush of the disk, and SQLite has one writer. So the transactions of a
//! schema share an outer SQLite transaction: each runs alone, in a savepoint, and its commit releases the savepoint,
//! lets the next one in and waits. A flusher task closes the outer transaction behind those who had queued by then, and
//! answers them all after one flush. The lock is first come first served, so a group is bounded by the queue.
//!
//! | module | owns |
//! |---|---|
//! | `connection` | opening, pragmas, running one statement |
//! | `writer` | the write connection: outer transaction, group, flusher |
//! | `transaction` | a savepoint in it, as [`EngineTx`] |
//! | `readers` | the read connections |
//! | `migrate` | applying migrations |
//! | `tongue` | which engine's SQL it is asked in |
//! | `errors` | result code → [`DatabaseError`] |

mod connection;
mod errors;
mod migrate;
mod readers;
mod tongue;
mod transaction;
mod writer;

use std::{path::PathBuf, sync::Arc, time::Duration};

use async_trait::async_trait;
use tempfile::TempDir;
use tokio::{
    sync::{Mutex, mpsc},
    time::Instant,
};

use self::{readers::Readers, tongue::Tongue, transaction::SqliteTx, writer::Writer};
use crate::{
    DatabaseError, Dialect, Row, Value,
    engine::{Engine, EngineTx},
    migrations,
};

/// How long to try while another process holds the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
const BUSY_PAUSE: Duration = Duration::from_millis(5);

/// Where the embedded engine keeps its files.
#[derive(Debug, Clone)]
pub struct SqliteConfig {
    /// The folder; each schema is one file in it, `<schema>.sqlite`, beside its write-ahead log.
    pub directory: PathBuf,
}

pub(crate) enum Location {
    Kept(PathBuf),
    Temporary,
}

/// Where work that blocks is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Threads {
    /// On the runtime's threads for it.
    Pool,
    /// On the caller's, so that nothing runs beside a simulated clock.
    Caller,
}

impl Threads {
    /// Runs `work` to its end, even when the future is dropped.
    async fn run<T: Send + 'static>(
        self,
        work: impl FnOnce() -> Result<T, DatabaseError> + Send + 'static,
    ) -> Result<T, DatabaseError> {
        match self {
            Self::Pool => tokio::task::spawn_blocking(work).await.map_err(errors::unavailable)?,
            Self::Caller => work(),
        }
    }
}

pub(crate) struct SqliteEngine {
    schema: &'static str,
    tongue: Tongue,
    writer: Arc<Mutex<Writer>>,
    readers: Arc<Readers>,
    /// Wakes the flusher, which ends when the last sender is dropped.
    flush: mpsc::Sender<()>,
    threads: Threads,
}

impl SqliteEngine {
    pub(crate) async fn open(
        location: Location,
        schema: &'static str,
        threads: Threads,
    ) -> Result<Self, DatabaseError> {
        let tongue = match location {
            Location::Kept(_) => Tongue::Sqlite,
            Location::Temporary => Tongue::for_tests(),
        };
        let (writer, readers) = threads
            .run(move || {
                let (directory, temporary) = prepare(location)?;
                let file = directory.join(format!("{schema}.sqlite"));
                // The writer first: it creates the file and puts it into WAL mode.
                let writer = Writer::new(connection::open_writer(&file, schema)?, temporary);
                Ok((writer, Readers::open(&file, schema, threads)?))
            })
            .await?;
        let writer = Arc::new(Mutex::new(writer));
        // One place: a wake-up that is still waiting covers everybody who released before it is taken.
        let (flush, wake) = mpsc::channel(1);
        tokio::spawn(writer::flush_groups(Arc::clone(&writer), wake, threads));
        Ok(Self {
            schema,
            tongue,
            writer,
            readers: Arc::new(readers),
            flush,
            threads,
        })
    }
}

fn prepare(location: Location) -> Result<(PathBuf, Option<TempDir>), DatabaseError> {
    match location {
        Location::Kept(directory) => {
            std::fs::create_dir_all(&directory).map_err(errors::unavailable)?;
            Ok((directory, None))
        }
        Location::Temporary => {
            let directory = tempfile::tempdir().map_err(errors::unavailable)?;
            Ok((directory.path().to_owned(), Some(directory)))
        }
    }
}

#[async_trait]
impl Engine for SqliteEngine {
    fn dialect(&self) -> Dialect {
        self.tongue.dialect()
    }

    fn is_exclusive(&self) -> bool {
        true
    }

    async fn begin(&self) -> Result<Box<dyn EngineTx>, DatabaseError> {
        let started = Instant::now();
        let mut writer = Arc::clone(&self.writer).lock_owned().await;
        // The only wait while holding the lock, and nothing is open during it: dropping the future leaves no trace.
        while let Err(error) = writer.open() {
            if !error.is_transient() || started.elapsed() >= BUSY_TIMEOUT {
                return Err(error);
            }
            tokio::time::sleep(BUSY_PAUSE).await;
        }
        Ok(Box::new(SqliteTx::begin(writer, self.flush.clone(), self.tongue)?))
    }

    async fn query(&self, sql: &str, params: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        let (sql, params) = (self.tongue.in_sqlite(sql)?.into_owned(), params.to_vec());
        Arc::clone(&self.readers)
            .run(move |connection| connection::query(connection, &sql, &params))
            .await
    }

    async fn migrate(&self) -> Result<usize, DatabaseError> {
        let schema = self.schema;
        let migrations = migrations::sqlite(schema)?;
        let mut writer = Arc::clone(&self.writer).lock_owned().await;
        self.threads
            .run(move || {
                writer.close().announce();
                migrate::apply(writer.connection()?, schema, &migrations)
            })
            .await
    }

    async fn ping(&self) -> Result<(), DatabaseError> {
        let sql = format!("SELECT COUNT(*) AS objects FROM {}.sqlite_schema", self.schema);
        self.query(&sql, &[]).await.map(drop)
    }

    async fn close(&self) {
        let mut writer = Arc::clone(&self.writer).lock_owned().await;
        let readers = Arc::clone(&self.readers);
        let closed = self.threads.run(move || {
            writer.close().announce();
            readers.close();
            // The last to close: it copies the log into the file and removes it.
            writer.disconnect();
            Ok(())
        });
        if let Err(error) = closed.await {
            tracing::error!(error = &error as &dyn std::error::Error, "the database did not close");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        future::{Future, poll_fn},
        pin::{Pin, pin},
        task::Poll,
    };

    use super::*;
    use crate::params;

    const WAIT: Duration = Duration::from_secs(10);

    async fn trial() -> SqliteEngine {
        let engine = SqliteEngine::open(Location::Temporary, "trial", Threads::Pool)
            .await
            .unwrap();
        let mut tx = engine.begin().await.unwrap();
        tx.execute(
            "CREATE TABLE trial.rows (id INTEGER NOT NULL PRIMARY KEY, body BLOB) STRICT",
            &[],
        )
        .await
        .unwrap();
        tx.commit(Vec::new()).await.unwrap();
        engine
    }

    async fn insert(engine: &SqliteEngine, id: i64) -> Box<dyn EngineTx> {
        let mut tx = engine.begin().await.unwrap();
        tx.execute("INSERT INTO trial.rows (id) VALUES (@P1)", params![id])
            .await
            .unwrap();
        tx
    }

    async fn ids(engine: &SqliteEngine) -> Vec<i64> {
        let rows = engine
            .query("SELECT id FROM trial.rows ORDER BY id", &[])
            .await
            .unwrap();
        rows.iter().map(|row| row.get("id").unwrap()).collect()
    }

    async fn is_pending(future: &mut Pin<&mut impl Future>) -> bool {
        poll_fn(|context| Poll::Ready(future.as_mut().poll(context).is_pending())).await
    }

    async fn with_connection(engine: &SqliteEngine, change: impl FnOnce(&mut Writer)) {
        change(&mut *Arc::clone(&engine.writer).lock_owned().await);
    }

    #[tokio::test]
    async fn committed_rows_are_in_the_files_and_survive_a_reopening() {
        let directory = tempfile::tempdir().unwrap();
        let open = || SqliteEngine::open(Location::Kept(directory.path().join("data")), "trial", Threads::Pool);
        let engine = open().await.unwrap();
        let mut tx = engine.begin().await.unwrap();
        tx.execute("CREATE TABLE trial.rows (id INTEGER NOT NULL PRIMARY KEY)", &[])
            .await
            .unwrap();
        tx.commit(Vec::new()).await.unwrap();
        insert(&engine, 1).await.commit(Vec::new()).await.unwrap();
        let _open = insert(&engine, 2).await;

        // What a kill at this moment would leave behind.
        let copy = tempfile::tempdir().unwrap();
        for file in ["trial.sqlite", "trial.sqlite-wal"] {
            std::fs::copy(directory.path().join("data").join(file), copy.path().join(file)).unwrap();
        }
        let killed = SqliteEngine::open(Location::Kept(copy.path().to_owned()), "trial", Threads::Pool)
            .await
            .unwrap();
        assert_eq!(ids(&killed).await, [1]);

        drop(_open);
        drop(engine);
        let engine = open().await.unwrap();
        assert_eq!(ids(&engine).await, [1]);
        insert(&engine, 3).await.commit(Vec::new()).await.unwrap();
        assert_eq!(ids(&engine).await, [1, 3]);
    }

    #[tokio::test]
    async fn a_closed_database_leaves_its_file_alone() {
        let directory = tempfile::tempdir().unwrap();
        let engine = SqliteEngine::open(Location::Kept(directory.path().to_owned()), "trial", Threads::Pool)
            .await
            .unwrap();
        let mut tx = engine.begin().await.unwrap();
        tx.execute("CREATE TABLE trial.rows (id INTEGER NOT NULL PRIMARY KEY)", &[])
            .await
            .unwrap();
        tx.commit(Vec::new()).await.unwrap();
        insert(&engine, 1).await.commit(Vec::new()).await.unwrap();
        assert_eq!(ids(&engine).await, [1]);

        engine.close().await;
        let files: Vec<_> = std::fs::read_dir(directory.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(files, ["trial.sqlite"]);
        assert!(engine.begin().await.err().unwrap().is_unavailable());
        assert!(engine.ping().await.unwrap_err().is_unavailable());
        engine.close().await;
    }

    #[tokio::test]
    async fn dropping_the_engine_ends_the_flusher_after_the_last_transaction() {
        let engine = trial().await;
        let writer = Arc::downgrade(&engine.writer);
        let tx = insert(&engine, 1).await;
        drop(engine);
        tx.commit(Vec::new()).await.unwrap();
        tokio::time::timeout(WAIT, async {
            while writer.strong_count() > 0 {
                tokio::task::yield_now().await;
            }
        })
        .await
        .unwrap();
    }

    #[tokio::test]
    async fn one_flush_answers_everybody_who_was_there() {
        let engine = trial().await;
        let mut first = pin!(insert(&engine, 1).await.commit(Vec::new()));
        assert!(is_pending(&mut first).await);
        drop(insert(&engine, 2).await);
        let mut third = pin!(insert(&engine, 3).await.commit(Vec::new()));
        assert!(is_pending(&mut third).await);
        // Nothing above let go of the thread, so the flusher has not run yet.
        with_connection(&engine, |writer| assert_eq!(writer.waiting(), 2)).await;

        first.await.unwrap();
        third.await.unwrap();
        assert_eq!(ids(&engine).await, [1, 3]);
    }

    #[tokio::test]
    async fn a_failed_group_commit_fails_every_member_and_leaves_the_engine_usable() {
        let engine = trial().await;
        // A hook that says yes turns the COMMIT into a rollback.
        with_connection(&engine, |writer| writer.refuse_commits(true)).await;
        let first = insert(&engine, 1).await;
        let mut first = pin!(first.commit(vec![Box::new(|| panic!("the hook of a failed commit ran"))]));
        assert!(is_pending(&mut first).await);
        let second = insert(&engine, 2).await.commit(Vec::new());
        assert!(second.await.is_err());
        assert!(first.await.is_err());

        with_connection(&engine, |writer| writer.refuse_commits(false)).await;
        insert(&engine, 3).await.commit(Vec::new()).await.unwrap();
        assert_eq!(ids(&engine).await, [3]);
    }

    #[tokio::test]
    async fn a_full_disk_fails_the_group_and_the_transaction_and_nothing_commits_by_itself() {
        let engine = trial().await;
        let limit = |pages: i64| {
            move |writer: &mut Writer| {
                let set = format!("PRAGMA trial.max_page_count = {pages}");
                writer.connection().unwrap().query_row(&set, [], |_| Ok(())).unwrap();
            }
        };
        with_connection(&engine, limit(10)).await;
        let mut waiting = pin!(insert(&engine, 1).await.commit(Vec::new()));
        assert!(is_pending(&mut waiting).await);
        let mut tx = insert(&engine, 2).await;
        let large = tx
            .execute(
                "INSERT INTO trial.rows VALUES (@P1, @P2)",
                params![3, vec![0; 1_000_000]],
            )
            .await;
        assert!(large.unwrap_err().is_unavailable());
        assert!(
            tx.execute("INSERT INTO trial.rows (id) VALUES (@P1)", params![4])
                .await
                .unwrap_err()
                .is_unavailable()
        );
        assert!(tx.commit(Vec::new()).await.unwrap_err().is_unavailable());
        assert!(waiting.await.unwrap_err().is_unavailable());

        with_connection(&engine, limit(1_000_000)).await;
        insert(&engine, 5).await.commit(Vec::new()).await.unwrap();
        assert_eq!(ids(&engine).await, [5]);
    }

    #[tokio::test]
    async fn a_panicking_hook_harms_nobody() {
        let engine = trial().await;
        insert(&engine, 1)
            .await
            .commit(vec![Box::new(|| panic!("on purpose"))])
            .await
            .unwrap();
        insert(&engine, 2).await.commit(Vec::new()).await.unwrap();
        assert_eq!(ids(&engine).await, [1, 2]);
    }

    #[tokio::test]
    async fn begin_waits_for_another_process() {
        let directory = tempfile::tempdir().unwrap();
        let engine = SqliteEngine::open(Location::Kept(directory.path().to_owned()), "trial", Threads::Pool)
            .await
            .unwrap();
        let other = connection::open_writer(&directory.path().join("trial.sqlite"), "trial").unwrap();
        other
            .execute_batch("BEGIN IMMEDIATE; CREATE TABLE trial.rows (id INTEGER)")
            .unwrap();

        let mut begin = pin!(engine.begin());
        assert!(is_pending(&mut begin).await);
        other.execute_batch("COMMIT").unwrap();
        let mut tx = tokio::time::timeout(WAIT, begin).await.unwrap().unwrap();
        tx.execute("INSERT INTO trial.rows (id) VALUES (@P1)", params![1])
            .await
            .unwrap();
        tx.commit(Vec::new()).await.unwrap();
        assert_eq!(ids(&engine).await, [1]);
    }

    #[tokio::test]
    async fn a_folder_that_cannot_be_made_is_unavailable() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("file");
        std::fs::write(&file, "").unwrap();
        let error = SqliteEngine::open(Location::Kept(file.join("data")), "trial", Threads::Pool)
            .await
            .err()
            .unwrap();
        assert!(error.is_unavailable());
    }
}
