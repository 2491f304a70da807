//! One router, a database, and a signing key.

use axum::{Router, body::Body};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;
use foodwala_clock::ManualClock;
use foodwala_contract::{
    ErrorCode, Problem, Timestamp,
    auth::{Jwk, JwkSet},
    customers::AddressDetails,
    geo::{GeoPoint, PostalAddress},
};
use foodwala_database::Database;
use foodwala_platform::{Claims, Deps, Routes, TokenVerifier, auth::Subject};
use foodwala_readmodel::ReadModel;
use http::{HeaderMap, Request, StatusCode, header};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use std::sync::{Arc, atomic::AtomicU32};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;
use uuid::Uuid;

const NOW: Timestamp = Timestamp::constant(1_900_000_000, 0);
const OPEN: usize = 1_000;

#[derive(Clone)]
pub struct Shared {
    pub database: Database,
    pub now: Timestamp,
    pub deadlocks: Arc<AtomicU32>,
    pub gate: Arc<Semaphore>,
}

impl Shared {
    pub fn close_gate(&self) {
        self.gate.forget_permits(OPEN);
    }

    pub fn open_gate(&self) {
        self.gate.add_permits(OPEN);
    }
}

pub struct Harness {
    pub shared: Shared,
    pub clock: Arc<ManualClock>,
    pub token: String,
    router: Router,
}

pub struct Answer {
    pub status: StatusCode,
    pub body: Bytes,
    headers: HeaderMap,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The code of a problem; of anything else, none that there is.
    pub fn code(&self) -> ErrorCode {
        let problem = serde_json::from_slice::<Problem>(&self.body);
        problem.map_or(ErrorCode::Other("no problem".into()), |problem| {
            assert_eq!(self.header("content-type"), Some("application/problem+json"));
            assert!(problem.request_id.is_some());
            problem.code
        })
    }
}

impl Harness {
    pub async fn new(routes: impl FnOnce(Routes<Shared>) -> Routes<Shared>) -> Self {
        let database = Database::temporary("orders").await.unwrap();
        database.migrate().await.unwrap();
        let clock = Arc::new(ManualClock::new(NOW));
        let auth = TokenVerifier::new("foodwala", "foodwala");
        auth.set_keys(&JwkSet {
            keys: vec![public_key(1)],
        })
        .unwrap();
        let deps = Deps {
            database: database.clone(),
            read_model: ReadModel::in_process(),
            clock: clock.clone(),
            auth: Arc::new(auth),
            shutdown: CancellationToken::new(),
        };
        let (deadlocks, gate) = (Arc::new(AtomicU32::new(0)), Arc::new(Semaphore::new(OPEN)));
        let shared = Shared {
            database,
            now: NOW,
            deadlocks,
            gate,
        };
        let routed = routes(Routes::new(shared.clone(), &deps)).build();
        Self {
            shared,
            clock,
            token: sign(1),
            router: routed.commands.merge(routed.queries),
        }
    }

    pub fn token_signed_by(&self, seed: u8) -> String {
        sign(seed)
    }

    pub async fn post<T: serde::Serialize>(&self, path: &str, key: Option<&str>, body: &T) -> Answer {
        let body = serde_json::to_string(body).unwrap();
        self.send(path, key, "application/json", &body, Some(&self.token)).await
    }

    pub async fn send(&self, path: &str, key: Option<&str>, kind: &str, body: &str, token: Option<&str>) -> Answer {
        let mut request = Request::post(path).header(header::CONTENT_TYPE, kind);
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }
}

/// RFC 8410: an Ed25519 private key is its 32 bytes behind a fixed prefix.
fn private_key(seed: u8) -> EncodingKey {
    let prefix = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    EncodingKey::from_ed_der(&[&prefix[..], &[seed; 32]].concat())
}

fn public_key(seed: u8) -> Jwk {
    let key = jsonwebtoken::jwk::Jwk::from_encoding_key(&private_key(seed), Algorithm::EdDSA).unwrap();
    let jsonwebtoken::jwk::AlgorithmParameters::OctetKeyPair(pair) = key.algorithm else {
        panic!("not Ed25519")
    };
    assert_eq!(URL_SAFE_NO_PAD.decode(&pair.x).unwrap().len(), 32);
    Jwk {
        kty: "OKP".into(),
        crv: "Ed25519".into(),
        x: pair.x,
        kid: "test".into(),
        alg: "EdDSA".into(),
        usage: "sig".into(),
    }
}

fn sign(seed: u8) -> String {
    let claims = Claims {
        iss: "foodwala".into(),
        aud: "foodwala".into(),
        sub: Uuid::from_u128(5),
        subject: Subject::Account,
        jti: Uuid::from_u128(6),
        sid: None,
        iat: NOW.as_second(),
        exp: NOW.as_second() + 900,
        roles: Vec::new(),
        scopes: Vec::new(),
        restaurants: Vec::new(),
    };
    let header = Header {
        kid: Some("test".into()),
        ..Header::new(Algorithm::EdDSA)
    };
    jsonwebtoken::encode(&header, &claims, &private_key(seed)).unwrap()
}

pub fn address(label: &str) -> AddressDetails {
    AddressDetails {
        label: label.into(),
        address: PostalAddress {
            street: "Torstraße 1".into(),
            city: "Berlin".into(),
            postal_code: "10119".into(),
            country: "DE".into(),
        },
        location: GeoPoint {
            latitude: 52.53,
            longitude: 13.4,
        },
        instructions: None,
    }
}
