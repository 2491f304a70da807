//! A panic while answering becomes a plain 500; what it said stays in the log.

use crate::problem::Refusal;
use foodwala_contract::ErrorCode;
use futures_util::FutureExt;
use http::HeaderValue;
use std::{future::Future, panic::AssertUnwindSafe};

pub(crate) async fn caught<T>(
    request_id: &HeaderValue,
    work: impl Future<Output = Result<T, Refusal>>,
) -> Result<T, Refusal> {
    // What the request owned is gone with it; what is shared is made of atomics and snapshots.
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str);
        let said = said
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("something that is no text");
        tracing::error!(
            request.id = request_id.to_str().unwrap_or_default(),
            panic = said,
            "panicked while answering"
        );
        Err(Refusal::new(ErrorCode::Internal))
    })
}
