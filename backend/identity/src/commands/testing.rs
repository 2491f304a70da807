//! What the commands' tests share.

use super::register::{Register, register};
use crate::{Config, state::Identity};
use foodwala_clock::ManualClock;
use foodwala_contract::auth::Session;
use foodwala_database::{Database, params};
use foodwala_platform::{Deps, TokenVerifier};
use foodwala_readmodel::ReadModel;
use jiff::Timestamp;
use std::{sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;

pub const PASSWORD: &str = "correct horse battery";

/// A service with a schema of its own, at a time that stands still.
pub struct World {
    pub identity: Identity,
    pub deps: Deps,
    pub clock: ManualClock,
}

impl World {
    pub async fn new() -> Self {
        Self::with(Config::default()).await
    }

    pub async fn with(config: Config) -> Self {
        let clock = ManualClock::new(Timestamp::constant(1_800_000_000, 0));
        let deps = Deps {
            database: Database::temporary("identity").await.unwrap(),
            read_model: ReadModel::in_process(),
            clock: Arc::new(clock.clone()),
            auth: Arc::new(TokenVerifier::new(&config.issuer, &config.audience)),
            shutdown: CancellationToken::new(),
        };
        let identity = Identity::start(&deps, &config).await.unwrap();
        Self { identity, deps, clock }
    }

    pub fn now(&self) -> Timestamp {
        self.identity.clock.now()
    }

    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    pub async fn registered(&self, email: &str) -> Session {
        let command = Register {
            email: email.to_owned(),
            password: PASSWORD.to_owned(),
            display_name: "Ada".to_owned(),
            locale: None,
        };
        register(&self.identity, command, self.now()).await.unwrap()
    }

    /// The data of the events of a type, oldest first.
    pub async fn events(&self, kind: &str) -> Vec<serde_json::Value> {
        let sql = "SELECT payload FROM identity.outbox WHERE type = @P1 ORDER BY id";
        let rows = self.deps.database.query(sql, params![kind]).await.unwrap();
        rows.iter()
            .map(|row| serde_json::from_str(&row.get::<String>("payload").unwrap()).unwrap())
            .collect()
    }

    /// How many rows a table holds.
    pub async fn count(&self, table: &str) -> i64 {
        let sql = format!("SELECT COUNT(*) AS n FROM identity.{table}");
        self.deps
            .database
            .query_opt(&sql, &[])
            .await
            .unwrap()
            .unwrap()
            .get("n")
            .unwrap()
    }
}
