//! Carries the outbox of one schema to the bus.
//!
//! Invariant: a row is marked sent only after the bus has confirmed it. A crash anywhere in between sends it again, and
//! the consumers' inboxes keep that without effect.
//!
//! Relays that share a schema claim rows in the database before they send them, and leave those alone that would overtake
//! an earlier one of their subject in another relay's hands. One that has its schema to itself
//! remembers what it has in hand: that saves a commit on the way of every event.

mod claims;
mod held;
mod ledger;
mod publisher;

use std::sync::Arc;
use std::time::Duration;

use foodwala_database::Database;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::SharedClock;
use crate::bus::Bus;
use crate::retry::Backoff;

use self::claims::Claims;
use self::ledger::Ledger;
use self::publisher::Publisher;

/// How a relay goes about it.
#[derive(Clone, Debug)]
pub struct RelayConfig {
    /// Messages handed over and not yet confirmed, at most.
    pub in_flight: usize,
    /// How often it looks without having been woken.
    pub poll: Duration,
    /// How long a claim keeps other relays off a row, and off later ones of its subject. Renewed while the message is in
    /// flight; so long do events wait whose relay was killed.
    pub lease: Duration,
    /// How long it waits for confirmations when it is told to stop.
    pub drain: Duration,
    /// The pause after a failure.
    pub backoff: Backoff,
}

impl Default for RelayConfig {
    /// 1024 in flight, a look every second, leases of 15 seconds, ten seconds to drain, pauses of 0.2 s to 5 s.
    fn default() -> Self {
        Self {
            in_flight: 1024,
            poll: Duration::from_secs(1),
            lease: Duration::from_secs(15),
            drain: Duration::from_secs(10),
            backoff: Backoff {
                first: Duration::from_millis(200),
                longest: Duration::from_secs(5),
            },
        }
    }
}

/// The relay of one schema.
pub struct Relay {
    database: Database,
    bus: Arc<dyn Bus>,
    clock: SharedClock,
    config: RelayConfig,
    exclusive: bool,
}

impl Relay {
    /// A relay from `database`'s outbox to `bus`. On an embedded engine it takes itself for the only one of its schema,
    /// see [`shared`](Self::shared).
    pub fn new(database: Database, bus: Arc<dyn Bus>, clock: SharedClock) -> Self {
        let exclusive = database.is_exclusive();
        Self {
            database,
            bus,
            clock,
            config: RelayConfig::default(),
            exclusive,
        }
    }

    /// With another configuration.
    #[must_use]
    pub fn with(mut self, config: RelayConfig) -> Self {
        self.config = config;
        self
    }

    /// Other relays may carry the same schema: the claims found at the start may be theirs and are left to run out. The
    /// only relay of a schema frees them, since whoever made them is gone.
    #[must_use]
    pub fn shared(mut self) -> Self {
        self.exclusive = false;
        self
    }

    /// Runs until `shutdown`; then claims nothing more, waits for what is in flight as long as the configuration says,
    /// marks it, and frees the rest.
    pub async fn run(self, shutdown: CancellationToken) {
        let claims = Claims::new(self.database.clone(), self.exclusive);
        let (entries, to_enter) = mpsc::unbounded_channel();
        let (written, entered) = mpsc::unbounded_channel();
        let ledger = Ledger::new(claims.clone(), self.clock.clone(), self.config.backoff);
        let publisher = Publisher::new(claims, self.bus, self.clock, self.config, entries);
        // The publisher owns the only sender: when it is done, the ledger enters what is left and is done too.
        tokio::join!(
            publisher.run(entered, shutdown.clone()),
            ledger.run(to_enter, written, shutdown)
        );
    }
}
