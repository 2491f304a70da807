//! The service on a bus, with a clock that stands.

use foodwala_clock::{Clock, ManualClock};
use foodwala_contract::{
    AccountId, Currency, Money, OrderId, RestaurantId,
    auth::Account,
    events::{AccountRegistered, Event},
    orders::{Contact, Fulfilment, Order, OrderStatus, PaymentMethod, Price},
};
use foodwala_database::{Database, Row};
use foodwala_messaging::{Bus, InProcessBus, Message, Relay};
use foodwala_notifications::{Config, service};
use foodwala_platform::{Deps, Job, TokenVerifier};
use foodwala_readmodel::ReadModel;
use std::sync::Arc;
use tokio_util::sync::{CancellationToken, DropGuard};
use uuid::Uuid;

pub struct Stage {
    pub database: Database,
    pub read_model: ReadModel,
    pub clock: ManualClock,
    bus: Arc<InProcessBus>,
    jobs: Vec<Job>,
    _stop: DropGuard,
}

impl Stage {
    pub async fn new(config: Config) -> Self {
        let clock = ManualClock::new("2030-01-01T12:00:00Z".parse().unwrap());
        let shared: Arc<dyn Clock> = Arc::new(clock.clone());
        let shutdown = CancellationToken::new();
        let deps = Deps {
            database: Database::temporary("notifications").await.unwrap(),
            read_model: ReadModel::in_process(),
            clock: Arc::clone(&shared),
            auth: Arc::new(TokenVerifier::new("test", "test")),
            shutdown: shutdown.clone(),
        };
        let service = service(deps.clone(), config).unwrap();
        let dead_letters = Database::temporary("bus").await.unwrap();
        let bus = InProcessBus::builder(dead_letters, Arc::clone(&shared)).subscribe_all(service.consumers);
        let bus = Arc::new(bus.start().unwrap());
        tokio::spawn(Relay::new(deps.database.clone(), bus.clone(), shared).run(shutdown.clone()));
        Self {
            database: deps.database,
            read_model: deps.read_model,
            clock,
            bus,
            jobs: service.jobs,
            _stop: shutdown.drop_guard(),
        }
    }

    /// Publishes an event; everybody has handled it afterwards.
    pub async fn hear<E: Event>(&self, id: Uuid, event: &E) {
        let message = Message::of(id, "elsewhere", event, self.clock.now(), None).unwrap();
        self.bus.publish(&message).await.unwrap();
    }

    pub async fn register(&self, account: AccountId) {
        let account = Account {
            id: account,
            email: "asha@example.org".to_owned(),
            display_name: "Asha".to_owned(),
            locale: "en-IN".to_owned(),
            platform_roles: Vec::new(),
            created_at: self.clock.now(),
        };
        self.hear(Uuid::now_v7(), &AccountRegistered { account }).await;
    }

    pub async fn send_mails(&self) {
        let job = self
            .jobs
            .iter()
            .find(|job| job.name() == "notifications.send-mails")
            .unwrap();
        job.run_once().await.unwrap();
    }

    /// The only mail there is.
    pub async fn mail(&self) -> Row {
        let mut rows = self
            .database
            .query("SELECT * FROM notifications.mails", &[])
            .await
            .unwrap();
        assert_eq!(rows.len(), 1);
        rows.remove(0)
    }

    pub fn order(&self, customer_id: AccountId, version: u64, status: OrderStatus) -> Order {
        let now = self.clock.now();
        Order {
            id: OrderId(Uuid::from_u128(7)),
            number: "K7Q2M".to_owned(),
            version,
            status,
            customer_id,
            entry: None,
            restaurant_id: RestaurantId(Uuid::from_u128(8)),
            restaurant_name: "Dosa House".to_owned(),
            restaurant: None,
            fulfilment: Fulfilment::Pickup,
            price: Price {
                lines: Vec::new(),
                charges: Vec::new(),
                total: Money::new(1250, Currency::EUR),
            },
            payment: PaymentMethod::Cash,
            paid_at: None,
            card_payment: None,
            contact: Contact {
                name: "Asha".to_owned(),
                phone: String::new(),
            },
            note: None,
            ordered_at: now,
            scheduled_for: None,
            promised_at: now,
            accept_by: None,
            courier: None,
            history: Vec::new(),
            review: None,
            updated_at: now,
        }
    }
}
