//! The order board: what becomes of a card when its order changes, when staff acts, and when an action comes too late.
//!
//! The order service is the authority on an order. A card repeats what it last told; a staff action is checked here
//! only so that what cannot succeed is refused at once.

use super::faults::{Faults, Invalid};
use foodwala_contract::{
    AccountId,
    access::StaffRole,
    board::{BoardOrder, PendingAction, RefusedAction},
    events::StaffAction,
    geo::GeoPoint,
    orders::{Actor, Contact, Fulfilment, FulfilmentKind, Order, OrderAction, OrderStatus, transition},
};
use jiff::{SignedDuration, Timestamp};

/// How long staff waits for the answer to an action before it may be tried again.
pub const PATIENCE: SignedDuration = SignedDuration::from_secs(30);

/// Why a staff action is refused at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ActionRefusal {
    /// The order cannot go there from its state.
    #[error("{action:?} is not possible while the order is {status:?}")]
    NotPossible {
        /// Where it stands.
        status: OrderStatus,
        /// What was tried.
        action: OrderAction,
    },
    /// The same action is on its way already.
    #[error("{action:?} is on its way already")]
    OnItsWay {
        /// Where the order stands.
        status: OrderStatus,
        /// What was tried.
        action: OrderAction,
    },
    /// It is another courier's delivery.
    #[error("the delivery is another courier's")]
    NotTheirs,
}

/// Whether a restaurant ever sees an order: not while it waits for its payment, nor if that failed.
pub fn concerns_restaurant(order: &Order) -> bool {
    let seen = |status| matches!(status, OrderStatus::Placed | OrderStatus::Scheduled);
    seen(order.status) || order.history.iter().any(|step| seen(step.status))
}

/// The card after its order has changed; `None` if the card is as new or newer, or the order is none of the restaurant's
/// business.
pub fn follow(card: Option<BoardOrder>, order: Order) -> Option<BoardOrder> {
    let Some(card) = card else {
        return concerns_restaurant(&order).then_some(BoardOrder {
            order,
            pending: None,
            refused: None,
            proof_required: false,
            shared_with: None,
            version: 1,
        });
    };
    if order.version <= card.order.version {
        return None;
    }
    let pending = card
        .pending
        .filter(|pending| !answers(&card.order, &order, pending.action));
    Some(BoardOrder {
        order,
        pending,
        refused: None,
        proof_required: card.proof_required,
        shared_with: card.shared_with,
        version: card.version + 1,
    })
}

/// Whether the change from `old` to `new` is what became of a pending action.
fn answers(old: &Order, new: &Order, pending: OrderAction) -> bool {
    let mut steps = new.history.iter().skip(old.history.len());
    let done = steps.any(|step| step.action == Some(pending));
    let delayed = pending == OrderAction::Delay && new.promised_at != old.promised_at;
    done || delayed || new.status.is_final()
}

/// Whether the guest has reviewed the order between the two states.
pub fn newly_reviewed(old: Option<&Order>, new: &Order) -> bool {
    new.review.is_some() && old.is_none_or(|old| old.review.is_none())
}

/// The card after the order service has refused an action.
pub fn refuse(card: BoardOrder, action: OrderAction, status: OrderStatus, at: Timestamp) -> BoardOrder {
    let pending = card.pending.filter(|pending| pending.action != action);
    BoardOrder {
        pending,
        refused: Some(RefusedAction { action, status, at }),
        version: card.version + 1,
        ..card
    }
}

/// The card after somebody acted on it at `now`. `courier` is the caller if they work as a courier.
///
/// # Errors
/// [`ActionRefusal`] when it cannot succeed.
pub fn act(
    card: BoardOrder,
    action: &StaffAction,
    courier: Option<AccountId>,
    now: Timestamp,
) -> Result<BoardOrder, ActionRefusal> {
    let (order, action) = (&card.order, action.action());
    if let Some(courier) = courier
        && action == OrderAction::Deliver
        && order.courier.as_ref().map(|courier| courier.account_id) != Some(courier)
    {
        return Err(ActionRefusal::NotTheirs);
    }
    if transition(order.status, action, Actor::Restaurant, order.fulfilment.kind()).is_none() {
        return Err(ActionRefusal::NotPossible {
            status: order.status,
            action,
        });
    }
    let fresh = |pending: &PendingAction| now.duration_since(pending.at) < PATIENCE;
    if card
        .pending
        .as_ref()
        .is_some_and(|pending| pending.action == action && fresh(pending))
    {
        return Err(ActionRefusal::OnItsWay {
            status: order.status,
            action,
        });
    }
    let pending = Some(PendingAction { action, at: now });
    Ok(BoardOrder {
        pending,
        refused: None,
        version: card.version + 1,
        ..card
    })
}

