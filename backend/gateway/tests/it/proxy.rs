use crate::support::*;
use axum::{
    Json, Router,
    body::Body,
    extract::Request as Incoming,
    routing::{any, get as on_get},
};
use bytes::Bytes;
use foodwala_gateway::{Clusters, GatewayConfig, gateway};
use futures_util::StreamExt;
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::json;
use std::{
    collections::BTreeMap,
    convert::Infallible,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Notify, mpsc},
    time::timeout,
};
use tokio_stream::wrappers::UnboundedReceiverStream;

const SOON: Duration = Duration::from_secs(10);

fn over(destinations: &[SocketAddr], settings: &str) -> Router {
    let list: Vec<String> = destinations.iter().map(|at| format!("\"http://{at}\"")).collect();
    let text = format!(
        "[clusters.fake]\ndestinations = [{}]\n{settings}\n[[routes]]\npaths = [\"/{{*rest}}\"]\n\
         methods = [\"GET\", \"POST\", \"PUT\"]\ncluster = \"fake\"\nauth = \"public\"\nrate_limit = \"none\"\n",
        list.join(", ")
    );
    build(&config(&text), Clusters::new()).router()
}

/// An address where nobody listens.
async fn nobody() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap()
}

fn ready() -> Router {
    Router::new().route("/readyz", on_get(|| async { "ready" }))
}

#[tokio::test]
async fn requests_are_passed_on_without_hop_by_hop_headers() {
    async fn mirror(request: Incoming) -> ([(&'static str, &'static str); 2], Json<serde_json::Value>) {
        let (parts, body) = request.into_parts();
        let headers: BTreeMap<String, String> = parts
            .headers
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
            .collect();
        let body = body.collect().await.unwrap().to_bytes();
        let shown = json!({ "uri": parts.uri.to_string(), "headers": headers, "body": String::from_utf8_lossy(&body) });
        ([("keep-alive", "timeout=9"), ("etag", "\"7\"")], Json(shown))
    }
    let (service, _stop) = listen(ready().fallback(any(mirror))).await;
    let router = over(&[service], "");
    let request = Request::post("/orders?limit=2").body(Body::from("hello")).unwrap();
    let request = with(with(request, "connection", "x-hop"), "x-hop", "1");
    let request = with(with(request, "host", "api.example.org"), "te", "trailers");
    let answer = send(&router, request).await;

    assert_eq!(
        (
            answer.status.as_u16(),
            answer.header("etag"),
            answer.header("keep-alive")
        ),
        (200, "\"7\"", "")
    );
    let seen = answer.json();
    assert_eq!(
        (seen["uri"].as_str(), seen["body"].as_str()),
        (Some("/orders?limit=2"), Some("hello"))
    );
    let headers = &seen["headers"];
    for gone in ["connection", "x-hop", "te"] {
        assert!(headers[gone].is_null(), "{gone}");
    }
    assert_eq!(headers["host"], service.to_string());
    assert_eq!(headers["x-forwarded-host"], "api.example.org");
    assert_eq!(headers["x-request-id"], answer.header("x-request-id"));
    assert!(headers["traceparent"].is_string());
}

/// A stream that a test feeds; every request gets the same one, once.
fn fed_stream() -> (mpsc::UnboundedSender<&'static str>, Router) {
    let (feed, fed) = mpsc::unbounded_channel::<&'static str>();
    let fed = Arc::new(std::sync::Mutex::new(Some(fed)));
    let stream = move || async move {
        let fed = fed.lock().unwrap().take().unwrap();
        let events = UnboundedReceiverStream::new(fed).map(|text| Ok::<_, Infallible>(Bytes::from(text)));
        ([(header::CONTENT_TYPE, "text/event-stream")], Body::from_stream(events))
    };
    (feed, ready().route("/events", on_get(stream)))
}

async fn next_event(body: &mut Body) -> Bytes {
    timeout(SOON, body.frame())
        .await
        .unwrap()
        .unwrap()
        .unwrap()
        .into_data()
        .unwrap()
}

