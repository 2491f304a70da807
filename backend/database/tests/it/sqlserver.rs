//! The conformance suite on SQL Server, and what is particular to it.

#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use foodwala_database::sqlserver::{SqlServerConfig, TrialDatabase};
use foodwala_database::{Database, DatabaseError, params};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::Mutex,
    task::JoinSet,
};

/// A schema in a database of its own, which goes with it.
struct Trial {
    database: Database,
    server: TrialDatabase,
}

impl Trial {
    /// `None`: there is no server to be had.
    async fn open() -> Option<Self> {
        let server = TrialDatabase::create().await.unwrap()?;
        let database = Database::sqlserver(&server.config(), "trial").unwrap();
        Some(Self { database, server })
    }

    async fn another(&self, adjust: impl FnOnce(&mut SqlServerConfig)) -> Database {
        let mut config = self.server.config();
        adjust(&mut config);
        Database::sqlserver(&config, "trial").unwrap()
    }

    async fn with_rows() -> Option<Self> {
        let trial = Self::open().await?;
        foodwala_database::conformance::prepare(&trial).await.unwrap();
        Some(trial)
    }
}

impl Deref for Trial {
    type Target = Database;

    fn deref(&self) -> &Database {
        &self.database
    }
}

foodwala_database::conformance_suite!(where Trial::open());

/// Carries what is said between a database and the server, until it is cut.
struct Wire {
    port: u16,
    carried: Arc<Mutex<JoinSet<()>>>,
    accepting: tokio::task::JoinHandle<()>,
}

