//! The order: the one authority on its state, which advances along the contract's table and never otherwise.

use super::{
    erasure,
    event::OrderEvent,
    number,
    time::{later, minutes},
};
use foodwala_contract::{
    AccountId, OrderId,
    events::StaffAction,
    orders::{
        Actor, AmendOrderRequest, Basket, CardPayment, Charge, ChargeBasis, ChargeKind, Contact, Fulfilment, Order,
        OrderAction, OrderEntry, OrderRestaurant, OrderStatus, OrderStep, PaymentMethod, PaymentStatus, Quote, Review,
        transition,
    },
};
use jiff::{SignedDuration, Timestamp};

use super::schedule::Timing;

mod payment;

/// An order with what only this service knows of it.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderAggregate {
    order: Order,
    own: OwnState,
}

/// What is stored beside the order and told to nobody.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OwnState {
    /// When the platform does something by itself: fails the payment, releases, or expires, by status.
    pub due_at: Option<Timestamp>,
    /// From the kitchen to the guest.
    pub travel: SignedDuration,
    /// The customer does not want to see it any more.
    pub hidden: bool,
    /// The customer is gone: erase who they were as soon as the order has ended.
    pub erase_when_ended: bool,
}

/// An order that a customer places.
#[derive(Debug, Clone, PartialEq)]
pub struct NewOrder {
    /// Its id.
    pub id: OrderId,
    /// Who orders; nobody's account if staff enters it.
    pub customer_id: AccountId,
    /// Set if staff enters it for a guest without an account.
    pub entry: Option<OrderEntry>,
    /// The restaurant's name.
    pub restaurant_name: String,
    /// Where the restaurant is, and whom to call there.
    pub restaurant: OrderRestaurant,
    /// What is wanted.
    pub basket: Basket,
    /// What it costs.
    pub quote: Quote,
    /// When things happen.
    pub timing: Timing,
    /// How the customer pays.
    pub payment: PaymentMethod,
    /// Whom to call.
    pub contact: Contact,
    /// For the whole order.
    pub note: Option<String>,
}

/// How long others have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadlines {
    /// The restaurant, to accept.
    pub accept: SignedDuration,
    /// The customer, to pay by card.
    pub payment: SignedDuration,
}

/// What is done to an order, with the details.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// The payment arrived.
    Pay {
        /// Until when the restaurant must accept.
        accept_by: Timestamp,
    },
    /// The payment of an order ahead of its time arrived.
    PayAhead {
        /// When the restaurant is to be told.
        release_at: Timestamp,
    },
    /// The payment failed.
    FailPayment {
        /// Why.
        reason: Option<String>,
    },
    /// A scheduled order is due.
    Release {
        /// Until when the restaurant must accept.
        accept_by: Timestamp,
    },
    /// Nobody accepted in time.
    Expire,
    /// The customer or support calls it off.
    Cancel {
        /// Why.
        reason: Option<String>,
    },
    /// What staff do.
    Staff(StaffAction),
}

impl Step {
    /// The action without its details.
    pub const fn action(&self) -> OrderAction {
        match self {
            Self::Pay { .. } => OrderAction::Pay,
            Self::PayAhead { .. } => OrderAction::PayAhead,
            Self::FailPayment { .. } => OrderAction::FailPayment,
            Self::Release { .. } => OrderAction::Release,
            Self::Expire => OrderAction::Expire,
            Self::Cancel { .. } => OrderAction::Cancel,
            Self::Staff(action) => action.action(),
        }
    }
}

/// The table has no row for this. The order is unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{action:?} by {actor:?} is refused: the order is {}", .status.as_str())]
pub struct TransitionRefused {
    /// What was tried.
    pub action: OrderAction,
    /// By whom.
    pub actor: Actor,
    /// The state the order is in.
    pub status: OrderStatus,
}

/// What is asked for cannot be done in the order's state, which it would not change. The order is unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the order is {}", .status.as_str())]
pub struct StateRefused {
    /// The state the order is in.
    pub status: OrderStatus,
}

/// Why an order cannot be reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReviewRefused {
    /// The guest has not got the food.
    #[error(transparent)]
    State(#[from] StateRefused),
    /// It was reviewed before.
    #[error("the order has been reviewed")]
    AlreadyReviewed,
}

/// A change of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub event: OrderEvent,
    /// The order ended before anybody cooked: portions and promo code can be used again.
    pub gives_back: bool,
    /// The payment by card is in another state now.
    pub payment_moved: bool,
}

impl Change {
    const fn of(event: OrderEvent) -> Self {
        Self {
            event,
            gives_back: false,
            payment_moved: false,
        }
    }
}

