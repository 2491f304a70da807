use super::*;
use crate::domain::testing::{self, NOON, placed};
use foodwala_contract::orders::{Courier, TRANSITIONS};
use proptest::prelude::*;

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

fn staff(order: &mut OrderAggregate, action: StaffAction) -> Result<OrderEvent, TransitionRefused> {
    order
        .apply(Step::Staff(action), Actor::Restaurant, NOON + MINUTE)
        .map(|change| change.event)
}

#[test]
fn a_delivery_runs_from_placing_to_the_door() {
    let mut order = placed();
    assert_eq!(order.order().accept_by, Some(NOON + MINUTE * 10));
    assert_eq!(order.own().due_at, order.order().accept_by);

    assert_eq!(
        staff(&mut order, StaffAction::Accept { ready_in_minutes: 20 }),
        Ok(OrderEvent::Accepted)
    );
    let ready = NOON + MINUTE * 21 + order.own().travel;
    assert_eq!(
        (order.order().promised_at, order.order().accept_by, order.own().due_at),
        (ready, None, None)
    );

    assert_eq!(staff(&mut order, StaffAction::Start), Ok(OrderEvent::Started));
    assert_eq!(
        staff(&mut order, StaffAction::Delay { minutes: 5 }),
        Ok(OrderEvent::Delayed)
    );
    assert_eq!(order.order().promised_at, ready + MINUTE * 5);
    assert_eq!(order.order().status, OrderStatus::Preparing);
    assert_eq!(staff(&mut order, StaffAction::Ready), Ok(OrderEvent::Ready));
    assert!(
        staff(&mut order, StaffAction::Collect).is_err(),
        "nobody fetches a delivery"
    );
    let courier = Some(Courier {
        account_id: testing::CUSTOMER,
        name: "Kim".into(),
    });
    assert_eq!(
        staff(
            &mut order,
            StaffAction::Dispatch {
                courier: courier.clone()
            }
        ),
        Ok(OrderEvent::Dispatched)
    );
    assert_eq!(order.order().courier, courier);
    assert_eq!(staff(&mut order, StaffAction::Deliver), Ok(OrderEvent::Delivered));

    assert_eq!(order.order().version, 7);
    assert_eq!(order.order().history.len(), 7);
    assert_eq!(order.order().history[6].action, Some(OrderAction::Deliver));
}

#[test]
fn an_order_for_later_keeps_its_time_when_it_is_accepted_early() {
    let mut new = testing::new_order();
    let wanted = NOON + MINUTE * 180;
    new.basket.scheduled_for = Some(wanted);
    new.timing.promised_at = wanted;
    new.timing.release_at = Some(wanted - MINUTE * 30);
    let (mut order, change) = OrderAggregate::place(new, testing::DEADLINES, NOON);
    assert_eq!(change.event, OrderEvent::Scheduled);
    assert_eq!(
        (order.order().accept_by, order.own().due_at),
        (None, Some(wanted - MINUTE * 30))
    );

    let now = wanted - MINUTE * 30;
    let accept_by = now + MINUTE * 10;
    assert_eq!(
        order
            .apply(Step::Release { accept_by }, Actor::Platform, now)
            .unwrap()
            .event,
        OrderEvent::Placed
    );
    assert_eq!(
        (order.order().accept_by, order.own().due_at),
        (Some(accept_by), Some(accept_by))
    );
    staff(&mut order, StaffAction::Accept { ready_in_minutes: 10 }).unwrap();
    assert_eq!(order.order().promised_at, wanted);
}