impl Wire {
    async fn to_the_server() -> Self {
        let server = parts().into_iter().find_map(server_of).unwrap();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let carried = Arc::new(Mutex::new(JoinSet::new()));
        let tasks = Arc::clone(&carried);
        let accepting = tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let server = server.clone();
                tasks.lock().await.spawn(async move {
                    let mut far = TcpStream::connect(&server).await.unwrap();
                    // It ends when either side does.
                    let _ = copy_bidirectional(&mut near, &mut far).await;
                });
            }
        });
        Self {
            port,
            carried,
            accepting,
        }
    }

    /// The tests' own, with this wire in place of the server.
    fn connection_string(&self) -> String {
        let mut kept = parts();
        kept.retain(|part| {
            let key = part.split('=').next().unwrap_or_default().trim().to_lowercase();
            !["server", "data source", "trustservercertificate"].contains(&key.as_str())
        });
        let kept = kept.join(";");
        format!("server=tcp:127.0.0.1,{};TrustServerCertificate=true;{kept}", self.port)
    }

    async fn cut(&self) {
        self.carried.lock().await.shutdown().await;
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

fn parts() -> Vec<String> {
    let url = std::env::var("FOODWALA_TEST_SQLSERVER_URL").unwrap();
    url.split(';').map(str::to_owned).collect()
}

fn server_of(part: String) -> Option<String> {
    let (key, place) = part.split_once('=')?;
    if !["server", "data source"].contains(&key.trim().to_lowercase().as_str()) {
        return None;
    }
    let place = place.trim().trim_start_matches("tcp:");
    let (host, port) = place.split_once(',').unwrap_or((place, "1433"));
    Some(format!("{host}:{port}"))
}

fn id(number: u8) -> Vec<u8> {
    vec![number; 16]
}

async fn insert(database: &Database, number: u8) -> Result<(), DatabaseError> {
    let mut tx = database.begin().await?;
    tx.execute(
        "INSERT INTO trial.trial_items (id, amount) VALUES (@P1, 0)",
        params![id(number)],
    )
    .await?;
    tx.commit().await
}

async fn amount(database: &Database, number: u8) -> i64 {
    let sql = "SELECT amount FROM trial.trial_items WHERE id = @P1";
    let row = database.query_opt(sql, params![id(number)]).await.unwrap().unwrap();
    row.get("amount").unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_change_a_row_the_second_is_told_to_begin_again() {
    let Some(trial) = Trial::with_rows().await else { return };
    insert(&trial, 1).await.unwrap();
    let change = "UPDATE trial.trial_items SET amount = amount + 1 WHERE id = @P1";
    let read = "SELECT amount FROM trial.trial_items WHERE id = @P1";

    let (mut first, mut second) = (trial.begin().await.unwrap(), trial.begin().await.unwrap());
    first.query(read, params![id(1)]).await.unwrap();
    second.query(read, params![id(1)]).await.unwrap();
    first.execute(change, params![id(1)]).await.unwrap();
    first.commit().await.unwrap();
    let lost = second.execute(change, params![id(1)]).await.unwrap_err();
    assert!(lost.is_transient(), "{lost:?}");
    // Nothing of it may run outside of the transaction that is gone.
    let later = second.execute(change, params![id(1)]).await.unwrap_err();
    assert!(later.is_transient(), "{later:?}");
    assert!(second.commit().await.unwrap_err().is_transient());
    assert_eq!(amount(&trial, 1).await, 1);
    trial.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_upsert_a_new_row_the_second_is_told_to_begin_again() {
    let Some(trial) = Trial::with_rows().await else { return };
    let read = "SELECT COUNT(*) AS n FROM trial.trial_values";
    let (mut first, mut second) = (trial.begin().await.unwrap(), trial.begin().await.unwrap());
    first.query(read, &[]).await.unwrap();
    second.query(read, &[]).await.unwrap();
    let (keys, values) = ([("id", id(1).into())], [("whole", 1.into())]);
    first.upsert("trial.trial_values", &keys, &values).await.unwrap();
    first.commit().await.unwrap();
    let lost = second.upsert("trial.trial_values", &keys, &values).await.unwrap_err();
    assert!(lost.is_transient(), "{lost:?}");
    second.rollback().await.unwrap();
    trial.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dropped_statement_costs_its_connection_and_nothing_else() {
    let Some(trial) = Trial::with_rows().await else { return };
    insert(&trial, 1).await.unwrap();
    let narrow = trial.another(|config| config.max_connections = 1).await;
    for number in 2..12 {
        // Dropped while the answer is on its way.
        let read = narrow.query("SELECT amount FROM trial.trial_items", &[]);
        let _ = tokio::time::timeout(Duration::from_micros(300 * u64::from(number)), read).await;
        let write = insert(&narrow, number);
        let _ = tokio::time::timeout(Duration::from_micros(500 * u64::from(number)), write).await;
        assert_eq!(amount(&narrow, 1).await, 0);
        narrow.begin().await.unwrap().rollback().await.unwrap();
    }
    narrow.close().await;
    trial.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_that_broke_while_they_waited_are_not_lent() {
    let Some(trial) = Trial::with_rows().await else { return };
    let wire = Wire::to_the_server().await;
    let far = trial
        .another(|config| config.connection_string = Some(wire.connection_string().into()))
        .await;
    for round in 1..4 {
        let open = [far.begin().await.unwrap(), far.begin().await.unwrap()];
        for tx in open {
            tx.rollback().await.unwrap();
        }
        far.ping().await.unwrap();
        wire.cut().await;
        insert(&far, round).await.unwrap();
        wire.cut().await;
        assert_eq!(amount(&far, round).await, 0);
    }
    far.close().await;
    trial.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_waits_too_long_is_told_so() {
    let Some(trial) = Trial::with_rows().await else { return };
    insert(&trial, 1).await.unwrap();
    let hasty = trial
        .another(|config| {
            config.max_connections = 1;
            config.acquire_timeout_seconds = 1;
            config.statement_timeout_seconds = 2;
            config.lock_timeout_seconds = 1;
        })
        .await;
    let only = hasty.begin().await.unwrap();
    assert!(hasty.begin().await.unwrap_err().is_unavailable());
    // Readers are served all the same.
    hasty.ping().await.unwrap();
    only.rollback().await.unwrap();

    let change = "UPDATE trial.trial_items SET amount = 7 WHERE id = @P1";
    let mut holds = trial.begin().await.unwrap();
    holds.execute(change, params![id(1)]).await.unwrap();
    let mut waits = hasty.begin().await.unwrap();
    let error = waits.execute(change, params![id(1)]).await.unwrap_err();
    assert!(error.is_transient() || error.is_unavailable(), "{error:?}");
    drop(waits);
    holds.commit().await.unwrap();
    insert(&hasty, 2).await.unwrap();
    hasty.close().await;
    trial.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_database_waits_for_transactions_and_then_refuses() {
    let Some(trial) = Trial::with_rows().await else { return };
    let mut tx = trial.begin().await.unwrap();
    let sql = "INSERT INTO trial.trial_items (id, amount) VALUES (@P1, 5)";
    tx.execute(sql, params![id(1)]).await.unwrap();
    let other = trial.database.clone();
    let closing = tokio::spawn(async move { other.close().await });
    tx.commit().await.unwrap();
    closing.await.unwrap();
    assert!(trial.begin().await.unwrap_err().is_unavailable());
    assert!(trial.ping().await.unwrap_err().is_unavailable());
    let again = trial.another(|_| ()).await;
    assert_eq!(amount(&again, 1).await, 5);
    again.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_processes_can_migrate_at_once() {
    let Some(trial) = Trial::open().await else { return };
    let tasks: Vec<_> = (0..4)
        .map(|_| {
            let config = trial.server.config();
            tokio::spawn(async move {
                let mut applied = 0;
                for schema in ["orders", "identity"] {
                    let database = Database::sqlserver(&config, schema).unwrap();
                    applied += database.migrate().await.unwrap();
                    database.close().await;
                }
                applied
            })
        })
        .collect();
    let mut applied = 0;
    for task in tasks {
        applied += task.await.unwrap();
    }
    let embedded = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations/sqlserver"))
        .unwrap()
        .flat_map(|folder| {
            let folder = folder.unwrap();
            let times = match folder.file_name().to_str() {
                Some("every-service") => 2,
                Some("orders" | "identity") => 1,
                _ => 0,
            };
            std::fs::read_dir(folder.path()).unwrap().map(move |_| times)
        })
        .sum::<usize>();
    assert_eq!(applied, embedded);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_schema_can_be_made() {
    let Some(trial) = Trial::open().await else { return };
    for schema in [
        "bus",
        "customers",
        "identity",
        "notifications",
        "orders",
        "reporting",
        "restaurants",
    ] {
        let database = Database::sqlserver(&trial.server.config(), schema).unwrap();
        assert!(database.migrate().await.unwrap() > 0, "{schema}");
        assert_eq!(database.migrate().await.unwrap(), 0, "{schema}");
        let sql = format!("SELECT COUNT(*) AS n FROM {schema}.outbox");
        let row = database.query_opt(&sql, &[]).await.unwrap().unwrap();
        assert_eq!(row.get::<i64>("n").unwrap(), 0);
        database.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_not_there_is_unavailable() {
    let config = SqlServerConfig {
        host: "127.0.0.1".to_owned(),
        // Nobody listens on port 1 of a machine for tests.
        port: 1,
        password: Some("secret".into()),
        // Whoever is refused is told so at once, however long they would wait.
        connect_timeout_seconds: 600,
        acquire_timeout_seconds: 600,
        ..SqlServerConfig::default()
    };
    let database = Database::sqlserver(&config, "trial").unwrap();
    let asked = async {
        [
            database.ping().await.unwrap_err(),
            database.begin().await.map(drop).unwrap_err(),
            database.migrate().await.map(drop).unwrap_err(),
        ]
    };
    let errors = tokio::time::timeout(Duration::from_secs(60), asked).await.unwrap();
    for error in errors {
        assert!(error.is_unavailable(), "{error:?}");
        let shown = format!("{error:?} {}", Arc::new(error.clone()));
        assert!(!shown.contains("secret"));
    }
}
