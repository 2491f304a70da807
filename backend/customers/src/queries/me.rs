//! One's own profile.

use crate::{
    arrival::{self, ArrivalError},
    projection,
    state::Customers,
    store,
};
use bytes::Bytes;
use foodwala_contract::AccountId;
use foodwala_readmodel::ReadModelError;

/// The profile as JSON, with its version: the read document, or, where there is none or the read model is away, a new one
/// made from SQL.
pub async fn me(customers: &Customers, id: AccountId) -> Result<(Bytes, u64), ArrivalError> {
    match projection::read(&customers.read_model, id).await {
        Ok(Some(document)) => return Ok((document.body, document.version)),
        Ok(None) => {}
        Err(error) if error.is_unavailable() => {}
        Err(error) => return Err(error.into()),
    }
    arrival::profile(customers, id).await?;
    let customer = store::customer(&mut &customers.database, id)
        .await?
        .ok_or(ArrivalError::Erased)?;
    projection::freshen(&customers.read_model, &customer).await;
    let body = serde_json::to_vec(&customer).map_err(ReadModelError::Encode)?;
    Ok((body.into(), customer.version))
}