impl OrderAggregate {
    /// A new order: waiting for its payment, for its time, or for the restaurant.
    pub fn place(new: NewOrder, deadlines: Deadlines, now: Timestamp) -> (Self, Change) {
        let accept_by = later(now, deadlines.accept);
        let (status, event, due_at) = match (new.payment, new.timing.release_at) {
            (PaymentMethod::Card, _) => (
                OrderStatus::PaymentPending,
                OrderEvent::PaymentPending,
                later(now, deadlines.payment),
            ),
            (PaymentMethod::Cash, Some(release_at)) => (OrderStatus::Scheduled, OrderEvent::Scheduled, release_at),
            (PaymentMethod::Cash, None) => (OrderStatus::Placed, OrderEvent::Placed, accept_by),
        };
        let order = Order {
            id: new.id,
            number: number::of(new.id),
            version: 1,
            status,
            customer_id: new.customer_id,
            entry: new.entry,
            restaurant_id: new.basket.restaurant_id,
            restaurant_name: new.restaurant_name,
            restaurant: Some(new.restaurant),
            fulfilment: new.basket.fulfilment,
            price: new.quote.price,
            payment: new.payment,
            paid_at: None,
            card_payment: (new.payment == PaymentMethod::Card).then_some(CardPayment {
                status: PaymentStatus::Pending,
                pay_url: None,
                pay_by: Some(due_at),
                refunded_at: None,
            }),
            contact: new.contact,
            note: said(new.note),
            ordered_at: now,
            scheduled_for: new.basket.scheduled_for,
            promised_at: new.timing.promised_at,
            accept_by: (status == OrderStatus::Placed).then_some(accept_by),
            courier: None,
            history: vec![OrderStep {
                status,
                action: None,
                at: now,
                by: if new.entry.is_some() {
                    Actor::Restaurant
                } else {
                    Actor::Customer
                },
                reason: None,
            }],
            review: None,
            updated_at: now,
        };
        let own = OwnState {
            due_at: Some(due_at),
            travel: new.timing.travel,
            hidden: false,
            erase_when_ended: false,
        };
        (Self { order, own }, Change::of(event))
    }

    /// An order as it was stored.
    pub const fn stored(order: Order, own: OwnState) -> Self {
        Self { order, own }
    }

    /// The order as everybody sees it.
    pub const fn order(&self) -> &Order {
        &self.order
    }

    /// What only this service knows.
    pub const fn own(&self) -> &OwnState {
        &self.own
    }

    /// The promo code that was used.
    pub fn promo_code(&self) -> Option<&str> {
        self.order.price.charges.iter().find_map(|charge| match charge {
            Charge {
                kind: ChargeKind::Discount,
                basis: ChargeBasis::Promo { code },
                ..
            } => Some(code.as_str()),
            _ => None,
        })
    }

    /// Moves the order along the table.
    ///
    /// # Errors
    /// When the table has no such row for the actor.
    pub fn apply(&mut self, step: Step, actor: Actor, now: Timestamp) -> Result<Change, TransitionRefused> {
        let action = step.action();
        let from = self.order.status;
        let row = transition(from, action, actor, self.order.fulfilment.kind()).ok_or(TransitionRefused {
            action,
            actor,
            status: from,
        })?;

        let step_pays = matches!(step, Step::Pay { .. } | Step::PayAhead { .. });
        (self.order.accept_by, self.own.due_at) = (None, None);
        let (event, reason) = self.take(step, now);
        self.order.status = row.to;
        let reason = said(reason);
        self.order.history.push(OrderStep {
            status: row.to,
            action: Some(action),
            at: now,
            by: actor,
            reason,
        });
        if row.to.is_final() && self.own.erase_when_ended {
            erasure::erase(&mut self.order);
            self.own.erase_when_ended = false;
        }
        let payment_moved = self.move_payment(step_pays);
        self.touch(now);
        let gives_back = row.to.is_final() && !row.to.is_fulfilled() && is_before_cooking(from);
        Ok(Change {
            event,
            gives_back,
            payment_moved,
        })
    }

