//! Fake services, tokens and a client.

use axum::{Router, body::Body, response::Response};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;
use ed25519_dalek::{SigningKey, pkcs8::EncodePrivateKey};
use foodwala_clock::SystemClock;
use foodwala_contract::auth::JwkSet;
use foodwala_gateway::{
    AdminDeps, Clusters, Gateway, GatewayConfig, GatewayDeps, ReadinessCheck, ServeOptions, gateway, serve,
};
use foodwala_platform::TokenVerifier;
use foodwala_readmodel::ReadModel;
use http::{HeaderMap, Request, StatusCode};
use serde_json::{Value, json};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;
use uuid::Uuid;

const KEY_ID: &str = "test-key";

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

/// A token of `account` that the tests' gateways accept.
pub fn token(account: Uuid) -> String {
    let claims = json!({
        "iss": "foodwala", "aud": "foodwala", "sub": account, "typ": "account",
        "jti": Uuid::from_u128(1), "iat": 1_700_000_000, "exp": 4_000_000_000_i64,
    });
    let mut header = jsonwebtoken::Header::new(jsonwebtoken::Algorithm::EdDSA);
    header.kid = Some(KEY_ID.to_owned());
    let der = key().to_pkcs8_der().unwrap();
    jsonwebtoken::encode(
        &header,
        &claims,
        &jsonwebtoken::EncodingKey::from_ed_der(der.as_bytes()),
    )
    .unwrap()
}

fn verifier() -> Arc<TokenVerifier> {
    let x = URL_SAFE_NO_PAD.encode(key().verifying_key().as_bytes());
    let set =
        json!({ "keys": [{ "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": KEY_ID, "x": x }] });
    let set: JwkSet = serde_json::from_value(set).unwrap();
    let verifier = TokenVerifier::new("foodwala", "foodwala");
    verifier.set_keys(&set).unwrap();
    Arc::new(verifier)
}

pub fn deps() -> GatewayDeps {
    GatewayDeps {
        clock: Arc::new(SystemClock),
        tokens: verifier(),
        web: None,
        quotas: ReadModel::in_process(),
        admin: AdminDeps {
            readiness: vec![ReadinessCheck::new("orders.database", || async { Ok(()) })],
            metrics: Arc::new(|| "up 1\n".to_owned()),
            openapi: Bytes::from(json!({ "openapi": "3.1.0", "padding": "x".repeat(2000) }).to_string()),
            shutdown: CancellationToken::new(),
        },
    }
}

/// Settings with nothing of the shipped routes.
pub fn config(text: &str) -> GatewayConfig {
    GatewayConfig::from_toml("test.toml", text).unwrap()
}

/// Serves the shipped clusters by nothing, and those of the test by `clusters`.
pub fn build(config: &GatewayConfig, mut clusters: Clusters) -> Gateway {
    let shipped = GatewayConfig::shipped().unwrap();
    for name in shipped.in_process_clusters() {
        clusters = clusters.with(name, Router::new());
    }
    gateway(config, clusters, deps()).unwrap()
}

/// One cluster, `fake`, served in process by `router`, with `routes` over it.
pub fn fake(routes: &str, router: Router) -> Router {
    let config = config(&format!("[clusters.fake]\nin_process = true\n{routes}"));
    build(&config, Clusters::new().with("fake", router)).router()
}

/// Serves `router` on a port of its own until the token is dropped into `cancel`.
pub async fn listen(router: Router) -> (SocketAddr, CancellationToken) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stop = CancellationToken::new();
    let options = ServeOptions {
        drain: Duration::ZERO,
        ..ServeOptions::default()
    };
    tokio::spawn(serve(listener, router, options, stop.clone()));
    (address, stop)
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The code of a problem document that fits its status and names the request.
    pub fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["status"], self.status.as_u16());
        assert_eq!(problem["request_id"], self.header("x-request-id"));
        problem["code"].as_str().unwrap().to_owned()
    }
}

pub async fn open(router: &Router, request: Request<Body>) -> Response {
    router.clone().oneshot(request).await.unwrap()
}

pub async fn send(router: &Router, request: Request<Body>) -> Answer {
    read(open(router, request).await).await
}

pub async fn read(response: Response) -> Answer {
    let (parts, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body,
    }
}

pub fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).unwrap()
}

pub fn with(mut request: Request<Body>, name: &'static str, value: &str) -> Request<Body> {
    request.headers_mut().insert(name, value.parse().unwrap());
    request
}
