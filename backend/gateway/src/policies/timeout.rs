//! How long a cluster may take until its answer begins. An event stream, once begun, may go on.

use crate::problem::Refusal;
use foodwala_contract::ErrorCode;
use std::{future::Future, time::Duration};

pub(crate) async fn within<T>(limit: Duration, work: impl Future<Output = Result<T, Refusal>>) -> Result<T, Refusal> {
    match tokio::time::timeout(limit, work).await {
        Ok(result) => result,
        Err(_) => Err(Refusal::new(ErrorCode::Timeout)),
    }
}
