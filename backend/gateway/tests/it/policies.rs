use crate::support::*;
use axum::{
    Json, Router,
    body::Body,
    routing::{get as on_get, post as on_post},
};
use bytes::Bytes;
use futures_util::stream;
use http::{HeaderMap, Request, header};
use serde_json::{Value, json};
use std::{convert::Infallible, future::pending};
use uuid::Uuid;

fn routes(settings: &str) -> String {
    format!("[[routes]]\npaths = [\"/it\"]\nmethods = [\"GET\", \"POST\"]\ncluster = \"fake\"\n{settings}\n")
}

const PUBLIC: &str = "auth = \"public\"";

/// Answers with the headers it got.
fn mirror() -> Router {
    async fn show(headers: HeaderMap) -> Json<Value> {
        let shown = headers
            .iter()
            .map(|(name, value)| (name.to_string(), json!(value.to_str().unwrap())));
        Json(Value::Object(shown.collect()))
    }
    Router::new().route(
        "/it",
        on_get(show).post(|body: Bytes| async move { body.len().to_string() }),
    )
}

#[tokio::test]
async fn a_valid_token_is_needed_unless_public() {
    let router = fake(&routes(""), mirror());
    for given in ["", "Bearer nonsense", "Basic YTpi"] {
        let answer = send(&router, with(get("/it"), "authorization", given)).await;
        assert_eq!(
            (answer.status.as_u16(), answer.problem().as_str()),
            (401, "unauthenticated"),
            "{given}"
        );
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
    let token = format!("Bearer {}", token(Uuid::from_u128(5)));
    let answer = send(&router, with(get("/it"), "authorization", &token)).await;
    assert_eq!(
        (answer.status.as_u16(), answer.json()["authorization"].as_str()),
        (200, Some(token.as_str()))
    );

    let public = fake(&routes(PUBLIC), mirror());
    assert_eq!(
        send(&public, with(get("/it"), "authorization", "Bearer ended"))
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn each_caller_has_a_rate_limit_of_its_own() {
    let limit = "[rate_limits.slow]\nrequests = 60\nperiod = \"1h\"\nburst = 2\n";
    let router = fake(&format!("{limit}{}", routes("rate_limit = \"slow\"")), mirror());
    let ask = |account| {
        with(
            get("/it"),
            "authorization",
            &format!("Bearer {}", token(Uuid::from_u128(account))),
        )
    };

    let first = send(&router, ask(1)).await;
    assert_eq!(first.header("ratelimit-policy"), "\"slow\";q=60;w=3600");
    assert_eq!(first.header("ratelimit"), "\"slow\";r=1;t=60");
    assert_eq!(send(&router, ask(1)).await.status, 200);

    let refused = send(&router, ask(1)).await;
    assert_eq!(
        (refused.status.as_u16(), refused.problem().as_str()),
        (429, "rate_limited")
    );
    assert_eq!(refused.header("ratelimit"), "\"slow\";r=0;t=60");
    assert!((1..=60).contains(&refused.header("retry-after").parse::<u32>().unwrap()));
    assert_eq!(send(&router, ask(2)).await.status, 200);
}

#[tokio::test]
async fn large_bodies_are_refused_whether_announced_or_not() {
    let router = fake(&routes(&format!("body_limit = \"10B\"\n{PUBLIC}")), mirror());
    let post = |body: Body| Request::post("/it").body(body).unwrap();
    let streamed = |pieces: usize| {
        Body::from_stream(stream::iter(
            (0..pieces).map(|_| Ok::<_, Infallible>(Bytes::from_static(b"12345"))),
        ))
    };
    assert_eq!(send(&router, post(Body::from("0123456789"))).await.text(), "10");
    assert_eq!(send(&router, post(streamed(2))).await.text(), "10");
    for body in [Body::from("0123456789A"), streamed(3)] {
        let answer = send(&router, post(body)).await;
        assert_eq!(
            (answer.status.as_u16(), answer.problem().as_str()),
            (413, "body_too_large")
        );
    }
}

#[tokio::test]
async fn what_takes_too_long_is_given_up() {
    let router = fake(
        &routes(&format!("timeout = \"30ms\"\n{PUBLIC}")),
        Router::new().fallback(pending::<()>),
    );
    let answer = send(&router, get("/it")).await;
    assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (504, "timeout"));
}

#[tokio::test]
async fn a_panic_leaks_nothing() {
    async fn panics() {
        panic!("secret")
    }
    let router = fake(&routes(PUBLIC), Router::new().route("/it", on_get(panics)));
    let answer = send(&router, get("/it")).await;
    assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (500, "internal"));
    assert!(!answer.text().contains("secret"));
}

#[tokio::test]
async fn load_beyond_the_limit_is_shed() {
    let settings = format!("[server]\nmax_in_flight = 1\n{}", routes(PUBLIC));
    let (inside, waiting) = tokio::sync::oneshot::channel::<()>();
    let inside = std::sync::Arc::new(std::sync::Mutex::new(Some(inside)));
    let router = fake(
        &settings,
        Router::new().route(
            "/it",
            on_get(move || async move {
                let sender = inside.lock().unwrap().take();
                if let Some(sender) = sender {
                    sender.send(()).unwrap();
                    pending::<()>().await;
                }
            }),
        ),
    );
    let stuck = tokio::spawn({
        let router = router.clone();
        async move { send(&router, get("/it")).await.status }
    });
    waiting.await.unwrap();
    let answer = send(&router, get("/it")).await;
    assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (503, "overloaded"));
    assert_eq!(answer.header("retry-after"), "1");
    stuck.abort();
    assert!(stuck.await.unwrap_err().is_cancelled());
    assert_eq!(send(&router, get("/it")).await.status, 200);
}

