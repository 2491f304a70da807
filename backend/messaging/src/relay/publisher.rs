//! Claims rows, hands their messages to the bus, and follows them until they are confirmed.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use foodwala_database::DatabaseError;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use futures_util::{FutureExt as _, StreamExt as _};
use jiff::Timestamp;
use tokio::sync::mpsc;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until, timeout_at};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::bus::{Bus, PublishError};
use crate::delivery::with_causes;
use crate::{SharedClock, outbox, telemetry, trace};

use super::RelayConfig;
use super::claims::{Claimed, Claims};
use super::held::Held;
use super::ledger::Entry;

/// An interval of no length is refused by the runtime.
const SHORTEST_TICK: Duration = Duration::from_millis(1);

/// A message that the bus has and may or may not have confirmed.
struct Outcome {
    id: Uuid,
    kind: String,
    result: Result<(), PublishError>,
}

pub(super) struct Publisher {
    claims: Claims,
    bus: Arc<dyn Bus>,
    clock: SharedClock,
    config: RelayConfig,
    entries: mpsc::UnboundedSender<Entry>,
    in_flight: FuturesUnordered<BoxFuture<'static, Outcome>>,
    held: Held,
    /// Failures in a row of the rows that failed last time.
    failures: HashMap<Uuid, u32>,
    /// Outages in a row of the bus.
    bus_outages: u32,
    /// Claims in a row that failed.
    failed_claims: u32,
    paused_until: Option<Instant>,
    /// There may be rows to claim.
    more: bool,
}

impl Publisher {
    pub fn new(
        claims: Claims,
        bus: Arc<dyn Bus>,
        clock: SharedClock,
        config: RelayConfig,
        entries: mpsc::UnboundedSender<Entry>,
    ) -> Self {
        Self {
            claims,
            bus,
            clock,
            config,
            entries,
            in_flight: FuturesUnordered::new(),
            held: Held::default(),
            failures: HashMap::new(),
            bus_outages: 0,
            failed_claims: 0,
            paused_until: None,
            more: true,
        }
    }

    pub async fn run(mut self, mut entered: mpsc::UnboundedReceiver<Vec<Uuid>>, shutdown: CancellationToken) {
        let wakes = outbox::wakes(self.claims.schema());
        let mut woken = wakes.subscribe();
        let mut poll = interval(self.config.poll.max(SHORTEST_TICK));
        poll.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut renew = interval((self.config.lease / 3).max(SHORTEST_TICK));
        renew.set_missed_tick_behavior(MissedTickBehavior::Delay);

        if self.claims.is_exclusive() {
            self.free_claims(&shutdown).await;
        }
        while !shutdown.is_cancelled() {
            while let Some(Some(outcome)) = self.in_flight.next().now_or_never() {
                self.settle(outcome);
            }
            // Only between two looks at the outbox: a row that was marked while one ran is unsent in what it found.
            while let Ok(ids) = entered.try_recv() {
                ids.into_iter().for_each(|id| self.held.written(id));
            }
            if self.more && self.paused_until.is_none() && self.has_room() {
                self.claim_and_send().await;
                continue;
            }
            // What is seldom ready comes first, so that nothing waits for ever and the order is the same every time.
            tokio::select! {
                biased;
                () = shutdown.cancelled() => {}
                () = until(self.paused_until) => self.paused_until = None,
                _ = renew.tick() => self.renew(),
                _ = poll.tick() => self.look().await,
                Ok(()) = woken.changed() => self.more = true,
                Some(outcome) = self.in_flight.next(), if !self.in_flight.is_empty() => self.settle(outcome),
                Some(ids) = entered.recv() => ids.into_iter().for_each(|id| self.held.written(id)),
            }
        }
        self.drain().await;
    }

    /// A quarter of the window, so that claims come in batches.
    fn has_room(&self) -> bool {
        self.room() >= self.config.in_flight.div_ceil(4).max(1)
    }

    fn room(&self) -> usize {
        self.config.in_flight.saturating_sub(self.held.in_flight().len())
    }

    async fn free_claims(&mut self, shutdown: &CancellationToken) {
        while let Err(error) = self.claims.free_all().await {
            self.claim_failed(&error);
            tokio::select! {
                () = shutdown.cancelled() => return,
                () = until(self.paused_until.take()) => {}
            }
        }
    }

    async fn claim_and_send(&mut self) {
        // A commit that comes while the claim runs wakes the loop again, so nothing is missed when this finds few.
        self.more = false;
        let limit = self.room();
        let now = self.clock.now();
        let until = later(now, self.config.lease);
        let claimed = match self.claims.claim(now, until, limit, &self.held).await {
            Ok(claimed) => claimed,
            Err(error) => {
                self.more = true;
                return self.claim_failed(&error);
            }
        };
        self.failed_claims = 0;
        self.more = claimed.len() >= limit;
        let mut rows = claimed.into_iter();
        while let Some(Claimed { id, message }) = rows.next() {
            if !self.held.take(id) {
                continue; // Its lease ran out while it is still in flight from here.
            }
            let mut message = match message {
                Ok(message) => message,
                Err(error) => {
                    self.postpone(id, &error, "an outbox row is damaged");
                    continue;
                }
            };
            let kind = message.kind.clone();
            let span = telemetry::publishing(self.bus.system(), &kind, id);
            message.traceparent = trace::descend(&span, message.traceparent.take());
            match self.bus.send(message).await {
                Ok(confirmation) => {
                    self.in_flight.push(
                        async move {
                            let result = confirmation.await;
                            if result.is_err() {
                                span.record("otel.status_code", "ERROR");
                            }
                            Outcome { id, kind, result }
                        }
                        .boxed(),
                    );
                }
                Err(error) if error.is_outage() => {
                    // Those behind it must not overtake it.
                    self.free(id);
                    rows.by_ref().for_each(|row| self.free(row.id));
                    self.more = true;
                    self.bus_failed(&error);
                }
                Err(error) => self.postpone(id, &error, "cannot publish a message"),
            }
        }
    }

