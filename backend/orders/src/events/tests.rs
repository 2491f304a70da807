use super::*;
use crate::{
    commands::testing::Kitchen,
    domain::{
        order::{OrderAggregate, Step},
        testing::{self, DEADLINES, NOON, RESTAURANT},
    },
};
use foodwala_contract::{
    events::{ORDER_EVENT_TYPES, OrderChanged, OrderTransitionRefused, PortionsChanged, StaffAction},
    orders::{Actor, AmendOrderRequest, Courier, Fulfilment, OrderAction, OrderStatus, PaymentMethod},
};
use jiff::SignedDuration;
use std::collections::BTreeSet;

/// An order as `event` leaves it.
fn order_after(event: OrderEvent) -> OrderAggregate {
    let mut new = testing::new_order();
    match event {
        OrderEvent::PaymentPending | OrderEvent::PaymentFailed | OrderEvent::PaymentChanged => {
            new.payment = PaymentMethod::Card;
        }
        OrderEvent::Scheduled => {
            new.basket.scheduled_for = Some(NOON + SignedDuration::from_hours(3));
            new.timing.release_at = Some(NOON + SignedDuration::from_hours(2));
        }
        OrderEvent::Collected => new.basket.fulfilment = Fulfilment::Pickup,
        _ => (),
    }
    let (mut order, _) = OrderAggregate::place(new, DEADLINES, NOON);
    let reason = || "Sorry".to_owned();
    let courier = Some(Courier {
        account_id: testing::CUSTOMER,
        name: "Kim".into(),
    });
    let accept = StaffAction::Accept { ready_in_minutes: 20 };
    let start = [accept.clone(), StaffAction::Start];
    let ready = [accept.clone(), StaffAction::Start, StaffAction::Ready];
    let staff = match event {
        OrderEvent::Accepted => vec![accept],
        OrderEvent::Rejected => vec![StaffAction::Reject { reason: reason() }],
        OrderEvent::Delayed => vec![accept, StaffAction::Delay { minutes: 5 }],
        OrderEvent::Started => start.into(),
        OrderEvent::Ready => ready.into(),
        OrderEvent::Dispatched => [ready.as_slice(), &[StaffAction::Dispatch { courier }]].concat(),
        OrderEvent::Delivered | OrderEvent::Reviewed => testing::all_the_way().into(),
        OrderEvent::Collected => [ready.as_slice(), &[StaffAction::Collect]].concat(),
        OrderEvent::Cancelled => vec![StaffAction::Cancel { reason: reason() }],
        _ => vec![],
    };
    let mut apply = |step, actor| order.apply(step, actor, NOON + SignedDuration::from_mins(1)).unwrap();
    for action in staff {
        apply(Step::Staff(action), Actor::Restaurant);
    }
    match event {
        OrderEvent::PaymentFailed => drop(apply(Step::FailPayment { reason: Some(reason()) }, Actor::Platform)),
        OrderEvent::PaymentChanged => {
            order.show_payment_page("https://pay.example/1".into(), NOON).unwrap();
        }
        OrderEvent::Expired => drop(apply(Step::Expire, Actor::Platform)),
        OrderEvent::Amended => {
            let note = Some("Extra napkins".into());
            order
                .amend(
                    AmendOrderRequest {
                        note,
                        ..AmendOrderRequest::default()
                    },
                    NOON,
                )
                .unwrap()
                .unwrap();
        }
        OrderEvent::Reviewed => drop(order.review(5, Some("Good".into()), NOON).unwrap()),
        _ => (),
    }
    order
}

#[tokio::test]
async fn every_order_event_is_told_in_its_shape() {
    let kitchen = Kitchen::empty().await;
    let mut types = BTreeSet::new();
    for event in OrderEvent::ALL.iter().copied() {
        let order = order_after(event);
        let rendered = Rendered::of(&order).unwrap();
        kitchen
            .run(async |tx| append(tx, event, &rendered, NOON).await)
            .await
            .unwrap();

        let told = kitchen
            .database
            .query("SELECT type, subject, payload FROM orders.outbox ORDER BY id", &[])
            .await;
        let told = told.unwrap().pop().unwrap();
        let (kind, payload): (String, String) = (told.get("type").unwrap(), told.get("payload").unwrap());
        assert_eq!(told.get::<String>("subject").unwrap(), order.order().id.to_string());
        let read: OrderChanged = serde_json::from_str(&payload).unwrap();
        assert_eq!(&read.order, order.order(), "{kind}");
        let json: serde_json::Value = serde_json::from_str(&payload).unwrap();
        insta::assert_json_snapshot!(kind.as_str(), json);
        assert!(types.insert(kind));
    }
    assert_eq!(types, ORDER_EVENT_TYPES.iter().map(ToString::to_string).collect());
}

#[test]
fn what_else_is_told_keeps_its_shape() {
    let order_id = OrderId(uuid::Uuid::from_u128(3));
    let refused = OrderTransitionRefused {
        order_id,
        restaurant_id: RESTAURANT,
        action: OrderAction::Accept,
        status: OrderStatus::Cancelled,
    };
    insta::assert_json_snapshot!(OrderTransitionRefused::TYPE, refused);
    let portions = PortionsChanged {
        restaurant_id: RESTAURANT,
        item_id: testing::PIZZA,
        portions_left: 3,
        version: 7,
    };
    insta::assert_json_snapshot!(PortionsChanged::TYPE, portions);
    let outdated = ReadDocumentOutdated {
        order_id,
        customer_id: testing::CUSTOMER,
    };
    insta::assert_json_snapshot!(ReadDocumentOutdated::TYPE, outdated);
}
