//! The service as a whole: its routes, consumers and relay over the embedded engines.

use crate::{
    Config,
    domain::testing::{self, CUSTOMER, NOON, RESTAURANT},
    payments::{fake::Fake, provider::PaymentProvider},
    service_with,
};
use axum::{Router, body::Body};
use foodwala_clock::ManualClock;
use foodwala_contract::{
    AccountId, ErrorCode, Money, OrderId, Problem,
    access::PlatformRole,
    auth::{Jwk, JwkSet},
    endpoint::all_endpoints,
    events::{CustomerDeleted, Event, MenuPublished, RestaurantChanged, StaffAction, StaffActionTaken},
    orders::{
        Contact, Order,
        OrderStatus::{self, Accepted, Delivered, OutForDelivery, Placed, Preparing, Ready},
        PaymentMethod, PlaceOrderRequest, Quote, TrackingEvent,
    },
    page::Page,
};
use foodwala_database::Database;
use foodwala_messaging::{Bus, InProcessBus, Message, Relay};
use foodwala_platform::{Claims, Deps, TokenVerifier, auth::Subject};
use foodwala_readmodel::{
    Channel, Document, Engine, Entry, Partition, Put, PutOutcome, Quota, RangeQuery, ReadModel, ReadModelError, Spent,
    Subscription,
};
use http::{Request, StatusCode};
use jsonwebtoken::{Algorithm, EncodingKey, Header, jwk};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::json;
use std::{collections::BTreeSet, sync::Arc};
use tokio_util::sync::{CancellationToken, DropGuard};
use tower::ServiceExt;
use uuid::Uuid;

struct Town {
    router: Router,
    bus: Arc<dyn Bus>,
    deps: Deps,
    config: Config,
    _relay: DropGuard,
}

struct Answer {
    status: StatusCode,
    body: Vec<u8>,
}

impl Answer {
    fn json<T: DeserializeOwned>(&self) -> T {
        let read = serde_json::from_slice(&self.body);
        read.unwrap_or_else(|error| panic!("{error}: {} {}", self.status, String::from_utf8_lossy(&self.body)))
    }

    fn problem(&self) -> (ErrorCode, serde_json::Value) {
        let problem: Problem = self.json();
        assert_eq!(problem.status, self.status.as_u16());
        (problem.code, problem.context.into())
    }
}

impl Town {
    /// With the pizzeria's price book.
    async fn new(config: Config) -> Self {
        Self::with(config, None).await
    }

    async fn with(config: Config, provider: Option<Arc<dyn PaymentProvider>>) -> Self {
        let auth = TokenVerifier::new("foodwala", "foodwala");
        auth.set_keys(&JwkSet {
            keys: vec![public_key()],
        })
        .unwrap();
        let clock = Arc::new(ManualClock::new(NOON));
        let deps = Deps {
            database: Database::temporary("orders").await.unwrap(),
            read_model: ReadModel::in_process(),
            clock: clock.clone(),
            auth: Arc::new(auth),
            shutdown: CancellationToken::new(),
        };
        let service = service_with(deps.clone(), &config, provider);
        let of_contract = all_endpoints().filter(|endpoint| endpoint.service == "orders");
        let expected: BTreeSet<_> = of_contract.map(|endpoint| endpoint.id).collect();
        assert_eq!(
            service.routes.endpoints.iter().copied().collect::<BTreeSet<_>>(),
            expected
        );

        let dead_letters = Database::temporary("bus").await.unwrap();
        let bus = InProcessBus::builder(dead_letters, clock.clone())
            .subscribe_all(service.consumers)
            .start()
            .unwrap();
        let bus: Arc<dyn Bus> = Arc::new(bus);
        let stop = CancellationToken::new();
        tokio::spawn(Relay::new(deps.database.clone(), Arc::clone(&bus), clock).run(stop.clone()));
        let router = service.routes.commands.merge(service.routes.queries);
        let town = Self {
            router,
            bus,
            deps,
            config,
            _relay: stop.drop_guard(),
        };
        town.tell(&RestaurantChanged {
            restaurant: testing::restaurant(),
        })
        .await;
        town.tell(&MenuPublished { menu: testing::menu() }).await;
        town
    }

