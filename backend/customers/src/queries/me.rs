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

/// The profile as JSON, with its version: the read document, or, where there is none, a new one made from SQL.
pub async fn me(customers: &Customers, id: AccountId) -> Result<(Bytes, u64), ArrivalError> {
    if let Some(document) = projection::read(&customers.read_model, id).await? {
        return Ok((document.body, document.version));
    }
    arrival::profile(customers, id).await?;
    let customer = store::customer(&mut &customers.database, id)
        .await?
        .ok_or(ArrivalError::Erased)?;
    projection::freshen(&customers.read_model, &customer).await;
    let body = serde_json::to_vec(&customer).map_err(ReadModelError::Encode)?;
    Ok((body.into(), customer.version))
}
