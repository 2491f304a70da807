//! One file per command: what it takes, why it may fail, what it does in the transaction it is given.
//!
//! A command never commits. What it returns may be answered and shown once its transaction has.

pub mod amend;
pub mod cancel;
pub mod erase_customer;
pub mod expire;
pub mod hide;
pub mod pay;
pub mod payment_page;
pub mod place;
pub mod quote;
pub mod refund;
pub mod release;
pub mod review;
pub mod staff_action;

#[cfg(test)]
pub mod testing;

use crate::{
    domain::order::{Change, OrderAggregate},
    events,
    rendered::Rendered,
    store,
};
use foodwala_database::{DatabaseError, Tx};
use jiff::Timestamp;

/// Records a change of an order: its row, its event, and what it gives back.
async fn record(
    tx: &mut Tx,
    aggregate: &OrderAggregate,
    change: Change,
    now: Timestamp,
) -> Result<Rendered, DatabaseError> {
    let rendered = Rendered::of(aggregate)?;
    store::orders::update(tx, aggregate, &rendered).await?;
    events::append(tx, change.event, &rendered, now).await?;
    let order = aggregate.order();
    if order.status.is_final() {
        store::delivery_codes::forget(tx, order.id).await?;
    }
    if let Some(payment) = order.card_payment.as_ref().filter(|_| change.payment_moved) {
        store::payments::follow(tx, order.id, payment.status, now).await?;
    }
    if change.gives_back {
        store::portions::give_back(tx, order.restaurant_id, order.id, now).await?;
        if let Some(code) = aggregate.promo_code() {
            store::promo_uses::give_back(tx, order.restaurant_id, code, order.customer_id).await?;
        }
    }
    Ok(rendered)
}