    async fn tell<E: Event>(&self, event: &E) {
        let message = Message::of(foodwala_clock::new_id(NOON), "restaurants", event, NOON, None).unwrap();
        self.bus.publish(&message).await.unwrap();
    }

    async fn act(&self, order_id: OrderId, action: StaffAction) {
        self.tell(&StaffActionTaken {
            order_id,
            restaurant_id: RESTAURANT,
            action,
            by: None,
        })
        .await;
    }

    fn request(&self, method: &str, path: &str, who: &str, key: Option<&str>) -> http::request::Builder {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("content-type", "application/json");
        if !who.is_empty() {
            request = request.header("authorization", format!("Bearer {who}"));
        }
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        request
    }

    async fn send<T: Serialize>(&self, method: &str, path: &str, who: &str, key: Option<&str>, body: &T) -> Answer {
        let body = Body::from(serde_json::to_vec(body).unwrap());
        let request = self.request(method, path, who, key).body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX)
            .await
            .unwrap()
            .to_vec();
        Answer { status, body }
    }

    async fn place(&self, request: &PlaceOrderRequest, key: &str) -> Answer {
        self.send("POST", "/v1/orders", &customer(), Some(key), request).await
    }
}

fn wanted() -> PlaceOrderRequest {
    PlaceOrderRequest {
        basket: testing::basket(),
        expected_total: Money::new(2_610, foodwala_contract::Currency::EUR),
        payment: PaymentMethod::Cash,
        contact: Contact {
            name: "Ada".into(),
            phone: String::new(),
        },
        note: None,
    }
}

/// RFC 8410: an Ed25519 private key is its 32 bytes behind a fixed prefix.
fn private_key() -> EncodingKey {
    let prefix = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    EncodingKey::from_ed_der(&[&prefix[..], &[1; 32]].concat())
}

fn public_key() -> Jwk {
    let key = jwk::Jwk::from_encoding_key(&private_key(), Algorithm::EdDSA).unwrap();
    let jwk::AlgorithmParameters::OctetKeyPair(pair) = key.algorithm else {
        panic!("not Ed25519")
    };
    Jwk {
        kty: "OKP".into(),
        crv: "Ed25519".into(),
        x: pair.x,
        kid: "test".into(),
        alg: "EdDSA".into(),
        usage: "sig".into(),
    }
}

fn customer() -> String {
    token(CUSTOMER, &[])
}

fn token(account: AccountId, roles: &[PlatformRole]) -> String {
    let claims = Claims {
        iss: "foodwala".into(),
        aud: "foodwala".into(),
        sub: account.uuid(),
        subject: Subject::Account,
        jti: Uuid::from_u128(6),
        sid: None,
        iat: NOON.as_second(),
        exp: NOON.as_second() + 900,
        roles: roles.to_vec(),
        scopes: vec![],
        restaurants: vec![],
    };
    let header = Header {
        kid: Some("test".into()),
        ..Header::new(Algorithm::EdDSA)
    };
    jsonwebtoken::encode(&header, &claims, &private_key()).unwrap()
}

#[tokio::test]
async fn a_guest_quotes_and_a_customer_orders_once() {
    let town = Town::new(Config::default()).await;
    let quoted = town.send("POST", "/v1/quotes", "", None, &testing::basket()).await;
    assert_eq!(quoted.json::<Quote>().price.total.amount_minor, 2_610);

    let placed = town.place(&wanted(), "once").await;
    assert_eq!(placed.status, StatusCode::CREATED);
    let order: Order = placed.json();
    assert_eq!((order.status, order.customer_id), (Placed, CUSTOMER));
    assert_eq!(
        town.place(&wanted(), "once").await.json::<Order>(),
        order,
        "the first answer again"
    );
    let other = PlaceOrderRequest {
        note: Some("Hot!".into()),
        ..wanted()
    };
    assert_eq!(
        town.place(&other, "once").await.problem().0,
        ErrorCode::IdempotencyKeyReused
    );

    let listed: Page<Order> = town.send("GET", "/v1/orders", &customer(), None, &()).await.json();
    assert_eq!(listed.items, std::slice::from_ref(&order));
    let path = format!("/v1/orders/{}", order.id);
    assert_eq!(
        town.send("GET", &path, &customer(), None, &()).await.json::<Order>(),
        order
    );
    let stranger = token(AccountId(Uuid::from_u128(77)), &[]);
    assert_eq!(
        town.send("GET", &path, &stranger, None, &()).await.problem().0,
        ErrorCode::NotFound
    );
}