#[tokio::test]
async fn event_streams_flow_at_once_and_uncompressed_both_ways() {
    for remote in [false, true] {
        let (feed, service) = fed_stream();
        let (address, _stop) = listen(service.clone()).await;
        let router = if remote {
            over(&[address], "")
        } else {
            fake(
                "[[routes]]\npaths = [\"/events\"]\nmethods = [\"GET\"]\ncluster = \"fake\"\nauth = \"public\"",
                service,
            )
        };
        // Over a real connection to the gateway as well.
        let (edge, _stop) = listen(router).await;
        let client = over(&[edge], "");
        let response = open(&client, with(get("/events"), "accept-encoding", "gzip, br")).await;
        assert_eq!(
            (
                response.status().as_u16(),
                response.headers().get(header::CONTENT_ENCODING)
            ),
            (200, None)
        );
        let mut body = response.into_body();
        for event in ["data: 1\n\n", "data: 2\n\n"] {
            feed.send(event).unwrap();
            assert_eq!(next_event(&mut body).await, event);
        }
        drop(feed);
        assert!(timeout(SOON, body.frame()).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn one_client_opens_only_so_many_event_streams() {
    let silence = || async {
        let events = futures_util::stream::pending::<Result<Bytes, Infallible>>();
        ([(header::CONTENT_TYPE, "text/event-stream")], Body::from_stream(events))
    };
    let router = fake(
        "[server]\nmax_event_streams_per_client = 1\n[[routes]]\npaths = [\"/events\"]\nmethods = [\"GET\"]\n\
         cluster = \"fake\"\nauth = \"public\"",
        ready().route("/events", on_get(silence)),
    );
    let first = open(&router, get("/events")).await;
    assert_eq!(first.status(), 200);
    let second = open(&router, get("/events")).await;
    assert_eq!(second.status(), 429);
    assert!(second.headers().contains_key(header::RETRY_AFTER));
    drop(first);
    assert_eq!(open(&router, get("/events")).await.status(), 200);
}

#[tokio::test]
async fn event_streams_end_when_the_gateway_is_to_end() {
    let (feed, service) = fed_stream();
    let (address, _stop) = listen(service).await;
    let deps = deps();
    let stop = deps.admin.shutdown.clone();
    let text = format!(
        "[clusters.fake]\ndestinations = [\"http://{address}\"]\n[[routes]]\npaths = [\"/events\"]\n\
         methods = [\"GET\"]\ncluster = \"fake\"\nauth = \"public\"\nrate_limit = \"none\"\n"
    );
    let shipped = GatewayConfig::shipped().unwrap();
    let clusters = shipped
        .in_process_clusters()
        .fold(Clusters::new(), |all, name| all.with(name, Router::new()));
    let router = gateway(&config(&text), clusters, deps).unwrap().router();
    let mut body = open(&router, get("/events")).await.into_body();
    feed.send("data: 1\n\n").unwrap();
    assert_eq!(next_event(&mut body).await, "data: 1\n\n");
    stop.cancel();
    assert!(timeout(SOON, body.frame()).await.unwrap().is_none());
}

#[tokio::test]
async fn request_bodies_stream_through() {
    let echo = |request: Incoming| async move { request.into_body() };
    let (service, _stop) = listen(ready().fallback(any(echo))).await;
    let router = over(&[service], "");
    let (feed, fed) = mpsc::unbounded_channel::<&'static str>();
    let body = Body::from_stream(UnboundedReceiverStream::new(fed).map(|text| Ok::<_, Infallible>(Bytes::from(text))));
    feed.send("first").unwrap();
    let response = timeout(SOON, open(&router, Request::post("/echo").body(body).unwrap()))
        .await
        .unwrap();
    let mut body = response.into_body();
    assert_eq!(next_event(&mut body).await, "first");
    feed.send("second").unwrap();
    assert_eq!(next_event(&mut body).await, "second");
}

#[tokio::test]
async fn work_moves_to_the_other_destination_when_one_dies() {
    let named = |name: &'static str| ready().fallback(any(move || async move { name }));
    let (one, stop_one) = listen(named("one")).await;
    let (two, _stop_two) = listen(named("two")).await;
    let router = over(
        &[one, two],
        "health_interval = \"1h\"\neject_after = 2\neject_for = \"1h\"",
    );
    let mut seen = BTreeMap::<String, usize>::new();
    for _ in 0..50 {
        *seen
            .entry(send(&router, get("/it")).await.text().to_owned())
            .or_default() += 1;
    }
    assert!(seen["one"] > 5 && seen["two"] > 5, "{seen:?}");

    stop_one.cancel();
    // Connections that were open may break once each: the service took them with it.
    let mut answered = 0;
    for _ in 0..50 {
        let put = Request::put("/it").body(Body::from("again")).unwrap();
        answered += usize::from(send(&router, put).await.status == 200);
    }
    assert!(answered >= 48, "{answered}");
    for _ in 0..20 {
        let post = Request::post("/it").body(Body::from("once")).unwrap();
        assert_eq!(send(&router, post).await.text(), "two");
    }
}

#[tokio::test]
async fn only_idempotent_requests_are_tried_again() {
    let hits = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&hits);
    let count = move || async move {
        counted.fetch_add(1, Ordering::Relaxed);
    };
    let (alive, _stop) = listen(ready().fallback(any(count))).await;
    let asked = Arc::new(Notify::new());
    let readyz = {
        let asked = Arc::clone(&asked);
        on_get(move || async move { asked.notify_one() })
    };
    let (dying, stop) = listen(Router::new().route("/readyz", readyz)).await;
    let router = over(&[dying, alive], "health_interval = \"1h\"\neject_after = 1000");
    // Found ready once, then gone.
    timeout(SOON, asked.notified()).await.unwrap();
    while send(&router, get("/it")).await.status != 404 {}
    stop.cancel();
    while TcpStream::connect(dying).await.is_ok() {}
    hits.store(0, Ordering::Relaxed);
    let mut refused = 0;
    for _ in 0..40 {
        assert_eq!(send(&router, get("/it")).await.status, 200);
        let post = send(&router, Request::post("/it").body(Body::empty()).unwrap()).await;
        if post.status == 503 {
            assert_eq!(
                (post.problem().as_str(), post.header("retry-after")),
                ("unavailable", "1")
            );
            refused += 1;
        }
    }
    assert!(refused > 0);
    assert_eq!(hits.load(Ordering::Relaxed), 80 - refused);
}

#[tokio::test]
async fn a_destination_that_is_not_ready_gets_no_work_until_it_is() {
    let is_ready = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let asked = Arc::clone(&is_ready);
    let readyz = on_get(move || async move {
        if asked.load(Ordering::Relaxed) {
            StatusCode::OK
        } else {
            StatusCode::SERVICE_UNAVAILABLE
        }
    });
    let (one, _stop_one) = listen(Router::new().route("/readyz", readyz).fallback(any(|| async { "one" }))).await;
    let (two, _stop_two) = listen(ready().fallback(any(|| async { "two" }))).await;
    let router = over(&[one, two], "health_interval = \"20ms\"");
    let share_of_one = async || {
        let mut share = 0;
        for _ in 0..30 {
            share += usize::from(send(&router, get("/it")).await.text() == "one");
        }
        share
    };
    timeout(SOON, async { while share_of_one().await > 0 {} })
        .await
        .unwrap();
    is_ready.store(true, Ordering::Relaxed);
    timeout(SOON, async { while share_of_one().await == 0 {} })
        .await
        .unwrap();
}

#[tokio::test]
async fn nobody_there_is_a_problem() {
    let router = over(&[nobody().await], "");
    let answer = send(&router, get("/it")).await;
    assert_eq!(
        (answer.status.as_u16(), answer.problem().as_str()),
        (503, "unavailable")
    );
    assert!(!answer.text().contains("127.0.0.1"));
}
