//! An order as it is stored, told, shown and answered: written as JSON once.

use crate::domain::order::OrderAggregate;
use bytes::Bytes;
use foodwala_contract::{AccountId, OrderId};
use foodwala_database::{DatabaseError, Row};
use jiff::Timestamp;
use serde_json::value::{RawValue, to_raw_value};
use std::sync::Arc;

/// An order's JSON with what is needed to find it.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// The order.
    pub id: OrderId,
    /// Whose it is.
    pub customer_id: AccountId,
    /// Its version.
    pub version: u64,
    /// When it was ordered.
    pub ordered_at: Timestamp,
    /// The customer does not want to see it any more.
    pub hidden: bool,
    /// The contract's `Order`.
    pub json: Box<RawValue>,
}

impl Rendered {
    /// Columns from which [`Rendered::stored`] reads.
    pub const COLUMNS: &'static str = "id, customer_id, version, ordered_at, hidden, document";

    /// An order, written.
    ///
    /// # Errors
    /// When it cannot be written, which is a defect.
    pub fn of(aggregate: &OrderAggregate) -> Result<Self, DatabaseError> {
        let order = aggregate.order();
        Ok(Self {
            id: order.id,
            customer_id: order.customer_id,
            version: order.version,
            ordered_at: order.ordered_at,
            hidden: aggregate.own().hidden,
            json: to_raw_value(order).map_err(broken)?,
        })
    }

    /// An order as it was stored.
    ///
    /// # Errors
    /// When the row is not what was stored.
    pub fn stored(row: &Row) -> Result<Self, DatabaseError> {
        Ok(Self {
            id: OrderId(row.get("id")?),
            customer_id: AccountId(row.get("customer_id")?),
            version: row.get("version")?,
            ordered_at: row.get("ordered_at")?,
            hidden: row.get("hidden")?,
            json: RawValue::from_string(row.get("document")?).map_err(broken)?,
        })
    }

    /// The JSON as bytes.
    pub fn body(&self) -> Bytes {
        Bytes::copy_from_slice(self.json.get().as_bytes())
    }
}

fn broken(error: serde_json::Error) -> DatabaseError {
    DatabaseError::Other(Arc::new(error))
}
