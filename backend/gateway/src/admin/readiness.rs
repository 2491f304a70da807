//! Whether everything the process depends on is up.

use futures_util::future::{BoxFuture, join_all};
use serde::Serialize;
use std::{
    error::Error,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio_util::sync::CancellationToken;

/// How long one dependency may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// Looks at a dependency; the error goes to the log, never to the caller.
pub type Check = Arc<dyn Fn() -> BoxFuture<'static, Result<(), Box<dyn Error + Send + Sync>>> + Send + Sync>;

/// One dependency.
#[derive(Clone)]
pub struct ReadinessCheck {
    name: String,
    needed: bool,
    check: Check,
}

impl ReadinessCheck {
    /// A dependency by its name, e.g. `orders.database`, and how to look at it.
    pub fn new<F, W>(name: impl Into<String>, check: F) -> Self
    where
        F: Fn() -> W + Send + Sync + 'static,
        W: Future<Output = Result<(), Box<dyn Error + Send + Sync>>> + Send + 'static,
    {
        Self {
            name: name.into(),
            needed: true,
            check: Arc::new(move || Box::pin(check())),
        }
    }

    /// Without it the process still does its work, only less well: it is then degraded, and takes requests.
    #[must_use]
    pub fn dispensable(mut self) -> Self {
        self.needed = false;
        self
    }
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    Ready,
    Degraded,
    NotReady,
    Draining,
}

#[derive(Serialize)]
struct Report<'a> {
    status: Status,
    checks: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Outcome<'a> {
    name: &'a str,
    up: bool,
    needed: bool,
    duration_ms: f64,
}

/// Looks at all of them at once: whether the process is ready, and the report as JSON.
pub(super) async fn report(checks: &[ReadinessCheck], shutdown: &CancellationToken) -> (bool, Vec<u8>) {
    let checks = join_all(checks.iter().map(look)).await;
    let all_up = checks.iter().all(|outcome| outcome.up);
    let works = checks.iter().all(|outcome| outcome.up || !outcome.needed);
    let status = match (shutdown.is_cancelled(), works, all_up) {
        (true, _, _) => Status::Draining,
        (false, false, _) => Status::NotReady,
        (false, true, false) => Status::Degraded,
        (false, true, true) => Status::Ready,
    };
    let ready = matches!(status, Status::Ready | Status::Degraded);
    // A struct of strings and numbers always serializes.
    (
        ready,
        serde_json::to_vec(&Report { status, checks }).unwrap_or_default(),
    )
}

async fn look(check: &ReadinessCheck) -> Outcome<'_> {
    let started = Instant::now();
    let up = match tokio::time::timeout(PATIENCE, (check.check)()).await {
        Ok(Ok(())) => true,
        Ok(Err(error)) => {
            tracing::warn!(dependency = check.name, error = %error, "dependency is down");
            false
        }
        Err(_) => {
            tracing::warn!(dependency = check.name, "dependency does not answer");
            false
        }
    };
    Outcome {
        name: &check.name,
        up,
        needed: check.needed,
        duration_ms: started.elapsed().as_secs_f64() * 1000.0,
    }
}
