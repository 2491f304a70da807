//! All settings: one section per crate, read from one TOML file and the environment.

mod places;

pub use places::{Place, ServicesConfig};
pub(crate) use places::{authority, on_this_machine};

use foodwala_database::sqlserver::SqlServerConfig;
use foodwala_messaging::RabbitMqConfig;
use foodwala_platform::{
    Limits,
    config::{ConfigErrors, Reader, Validate},
    telemetry::{LogConfig, TelemetryConfig},
};
use foodwala_readmodel::RedisConfig;
use serde::Deserialize;
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    time::Duration,
};

/// The documented defaults, as a file to start from.
pub const DOCUMENTED: &str = include_str!("../foodwala.toml");

/// All settings.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// Where to listen, how much to take on and how to stop.
    pub server: ServerConfig,
    /// Where the services are when they run in several processes.
    pub services: ServicesConfig,
    /// What keeps the services' data.
    pub database: DatabaseConfig,
    /// What carries events.
    pub bus: BusConfig,
    /// What queries are answered from.
    pub read_model: ReadModelConfig,
    /// Logs.
    pub log: LogConfig,
    /// Export of traces and metrics.
    pub telemetry: TelemetryConfig,
    /// The gateway's route table.
    pub gateway: GatewayConfig,
    /// The web apps that the gateway serves.
    pub web: WebConfig,
    /// The identity service.
    pub identity: foodwala_identity::Config,
    /// The customer service.
    pub customers: foodwala_customers::Config,
    /// The restaurant service.
    pub restaurants: foodwala_restaurants::Config,
    /// The order service.
    pub orders: foodwala_orders::Config,
    /// The notification service.
    pub notifications: foodwala_notifications::Config,
    /// The reporting service.
    pub reporting: foodwala_reporting::Config,
    /// The pretend payment provider; no file and no environment can ask for it.
    pub pretend_payments: Option<foodwala_demo::payments::PretendPayments>,
}

/// Where to listen, how much to take on and how to stop.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServerConfig {
    /// Address to listen on.
    pub address: IpAddr,
    /// Port; 0 takes a free one.
    pub port: u16,
    /// How long requests may take to end after a signal to stop, seconds.
    pub drain_seconds: u64,
    /// Requests that the services of a process answer at once.
    pub concurrent_requests: u32,
    /// Requests that wait for a place among those; more are turned away.
    pub waiting_requests: u32,
    /// How long a request waits for a place, milliseconds.
    pub longest_wait_ms: u64,
    /// Event streams that the services of a process keep open at once.
    pub event_streams: u32,
    /// Threads that a process works on, besides those that wait for disks; 0 for as many as the machine has processors.
    pub threads: u16,
}

impl Default for ServerConfig {
    fn default() -> Self {
        Self {
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 8080,
            drain_seconds: 20,
            concurrent_requests: 1024,
            waiting_requests: 4096,
            longest_wait_ms: 3000,
            event_streams: 50_000,
            threads: 0,
        }
    }
}

impl ServerConfig {
    /// Address and port.
    pub fn socket(&self) -> SocketAddr {
        SocketAddr::new(self.address, self.port)
    }

    /// How much the services of a process take on.
    pub fn limits(&self) -> Limits {
        let count = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
        Limits {
            concurrent: count(self.concurrent_requests),
            waiting: count(self.waiting_requests),
            longest_wait: Duration::from_millis(self.longest_wait_ms),
            event_streams: count(self.event_streams),
        }
    }
}

/// What keeps the services' data.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DatabaseConfig {
    /// Which engine.
    pub engine: DatabaseEngine,
    /// Where the embedded engine keeps its files: a folder, made if it is not there.
    pub directory: PathBuf,
    /// Where SQL Server is, if it is the engine.
    pub sqlserver: SqlServerConfig,
}

/// Engines of the database.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DatabaseEngine {
    /// SQLite, a file for each service.
    #[default]
    Sqlite,
    /// SQL Server, 2019 or later.
    SqlServer,
}

impl Default for DatabaseConfig {
    fn default() -> Self {
        Self {
            engine: DatabaseEngine::default(),
            directory: PathBuf::from("data"),
            sqlserver: SqlServerConfig::default(),
        }
    }
}

