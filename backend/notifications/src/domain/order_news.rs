//! Which events of an order are news to its customer, and by which way they are told.

use foodwala_contract::{
    events::{
        Event, OrderAccepted, OrderCancelled, OrderCollected, OrderDelayed, OrderDelivered, OrderDispatched,
        OrderExpired, OrderPaymentFailed, OrderPlaced, OrderReady, OrderRejected, OrderScheduled, OrderStarted,
    },
    orders::{Actor, Order, OrderStatus},
};

macro_rules! news {
    ($($name:ident = $event:ty, $title:literal, $text:literal;)+) => {
        /// Something that happened to an order and that its customer wants to know.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum OrderNews { $($name),+ }

        impl OrderNews {
            /// All of it.
            #[cfg(test)]
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The news in an event of this type, if there is any.
            pub fn of(event_type: &str) -> Option<Self> {
                $(if event_type == <$event as Event>::TYPE { return Some(Self::$name); })+
                None
            }

            /// The names of its title and its text.
            pub const fn words(self) -> (&'static str, &'static str) {
                match self { $(Self::$name => ($title, $text)),+ }
            }
        }
    };
}

news! {
    PaymentFailed = OrderPaymentFailed, "order-payment-failed-title", "order-payment-failed-text";
    Scheduled = OrderScheduled, "order-scheduled-title", "order-scheduled-text";
    Placed = OrderPlaced, "order-placed-title", "order-placed-text";
    Accepted = OrderAccepted, "order-accepted-title", "order-accepted-text";
    Rejected = OrderRejected, "order-rejected-title", "order-rejected-text";
    Expired = OrderExpired, "order-expired-title", "order-expired-text";
    Delayed = OrderDelayed, "order-delayed-title", "order-delayed-text";
    Started = OrderStarted, "order-started-title", "order-started-text";
    Ready = OrderReady, "order-ready-title", "order-ready-text";
    Dispatched = OrderDispatched, "order-dispatched-title", "order-dispatched-text";
    Delivered = OrderDelivered, "order-delivered-title", "order-delivered-text";
    Collected = OrderCollected, "order-collected-title", "order-collected-text";
    Cancelled = OrderCancelled, "order-cancelled-title", "order-cancelled-text";
}

/// What the customer was told of an order last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Told {
    /// The order's version then.
    pub version: u64,
    /// Its state then.
    pub status: OrderStatus,
}

/// How a piece of news is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Plan {
    /// As an entry in the feed.
    pub feed: bool,
    /// As a mail.
    pub letter: Option<LetterKind>,
}

/// Which mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LetterKind {
    /// What was ordered and what it costs.
    Receipt,
    /// The news itself.
    Notice,
}

/// How to tell news of `order` to a customer who was `told` something before. Invariant: what is older than what they
/// know is not told, for it would mislead; a receipt stays true unless the order came to nothing.
pub(crate) fn plan(news: OrderNews, order: &Order, told: Option<Told>) -> Plan {
    let late = told.is_some_and(|told| told.version >= order.version);
    let came_to_nothing = told.is_some_and(|told| told.status.is_final() && !told.status.is_fulfilled());
    let letter = match news {
        OrderNews::Placed => (!(late && came_to_nothing)).then_some(LetterKind::Receipt),
        OrderNews::Rejected | OrderNews::Expired => (!late).then_some(LetterKind::Notice),
        OrderNews::Cancelled => (!late && !cancelled_by_customer(order)).then_some(LetterKind::Notice),
        _ => None,
    };
    Plan { feed: !late, letter }
}

fn cancelled_by_customer(order: &Order) -> bool {
    let step = order
        .history
        .iter()
        .rev()
        .find(|step| step.status == OrderStatus::Cancelled);
    step.is_some_and(|step| step.by == Actor::Customer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::messages::samples::order;
    use foodwala_contract::{
        events::{ORDER_EVENT_TYPES, OrderAmended, OrderPaymentChanged, OrderPaymentPending, OrderReviewed},
        orders::OrderStep,
    };

    #[test]
    fn every_event_is_news_except_these() {
        let silent: Vec<_> = ORDER_EVENT_TYPES
            .iter()
            .filter(|kind| OrderNews::of(kind).is_none())
            .collect();
        assert_eq!(
            silent,
            [
                &OrderPaymentPending::TYPE,
                &OrderPaymentChanged::TYPE,
                &OrderAmended::TYPE,
                &OrderReviewed::TYPE
            ]
        );
        assert_eq!(OrderNews::ALL.len() + silent.len(), ORDER_EVENT_TYPES.len());
    }

    #[test]
    fn old_news_is_no_news_but_a_receipt_stays_true() {
        let order = order();
        let told = |version, status| Some(Told { version, status });
        let both = Plan {
            feed: true,
            letter: Some(LetterKind::Receipt),
        };
        assert_eq!(plan(OrderNews::Placed, &order, None), both);
        assert_eq!(
            plan(
                OrderNews::Placed,
                &order,
                told(order.version - 1, OrderStatus::Scheduled)
            ),
            both
        );
        let late = plan(
            OrderNews::Placed,
            &order,
            told(order.version + 1, OrderStatus::Accepted),
        );
        assert_eq!(
            late,
            Plan {
                feed: false,
                letter: Some(LetterKind::Receipt)
            }
        );
        let nothing = Plan {
            feed: false,
            letter: None,
        };
        assert_eq!(
            plan(
                OrderNews::Placed,
                &order,
                told(order.version + 1, OrderStatus::Rejected)
            ),
            nothing
        );
        assert_eq!(
            plan(OrderNews::Accepted, &order, told(order.version, OrderStatus::Ready)),
            nothing
        );
        assert_eq!(
            plan(OrderNews::Rejected, &order, told(order.version, OrderStatus::Ready)),
            nothing
        );
        assert_eq!(
            plan(OrderNews::Delivered, &order, None),
            Plan {
                feed: true,
                letter: None
            }
        );
    }

    #[test]
    fn nobody_gets_mail_about_what_they_did_themselves() {
        let mut order = order();
        for (by, letter) in [(Actor::Customer, None), (Actor::Restaurant, Some(LetterKind::Notice))] {
            order.history = vec![OrderStep {
                status: OrderStatus::Cancelled,
                action: None,
                at: order.updated_at,
                by,
                reason: None,
            }];
            assert_eq!(plan(OrderNews::Cancelled, &order, None), Plan { feed: true, letter });
        }
    }
}
