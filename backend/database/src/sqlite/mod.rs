//! The embedded engine: one SQLite file per schema.
//!
//! Every connection opens `:memory:` and attaches the file under the schema's name, so that `orders.orders` means the
//! same here as on an engine with real schemas.
//!
//! **Group commit.** A durable commit costs a flush of the disk, and SQLite has one writer. So the transactions of a
//! schema share an outer SQLite transaction: each runs alone, in a savepoint, and its commit releases the savepoint, lets
//! the next one in and waits. A flusher task closes the outer transaction behind those who had queued by then, and
//! answers them all after one flush. The lock is first come first served, so a group is bounded by the queue.
//!
//! | module | owns |
//! |---|---|
//! | `connection` | opening, pragmas, running one statement |
//! | `writer` | the write connection: outer transaction, group, flusher |
//! | `transaction` | a savepoint in it, as [`EngineTx`] |
//! | `readers` | the read connections |
//! | `migrate` | applying migrations |
//! | `errors` | result code → [`DatabaseError`] |

mod connection;
mod errors;
mod migrate;
mod readers;
mod transaction;
mod writer;

use std::{path::PathBuf, sync::Arc, time::Duration};

use async_trait::async_trait;
use tempfile::TempDir;
use tokio::{
    sync::{Mutex, mpsc},
    time::Instant,
};

use self::{readers::Readers, transaction::SqliteTx, writer::Writer};
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

pub(crate) struct SqliteEngine {
    schema: &'static str,
    writer: Arc<Mutex<Writer>>,
    readers: Arc<Readers>,
    /// Wakes the flusher, which ends when the last sender is dropped.
    flush: mpsc::Sender<()>,
}

impl SqliteEngine {
    pub(crate) async fn open(location: Location, schema: &'static str) -> Result<Self, DatabaseError> {
        let (writer, readers) = blocking(move || {
            let (directory, temporary) = prepare(location)?;
            let file = directory.join(format!("{schema}.sqlite"));
            // The writer first: it creates the file and puts it into WAL mode.
            let writer = Writer::new(connection::open_writer(&file, schema)?, temporary);
            Ok((writer, Readers::open(&file, schema)?))
        })
        .await?;
        let writer = Arc::new(Mutex::new(writer));
        // One place: a wake-up that is still waiting covers everybody who released before it is taken.
        let (flush, wake) = mpsc::channel(1);
        tokio::spawn(writer::flush_groups(Arc::clone(&writer), wake));
        Ok(Self { schema, writer, readers: Arc::new(readers), flush })
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

/// Runs `work` where blocking is allowed. It runs to its end even when the future is dropped.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DatabaseError> + Send + 'static,
) -> Result<T, DatabaseError> {
    tokio::task::spawn_blocking(work).await.map_err(errors::unavailable)?
}

#[async_trait]
impl Engine for SqliteEngine {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
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
        Ok(Box::new(SqliteTx::begin(writer, self.flush.clone())?))
    }

    async fn query(&self, sql: &str, params: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        let (sql, params) = (sql.to_owned(), params.to_vec());
        Arc::clone(&self.readers).run(move |connection| connection::query(connection, &sql, &params)).await
    }

    async fn migrate(&self) -> Result<usize, DatabaseError> {
        let schema = self.schema;
        let migrations = migrations::sqlite(schema)?;
        let mut writer = Arc::clone(&self.writer).lock_owned().await;
        blocking(move || {
            writer.close().announce();
            migrate::apply(writer.connection(), schema, &migrations)
        })
        .await
    }

    async fn ping(&self) -> Result<(), DatabaseError> {
        let sql = format!("SELECT COUNT(*) AS objects FROM {}.sqlite_schema", self.schema);
        self.query(&sql, &[]).await.map(drop)
    }
}
