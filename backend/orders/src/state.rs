//! What handlers and jobs of this service share.

use crate::{commands::place::Rules, payments::Payments, projection::Projection, store::books::PriceBooks};
use foodwala_clock::Clock;
use foodwala_database::Database;
use std::sync::Arc;

/// Cheap to clone; clones share everything.
#[derive(Clone)]
pub struct OrdersState {
    /// The schema.
    pub database: Database,
    /// The read documents.
    pub projection: Projection,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Price books at hand.
    pub books: PriceBooks,
    /// What the operator decided.
    pub rules: Rules,
    /// Payments by card, if a provider takes them.
    pub payments: Option<Payments>,
}
