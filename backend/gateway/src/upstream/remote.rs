//! The reverse proxy: bodies stream both ways, a destination that cannot be reached is replaced by another.

use super::{
    health, hop_headers,
    pool::{Destination, InFlight, Pool},
    tracked_body::TrackedBody,
};
use crate::{config::RemoteConfig, policies::event_streams::is_event_stream, problem::Refusal};
use axum::body::{Body, HttpBody};
use bytes::Bytes;
use foodwala_contract::ErrorCode;
use http::{Extensions, Method, Request, Response, StatusCode, Uri, Version, header, request::Parts, uri::Scheme};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::{TokioExecutor, TokioTimer},
};
use std::{sync::Arc, time::Duration};
use tokio_util::sync::{CancellationToken, DropGuard};

pub(super) type HttpClient = Client<HttpConnector, Body>;

/// The largest body that is kept for a second try.
const LARGEST_REPLAY: u64 = 64 << 10;
/// How many destinations a request may try.
const MOST_TRIES: usize = 3;
const IDLE_CONNECTION: Duration = Duration::from_secs(60);

/// A cluster on other machines.
#[derive(Debug)]
pub(crate) struct Remote {
    config: RemoteConfig,
    pool: Arc<Pool>,
    client: HttpClient,
    _watch: DropGuard,
}

impl Remote {
    /// Also begins to watch the destinations' health, until it is dropped. Needs a Tokio runtime.
    pub(crate) fn new(cluster: &str, config: &RemoteConfig) -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        connector.set_connect_timeout(Some(config.connect_timeout));
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE_CONNECTION)
            .build(connector);
        let pool = Arc::new(Pool::new(cluster, config));
        let stop = CancellationToken::new();
        tokio::spawn(health::watch(
            Arc::clone(&pool),
            client.clone(),
            config.clone(),
            stop.clone(),
        ));
        Self {
            config: config.clone(),
            pool,
            client,
            _watch: stop.drop_guard(),
        }
    }

    pub(crate) fn config(&self) -> &RemoteConfig {
        &self.config
    }

    /// Passes the request on.
    pub(crate) async fn call(&self, request: Request<Body>) -> Result<Response<Body>, Refusal> {
        let (mut parts, body) = request.into_parts();
        hop_headers::remove(&mut parts.headers);
        // Met here already: the server has read the body's head, and the client sets its own host.
        parts.headers.remove(header::EXPECT);
        parts.headers.remove(header::HOST);
        parts.version = Version::HTTP_11;
        parts.extensions = Extensions::new();

        let mut attempt = if self.may_try_again(&parts, &body) {
            Attempt::Replayable {
                parts,
                body: buffered(body).await?,
            }
        } else {
            Attempt::Once(Some((parts, body)))
        };
        let mut tried: Vec<&Arc<Destination>> = Vec::new();
        while let Some(destination) = self.pool.pick(&tried)
            && let Some(request) = attempt.next(destination)
        {
            match self.send(destination, request).await {
                Ok(response) => return Ok(response),
                Err(error) => {
                    tracing::warn!(
                        cluster = self.pool.cluster,
                        destination = %destination.authority,
                        error = %chain(&error),
                        connected = !error.is_connect(),
                        "destination failed"
                    );
                    if !error.is_connect() || tried.len() + 1 >= MOST_TRIES {
                        break;
                    }
                    tried.push(destination);
                }
            }
        }
        Err(Refusal::unavailable("The service cannot be reached."))
    }

    /// Nothing has been done when a connection never stood, but only idempotent methods are tried elsewhere.
    fn may_try_again(&self, parts: &Parts, body: &Body) -> bool {
        let idempotent = matches!(parts.method, Method::GET | Method::HEAD | Method::PUT | Method::DELETE);
        let small = body.size_hint().exact().is_some_and(|bytes| bytes <= LARGEST_REPLAY);
        self.pool.destinations.len() > 1 && idempotent && small
    }

    async fn send(
        &self,
        destination: &Arc<Destination>,
        request: Request<Body>,
    ) -> Result<Response<Body>, hyper_util::client::legacy::Error> {
        let work = destination.enter();
        let answered = self.client.request(request).await;
        let broken = match &answered {
            Ok(response) => {
                let status = response.status();
                [
                    StatusCode::BAD_GATEWAY,
                    StatusCode::SERVICE_UNAVAILABLE,
                    StatusCode::GATEWAY_TIMEOUT,
                ]
                .contains(&status)
            }
            Err(_) => true,
        };
        if broken {
            self.pool.failed(destination);
        } else {
            destination.succeeded();
        }
        answered.map(|response| passed_on(response, work))
    }
}

fn passed_on(response: Response<hyper::body::Incoming>, work: InFlight) -> Response<Body> {
    let endless = is_event_stream(&response);
    let mut response = response.map(|body| Body::new(TrackedBody::new(body, endless, work)));
    hop_headers::remove(response.headers_mut());
    // What the connections inside speak says nothing about the client's.
    *response.version_mut() = Version::HTTP_11;
    *response.extensions_mut() = Extensions::new();
    response
}

/// A request that may be sent once, or to several destinations in turn.
enum Attempt {
    Once(Option<(Parts, Body)>),
    Replayable { parts: Parts, body: Bytes },
}

impl Attempt {
    fn next(&mut self, destination: &Destination) -> Option<Request<Body>> {
        let (mut parts, body) = match self {
            Self::Once(request) => request.take()?,
            Self::Replayable { parts, body } => (parts.clone(), Body::from(body.clone())),
        };
        let mut uri = parts.uri.into_parts();
        uri.scheme = Some(Scheme::HTTP);
        uri.authority = Some(destination.authority.clone());
        parts.uri = Uri::from_parts(uri).ok()?;
        Some(Request::from_parts(parts, body))
    }
}

async fn buffered(body: Body) -> Result<Bytes, Refusal> {
    let limit = usize::try_from(LARGEST_REPLAY).unwrap_or(usize::MAX);
    axum::body::to_bytes(body, limit).await.map_err(|_| {
        // The client went away or sent less than it said.
        Refusal::new(ErrorCode::MalformedBody)
    })
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
