use super::{fake::Fake, *};
use crate::{
    commands::{
        place::PlaceOrder,
        staff_action,
        testing::{Kitchen, command, order_of},
    },
    domain::testing::{DEADLINES, NOON, RESTAURANT},
    jobs,
    state::OrdersState,
};
use foodwala_clock::ManualClock;
use foodwala_contract::{
    events::{StaffAction, StaffActionTaken},
    orders::{Order, OrderStatus, PaymentMethod, PaymentStatus},
};
use foodwala_platform::TokenVerifier;
use foodwala_readmodel::ReadModel;
use tokio_util::sync::CancellationToken;

/// The service's insides, with a provider that can be watched.
struct Till {
    kitchen: Kitchen,
    fake: Fake,
    clock: ManualClock,
    payments: Payments,
    deps: Deps,
}

impl Till {
    async fn open() -> Self {
        let mut kitchen = Kitchen::open().await;
        kitchen.rules.card_payments = Some("fake");
        let clock = ManualClock::new(NOON);
        let deps = Deps {
            database: kitchen.database.clone(),
            read_model: ReadModel::in_process(),
            clock: Arc::new(clock.clone()),
            auth: Arc::new(TokenVerifier::new("us", "all")),
            shutdown: CancellationToken::new(),
        };
        let fake = Fake::default();
        let projection = Projection::new(deps.database.clone(), deps.read_model.clone());
        let url = "https://food.example/orders/{order_id}";
        let payments = Payments::new(&deps, projection, DEADLINES, Arc::new(fake.clone()), url);
        Self {
            kitchen,
            fake,
            clock,
            payments,
            deps,
        }
    }

    /// Commits an order by card, as far as a process gets that is killed right after it.
    async fn place(&self) -> OrderId {
        let by_card = PlaceOrder {
            payment: PaymentMethod::Card,
            ..command()
        };
        self.kitchen.place(by_card).await.unwrap().id
    }

    /// An order by card whose page is open.
    async fn opened(&self) -> OrderId {
        let id = self.place().await;
        self.payments.start(id).await.unwrap();
        id
    }

    /// An order by card that was paid, as the provider told.
    async fn paid(&self) -> OrderId {
        let id = self.opened().await;
        self.fake.pay(id);
        self.payments.hear(self.told(id).await).await.unwrap();
        id
    }

    /// An order by card whose page the provider opened for a process that was killed before it could note it.
    async fn opened_unnoted(&self) -> OrderId {
        let id = self.place().await;
        let wanted = self.payments.wanted(id).await.unwrap();
        self.payments.provider.start(&wanted).await.unwrap();
        id
    }

    async fn order(&self, id: OrderId) -> Order {
        let stored = store::orders::rendered(&self.kitchen.database, id).await.unwrap();
        order_of(&stored.unwrap())
    }

    async fn status(&self, id: OrderId) -> (OrderStatus, PaymentStatus) {
        let order = self.order(id).await;
        (order.status, order.card_payment.unwrap().status)
    }

    /// The jobs run once, so much later.
    async fn after(&self, minutes: u64) {
        self.clock.advance(std::time::Duration::from_mins(minutes));
        let state = OrdersState {
            database: self.deps.database.clone(),
            projection: Projection::new(self.deps.database.clone(), self.deps.read_model.clone()),
            clock: Arc::clone(&self.deps.clock),
            books: self.kitchen.books.clone(),
            rules: self.kitchen.rules,
            payments: Some(self.payments.clone()),
        };
        jobs::fail_unpaid::run(state).await.unwrap();
        jobs::payments::run(self.payments.clone()).await.unwrap();
    }

    async fn reject(&self, order_id: OrderId) {
        let taken = StaffActionTaken {
            order_id,
            restaurant_id: RESTAURANT,
            action: StaffAction::Reject {
                reason: "Closing".into(),
            },
            by: None,
        };
        let now = self.clock.now();
        self.kitchen
            .run(async |tx| staff_action::take(tx, taken, now).await)
            .await
            .unwrap();
    }

    async fn told(&self, order_id: OrderId) -> provider::Callback {
        let (state, _) = self.fake.kept(order_id).unwrap();
        provider::Callback {
            order_id,
            reference: format!("fake-{order_id}"),
            state,
        }
    }
}

#[tokio::test]
async fn whoever_placed_an_order_gets_its_page_and_asking_twice_gives_one_payment() {
    let till = Till::open().await;
    let id = till.place().await;
    let order = order_of(&till.payments.start(id).await.unwrap());
    let payment = order.card_payment.unwrap();
    assert_eq!(payment.pay_url, Some(format!("https://pay.example/{id}")));
    assert_eq!(payment.pay_by, Some(NOON + SignedDuration::from_mins(15)));
    let again = order_of(&till.payments.start(id).await.unwrap());
    assert_eq!(again.version, 2);
    assert!(matches!(
        till.payments.start(OrderId(uuid::Uuid::from_u128(1))).await,
        Err(PaymentError::NotFound)
    ));
}

#[tokio::test]
async fn a_process_that_dies_after_the_order_leaves_its_payment_to_the_job() {
    let till = Till::open().await;
    let id = till.place().await;
    till.after(0).await;
    assert_eq!(till.fake.kept(id), None, "whoever placed it is asking");
    till.after(1).await;
    assert!(till.order(id).await.card_payment.unwrap().pay_url.is_some());
}

