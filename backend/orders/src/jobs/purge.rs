//! Deletes answers, sent messages and inbox notes that nobody can still need.

use crate::state::OrdersState;
use foodwala_messaging::retention::{self, Retention};
use foodwala_platform::{JobError, work};

/// Deletes what is old.
///
/// # Errors
/// The database's.
pub async fn run(state: OrdersState) -> Result<(), JobError> {
    let now = state.clock.now();
    retention::purge(&state.database, now, Retention::default()).await?;
    work::purge_idempotency(&state.database, now).await?;
    Ok(())
}
