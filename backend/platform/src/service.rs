//! What a service is given and what it is made of. The server wires them; a service starts nothing by itself.

use crate::{TokenVerifier, http::Routed};
use foodwala_clock::Clock;
use foodwala_database::Database;
use foodwala_messaging::Consumer;
use foodwala_readmodel::ReadModel;
use futures_util::future::BoxFuture;
use std::{fmt, future::Future, sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;

/// Why a job or a rebuild did not finish. For the log.
pub type JobError = Box<dyn std::error::Error + Send + Sync>;

/// Writes all read documents of a service again from SQL; answers how many.
pub type Rebuild = Arc<dyn Fn() -> BoxFuture<'static, Result<u64, JobError>> + Send + Sync>;

/// What a service stands on.
#[derive(Clone)]
pub struct Deps {
    /// Its own schema.
    pub database: Database,
    /// The read model.
    pub read_model: ReadModel,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Verifies access tokens.
    pub auth: Arc<TokenVerifier>,
    /// Cancelled when the process is to end.
    pub shutdown: CancellationToken,
}

/// A service, ready to be started.
pub struct Service {
    /// Its name, e.g. `orders`.
    pub name: &'static str,
    /// Its own schema; the server runs the relay of its outbox.
    pub database: Database,
    /// Its endpoints.
    pub routes: Routed,
    /// What it reacts to.
    pub consumers: Vec<Consumer>,
    /// What it does by the clock.
    pub jobs: Vec<Job>,
    /// Writes its read documents again, if it has any.
    pub rebuild: Option<Rebuild>,
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Something to do by the clock. It takes no input: it looks at the state and brings it where it should be, so that
/// running it twice, or on two machines, does no harm.
#[derive(Clone)]
pub struct Job {
    name: &'static str,
    every: Duration,
    serves_queries: bool,
    work: Arc<dyn Fn() -> BoxFuture<'static, Result<(), JobError>> + Send + Sync>,
}

impl fmt::Debug for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Job")
            .field("name", &self.name)
            .field("every", &self.every)
            .finish_non_exhaustive()
    }
}

impl Job {
    /// A job that runs at start and then `every` so often.
    pub fn new<F, Fut>(name: &'static str, every: Duration, work: F) -> Self
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        Self {
            name,
            every,
            serves_queries: false,
            work: Arc::new(move || Box::pin(work())),
        }
    }

    /// Runs wherever the service's queries are answered as well, because they rest on what it keeps in memory.
    #[must_use]
    pub fn serving_queries(mut self) -> Self {
        self.serves_queries = true;
        self
    }

    /// Whether it runs wherever the service's queries are answered.
    pub fn serves_queries(&self) -> bool {
        self.serves_queries
    }

    /// Its name, for logs.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Does it once.
    ///
    /// # Errors
    /// Whatever kept it from finishing.
    pub async fn run_once(&self) -> Result<(), JobError> {
        (self.work)().await
    }

    /// Counts a run, and how many have failed since the last that did not: a job may run so seldom that a rate of failures
    /// says nothing.
    fn ran(&self, outcome: &'static str, failures: u32) {
        metrics::counter!("foodwala_job_runs_total", "job" => self.name, "outcome" => outcome).increment(1);
        metrics::gauge!("foodwala_job_failures_in_a_row", "job" => self.name).set(failures);
    }

    /// Does it again and again until `shutdown`. A failure is logged and the next run tries again, after twice the
    /// time for each failure in a row (at most 16 times).
    pub async fn run(self, shutdown: CancellationToken) {
        let mut failures = 0_u32;
        loop {
            match self.run_once().await {
                Ok(()) => {
                    failures = 0;
                    self.ran("done", failures);
                }
                Err(error) => {
                    failures += 1;
                    self.ran("failed", failures);
                    tracing::warn!(job = self.name, failures, error = %error, "job failed");
                }
            }
            let pause = self.every * 2_u32.pow(failures.min(4));
            tokio::select! {
                () = shutdown.cancelled() => return,
                () = tokio::time::sleep(pause) => {}
            }
        }
    }
}
