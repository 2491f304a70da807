//! A server whose answers a test writes itself, and which remembers what it was asked.

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Json, Response},
};
use foodwala_sdk::{
    Builder, ErrorCode, FoodWala, Problem, RetryPolicy, Timestamp,
    contract::auth::{Account, Session},
};
use futures_util::future::BoxFuture;
use serde_json::{Value, json};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::net::TcpListener;

/// A request as it arrived.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Method and path with query, e.g. `GET /v1/me`.
    pub route: String,
    pub headers: HeaderMap,
    pub body: Bytes,
    /// How many requests had this route before.
    pub nth: usize,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

pub struct Server {
    pub url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Server {
    pub async fn start<F>(answer: F) -> Self
    where
        F: Fn(Seen) -> BoxFuture<'static, Response> + Send + Sync + 'static,
    {
        let seen = Arc::new(Mutex::new(Vec::<Seen>::new()));
        let answer = Arc::new(answer);
        let log = Arc::clone(&seen);
        let handler = async move |request: Request| {
            let (parts, body) = request.into_parts();
            let body = to_bytes(body, usize::MAX).await.unwrap();
            let route = format!("{} {}", parts.method, parts.uri);
            let request = {
                let mut log = log.lock().unwrap();
                let nth = log.iter().filter(|earlier| earlier.route == route).count();
                log.push(Seen {
                    route,
                    headers: parts.headers,
                    body,
                    nth,
                });
                log.last().unwrap().clone()
            };
            answer(request).await
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, Router::new().fallback(handler)).await.unwrap() });
        Self { url, seen }
    }

    /// For answers that need no waiting.
    pub async fn answering(answer: impl Fn(&Seen) -> Response + Send + Sync + 'static) -> Self {
        let answer = Arc::new(answer);
        Self::start(move |seen| {
            let answer = Arc::clone(&answer);
            Box::pin(async move { answer(&seen) })
        })
        .await
    }

    pub fn builder(&self) -> Builder {
        let quick = RetryPolicy {
            first_pause: Duration::from_millis(5),
            ..RetryPolicy::DEFAULT
        };
        FoodWala::builder().base_url(&self.url).retries(quick)
    }

    pub fn client(&self) -> FoodWala {
        self.builder().build().unwrap()
    }

    /// A client with a session whose token is `access`.
    pub fn client_with(&self, session: &Session) -> FoodWala {
        let store = foodwala_sdk::MemorySessionStore::default();
        foodwala_sdk::SessionStore::save(&store, session).unwrap();
        self.builder().session_store(store).build().unwrap()
    }

    pub fn seen(&self, route: &str) -> Vec<Seen> {
        self.seen
            .lock()
            .unwrap()
            .iter()
            .filter(|seen| seen.route == route)
            .cloned()
            .collect()
    }
}

pub fn session(access_token: &str, refresh_token: &str, expires_in: u32) -> Session {
    Session {
        account: Account {
            id: uuid::Uuid::nil().into(),
            email: "ada@example.org".into(),
            display_name: "Ada".into(),
            locale: "en".into(),
            platform_roles: Vec::new(),
            created_at: Timestamp::UNIX_EPOCH,
        },
        access_token: access_token.into(),
        refresh_token: refresh_token.into(),
        expires_in,
    }
}

pub fn ok(value: impl serde::Serialize) -> Response {
    Json(value).into_response()
}

pub fn no_content() -> Response {
    StatusCode::NO_CONTENT.into_response()
}

pub fn problem(code: ErrorCode) -> Response {
    let problem = Problem::new(code);
    let status = StatusCode::from_u16(problem.status).unwrap();
    (
        status,
        [("content-type", "application/problem+json")],
        serde_json::to_string(&problem).unwrap(),
    )
        .into_response()
}

pub fn notification(n: u128) -> Value {
    json!({
        "id": uuid::Uuid::from_u128(n),
        "at": "2026-01-01T12:00:00Z",
        "read": false,
        "about": {"type": "welcome"},
        "title": format!("number {n}"),
        "text": "Hello",
    })
}

/// An event stream from texts; it stays open after them if `open`.
pub fn event_stream(texts: Vec<String>, open: bool) -> Response {
    use futures_util::stream::{StreamExt, iter, pending};
    let texts = iter(texts.into_iter().map(|text| Ok::<_, std::io::Error>(Bytes::from(text))));
    let body = if open {
        Body::from_stream(texts.chain(pending()))
    } else {
        Body::from_stream(texts)
    };
    ([("content-type", "text/event-stream")], body).into_response()
}
