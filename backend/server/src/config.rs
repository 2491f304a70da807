//! All settings: one section per crate, read from one TOML file and the environment.

use foodwala_messaging::RabbitMqConfig;
use foodwala_platform::{
    config::{ConfigErrors, Reader, Validate},
    telemetry::LogConfig,
};
use foodwala_readmodel::RedisConfig;
use serde::Deserialize;
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
};

/// The documented defaults, as a file to start from.
pub const DOCUMENTED: &str = include_str!("../foodwala.toml");

/// All settings.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// Where to listen and how to stop.
    pub server: ServerConfig,
    /// Where the embedded database keeps its files.
    pub database: DatabaseConfig,
    /// What carries events.
    pub bus: BusConfig,
    /// What queries are answered from.
    pub read_model: ReadModelConfig,
    /// Logs.
    pub log: LogConfig,
    /// The gateway's route table.
    pub gateway: GatewayConfig,
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
}

/// Where to listen and how to stop.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServerConfig {
    /// Address to listen on.
    pub address: IpAddr,
    /// Port; 0 takes a free one.
    pub port: u16,
    /// How long requests may take to end after a signal to stop, seconds.
    pub drain_seconds: u64,
}

impl Default for ServerConfig {
    fn default() -> Self {
        Self {
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 8080,
            drain_seconds: 20,
        }
    }
}

impl ServerConfig {
    /// Address and port.
    pub fn socket(&self) -> SocketAddr {
        SocketAddr::new(self.address, self.port)
    }
}

/// Where the embedded database keeps its files.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DatabaseConfig {
    /// A folder; made if it is not there.
    pub directory: PathBuf,
}

impl Default for DatabaseConfig {
    fn default() -> Self {
        Self {
            directory: PathBuf::from("data"),
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

impl Validate for ServerConfig {
    fn validate(&self, fault: &mut dyn FnMut(&str, &str)) {
        if !(1..=600).contains(&self.drain_seconds) {
            fault("drain_seconds", "must be 1 to 600");
        }
    }
}

impl Validate for DatabaseConfig {
    fn validate(&self, fault: &mut dyn FnMut(&str, &str)) {
        if self.directory.as_os_str().is_empty() {
            fault("directory", "must name a folder");
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
            database: reader.section("database"),
            bus: reader.section("bus"),
            read_model: reader.section("read_model"),
            log: reader.section("log"),
            gateway: reader.section("gateway"),
            identity: reader.section("identity"),
            customers: reader.section("customers"),
            restaurants: reader.section("restaurants"),
            orders: reader.section("orders"),
            notifications: reader.section("notifications"),
        };
        reader.finish()?;
        Ok(config)
    }
}
