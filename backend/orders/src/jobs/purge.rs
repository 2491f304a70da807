//! Deletes answers, sent messages and inbox notes that nobody can still need, and forgets accounts that are long gone.

use crate::{commands::erase_customer, state::OrdersState};
use foodwala_platform::{JobError, work};

/// Deletes what is old.
///
/// # Errors
/// The database's.
pub async fn run(state: OrdersState) -> Result<(), JobError> {
    let now = state.clock.now();
    work::purge(&state.database, now).await?;
    erase_customer::forget(&state, now).await?;
    Ok(())
}