#[tokio::test]
async fn a_customer_follows_an_order_to_the_door() {
    let town = Town::new(Config::default()).await;
    let order: Order = town.place(&wanted(), "one").await.json();
    let path = format!("/v1/orders/{}/events", order.id);
    let request = town
        .request("GET", &path, &customer(), None)
        .body(Body::empty())
        .unwrap();
    let events = town.router.clone().oneshot(request).await.unwrap();
    assert_eq!(events.status(), StatusCode::OK);

    for action in testing::all_the_way() {
        town.act(order.id, action).await;
    }
    town.act(order.id, StaffAction::Start).await;
    let body = axum::body::to_bytes(events.into_body(), usize::MAX).await.unwrap();
    let seen: Vec<_> = std::str::from_utf8(&body)
        .unwrap()
        .lines()
        .filter_map(|line| line.strip_prefix("data:"))
        .map(|data| match serde_json::from_str(data).unwrap() {
            TrackingEvent::Order { order } => order.status,
            TrackingEvent::Position { .. } => panic!("nobody reports positions"),
        })
        .collect();
    // A change that is followed by another before it is shown may be left out, but nothing comes twice or backwards.
    let all = [Placed, Accepted, Preparing, Ready, OutForDelivery, Delivered];
    let place = |status: &OrderStatus| all.iter().position(|known| known == status).unwrap();
    assert!(seen.is_sorted_by(|a, b| place(a) < place(b)), "{seen:?}");
    assert_eq!((seen.first(), seen.last()), (Some(&Placed), Some(&Delivered)));

    let review = async |stars: u8, key| {
        let path = format!("/v1/orders/{}/review", order.id);
        town.send("POST", &path, &customer(), Some(key), &json!({ "stars": stars }))
            .await
    };
    assert_eq!(review(6, "r").await.problem().0, ErrorCode::ValidationFailed);
    assert_eq!(review(5, "s").await.status, StatusCode::CREATED);

    let path = format!("/v1/orders/{}", order.id);
    assert_eq!(
        town.send("DELETE", &path, &customer(), None, &()).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        town.send("GET", &path, &customer(), None, &()).await.problem().0,
        ErrorCode::NotFound
    );
    let listed: Page<Order> = town.send("GET", "/v1/orders", &customer(), None, &()).await.json();
    assert_eq!(listed.items, []);
}

#[tokio::test]
async fn refusals_say_what_a_program_needs() {
    let town = Town::new(Config::default()).await;
    let cheap = PlaceOrderRequest {
        expected_total: Money::new(1, wanted().expected_total.currency),
        ..wanted()
    };
    let (code, context) = town.place(&cheap, "a").await.problem();
    assert_eq!(code, ErrorCode::PriceChanged);
    assert_eq!(context["quote"]["total"]["amount_minor"], 2_610);

    let card = PlaceOrderRequest {
        payment: PaymentMethod::Card,
        ..wanted()
    };
    let (code, context) = town.place(&card, "b").await.problem();
    assert_eq!(
        (code, &context["offered"]),
        (ErrorCode::PaymentMethodNotOffered, &json!(["cash"]))
    );

    let mut late = wanted();
    late.basket.scheduled_for = Some(NOON);
    assert_eq!(town.place(&late, "c").await.problem().0, ErrorCode::InvalidSchedule);
    let mut coded = wanted();
    coded.basket.promo_code = Some("NOPE".into());
    let (code, context) = town.place(&coded, "d").await.problem();
    assert_eq!(
        (code, &context["reason"]),
        (ErrorCode::PromoNotApplicable, &json!("unknown"))
    );

    let mut wrong = wanted();
    wrong.contact.name = String::new();
    wrong.basket.lines[0].quantity = 0;
    let problem: Problem = town.place(&wrong, "e").await.json();
    let pointers: Vec<_> = problem.errors.iter().map(|field| field.pointer.as_str()).collect();
    assert_eq!(pointers, ["/lines/0/quantity", "/contact/name"]);

    let order: Order = town.place(&wanted(), "f").await.json();
    let (order_path, cancel) = (
        format!("/v1/orders/{}", order.id),
        format!("/v1/orders/{}/cancel", order.id),
    );
    assert_eq!(
        town.send("DELETE", &order_path, &customer(), None, &())
            .await
            .problem()
            .1["status"],
        "placed"
    );
    let amended = town
        .send("PATCH", &order_path, &customer(), None, &json!({"note": "Ring"}))
        .await;
    assert_eq!(amended.json::<Order>().note.as_deref(), Some("Ring"));
    let support = token(AccountId(Uuid::from_u128(9)), &[PlatformRole::Support]);
    let silent = town.send("POST", &cancel, &support, Some("g"), &json!({})).await;
    assert_eq!(silent.problem().0, ErrorCode::ValidationFailed);
    let cancelled = town
        .send("POST", &cancel, &support, Some("h"), &json!({"reason": "Fraud"}))
        .await;
    assert_eq!(cancelled.json::<Order>().status, OrderStatus::Cancelled);
    let (code, context) = town
        .send("POST", &cancel, &customer(), Some("i"), &json!({}))
        .await
        .problem();
    assert_eq!(
        (code, &context["status"]),
        (ErrorCode::TransitionRefused, &json!("cancelled"))
    );
}