#[tokio::test]
async fn the_request_id_and_the_trace_are_passed_on() {
    let router = fake(&routes(PUBLIC), mirror());
    let fresh = send(&router, get("/it")).await;
    let id: Uuid = fresh.header("x-request-id").parse().unwrap();
    assert_eq!(fresh.json()["x-request-id"], id.to_string());
    assert!(
        fresh.json()["traceparent"]
            .as_str()
            .unwrap()
            .starts_with(&format!("00-{}-", id.simple()))
    );

    let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let request = with(with(get("/it"), "x-request-id", "shop-42"), "traceparent", parent);
    let kept = send(&router, request).await;
    assert_eq!(
        (kept.header("x-request-id"), kept.json()["x-request-id"].as_str()),
        ("shop-42", Some("shop-42"))
    );
    let passed = kept.json()["traceparent"].as_str().unwrap().to_owned();
    assert!(
        passed.starts_with("00-4bf92f3577b34da6a3ce929d0e0e4736-") && passed != parent,
        "{passed}"
    );

    let request = with(
        with(get("/it"), "x-forwarded-for", "1.2.3.4"),
        "host",
        "api.example.org",
    );
    let seen = send(&router, request).await.json();
    assert_eq!(seen["x-forwarded-for"], "0.0.0.0");
    assert_eq!(
        (seen["x-forwarded-proto"].as_str(), seen["x-forwarded-host"].as_str()),
        (Some("http"), Some("api.example.org"))
    );
}

#[tokio::test]
async fn pages_of_allowed_origins_may_call() {
    let settings = format!("[cors]\norigins = [\"https://shop.example\"]\n{}", routes(PUBLIC));
    let router = fake(&settings, mirror());
    let preflight = |origin: &str| {
        let request = Request::options("/it").body(Body::empty()).unwrap();
        with(with(request, "origin", origin), "access-control-request-method", "POST")
    };
    let allowed = send(&router, preflight("https://shop.example")).await;
    assert_eq!(allowed.status, 204);
    assert_eq!(allowed.header("access-control-allow-origin"), "https://shop.example");
    assert_eq!(allowed.header("access-control-allow-methods"), "GET, POST, HEAD");
    assert!(
        allowed
            .header("access-control-allow-headers")
            .contains("idempotency-key")
    );
    assert_eq!(allowed.header("access-control-max-age"), "600");

    let other = send(&router, preflight("https://evil.example")).await;
    assert_eq!(other.header("access-control-allow-origin"), "");

    let answer = send(&router, with(get("/it"), "origin", "https://shop.example")).await;
    for exposed in ["etag", "x-request-id", "ratelimit", "retry-after", "location"] {
        assert!(
            answer.header("access-control-expose-headers").contains(exposed),
            "{exposed}"
        );
    }
    assert_eq!(answer.header("access-control-allow-credentials"), "");
    // A page must be able to read why it was turned away.
    let lost = send(&router, with(get("/lost"), "origin", "https://shop.example")).await;
    assert_eq!(
        (lost.status.as_u16(), lost.header("access-control-allow-origin")),
        (404, "https://shop.example")
    );
}

#[tokio::test]
async fn large_answers_are_compressed_and_small_ones_are_not() {
    let router = fake(
        &routes(PUBLIC),
        Router::new().route(
            "/it",
            on_get(|| async { Json(json!({ "menu": "noodles ".repeat(500) })) }).post(|| async { Json(json!({})) }),
        ),
    );
    for encoding in ["gzip", "br"] {
        let answer = send(&router, with(get("/it"), "accept-encoding", encoding)).await;
        assert_eq!(answer.header("content-encoding"), encoding);
        assert!(answer.body.len() < 400, "{}", answer.body.len());
        assert!(answer.header("vary").contains("accept-encoding"));
    }
    let small = Request::post("/it").body(Body::empty()).unwrap();
    let small = send(&router, with(small, "accept-encoding", "gzip")).await;
    assert_eq!(small.headers.get(header::CONTENT_ENCODING), None);
}

#[tokio::test]
async fn browsers_are_kept_from_guessing() {
    let router = fake(&routes(PUBLIC), mirror());
    for path in ["/it", "/nowhere", "/healthz"] {
        let answer = send(&router, get(path)).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(
            answer.header("content-security-policy"),
            "default-src 'none'; frame-ancestors 'none'"
        );
    }
    let own = Router::new().route(
        "/it",
        on_post(|| async { [("content-security-policy", "default-src 'self'")] }),
    );
    let answer = send(
        &fake(&routes(PUBLIC), own),
        Request::post("/it").body(Body::empty()).unwrap(),
    )
    .await;
    assert_eq!(answer.header("content-security-policy"), "default-src 'self'");
}