#[tokio::test]
async fn a_process_that_dies_between_provider_and_note_finds_the_same_payment() {
    let till = Till::open().await;
    let id = till.opened_unnoted().await;
    till.fake.pay(id);
    // The callback overtakes the note of the page.
    till.payments.hear(till.told(id).await).await.unwrap();
    assert_eq!(till.status(id).await, (OrderStatus::Placed, PaymentStatus::Paid));
    // Its name is known from the callback, so the money can go back.
    till.reject(id).await;
    till.after(0).await;
    assert_eq!(till.status(id).await, (OrderStatus::Rejected, PaymentStatus::Refunded));
}

#[tokio::test]
async fn a_provider_that_is_away_is_asked_again() {
    let till = Till::open().await;
    let id = till.place().await;
    till.fake.set_away(true);
    assert!(matches!(till.payments.start(id).await, Err(PaymentError::Provider(_))));
    till.after(1).await;
    assert_eq!(till.fake.kept(id), None);
    till.fake.set_away(false);
    till.after(1).await;
    assert!(till.order(id).await.card_payment.unwrap().pay_url.is_some());
}

#[tokio::test]
async fn a_payment_that_nobody_told_of_is_found() {
    let till = Till::open().await;
    let id = till.opened().await;
    till.fake.pay(id);
    till.after(1).await;
    assert_eq!(till.status(id).await, (OrderStatus::Placed, PaymentStatus::Paid));
}

#[tokio::test]
async fn callbacks_count_once_and_only_for_their_own_payment() {
    let till = Till::open().await;
    let id = till.opened().await;
    till.fake.pay(id);
    let told = till.told(id).await;
    let other = provider::Callback {
        reference: "fake-other".into(),
        ..told.clone()
    };
    assert!(matches!(
        till.payments.hear(other).await,
        Err(PaymentError::OtherPayment)
    ));
    for _ in 0..3 {
        till.payments.hear(told.clone()).await.unwrap();
    }
    let version = till.order(id).await.version;
    assert_eq!(version, 3, "placed, page, paid");
}

#[tokio::test]
async fn an_order_that_nobody_pays_fails_and_its_page_is_closed() {
    let till = Till::open().await;
    let id = till.opened().await;
    till.after(16).await;
    assert_eq!(
        till.status(id).await,
        (OrderStatus::PaymentFailed, PaymentStatus::Failed)
    );
    assert_eq!(till.order(id).await.card_payment.unwrap().pay_url, None);
    assert_eq!(till.fake.kept(id), Some((PaymentState::Failed, false)));
}

#[tokio::test]
async fn money_for_an_order_that_failed_meanwhile_goes_back() {
    let till = Till::open().await;
    let id = till.opened().await;
    // Paid in the last moment, and the callback was lost.
    till.fake.pay(id);
    till.clock.advance(std::time::Duration::from_mins(15));
    till.kitchen
        .run(async |tx| pay::settle(tx, DEADLINES, id, Payment::Overdue, till.clock.now()).await)
        .await
        .unwrap();
    till.after(0).await;
    assert_eq!(
        till.status(id).await,
        (OrderStatus::PaymentFailed, PaymentStatus::RefundPending)
    );
    till.after(0).await;
    assert_eq!(
        till.status(id).await,
        (OrderStatus::PaymentFailed, PaymentStatus::Refunded)
    );
    assert!(till.fake.kept(id).unwrap().1);
}

#[tokio::test]
async fn an_order_that_failed_before_its_page_was_noted_leaves_no_open_page() {
    let till = Till::open().await;
    let id = till.opened_unnoted().await;
    till.after(16).await;
    assert_eq!(till.fake.kept(id), Some((PaymentState::Failed, false)));
}

#[tokio::test]
async fn a_paid_order_that_is_rejected_is_refunded_however_long_the_provider_is_away() {
    let till = Till::open().await;
    let id = till.paid().await;
    till.reject(id).await;
    assert_eq!(
        till.status(id).await,
        (OrderStatus::Rejected, PaymentStatus::RefundPending)
    );
    till.fake.set_away(true);
    for _ in 0..8 {
        till.after(20).await;
    }
    assert_eq!(till.status(id).await.1, PaymentStatus::RefundPending);
    till.fake.set_away(false);
    till.after(20).await;
    assert_eq!(till.status(id).await, (OrderStatus::Rejected, PaymentStatus::Refunded));
    let refunded_at = till.order(id).await.card_payment.unwrap().refunded_at;
    assert_eq!(refunded_at, Some(till.clock.now()));
    let version = till.order(id).await.version;
    till.after(20).await;
    assert_eq!(till.order(id).await.version, version, "once");
}

#[tokio::test]
async fn a_delivered_order_keeps_its_money() {
    let till = Till::open().await;
    let id = till.paid().await;
    till.kitchen.deliver(id).await;
    till.after(60).await;
    assert_eq!(till.status(id).await, (OrderStatus::Delivered, PaymentStatus::Paid));
    assert!(!till.fake.kept(id).unwrap().1);
}