#[test]
fn a_card_order_waits_for_its_payment() {
    let mut new = testing::new_order();
    new.payment = PaymentMethod::Card;
    let (order, change) = OrderAggregate::place(new, testing::DEADLINES, NOON);
    assert_eq!(
        (change.event, order.own().due_at),
        (OrderEvent::PaymentPending, Some(NOON + MINUTE * 15))
    );

    let mut paid = order.clone();
    let accept_by = NOON + MINUTE * 12;
    let change = paid
        .apply(Step::Pay { accept_by }, Actor::Platform, NOON + MINUTE * 2)
        .unwrap();
    assert_eq!(
        (change.event, paid.order().paid_at),
        (OrderEvent::Placed, Some(NOON + MINUTE * 2))
    );
    assert_eq!(paid.order().accept_by, Some(accept_by));

    let mut failed = order;
    let change = failed
        .apply(Step::FailPayment { reason: None }, Actor::Platform, NOON)
        .unwrap();
    assert_eq!(
        change,
        Change {
            event: OrderEvent::PaymentFailed,
            gives_back: true,
            payment_moved: true
        }
    );
}

#[test]
fn only_an_order_that_nobody_cooked_gives_back() {
    let cancel = || {
        Step::Staff(StaffAction::Cancel {
            reason: "The oven broke".into(),
        })
    };
    let mut order = placed();
    staff(&mut order, StaffAction::Accept { ready_in_minutes: 20 }).unwrap();
    let early = order.clone().apply(cancel(), Actor::Restaurant, NOON).unwrap();
    assert!(early.gives_back);
    staff(&mut order, StaffAction::Start).unwrap();
    assert!(!order.apply(cancel(), Actor::Restaurant, NOON).unwrap().gives_back);
    assert_eq!(
        order.order().history.last().unwrap().reason.as_deref(),
        Some("The oven broke")
    );
}

#[test]
fn notes_and_contact_change_until_the_restaurant_accepts() {
    let mut order = placed();
    let changes = AmendOrderRequest {
        note: Some("No cutlery".into()),
        delivery_instructions: Some(String::new()),
        ..AmendOrderRequest::default()
    };
    let change = order.amend(changes.clone(), NOON).unwrap();
    assert_eq!(change.map(|change| change.event), Some(OrderEvent::Amended));
    assert_eq!(
        (order.order().note.as_deref(), order.order().version),
        (Some("No cutlery"), 2)
    );
    let Fulfilment::Delivery { address } = &order.order().fulfilment else {
        panic!("a delivery")
    };
    assert_eq!(address.instructions, None);

    let before = order.clone();
    assert_eq!(order.amend(changes.clone(), NOON), Ok(None), "it is like that already");
    assert_eq!(order, before);

    staff(&mut order, StaffAction::Accept { ready_in_minutes: 20 }).unwrap();
    assert_eq!(
        order.amend(changes, NOON),
        Err(StateRefused {
            status: OrderStatus::Accepted
        })
    );
}

#[test]
fn a_guest_who_got_the_food_reviews_it_once() {
    let mut order = placed();
    assert!(matches!(order.review(5, None, NOON), Err(ReviewRefused::State(_))));
    testing::deliver(&mut order);
    assert_eq!(
        order.review(4, Some(" ".into()), NOON).unwrap().event,
        OrderEvent::Reviewed
    );
    assert_eq!(
        order.order().review,
        Some(Review {
            stars: 4,
            comment: None,
            at: NOON
        })
    );
    assert_eq!(order.review(4, None, NOON), Err(ReviewRefused::AlreadyReviewed));
}

#[test]
fn only_an_ended_order_can_be_hidden() {
    let mut order = placed();
    assert_eq!(
        order.hide(NOON),
        Err(StateRefused {
            status: OrderStatus::Placed
        })
    );
    order
        .apply(Step::Cancel { reason: None }, Actor::Customer, NOON)
        .unwrap();
    assert_eq!(order.hide(NOON), Ok(true));
    assert_eq!((order.hide(NOON), order.order().version), (Ok(false), 3));
}

#[test]
fn a_customer_who_left_is_erased_when_the_order_has_ended() {
    let mut order = placed();
    order.erase_customer(NOON);
    assert_eq!(order.order().contact.name, "Ada", "the courier still needs it");
    let total = order.order().price.total;
    order
        .apply(
            Step::Cancel {
                reason: Some("I am Ada".into()),
            },
            Actor::Customer,
            NOON,
        )
        .unwrap();

    let json = serde_json::to_string(order.order()).unwrap();
    for secret in [
        "Ada",
        "555",
        "Home",
        "Elm Street",
        "Ring twice",
        "Peanuts",
        "no onions",
        "13.4051",
    ] {
        assert!(!json.contains(secret), "{secret} is in {json}");
    }
    assert_eq!(order.order().price.total, total);
    assert!(!order.own().erase_when_ended);
}