#[tokio::test]
async fn a_card_order_reaches_the_restaurant_when_its_payment_is_called_back() {
    let fake = Fake::default();
    let town = Town::with(Config::default(), Some(Arc::new(fake.clone()))).await;
    let card = PlaceOrderRequest {
        payment: PaymentMethod::Card,
        ..wanted()
    };
    let order: Order = town.place(&card, "card").await.json();
    assert_eq!(order.status, OrderStatus::PaymentPending);
    let page = order.card_payment.as_ref().unwrap().pay_url.clone();
    assert_eq!(page, Some(format!("https://pay.example/{}", order.id)));
    assert_eq!(town.place(&card, "card").await.json::<Order>(), order, "the same again");

    fake.pay(order.id);
    let call_back = async |provider: &str, at, body: Option<Vec<u8>>| {
        let (signature, signed) = fake.callback(order.id, at);
        let path = format!("/v1/payments/callbacks/{provider}");
        let request = Request::post(path).header("payment-signature", signature);
        let body = body.unwrap_or(signed);
        let answer = town
            .router
            .clone()
            .oneshot(request.body(Body::from(body)).unwrap())
            .await;
        answer.unwrap().status()
    };
    let status = async || {
        let path = format!("/v1/orders/{}", order.id);
        let order: Order = town.send("GET", &path, &customer(), None, &()).await.json();
        order.status
    };
    let old = NOON - jiff::SignedDuration::from_hours(1);
    assert_eq!(call_back("fake", old, None).await, StatusCode::UNAUTHORIZED);
    assert_eq!(
        call_back("fake", NOON, Some(b"{}".into())).await,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(call_back("other", NOON, None).await, StatusCode::NOT_FOUND);
    assert_eq!(status().await, OrderStatus::PaymentPending);
    for _ in 0..2 {
        assert_eq!(call_back("fake", NOON, None).await, StatusCode::NO_CONTENT);
    }
    assert_eq!(status().await, Placed);
}

#[tokio::test]
async fn an_order_is_placed_although_the_payment_provider_is_away() {
    let fake = Fake::default();
    fake.set_away(true);
    let town = Town::with(Config::default(), Some(Arc::new(fake.clone()))).await;
    let card = PlaceOrderRequest {
        payment: PaymentMethod::Card,
        ..wanted()
    };
    let order: Order = town.place(&card, "card").await.json();
    assert_eq!(order.card_payment.unwrap().pay_url, None);
    fake.set_away(false);
    let again: Order = town.place(&card, "card").await.json();
    assert!(
        again.card_payment.unwrap().pay_url.is_some(),
        "the same key brings the page"
    );
}

#[tokio::test]
async fn an_account_that_is_gone_orders_nothing_with_its_last_token() {
    let town = Town::new(Config::default()).await;
    let placed = town.place(&wanted(), "before").await;
    assert_eq!(placed.status, StatusCode::CREATED);
    let id = placed.json::<Order>().id;

    town.tell(&CustomerDeleted { account_id: CUSTOMER }).await;
    let path = format!("/v1/orders/{id}");
    let changes = serde_json::json!({ "note": "Ask for Ada" });
    for refused in [
        town.place(&wanted(), "after").await,
        town.send("PATCH", &path, &customer(), None, &changes).await,
        town.send(
            "POST",
            &format!("{path}/review"),
            &customer(),
            Some("r"),
            &serde_json::json!({ "stars": 5 }),
        )
        .await,
    ] {
        assert_eq!(refused.problem().0, ErrorCode::Unauthenticated);
    }
}

/// A read model that cannot be reached.
struct Away;

impl Away {
    fn fault<T>() -> Result<T, ReadModelError> {
        Err(ReadModelError::Unavailable("unplugged".into()))
    }
}

#[async_trait::async_trait]
impl Engine for Away {
    fn system(&self) -> &'static str {
        "away"
    }
    async fn put(&self, _: Put) -> Result<PutOutcome, ReadModelError> {
        Self::fault()
    }
    async fn get(&self, _: &Partition, _: &str) -> Result<Option<Document>, ReadModelError> {
        Self::fault()
    }
    async fn get_many(&self, _: &Partition, _: &[&str]) -> Result<Vec<Option<Document>>, ReadModelError> {
        Self::fault()
    }
    async fn remove(&self, _: &Partition, _: &str, _: u64) -> Result<PutOutcome, ReadModelError> {
        Self::fault()
    }
    async fn range(&self, _: RangeQuery) -> Result<Vec<Entry>, ReadModelError> {
        Self::fault()
    }
    async fn count(&self, _: &Partition, _: &str) -> Result<u64, ReadModelError> {
        Self::fault()
    }
    async fn publish(&self, _: &Channel, _: bytes::Bytes) -> Result<(), ReadModelError> {
        Self::fault()
    }
    async fn subscribe(&self, _: &Channel) -> Result<Subscription, ReadModelError> {
        Self::fault()
    }
    async fn spend(&self, _: &Partition, _: Quota) -> Result<Spent, ReadModelError> {
        Self::fault()
    }
    async fn wipe(&self) -> Result<(), ReadModelError> {
        Self::fault()
    }
    async fn ping(&self) -> Result<(), ReadModelError> {
        Self::fault()
    }
}

