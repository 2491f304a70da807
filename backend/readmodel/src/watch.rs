//! What operators see of the read model: a span of each operation within a trace, how long operations take, and how many
//! reads found nothing, which is how many were answered from SQL instead.

use std::time::Instant;

use metrics::{counter, histogram};
use tracing::{Instrument as _, Level, Span, field::Empty};

use crate::ReadModelError;

/// Does `work`, an operation of the engine `system`.
pub(crate) async fn operation<T>(
    system: &'static str,
    operation: &'static str,
    work: impl Future<Output = Result<T, ReadModelError>>,
) -> Result<T, ReadModelError> {
    let begun = Instant::now();
    let span = span(system, operation);
    let result = if span.is_disabled() {
        work.await
    } else {
        work.instrument(span.clone()).await
    };
    let outcome = match &result {
        Ok(_) => "done",
        Err(_) => {
            span.record("otel.status_code", "ERROR");
            "failed"
        }
    };
    histogram!("foodwala_read_model_seconds", "operation" => operation, "outcome" => outcome).record(begun.elapsed());
    result
}

/// Counts documents that were asked for.
pub(crate) fn read(found: usize, missing: usize) {
    for (outcome, count) in [("hit", found), ("miss", missing)] {
        if let Ok(count @ 1..) = u64::try_from(count) {
            counter!("foodwala_read_model_reads_total", "outcome" => outcome).increment(count);
        }
    }
}

fn span(system: &'static str, operation: &'static str) -> Span {
    if !tracing::span_enabled!(target: "foodwala_trace::read_model", Level::INFO) || Span::current().is_none() {
        return Span::none();
    }
    tracing::info_span!(
        target: "foodwala_trace::read_model",
        "read model",
        otel.name = %format_args!("{operation} {system}"),
        otel.kind = "client",
        otel.status_code = Empty,
        db.system.name = system,
        db.operation.name = operation,
    )
}
