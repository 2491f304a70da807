//! The engines behind the ports. Nothing else in the workspace names one.

use crate::{
    Config,
    config::{BusConfig, BusEngine, DatabaseConfig, DatabaseEngine, ReadModelConfig, ReadModelEngine},
    services,
};
use foodwala_clock::Clock;
use foodwala_contract::Timestamp;
use foodwala_database::{Database, DatabaseError, SqliteConfig};
use foodwala_messaging::{
    Bus, Consumer, DeadLetter, DeadLetterError, DeadLetterQuery, DeadLetters, InProcessBus, PublishError, RabbitMqBus,
    RabbitMqDeadLetters, StartError, retry::Backoff,
};
use foodwala_readmodel::{ReadModel, Redis, RedisConfigError};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use uuid::Uuid;

/// Keeps the bodies of messages and the values of rows out of the log.
pub const LOG_DIRECTIVES: &[&str] = &[
    foodwala_messaging::rabbitmq::LOG_DIRECTIVE,
    foodwala_database::sqlserver::LOG_DIRECTIVE,
];

/// The schema in which the embedded bus keeps its dead letters.
pub const BUS_SCHEMA: &str = "bus";

/// Why a bus was not started.
#[derive(Debug, thiserror::Error)]
pub enum BusError {
    /// The embedded bus has no place for its dead letters.
    #[error("the bus has no database")]
    Database(#[from] DatabaseError),
    /// The consumers do not go together.
    #[error("the bus could not be started")]
    Start(#[from] StartError),
    /// The broker did not take the queues.
    #[error("the queues could not be declared")]
    Declare(#[from] PublishError),
}

/// The setting of an engine that lives in one process, if there is one: services then cannot be spread over several.
pub fn in_one_process(config: &Config) -> Option<&'static str> {
    match (config.bus.engine, config.read_model.engine) {
        (BusEngine::Embedded, _) => Some("bus.engine"),
        (_, ReadModelEngine::Embedded) => Some("read_model.engine"),
        (BusEngine::Rabbitmq, ReadModelEngine::Redis) => None,
    }
}

/// Whether the data folder holds all there is, so that another can be put in its place.
pub fn keeps_files(config: &DatabaseConfig) -> bool {
    config.engine == DatabaseEngine::Sqlite
}

/// How long a start waits for a SQL Server that is away, as while all of a site comes up together.
const PATIENCE: Duration = Duration::from_secs(60);
/// The pauses between two looks.
const LOOK: Backoff = Backoff {
    first: Duration::from_millis(200),
    longest: Duration::from_secs(2),
};

/// Opens a schema and brings its tables up to date. Waits for a while if the server is away, and says so.
///
/// # Errors
/// The database's.
pub async fn database(config: &DatabaseConfig, schema: &'static str) -> Result<Database, DatabaseError> {
    let database = match config.engine {
        DatabaseEngine::Sqlite => {
            let directory = config.directory.clone();
            Database::sqlite(SqliteConfig { directory }, schema).await?
        }
        DatabaseEngine::SqlServer => Database::sqlserver(&config.sqlserver, schema)?,
    };
    let (started, mut failures) = (Instant::now(), 0);
    let applied = loop {
        match database.migrate().await {
            // Files are there or not.
            Err(error)
                if error.is_unavailable()
                    && config.engine == DatabaseEngine::SqlServer
                    && started.elapsed() < PATIENCE =>
            {
                let error: &dyn std::error::Error = &error;
                tracing::warn!(schema, error, "SQL Server is away; the start waits for it");
                failures += 1;
                tokio::time::sleep(LOOK.after(failures)).await;
            }
            migrated => break migrated?,
        }
    };
    if applied > 0 {
        tracing::info!(schema, migrations = applied, "schema brought up to date");
    }
    Ok(database)
}

/// The read model: empty if it is the embedded one, as it was left if it is Redis.
///
/// # Errors
/// When the settings of Redis cannot be used. Redis itself may come up later.
pub fn read_model(config: &ReadModelConfig) -> Result<ReadModel, RedisConfigError> {
    Ok(match config.engine {
        ReadModelEngine::Embedded => ReadModel::in_process(),
        ReadModelEngine::Redis => ReadModel::new(Redis::start(&config.redis)?),
    })
}

/// A bus, and the schema it keeps its dead letters in if it keeps them itself.
pub struct StartedBus {
    /// Delivering.
    pub bus: Arc<dyn Bus>,
    /// To be closed after the bus has stopped.
    pub database: Option<Database>,
}

/// The bus, delivering to `consumers`. RabbitMQ may come up later; until then messages wait in their outboxes.
///
/// # Errors
/// See [`BusError`].
pub async fn bus(
    config: &BusConfig,
    databases: &DatabaseConfig,
    clock: &Arc<dyn Clock>,
    consumers: Vec<Consumer>,
) -> Result<StartedBus, BusError> {
    Ok(match config.engine {
        BusEngine::Embedded => {
            let database = database(databases, BUS_SCHEMA).await?;
            let bus = InProcessBus::builder(database.clone(), Arc::clone(clock)).subscribe_all(consumers);
            StartedBus {
                bus: Arc::new(bus.start()?),
                database: Some(database),
            }
        }
        BusEngine::Rabbitmq => {
            let bus = RabbitMqBus::builder(config.rabbitmq.clone(), Arc::clone(clock))
                .subscribe_all(consumers)
                .expect(services::subscriptions());
            StartedBus {
                bus: Arc::new(bus.start()?),
                database: None,
            }
        }
    })
}

/// Makes the place where the bus keeps messages: its schema, or the queues of all consumers of the platform.
///
/// # Errors
/// See [`BusError`].
pub async fn prepare_bus(config: &BusConfig, databases: &DatabaseConfig) -> Result<(), BusError> {
    match config.engine {
        BusEngine::Embedded => drop(database(databases, BUS_SCHEMA).await?),
        BusEngine::Rabbitmq => RabbitMqBus::declare(&config.rabbitmq, services::subscriptions()).await?,
    }
    Ok(())
}

/// The messages that the bus gave up on, whether it runs or not.
///
/// # Errors
/// The database's, for the embedded bus.
pub async fn set_aside(config: &BusConfig, databases: &DatabaseConfig) -> Result<SetAside, DatabaseError> {
    Ok(match config.engine {
        BusEngine::Embedded => SetAside::Embedded(DeadLetters::new(database(databases, BUS_SCHEMA).await?)),
        BusEngine::Rabbitmq => {
            let subscriptions = services::subscriptions();
            let queues = subscriptions
                .iter()
                .map(|subscription| Arc::clone(subscription.queue()));
            SetAside::RabbitMq(Box::new(RabbitMqDeadLetters::new(&config.rabbitmq, queues)))
        }
    })
}

/// The messages that the bus gave up on.
pub enum SetAside {
    /// Kept by the embedded bus.
    Embedded(DeadLetters),
    /// Kept in RabbitMQ's error queues.
    RabbitMq(Box<RabbitMqDeadLetters>),
}

impl SetAside {
    /// Dead letters, newest first.
    ///
    /// # Errors
    /// See [`DeadLetterError`].
    pub async fn list(&self, query: &DeadLetterQuery) -> Result<Vec<DeadLetter>, DeadLetterError> {
        match self {
            Self::Embedded(letters) => letters.list(query).await,
            Self::RabbitMq(letters) => letters.list(query).await,
        }
    }

    /// One dead letter.
    ///
    /// # Errors
    /// See [`DeadLetterError`].
    pub async fn show(&self, id: Uuid) -> Result<DeadLetter, DeadLetterError> {
        match self {
            Self::Embedded(letters) => letters.show(id).await,
            Self::RabbitMq(letters) => letters.show(id).await,
        }
    }

    /// Has a dead letter delivered once more.
    ///
    /// # Errors
    /// See [`DeadLetterError`].
    pub async fn replay(&self, id: Uuid, now: Timestamp) -> Result<(), DeadLetterError> {
        match self {
            Self::Embedded(letters) => letters.replay(id, now).await,
            Self::RabbitMq(letters) => letters.replay(id).await,
        }
    }
}
