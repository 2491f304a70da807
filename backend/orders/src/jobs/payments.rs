//! Payments are started, looked up, closed and refunded, whatever a crash or the provider left undone.

use crate::payments::Payments;
use foodwala_platform::JobError;

/// Does what is due.
///
/// # Errors
/// The database's.
pub async fn run(payments: Payments) -> Result<(), JobError> {
    payments.work().await
}
