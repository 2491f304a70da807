//! Everything that is kept about a customer.

use crate::{
    arrival::{self, ArrivalError},
    state::Customers,
    store,
};
use foodwala_contract::{AccountId, customers::CustomerExport};
use jiff::Timestamp;

/// The profile and the history of consents. From SQL: it is asked for rarely, and has to be the truth.
pub async fn export(customers: &Customers, id: AccountId, now: Timestamp) -> Result<CustomerExport, ArrivalError> {
    arrival::profile(customers, id).await?;
    let database = &mut &customers.database;
    let profile = store::customer(database, id).await?.ok_or(ArrivalError::Erased)?;
    let consent_history = store::consent_history(database, id).await?;
    Ok(CustomerExport {
        exported_at: now,
        profile,
        consent_history,
    })
}
