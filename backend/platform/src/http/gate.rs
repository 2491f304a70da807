//! Bounds what a process works on at once, so that more load makes answers fewer, not all of them late.

use crate::{ApiError, context};
use axum::{
    Router,
    body::Body,
    extract::Request,
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
};
use foodwala_contract::ErrorCode;
use futures_util::StreamExt;
use http::{HeaderMap, header};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Seconds after which a caller who was turned away may try again.
const RETRY_AFTER_SECONDS: u32 = 1;

/// How much a process takes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Requests being answered at once.
    pub concurrent: usize,
    /// Requests that wait for a place; more are turned away.
    pub waiting: usize,
    /// How long one waits before it is turned away.
    pub longest_wait: Duration,
    /// Event streams open at once. They hold no place among the requests.
    pub event_streams: usize,
}

/// Lets requests through as [`Limits`] say. Clones share the places.
#[derive(Debug, Clone)]
pub struct Gate {
    limits: Limits,
    places: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    streams: Arc<Semaphore>,
}

impl Gate {
    /// A gate with all places free.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            places: Arc::new(Semaphore::new(limits.concurrent)),
            waiting: Arc::default(),
            streams: Arc::new(Semaphore::new(limits.event_streams)),
        }
    }

    /// The same routes behind this gate.
    pub fn guard(&self, router: Router) -> Router {
        let gate = self.clone();
        router.layer(from_fn(move |request: Request, next: Next| {
            let gate = gate.clone();
            async move { gate.pass(request, next).await }
        }))
    }

    async fn pass(&self, request: Request, next: Next) -> Response {
        let headers = request.headers().clone();
        let Some(place) = self.enter().await else {
            return turned_away(&headers, "requests").await;
        };
        let response = next.run(request).await;
        drop(place);
        if !is_event_stream(&response) {
            return response;
        }
        match Arc::clone(&self.streams).try_acquire_owned() {
            Ok(place) => response.map(|body| holding(body, place)),
            Err(_) => turned_away(&headers, "event_streams").await,
        }
    }

    /// A place, at once or after a bounded wait in a bounded queue.
    async fn enter(&self) -> Option<OwnedSemaphorePermit> {
        let places = Arc::clone(&self.places);
        if let Ok(place) = Arc::clone(&places).try_acquire_owned() {
            return Some(place);
        }
        let _waiting = Waiting::among(&self.waiting, self.limits.waiting)?;
        tokio::time::timeout(self.limits.longest_wait, places.acquire_owned())
            .await
            .ok()?
            .ok()
    }
}

async fn turned_away(headers: &HeaderMap, what: &'static str) -> Response {
    metrics::counter!("foodwala_turned_away_total", "what" => what).increment(1);
    let refusal = async {
        ApiError::new(ErrorCode::Overloaded)
            .retry_after(RETRY_AFTER_SECONDS)
            .into_response()
    };
    context::of_request(headers, tracing::Span::none(), refusal).await
}

fn is_event_stream(response: &Response) -> bool {
    let content_type = response.headers().get(header::CONTENT_TYPE);
    content_type.is_some_and(|value| value.as_bytes().starts_with(b"text/event-stream"))
}

/// One who waits, until dropped.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn among(count: &'a AtomicUsize, most: usize) -> Option<Self> {
        let this = Self(count);
        (count.fetch_add(1, Ordering::Relaxed) < most).then_some(this)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The body, which holds a place for as long as it is open.
fn holding(body: Body, place: OwnedSemaphorePermit) -> Body {
    Body::from_stream(body.into_data_stream().inspect(move |_| {
        let _held = &place;
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use http::StatusCode;
    use tokio::sync::Notify;
    use tower::ServiceExt;

    fn limits() -> Limits {
        Limits {
            concurrent: 1,
            waiting: 1,
            longest_wait: Duration::from_secs(60),
            event_streams: 1,
        }
    }

    async fn ask(router: &Router, path: &str) -> Response {
        let request = Request::get(path).body(Body::empty()).unwrap();
        router.clone().oneshot(request).await.unwrap()
    }

    /// A route that answers when `go` says so, and one that streams for ever.
    fn routes(gate: &Gate, go: &Arc<Notify>) -> Router {
        let slow = {
            let go = Arc::clone(go);
            get(move || async move { go.notified().await })
        };
        let stream = get(|| async {
            let body = Body::from_stream(futures_util::stream::pending::<Result<bytes::Bytes, std::io::Error>>());
            ([(header::CONTENT_TYPE, "text/event-stream")], body)
        });
        gate.guard(Router::new().route("/slow", slow).route("/stream", stream))
    }

    async fn until(is_so: impl Fn() -> bool) {
        let wait = async {
            while !is_so() {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), wait).await.unwrap();
    }

    #[tokio::test]
    async fn one_is_served_one_waits_and_the_third_is_told_to_come_back() {
        let (gate, go) = (Gate::new(limits()), Arc::new(Notify::new()));
        let router = routes(&gate, &go);
        let asked = |router: Router| tokio::spawn(async move { ask(&router, "/slow").await.status() });
        let first = asked(router.clone());
        until(|| gate.places.available_permits() == 0).await;
        let second = asked(router.clone());
        until(|| gate.waiting.load(Ordering::Relaxed) == 1).await;

        let third = ask(&router, "/slow").await;
        assert_eq!(third.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(third.headers()[header::RETRY_AFTER], "1");
        let body = axum::body::to_bytes(third.into_body(), 10_000).await.unwrap();
        assert!(std::str::from_utf8(&body).unwrap().contains("\"overloaded\""));

        go.notify_one();
        assert_eq!(first.await.unwrap(), StatusCode::OK);
        go.notify_one();
        assert_eq!(second.await.unwrap(), StatusCode::OK);
        assert_eq!(
            (gate.places.available_permits(), gate.waiting.load(Ordering::Relaxed)),
            (1, 0)
        );
    }

    #[tokio::test]
    async fn who_waited_long_enough_is_turned_away() {
        let gate = Gate::new(Limits {
            longest_wait: Duration::from_millis(1),
            ..limits()
        });
        let _held = gate.enter().await.unwrap();
        assert!(gate.enter().await.is_none());
    }

    #[tokio::test]
    async fn open_event_streams_hold_their_own_places_only() {
        let (gate, go) = (Gate::new(limits()), Arc::new(Notify::new()));
        let router = routes(&gate, &go);
        let open = ask(&router, "/stream").await;
        assert_eq!(gate.places.available_permits(), 1);
        assert_eq!(ask(&router, "/stream").await.status(), StatusCode::SERVICE_UNAVAILABLE);
        drop(open);
        assert_eq!(ask(&router, "/stream").await.status(), StatusCode::OK);
    }
}
