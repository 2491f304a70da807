//! What operators see of a schema: spans of what is asked of it, and how much of it is in use.
//!
//! Only what belongs to a trace gets a span, so that background work that looks every second fills no backend. The
//! texts of statements are shown; their values never are.

use std::time::Instant;

use metrics::{Gauge, gauge, histogram};
use tracing::{Instrument as _, Level, Span, field::Empty};

use crate::{DatabaseError, Dialect};

/// Where something is asked.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub schema: &'static str,
    pub dialect: Dialect,
}

impl Place {
    /// Runs a statement in a span of its own.
    pub async fn statement<T>(
        self,
        sql: &str,
        work: impl Future<Output = Result<T, DatabaseError>>,
    ) -> Result<T, DatabaseError> {
        let operation = sql.split_ascii_whitespace().next().unwrap_or_default();
        self.seen(operation, Some(sql), work).await
    }

    /// Opens a transaction: how long that takes is how long it waited for a connection or for the writer.
    pub async fn begin<T>(self, work: impl Future<Output = Result<T, DatabaseError>>) -> Result<T, DatabaseError> {
        let asked = Instant::now();
        let begun = self.seen("BEGIN", None, work).await;
        histogram!("foodwala_sql_begin_seconds", "schema" => self.schema).record(asked.elapsed());
        begun
    }

    /// Ends a transaction.
    pub async fn commit<T>(self, work: impl Future<Output = Result<T, DatabaseError>>) -> Result<T, DatabaseError> {
        let asked = Instant::now();
        let committed = self.seen("COMMIT", None, work).await;
        let outcome = if committed.is_ok() { "committed" } else { "failed" };
        histogram!("foodwala_sql_commit_seconds", "schema" => self.schema, "outcome" => outcome)
            .record(asked.elapsed());
        committed
    }

    async fn seen<T>(
        self,
        operation: &str,
        sql: Option<&str>,
        work: impl Future<Output = Result<T, DatabaseError>>,
    ) -> Result<T, DatabaseError> {
        let span = self.span(operation, sql);
        if span.is_disabled() {
            return work.await;
        }
        let result = work.instrument(span.clone()).await;
        if let Err(error) = &result {
            span.record("otel.status_code", "ERROR");
            span.record("error.type", error.kind());
        }
        result
    }

    fn span(self, operation: &str, sql: Option<&str>) -> Span {
        if !tracing::span_enabled!(target: "foodwala_trace::sql", Level::INFO) || Span::current().is_none() {
            return Span::none();
        }
        tracing::info_span!(
            target: "foodwala_trace::sql",
            "sql",
            otel.name = %format_args!("{operation} {}", self.schema),
            otel.kind = "client",
            otel.status_code = Empty,
            "error.type" = Empty,
            db.system.name = self.dialect.system(),
            db.namespace = self.schema,
            db.operation.name = operation,
            db.query.text = sql,
        )
    }
}

/// A connection in use, until dropped.
pub(crate) struct InUse(Gauge);

impl InUse {
    pub fn of(schema: &'static str) -> Self {
        let gauge = gauge!("foodwala_sql_in_use", "schema" => schema);
        gauge.increment(1);
        Self(gauge)
    }
}

impl Drop for InUse {
    fn drop(&mut self) {
        self.0.decrement(1);
    }
}
