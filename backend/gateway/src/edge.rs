//! The road of a request through the gateway: every policy in its order.

use crate::{
    admin::Admin,
    policies::{
        access_log, body_limit,
        client::Client,
        client_address, cors,
        counter::Counter,
        event_streams::{self, EventStreams},
        load_shed::Room,
        panic,
        request_id::{self, X_REQUEST_ID},
        request_metrics::RequestMetrics,
        security_headers, timeout, token, trace_context, unread_body,
    },
    problem::Refusal,
    snapshot::Snapshot,
    table::{Found, Route},
    web::WebApps,
};
use arc_swap::ArcSwap;
use axum::body::Body;
use foodwala_clock::Clock;
use foodwala_contract::ErrorCode;
use foodwala_platform::{TokenVerifier, context};
use futures_util::future::BoxFuture;
use http::{HeaderMap, Method, Request, Response, StatusCode, header};
use std::{
    convert::Infallible,
    net::IpAddr,
    sync::Arc,
    task::{Context, Poll},
    time::Instant,
};
use tracing::{Instrument as _, Span};

/// What all requests share.
pub(crate) struct Shared {
    pub(crate) snapshot: ArcSwap<Snapshot>,
    pub(crate) admin: Admin,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) tokens: Arc<TokenVerifier>,
    pub(crate) requests: Room,
    pub(crate) event_streams: EventStreams,
    pub(crate) unrouted: RequestMetrics,
    pub(crate) counter: Counter,
    pub(crate) web: Option<Arc<WebApps>>,
    pub(crate) web_metrics: RequestMetrics,
}

/// The gateway as a service.
#[derive(Clone)]
pub struct Edge(pub(crate) Arc<Shared>);

impl std::fmt::Debug for Edge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Edge")
            .field("revision", &self.0.snapshot.load().revision)
            .finish_non_exhaustive()
    }
}

impl tower::Service<Request<Body>> for Edge {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let shared = Arc::clone(&self.0);
        Box::pin(async move { Ok(shared.answer(request).await) })
    }
}

impl Shared {
    async fn answer(&self, mut request: Request<Body>) -> Response<Body> {
        let started = Instant::now();
        let snapshot = self.snapshot.load_full();
        let fresh = foodwala_clock::new_id(self.clock.now());
        let request_id = request_id::assign(request.headers_mut(), fresh);
        let client = client_address::resolve(&mut request, &snapshot.server.trusted_proxies);
        let reading = unread_body::watch(&mut request);
        let origin = request.headers().get(header::ORIGIN).cloned();
        let method = request.method().clone();

        let admin = self.admin.metrics_of(request.uri().path());
        let found = match admin {
            Some(_) => Found::Nothing,
            None => snapshot.table.find(&method, request.uri().path()),
        };
        let web = match (&found, admin) {
            (Found::Nothing, None) if WebApps::has(request.uri().path()) => self.web.as_deref(),
            _ => None,
        };
        let (metrics, label, open_to_pages) = match (&found, admin) {
            (Found::Route(route), _) => (&route.metrics, route.path.as_str(), route.cors),
            (_, Some((path, metrics))) => (metrics, path, true),
            (Found::OtherMethods(_), None) => (
                &self.unrouted,
                "unrouted",
                snapshot.table.is_open_to_pages(request.uri().path()),
            ),
            (Found::Nothing, None) if web.is_some() => (&self.web_metrics, "web", false),
            (Found::Nothing, None) => (&self.unrouted, "unrouted", true),
        };

        // What asks after the process's health, again and again, belongs to no trace.
        let span = match admin {
            None => trace_context::span(&method, label),
            Some(_) => Span::none(),
        };
        let traceparent = trace_context::continue_or_start(request.headers_mut(), fresh, &span);
        let work = async {
            if admin.is_some() {
                return self.admin.answer(request, client, &snapshot.server.metrics_from).await;
            }
            match &found {
                Found::Route(route) => self.through(route, &snapshot, request, client).await,
                Found::OtherMethods(methods) => other_methods(methods, &snapshot, &request, open_to_pages),
                Found::Nothing => match web {
                    Some(web) => web.answer(&request.into_parts().0).await,
                    None => Err(Refusal::new(ErrorCode::RouteNotFound)),
                },
            }
        };
        let answered = panic::caught(&request_id, work.instrument(span.clone())).await;
        let mut response = answered.unwrap_or_else(|refusal| refusal.into_response(&request_id));

        let headers = response.headers_mut();
        headers.insert(X_REQUEST_ID, request_id.clone());
        security_headers::write(headers);
        reading.write(headers);
        if let Some(origin) = origin
            && open_to_pages
        {
            snapshot.cors.expose(&origin, headers);
        }
        let (status, took) = (response.status(), started.elapsed());
        metrics.record(status, took);
        context::answered(&span, status);
        access_log::write(&method, label, status, took, &request_id, traceparent.as_ref());
        response
    }

    /// A routed request, from the outside in.
    async fn through(
        &self,
        route: &Route,
        snapshot: &Snapshot,
        mut request: Request<Body>,
        address: IpAddr,
    ) -> Result<Response<Body>, Refusal> {
        let _place = self.requests.enter(snapshot.server.max_in_flight)?;
        let claims = token::check(route.auth, request.headers(), &self.tokens, &*self.clock).await?;
        let allowance = match &route.rate_limit {
            Some(limit) => Some(limit.check(&self.counter, claims.as_deref(), address).await?),
            None => None,
        };
        let cut = body_limit::hold(&mut request, route.body_limit)?;
        let answered = timeout::within(route.timeout, route.upstream.call(request)).await;
        cut.check()?;
        let mut response = answered?;
        if event_streams::is_event_stream(&response) {
            let client = Client::of(claims.as_deref(), address);
            let place = self.event_streams.enter(client, &snapshot.server)?;
            response = place.held_by(response, self.admin.stop());
        }
        if let Some(allowance) = allowance {
            allowance.write(response.headers_mut());
        }
        Ok(response)
    }
}

/// `OPTIONS` is answered here; any other method is not allowed.
fn other_methods(
    methods: &[Method],
    snapshot: &Snapshot,
    request: &Request<Body>,
    open_to_pages: bool,
) -> Result<Response<Body>, Refusal> {
    if open_to_pages && let Some(response) = snapshot.cors.preflight(request, methods) {
        return Ok(response);
    }
    let allow = cors::list(methods);
    if request.method() == Method::OPTIONS {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        *response.headers_mut() = HeaderMap::from_iter([(header::ALLOW, allow)]);
        return Ok(response);
    }
    Err(Refusal::new(ErrorCode::MethodNotAllowed).header(header::ALLOW, allow))
}