/// Checks the details of an action.
///
/// # Errors
/// Every value that is out of bounds.
pub fn check_action(action: &StaffAction) -> Result<(), Invalid> {
    let mut faults = Faults::new();
    match action {
        StaffAction::Accept { ready_in_minutes } => {
            faults.check(
                (1..=240).contains(ready_in_minutes),
                "/ready_in_minutes",
                "must be 1 to 240",
            );
        }
        StaffAction::Delay { minutes } => {
            faults.check((1..=120).contains(minutes), "/minutes", "must be 1 to 120");
        }
        StaffAction::Reject { reason } | StaffAction::Cancel { reason } => faults.text(reason, "/reason", 1, 500),
        StaffAction::Start
        | StaffAction::Ready
        | StaffAction::Dispatch { .. }
        | StaffAction::Deliver
        | StaffAction::Collect => {}
    }
    faults.into_result()
}

/// Who looks at a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    /// Everything is theirs to see.
    Whole,
    /// A courier sees deliveries that are ready, and their own.
    Courier(AccountId),
}

impl Viewer {
    /// The viewer that an account in a role is; an API client has no role.
    pub fn of(role: Option<StaffRole>, account: Option<AccountId>) -> Self {
        match (role, account) {
            (Some(StaffRole::Courier), Some(account)) => Self::Courier(account),
            _ => Self::Whole,
        }
    }

    /// Whether they may see an order.
    pub fn sees(self, order: &Order) -> bool {
        match self {
            Self::Whole => true,
            Self::Courier(account) => {
                let waits = order.status == OrderStatus::Ready && order.fulfilment.kind() == FulfilmentKind::Delivery;
                waits
                    || order
                        .courier
                        .as_ref()
                        .is_some_and(|courier| courier.account_id == account)
            }
        }
    }

    /// What they are told of a changed card. Whoever saw an order that is no longer for them must learn that it has
    /// gone, but no more of it.
    pub fn told(self, card: BoardOrder) -> Option<BoardOrder> {
        if self.sees(&card.order) {
            return Some(card);
        }
        let gone = card.order.status == OrderStatus::OutForDelivery || card.order.status.is_final();
        gone.then(|| BoardOrder {
            order: without_guest(card.order),
            ..card
        })
    }
}

/// The courier who has the order with them right now.
pub fn carried_by(order: &Order) -> Option<AccountId> {
    let courier = order.courier.as_ref()?;
    (order.status == OrderStatus::OutForDelivery).then_some(courier.account_id)
}

/// The card, for good, without what identifies the guest.
pub fn forget_guest(card: BoardOrder) -> BoardOrder {
    BoardOrder {
        order: without_guest(card.order),
        version: card.version + 1,
        ..card
    }
}

