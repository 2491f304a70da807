//! Where a payment provider reports what became of a payment.

use crate::{Config, commands::pay, projection::Projection};
use foodwala_clock::Clock;
use foodwala_contract::OrderId;
use foodwala_database::Database;
use foodwala_platform::Deps;
use std::{fmt, sync::Arc};

pub use crate::{
    commands::pay::{Payment, SettlePaymentError},
    domain::order::TransitionRefused,
};

/// Settles card payments. Card data never comes here.
#[derive(Clone)]
pub struct Payments {
    database: Database,
    projection: Projection,
    clock: Arc<dyn Clock>,
    config: Config,
}

impl fmt::Debug for Payments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Payments").finish_non_exhaustive()
    }
}

impl Payments {
    /// On what the service stands on, with its settings.
    #[must_use]
    pub fn new(deps: &Deps, config: Config) -> Self {
        let database = deps.database.clone();
        let projection = Projection::new(database.clone(), deps.read_model.clone());
        Self {
            database,
            projection,
            clock: Arc::clone(&deps.clock),
            config,
        }
    }

    /// Settles the payment of an order. A provider that reports twice gets [`SettlePaymentError::Refused`] the second
    /// time, which it may take for done.
    ///
    /// # Errors
    /// Why it was not settled.
    pub async fn settle(&self, order_id: OrderId, payment: Payment) -> Result<(), SettlePaymentError> {
        let mut tx = self.database.begin().await?;
        let deadlines = self.config.rules().deadlines;
        let order = pay::settle(&mut tx, deadlines, order_id, payment, self.clock.now()).await?;
        tx.commit().await?;
        self.projection.show_committed(&order).await;
        Ok(())
    }
}