    /// What a step does besides moving the order.
    fn take(&mut self, step: Step, now: Timestamp) -> (OrderEvent, Option<String>) {
        match step {
            Step::Pay { accept_by } => {
                self.order.paid_at = Some(now);
                self.await_acceptance(accept_by);
                (OrderEvent::Placed, None)
            }
            Step::PayAhead { release_at } => {
                self.order.paid_at = Some(now);
                self.own.due_at = Some(release_at);
                (OrderEvent::Scheduled, None)
            }
            Step::FailPayment { reason } => (OrderEvent::PaymentFailed, reason),
            Step::Release { accept_by } => {
                self.await_acceptance(accept_by);
                (OrderEvent::Placed, None)
            }
            Step::Expire => (OrderEvent::Expired, None),
            Step::Cancel { reason } => (OrderEvent::Cancelled, reason),
            Step::Staff(StaffAction::Accept { ready_in_minutes }) => {
                let soonest = later(later(now, minutes(ready_in_minutes)), self.own.travel);
                self.order.promised_at = self.order.scheduled_for.map_or(soonest, |wanted| wanted.max(soonest));
                (OrderEvent::Accepted, None)
            }
            Step::Staff(StaffAction::Reject { reason }) => (OrderEvent::Rejected, Some(reason)),
            Step::Staff(StaffAction::Delay { minutes: more }) => {
                self.order.promised_at = later(self.order.promised_at, minutes(more));
                (OrderEvent::Delayed, None)
            }
            Step::Staff(StaffAction::Start) => (OrderEvent::Started, None),
            Step::Staff(StaffAction::Ready) => (OrderEvent::Ready, None),
            Step::Staff(StaffAction::Dispatch { courier }) => {
                self.order.courier = courier;
                (OrderEvent::Dispatched, None)
            }
            Step::Staff(StaffAction::Deliver) => (OrderEvent::Delivered, None),
            Step::Staff(StaffAction::Collect) => (OrderEvent::Collected, None),
            Step::Staff(StaffAction::Cancel { reason }) => (OrderEvent::Cancelled, Some(reason)),
        }
    }

    fn await_acceptance(&mut self, accept_by: Timestamp) {
        (self.order.accept_by, self.own.due_at) = (Some(accept_by), Some(accept_by));
    }

    /// Changes notes and contact while no restaurant has accepted. `None` when everything is like that already.
    ///
    /// # Errors
    /// When it is too late.
    pub fn amend(&mut self, changes: AmendOrderRequest, now: Timestamp) -> Result<Option<Change>, StateRefused> {
        let status = self.order.status;
        if !matches!(
            status,
            OrderStatus::PaymentPending | OrderStatus::Scheduled | OrderStatus::Placed
        ) {
            return Err(StateRefused { status });
        }
        let mut changed = false;
        if let Some(note) = changes.note {
            changed |= replace(&mut self.order.note, said(Some(note)));
        }
        if let Some(contact) = changes.contact {
            changed |= replace(&mut self.order.contact, contact);
        }
        if let (Some(text), Fulfilment::Delivery { address }) =
            (changes.delivery_instructions, &mut self.order.fulfilment)
        {
            changed |= replace(&mut address.instructions, said(Some(text)));
        }
        if !changed {
            return Ok(None);
        }
        self.touch(now);
        Ok(Some(Change::of(OrderEvent::Amended)))
    }

    /// Records what the guest thought.
    ///
    /// # Errors
    /// When they have not got the food, or have said it before.
    pub fn review(&mut self, stars: u8, comment: Option<String>, now: Timestamp) -> Result<Change, ReviewRefused> {
        let status = self.order.status;
        if !status.is_fulfilled() {
            return Err(StateRefused { status }.into());
        }
        if self.order.review.is_some() {
            return Err(ReviewRefused::AlreadyReviewed);
        }
        self.order.review = Some(Review {
            stars,
            comment: said(comment),
            at: now,
        });
        self.touch(now);
        Ok(Change::of(OrderEvent::Reviewed))
    }

    /// Takes the order out of the customer's history. `false` when it is out already.
    ///
    /// # Errors
    /// While it has not ended.
    pub fn hide(&mut self, now: Timestamp) -> Result<bool, StateRefused> {
        let status = self.order.status;
        if !status.is_final() {
            return Err(StateRefused { status });
        }
        if self.own.hidden {
            return Ok(false);
        }
        self.own.hidden = true;
        self.touch(now);
        Ok(true)
    }

    /// Erases who the customer was: now if the order has ended, else as soon as it has. Whether that changed anything.
    pub fn erase_customer(&mut self, now: Timestamp) -> bool {
        let before = (self.order.clone(), self.own.erase_when_ended);
        if self.order.status.is_final() {
            erasure::erase(&mut self.order);
        } else {
            self.own.erase_when_ended = true;
        }
        let changed = before.0 != self.order || before.1 != self.own.erase_when_ended;
        if changed {
            self.touch(now);
        }
        changed
    }

    fn touch(&mut self, now: Timestamp) {
        self.order.version += 1;
        self.order.updated_at = now;
    }
}

const fn is_before_cooking(status: OrderStatus) -> bool {
    matches!(
        status,
        OrderStatus::PaymentPending | OrderStatus::Scheduled | OrderStatus::Placed | OrderStatus::Accepted
    )
}

/// A text that says something.
fn said(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

fn replace<T: PartialEq>(place: &mut T, new: T) -> bool {
    let differs = *place != new;
    *place = new;
    differs
}

#[cfg(test)]
mod tests;