fn any_step() -> impl Strategy<Value = Step> {
    let reason = || proptest::option::of("[a-z]{0,3}");
    let at = || any::<i32>().prop_map(|seconds| Timestamp::constant(i64::from(seconds), 0));
    let staff = prop_oneof![
        any::<u32>().prop_map(|ready_in_minutes| StaffAction::Accept { ready_in_minutes }),
        "[a-z]{0,3}".prop_map(|reason| StaffAction::Reject { reason }),
        any::<u32>().prop_map(|minutes| StaffAction::Delay { minutes }),
        Just(StaffAction::Start),
        Just(StaffAction::Ready),
        Just(StaffAction::Dispatch { courier: None }),
        Just(StaffAction::Deliver),
        Just(StaffAction::Collect),
        "[a-z]{0,3}".prop_map(|reason| StaffAction::Cancel { reason }),
    ];
    prop_oneof![
        1 => at().prop_map(|accept_by| Step::Pay { accept_by }),
        1 => at().prop_map(|release_at| Step::PayAhead { release_at }),
        1 => reason().prop_map(|reason| Step::FailPayment { reason }),
        1 => at().prop_map(|accept_by| Step::Release { accept_by }),
        1 => Just(Step::Expire),
        1 => reason().prop_map(|reason| Step::Cancel { reason }),
        9 => staff.prop_map(Step::Staff),
    ]
}

fn any_actor() -> impl Strategy<Value = Actor> {
    prop_oneof![
        3 => Just(Actor::Restaurant),
        1 => Just(Actor::Customer),
        1 => Just(Actor::Admin),
        1 => Just(Actor::Platform),
    ]
}

prop_compose! {
    fn any_order()(card in any::<bool>(), ahead in any::<bool>(), pickup in any::<bool>()) -> OrderAggregate {
        let mut new = testing::new_order();
        if card {
            new.payment = PaymentMethod::Card;
        }
        if ahead {
            new.timing.release_at = Some(NOON + MINUTE * 60);
        }
        if pickup {
            new.basket.fulfilment = Fulfilment::Pickup;
        }
        OrderAggregate::place(new, testing::DEADLINES, NOON).0
    }
}

proptest! {
    #[test]
    fn an_order_moves_along_the_table_and_never_otherwise(
        mut order in any_order(),
        steps in proptest::collection::vec((any_step(), any_actor()), 0..60),
    ) {
        for (step, actor) in steps {
            let before = order.clone();
            let (from, kind) = (before.order().status, before.order().fulfilment.kind());
            let action = step.action();
            let row = TRANSITIONS.iter().find(|row| {
                row.from == from && row.action == action && row.actors.contains(&actor)
                    && row.only.is_none_or(|only| only == kind)
            });
            match order.apply(step, actor, NOON + MINUTE) {
                Ok(_) => {
                    let row = row.expect("applied without a row");
                    prop_assert!(!from.is_final());
                    prop_assert_eq!(order.order().status, row.to);
                    prop_assert_eq!(order.order().version, before.order().version + 1);
                    prop_assert_eq!(order.order().history.len(), before.order().history.len() + 1);
                    let waits = matches!(
                        row.to, OrderStatus::Placed | OrderStatus::Scheduled | OrderStatus::PaymentPending);
                    prop_assert_eq!(order.own().due_at.is_some(), waits);
                    prop_assert_eq!(order.order().accept_by.is_some(), row.to == OrderStatus::Placed);
                }
                Err(refused) => {
                    prop_assert!(row.is_none());
                    prop_assert_eq!(refused, TransitionRefused { action, actor, status: from });
                    prop_assert_eq!(&order, &before);
                }
            }
        }
    }
}