#[tokio::test]
async fn without_the_read_model_orders_are_placed_and_read_all_the_same() {
    let mut town = Town::new(Config::default()).await;
    town.deps.read_model = ReadModel::new(Arc::new(Away));
    let service = service_with(town.deps.clone(), &town.config, None);
    town.router = service.routes.commands.merge(service.routes.queries);

    let mut placed = Vec::new();
    for key in ["a", "b", "c"] {
        let answer = town.place(&wanted(), key).await;
        assert_eq!(answer.status, StatusCode::CREATED);
        placed.push(answer.json::<Order>());
    }
    for order in &placed {
        let path = format!("/v1/orders/{}", order.id);
        let answer = town.send("GET", &path, &customer(), None, &()).await;
        assert_eq!(answer.json::<Order>(), *order);
        let stranger = town
            .send("GET", &path, &token(AccountId(RESTAURANT.uuid()), &[]), None, &())
            .await;
        assert_eq!(stranger.problem().0, ErrorCode::NotFound);
    }
    let (mut seen, mut cursor) = (BTreeSet::new(), String::new());
    loop {
        let answer = town
            .send("GET", &format!("/v1/orders?limit=2{cursor}"), &customer(), None, &())
            .await;
        let page: Page<Order> = answer.json();
        seen.extend(page.items.into_iter().map(|order| order.id));
        match page.next_cursor {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(seen, placed.iter().map(|order| order.id).collect());
    let events = town
        .send(
            "GET",
            &format!("/v1/orders/{}/events", placed[0].id),
            &customer(),
            None,
            &(),
        )
        .await;
    assert_eq!(
        events.problem().0,
        ErrorCode::Unavailable,
        "to come back, rather than to wait in silence"
    );
}
