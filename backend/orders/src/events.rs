//! Telling what happened to an order.

use crate::{domain::event::OrderEvent, rendered::Rendered};
use foodwala_contract::{
    AccountId, OrderId,
    events::{
        Event, OrderAccepted, OrderAmended, OrderCancelled, OrderCollected, OrderDelayed, OrderDelivered,
        OrderDispatched, OrderExpired, OrderPaymentChanged, OrderPaymentFailed, OrderPaymentPending, OrderPlaced,
        OrderReady, OrderRejected, OrderReviewed, OrderScheduled, OrderStarted,
    },
};
use foodwala_database::{DatabaseError, Tx};
use foodwala_messaging::outbox;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::marker::PhantomData;

/// Tells everybody what happened, with the order as it is after it.
pub async fn append(tx: &mut Tx, event: OrderEvent, order: &Rendered, now: Timestamp) -> Result<(), DatabaseError> {
    match event {
        OrderEvent::PaymentPending => append_as::<OrderPaymentPending>(tx, order, now).await,
        OrderEvent::PaymentFailed => append_as::<OrderPaymentFailed>(tx, order, now).await,
        OrderEvent::PaymentChanged => append_as::<OrderPaymentChanged>(tx, order, now).await,
        OrderEvent::Scheduled => append_as::<OrderScheduled>(tx, order, now).await,
        OrderEvent::Placed => append_as::<OrderPlaced>(tx, order, now).await,
        OrderEvent::Amended => append_as::<OrderAmended>(tx, order, now).await,
        OrderEvent::Accepted => append_as::<OrderAccepted>(tx, order, now).await,
        OrderEvent::Rejected => append_as::<OrderRejected>(tx, order, now).await,
        OrderEvent::Expired => append_as::<OrderExpired>(tx, order, now).await,
        OrderEvent::Delayed => append_as::<OrderDelayed>(tx, order, now).await,
        OrderEvent::Started => append_as::<OrderStarted>(tx, order, now).await,
        OrderEvent::Ready => append_as::<OrderReady>(tx, order, now).await,
        OrderEvent::Dispatched => append_as::<OrderDispatched>(tx, order, now).await,
        OrderEvent::Delivered => append_as::<OrderDelivered>(tx, order, now).await,
        OrderEvent::Collected => append_as::<OrderCollected>(tx, order, now).await,
        OrderEvent::Cancelled => append_as::<OrderCancelled>(tx, order, now).await,
        OrderEvent::Reviewed => append_as::<OrderReviewed>(tx, order, now).await,
    }
}

async fn append_as<E: Event>(tx: &mut Tx, order: &Rendered, now: Timestamp) -> Result<(), DatabaseError> {
    let event = Written::<E> {
        order: order.json.clone(),
        subject: order.id.to_string(),
        event: PhantomData,
    };
    outbox::append(tx, &event, now).await.map(drop)
}

/// The event `E` of an order that is written as JSON already; a test holds it equal to `E`.
#[derive(Serialize, Deserialize)]
#[serde(bound = "")]
struct Written<E> {
    order: Box<RawValue>,
    #[serde(skip)]
    subject: String,
    #[serde(skip)]
    event: PhantomData<fn() -> E>,
}

impl<E: Event> Event for Written<E> {
    const TYPE: &'static str = E::TYPE;

    fn subject(&self) -> String {
        self.subject.clone()
    }
}

/// The read document of an order must follow a change that concerns nobody else: it was hidden, or its customer erased.
/// From this service to itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReadDocumentOutdated {
    /// The order.
    pub order_id: OrderId,
    /// Whose it is.
    pub customer_id: AccountId,
}

impl Event for ReadDocumentOutdated {
    const TYPE: &'static str = "foodwala.order.read_document_outdated.v1";

    fn subject(&self) -> String {
        self.order_id.to_string()
    }
}

#[cfg(test)]
mod tests;
