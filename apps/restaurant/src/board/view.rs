//! What of a card decides how it is shown: its column, how urgent it is, what is on its way.

use super::Card;
use crate::queue::{Entry, Progress, Queue, predicted};
use foodwala_sdk::{
    Timestamp,
    contract::orders::{Order, OrderStatus},
};
use jiff::SignedDuration;

/// When there are only so many minutes left, a card calls for attention.
const SOON: SignedDuration = SignedDuration::from_mins(10);
/// The same, for an order that nobody has taken.
const ACCEPT_SOON: SignedDuration = SignedDuration::from_mins(4);

/// A column of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// Nobody has taken it.
    New,
    /// Taken, or being cooked.
    Preparing,
    /// Waits for courier or guest.
    Ready,
    /// With a courier.
    OnTheWay,
}

impl Column {
    /// All of them, as they follow each other.
    pub const ALL: [Self; 4] = [Self::New, Self::Preparing, Self::Ready, Self::OnTheWay];
}

/// The column for a state; none for what has ended and what is not due yet.
#[must_use]
pub const fn column_of(status: OrderStatus) -> Option<Column> {
    match status {
        OrderStatus::Placed => Some(Column::New),
        OrderStatus::Accepted | OrderStatus::Preparing => Some(Column::Preparing),
        OrderStatus::Ready => Some(Column::Ready),
        OrderStatus::OutForDelivery => Some(Column::OnTheWay),
        _ => None,
    }
}

/// How much a card calls for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// All in good time.
    Calm,
    /// It is getting tight.
    Soon,
    /// The promised time is over.
    Late,
}

impl Urgency {
    /// As styles name it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Soon => "soon",
            Self::Late => "late",
        }
    }
}

/// The time that counts for an order in a state: until when it must be taken, else when it was promised.
#[must_use]
pub fn due(order: &Order, status: OrderStatus) -> Timestamp {
    match (status, order.accept_by) {
        (OrderStatus::Placed, Some(by)) => by,
        _ => order.promised_at,
    }
}

/// How urgent an order in a state is that is due then.
#[must_use]
pub fn urgency(due: Timestamp, status: OrderStatus, now: Timestamp) -> Urgency {
    let left = due.duration_since(now);
    let soon = if status == OrderStatus::Placed {
        ACCEPT_SOON
    } else {
        SOON
    };
    if left <= SignedDuration::ZERO {
        Urgency::Late
    } else if left <= soon {
        Urgency::Soon
    } else {
        Urgency::Calm
    }
}

/// A card as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct CardView {
    /// The card.
    pub card: Card,
    /// Where it stands once what staff did has arrived.
    pub status: OrderStatus,
    /// What is on its way, if anything.
    pub waiting: Option<Entry>,
}

impl CardView {
    /// A card with what the queue says of it.
    #[must_use]
    pub fn new(card: Card, queue: &Queue) -> Self {
        let (status, waiting) = predicted(&card.order, &queue.entries);
        Self {
            waiting: waiting.cloned(),
            card,
            status,
        }
    }

    /// Whether something waits for the network.
    #[must_use]
    pub fn is_held(&self) -> bool {
        let held = |entry: &Entry| matches!(entry.progress, Progress::Waiting | Progress::Sent);
        self.waiting.as_ref().is_some_and(held)
    }
}

/// Cards in the order in which they should be worked on: what is due first, first.
#[must_use]
pub fn sorted(mut cards: Vec<CardView>) -> Vec<CardView> {
    cards.sort_by_key(|view| (due(&view.card.order, view.status), view.card.order.id));
    cards
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{card, noon};

    #[test]
    fn every_live_state_has_its_column() {
        for status in OrderStatus::ALL {
            let is_live = !status.is_final() && !matches!(status, OrderStatus::Scheduled | OrderStatus::PaymentPending);
            assert_eq!(column_of(*status).is_some(), is_live, "{status:?}");
        }
    }

    #[test]
    fn what_nobody_has_taken_is_measured_by_the_time_to_take_it() {
        let mut order = card(1, OrderStatus::Placed).order;
        order.accept_by = Some(noon() + SignedDuration::from_mins(5));
        order.promised_at = noon() + SignedDuration::from_mins(40);
        let urgency = |status, now| urgency(due(&order, status), status, now);
        assert_eq!(urgency(OrderStatus::Placed, noon()), Urgency::Calm);
        let later = noon() + SignedDuration::from_mins(2);
        assert_eq!(urgency(OrderStatus::Placed, later), Urgency::Soon);
        assert_eq!(urgency(OrderStatus::Preparing, later), Urgency::Calm);
        let late = noon() + SignedDuration::from_mins(40);
        assert_eq!(urgency(OrderStatus::Preparing, late), Urgency::Late);
    }

    #[test]
    fn the_order_that_is_due_first_comes_first() {
        let view = |id, minutes| {
            let mut card = card(id, OrderStatus::Preparing);
            card.order.promised_at = noon() + SignedDuration::from_mins(minutes);
            CardView::new(Card::new(card), &Queue::default())
        };
        let cards = sorted(vec![view(1, 30), view(2, 10), view(3, 20)]);
        let due: Vec<i64> = cards
            .iter()
            .map(|view| view.card.order.promised_at.duration_since(noon()).as_mins())
            .collect();
        assert_eq!(due, [10, 20, 30]);
    }
}