    fn settle(&mut self, Outcome { id, kind, result }: Outcome) {
        match result {
            Ok(()) => {
                self.failures.remove(&id);
                self.enter(Entry::Sent(id));
                telemetry::published(self.claims.schema(), &kind);
                if self.bus_outages > 0 {
                    tracing::info!(schema = self.claims.schema(), "publishing again");
                    self.bus_outages = 0;
                }
            }
            Err(error) if error.is_outage() => {
                self.free(id);
                self.more = true;
                self.bus_failed(&error);
            }
            Err(error) => self.postpone(id, &error, "cannot publish a message"),
        }
    }

    /// Pauses as a whole; logged at the first failure of a row of them.
    fn bus_failed(&mut self, error: &PublishError) {
        if self.paused_until.is_some() {
            return; // Many messages in flight report the same outage.
        }
        self.bus_outages = self.bus_outages.saturating_add(1);
        if self.bus_outages == 1 {
            tracing::warn!(
                schema = self.claims.schema(),
                error = with_causes(error),
                "cannot publish"
            );
        }
        self.paused_until = Some(Instant::now() + self.config.backoff.after(self.bus_outages));
    }

    /// Pauses as a whole; logged at the first failure of a row of them.
    fn claim_failed(&mut self, error: &DatabaseError) {
        self.failed_claims = self.failed_claims.saturating_add(1);
        if self.failed_claims == 1 {
            tracing::warn!(
                schema = self.claims.schema(),
                error = with_causes(error),
                "cannot claim messages"
            );
        }
        self.paused_until = Some(Instant::now() + self.config.backoff.after(self.failed_claims));
    }

    /// Keeps one row back for a while; logged at its first failure.
    fn postpone(&mut self, id: Uuid, error: &(dyn std::error::Error + 'static), what: &'static str) {
        let failures = self.failures.entry(id).or_default();
        *failures = failures.saturating_add(1);
        let pause = self.config.backoff.after(*failures);
        if *failures == 1 {
            tracing::warn!(schema = self.claims.schema(), message.id = %id, error = with_causes(error), "{what}");
        }
        self.enter(Entry::Claimed {
            id,
            until: Some(later(self.clock.now(), pause)),
        });
    }

    fn free(&mut self, id: Uuid) {
        self.held.free(id);
        if !self.claims.is_exclusive() {
            self.send_entry(Entry::Claimed { id, until: None });
        }
    }

    fn enter(&mut self, entry: Entry) {
        if self.claims.is_exclusive() {
            self.held.land(entry.id());
        } else {
            // Its claim keeps it until the ledger has written.
            self.held.free(entry.id());
        }
        self.send_entry(entry);
    }

    fn send_entry(&self, entry: Entry) {
        // The ledger leaves before the publisher only when it gives up at a shutdown; the row is then sent again.
        let _ = self.entries.send(entry);
    }

    fn renew(&self) {
        if self.claims.is_exclusive() {
            return;
        }
        let until = Some(later(self.clock.now(), self.config.lease));
        for id in self.held.in_flight() {
            self.send_entry(Entry::Claimed { id: *id, until });
        }
    }

    async fn look(&mut self) {
        // A database that is away is reported by the claim.
        let Ok(backlog) = self.claims.backlog().await else {
            self.more = true;
            return;
        };
        let now = self.clock.now();
        let age = backlog
            .oldest
            .and_then(|oldest| Duration::try_from(now.duration_since(oldest)).ok());
        telemetry::backlog(self.claims.schema(), backlog.unsent, age.unwrap_or_default());
        self.more |= usize::try_from(backlog.unsent).is_ok_and(|unsent| unsent > self.held.len());
    }

    async fn drain(mut self) {
        let deadline = Instant::now() + self.config.drain;
        while let Ok(Some(outcome)) = timeout_at(deadline, self.in_flight.next()).await {
            self.settle(outcome);
        }
        let left: Vec<Uuid> = self.held.in_flight().iter().copied().collect();
        left.into_iter().for_each(|id| self.free(id));
    }
}

async fn until(instant: Option<Instant>) {
    match instant {
        Some(instant) => sleep_until(instant).await,
        None => std::future::pending().await,
    }
}

fn later(now: Timestamp, by: Duration) -> Timestamp {
    now.checked_add(by).unwrap_or(Timestamp::MAX)
}