/// What carries events.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BusConfig {
    /// Which engine.
    pub engine: BusEngine,
    /// Where RabbitMQ is, if it is the engine.
    pub rabbitmq: RabbitMqConfig,
}

/// Engines of the bus.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BusEngine {
    /// In this process, over the durable outboxes.
    #[default]
    Embedded,
    /// RabbitMQ.
    Rabbitmq,
}

/// What queries are answered from.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadModelConfig {
    /// Which engine.
    pub engine: ReadModelEngine,
    /// Where Redis is, if it is the engine.
    pub redis: RedisConfig,
}

/// Engines of the read model.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReadModelEngine {
    /// In this process's memory.
    #[default]
    Embedded,
    /// Redis 7 or later.
    Redis,
}

/// The gateway's route table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GatewayConfig {
    /// A TOML file with routes and policies; the one in the binary if absent.
    pub routes: Option<PathBuf>,
    /// Whether callers are limited in how often they ask. Off only for benchmarks and seeding.
    pub unlimited: bool,
}

/// The web apps that the gateway serves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WebConfig {
    /// The folder that `cargo xtask web` writes; no apps are served if absent.
    pub directory: Option<PathBuf>,
}

impl Validate for WebConfig {
    fn validate(&self, fault: &mut dyn FnMut(&str, &str)) {
        if self.directory.as_ref().is_some_and(|folder| !folder.is_dir()) {
            fault("directory", "there is no such folder");
        }
    }
}

impl Validate for ServerConfig {
    fn validate(&self, fault: &mut dyn FnMut(&str, &str)) {
        if !(1..=600).contains(&self.drain_seconds) {
            fault("drain_seconds", "must be 1 to 600");
        }
        if !(1..=1_000_000).contains(&self.concurrent_requests) {
            fault("concurrent_requests", "must be 1 to 1000000");
        }
        if self.waiting_requests > 1_000_000 {
            fault("waiting_requests", "must be at most 1000000");
        }
        if !(1..=60_000).contains(&self.longest_wait_ms) {
            fault("longest_wait_ms", "must be 1 to 60000");
        }
        if self.event_streams > 1_000_000 {
            fault("event_streams", "must be at most 1000000");
        }
    }
}

impl Validate for DatabaseConfig {
    fn validate(&self, fault: &mut dyn FnMut(&str, &str)) {
        if self.directory.as_os_str().is_empty() {
            fault("directory", "must name a folder");
        }
        if self.engine == DatabaseEngine::SqlServer {
            for (setting, reason) in self.sqlserver.faults() {
                fault(&format!("sqlserver.{setting}"), reason);
            }
        }
    }
}

impl Validate for BusConfig {
    fn validate(&self, fault: &mut dyn FnMut(&str, &str)) {
        for (setting, reason) in self.rabbitmq.faults() {
            fault(&format!("rabbitmq.{setting}"), reason);
        }
    }
}

impl Validate for ReadModelConfig {
    fn validate(&self, fault: &mut dyn FnMut(&str, &str)) {
        for (setting, reason) in self.redis.faults() {
            fault(&format!("redis.{setting}"), &reason);
        }
    }
}

impl Validate for GatewayConfig {
    fn validate(&self, fault: &mut dyn FnMut(&str, &str)) {
        if self.routes.as_ref().is_some_and(|file| !file.is_file()) {
            fault("routes", "there is no such file");
        }
    }
}

impl Config {
    /// Reads all settings from `file`, if given, and the environment.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn read(file: Option<&Path>) -> Result<Self, ConfigErrors> {
        let mut reader = Reader::new(file);
        let config = Self {
            server: reader.section("server"),
            services: reader.section("services"),
            database: reader.section("database"),
            bus: reader.section("bus"),
            read_model: reader.section("read_model"),
            log: reader.section("log"),
            telemetry: reader.section("telemetry"),
            gateway: reader.section("gateway"),
            web: reader.section("web"),
            identity: reader.section("identity"),
            customers: reader.section("customers"),
            restaurants: reader.section("restaurants"),
            orders: reader.section("orders"),
            notifications: reader.section("notifications"),
            reporting: reader.section("reporting"),
            pretend_payments: None,
        };
        reader.finish()?;
        Ok(config)
    }
}