/// The order without what identifies the guest. Town and dishes stay: they are the restaurant's records.
pub fn without_guest(mut order: Order) -> Order {
    order.contact = Contact {
        name: String::new(),
        phone: String::new(),
    };
    order.note = None;
    if let Some(review) = &mut order.review {
        review.comment = None;
    }
    for line in &mut order.price.lines {
        line.note = None;
    }
    for step in order.history.iter_mut().filter(|step| step.by == Actor::Customer) {
        step.reason = None;
    }
    if let Fulfilment::Delivery { address } = &mut order.fulfilment {
        address.label.clear();
        address.instructions = None;
        address.address.street.clear();
        // About 10 km: a region, no door.
        let rough = |degrees: f64| (degrees * 10.0).round() / 10.0;
        address.location = GeoPoint {
            latitude: rough(address.location.latitude),
            longitude: rough(address.location.longitude),
        };
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use foodwala_contract::orders::{OrderStep, TRANSITIONS};
    use jiff::ToSpan;

    fn card(status: OrderStatus) -> BoardOrder {
        follow(None, samples::order(status)).unwrap()
    }

    fn after(order: &Order, status: OrderStatus, action: Option<OrderAction>) -> Order {
        let mut order = samples::at_status(order.clone(), status);
        order.version += 1;
        if action.is_some() {
            order.history.push(OrderStep {
                status,
                action,
                at: samples::now(),
                by: Actor::Restaurant,
                reason: None,
            });
        }
        order
    }

    #[test]
    fn newer_orders_win_and_older_ones_change_nothing() {
        let placed = samples::order(OrderStatus::Placed);
        let accepted = after(&placed, OrderStatus::Accepted, Some(OrderAction::Accept));
        let first = follow(None, accepted.clone()).unwrap();
        assert_eq!(follow(Some(first.clone()), placed), None);
        assert_eq!(follow(Some(first.clone()), accepted.clone()), None);
        let next = follow(Some(first), after(&accepted, OrderStatus::Preparing, None)).unwrap();
        assert_eq!((next.version, next.order.status), (2, OrderStatus::Preparing));
    }

    #[test]
    fn an_order_that_is_not_paid_never_reaches_the_board() {
        let mut order = samples::order(OrderStatus::Cancelled);
        order.history = vec![OrderStep {
            status: OrderStatus::PaymentPending,
            ..order.history[0].clone()
        }];
        assert_eq!(follow(None, order), None);
        assert!(follow(None, samples::order(OrderStatus::Scheduled)).is_some());
    }

    #[test]
    fn staff_does_what_the_table_lets_the_restaurant_do_and_nothing_else() {
        let actions = [
            StaffAction::Accept { ready_in_minutes: 20 },
            StaffAction::Reject {
                reason: "closed".into(),
            },
            StaffAction::Delay { minutes: 5 },
            StaffAction::Start,
            StaffAction::Ready,
            StaffAction::Dispatch { courier: None },
            StaffAction::Deliver,
            StaffAction::Collect,
            StaffAction::Cancel {
                reason: "no gas".into(),
            },
        ];
        for status in OrderStatus::ALL {
            for pickup in [false, true] {
                let mut order = samples::order(*status);
                if pickup {
                    order.fulfilment = Fulfilment::Pickup;
                }
                let card = BoardOrder {
                    order,
                    pending: None,
                    refused: None,
                    proof_required: false,
                    shared_with: None,
                    version: 1,
                };
                for action in &actions {
                    let allowed = TRANSITIONS.iter().any(|row| {
                        row.from == *status
                            && row.action == action.action()
                            && row.actors.contains(&Actor::Restaurant)
                            && row.only.is_none_or(|only| (only == FulfilmentKind::Pickup) == pickup)
                    });
                    let result = act(card.clone(), action, None, samples::now());
                    assert_eq!(result.is_ok(), allowed, "{status:?} {action:?} pickup {pickup}");
                }
            }
        }
    }

    #[test]
    fn an_action_stays_pending_until_it_is_answered() {
        let now = samples::now();
        let accept = StaffAction::Accept { ready_in_minutes: 20 };
        let acted = act(card(OrderStatus::Placed), &accept, None, now).unwrap();
        assert_eq!(
            acted.pending,
            Some(PendingAction {
                action: OrderAction::Accept,
                at: now
            })
        );

        let again = act(acted.clone(), &accept, None, now + 29.seconds());
        assert!(matches!(again, Err(ActionRefusal::OnItsWay { .. })));
        assert!(act(acted.clone(), &accept, None, now + 30.seconds()).is_ok());

        let amended = follow(Some(acted.clone()), after(&acted.order, OrderStatus::Placed, None)).unwrap();
        assert!(amended.pending.is_some());
        let order = after(&amended.order, OrderStatus::Accepted, Some(OrderAction::Accept));
        assert_eq!(follow(Some(amended), order).unwrap().pending, None);
        let cancelled = after(&acted.order, OrderStatus::Cancelled, None);
        assert_eq!(follow(Some(acted), cancelled).unwrap().pending, None);
    }

    #[test]
    fn a_refusal_shows_until_the_next_change() {
        let now = samples::now();
        let acted = act(
            card(OrderStatus::Placed),
            &StaffAction::Accept { ready_in_minutes: 20 },
            None,
            now,
        )
        .unwrap();
        let refused = refuse(acted, OrderAction::Accept, OrderStatus::Cancelled, now);
        assert_eq!(refused.pending, None);
        assert_eq!(refused.refused.as_ref().unwrap().status, OrderStatus::Cancelled);
        let order = after(&refused.order, OrderStatus::Cancelled, None);
        assert_eq!(follow(Some(refused), order).unwrap().refused, None);
    }

    #[test]
    fn couriers_see_what_waits_for_them_and_deliver_their_own() {
        let (me, other) = (samples::account(7), samples::account(8));
        let mut card = card(OrderStatus::OutForDelivery);
        card.order.courier = Some(samples::courier(me));
        assert!(Viewer::Courier(me).sees(&card.order) && !Viewer::Courier(other).sees(&card.order));
        assert_eq!(carried_by(&card.order), Some(me));
        assert!(Viewer::Courier(other).sees(&samples::order(OrderStatus::Ready)));
        assert!(!Viewer::Courier(other).sees(&samples::order(OrderStatus::Placed)));
        let told = Viewer::Courier(other).told(card.clone()).unwrap();
        assert_eq!((told.version, told.order.contact.name.as_str()), (card.version, ""));
        assert_eq!(Viewer::Courier(me).told(card.clone()), Some(card.clone()));
        let now = samples::now();
        assert_eq!(
            act(card.clone(), &StaffAction::Deliver, Some(other), now),
            Err(ActionRefusal::NotTheirs)
        );
        assert!(act(card.clone(), &StaffAction::Deliver, Some(me), now).is_ok());
        assert!(act(card, &StaffAction::Deliver, None, now).is_ok());
    }

    #[test]
    fn a_guest_can_be_forgotten() {
        let card = card(OrderStatus::Delivered);
        let forgotten = forget_guest(card.clone());
        assert_eq!(forgotten.version, card.version + 1);
        let text = serde_json::to_string(&forgotten).unwrap();
        let Fulfilment::Delivery { address } = &card.order.fulfilment else {
            panic!("a delivery")
        };
        let contact = &card.order.contact;
        for secret in [
            &contact.name,
            &contact.phone,
            &address.address.street,
            address.instructions.as_ref().unwrap(),
        ] {
            assert!(!secret.is_empty() && !text.contains(secret.as_str()), "{secret}");
        }
        assert_eq!(forgotten.order.price.total, card.order.price.total);
    }
}
