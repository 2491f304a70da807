//! What the gateway answers itself: health, metrics, the OpenAPI document and the API page.

mod asset;
mod docs;
mod readiness;

pub use readiness::{Check, ReadinessCheck};

use crate::{
    config::Block,
    policies::{cors, request_metrics::RequestMetrics},
    problem::Refusal,
};
use asset::Asset;
use axum::{Router, body::Body, extract::Request, routing::any};
use bytes::Bytes;
use foodwala_contract::ErrorCode;
use http::{HeaderValue, Method, Response, StatusCode, header};
use std::{
    net::{IpAddr, Ipv6Addr},
    sync::Arc,
};
use tokio_util::sync::CancellationToken;

/// Renders the metrics of the process in Prometheus' text format.
pub type RenderMetrics = Arc<dyn Fn() -> String + Send + Sync>;

/// What the admin endpoints are given.
#[derive(Clone)]
pub struct AdminDeps {
    /// What has to be up for the process to be ready.
    pub readiness: Vec<ReadinessCheck>,
    /// Renders the metrics.
    pub metrics: RenderMetrics,
    /// The OpenAPI document, JSON.
    pub openapi: Bytes,
    /// From when on the process is going away: it is then not ready.
    pub shutdown: CancellationToken,
}

const JSON: &str = "application/json";
const PROMETHEUS: &str = "text/plain; version=0.0.4; charset=utf-8";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    Healthz,
    Readyz,
    Metrics,
    OpenApi,
    Docs,
    DocsScript,
    DocsStyle,
    DocsIcon,
}

const PAGES: [(&str, Page); 8] = [
    ("/healthz", Page::Healthz),
    ("/readyz", Page::Readyz),
    ("/metrics", Page::Metrics),
    ("/v1/openapi.json", Page::OpenApi),
    ("/docs", Page::Docs),
    ("/docs/app.js", Page::DocsScript),
    ("/docs/style.css", Page::DocsStyle),
    ("/docs/icon.svg", Page::DocsIcon),
];

/// The admin endpoints.
pub(crate) struct Admin {
    deps: AdminDeps,
    openapi: Asset,
    docs: docs::Docs,
    metrics: [RequestMetrics; PAGES.len()],
}

impl Admin {
    pub(crate) fn new(deps: AdminDeps) -> Self {
        let openapi = Asset::new(JSON, deps.openapi.clone());
        let metrics = PAGES.map(|(path, _)| RequestMetrics::new(path, &Method::GET));
        Self {
            deps,
            openapi,
            docs: docs::Docs::new(),
            metrics,
        }
    }

    /// From when on the process is going away.
    pub(crate) fn stop(&self) -> &CancellationToken {
        &self.deps.shutdown
    }

    /// The metrics of an admin path; `None` if it is none.
    pub(crate) fn metrics_of(&self, path: &str) -> Option<(&'static str, &RequestMetrics)> {
        PAGES
            .iter()
            .zip(&self.metrics)
            .find_map(|((known, _), metrics)| (*known == path).then_some((*known, metrics)))
    }

    /// Answers an admin path. Metrics are for `client`s of `metrics_from` only; to others they do not exist.
    pub(crate) async fn answer(
        &self,
        request: Request,
        client: IpAddr,
        metrics_from: &[Block],
    ) -> Result<Response<Body>, Refusal> {
        let (request, _) = request.into_parts();
        let path = request.uri.path();
        let page = PAGES.iter().find_map(|(known, page)| (*known == path).then_some(*page));
        let Some(page) = page else {
            return Err(Refusal::new(ErrorCode::RouteNotFound));
        };
        if page == Page::Metrics && !metrics_from.iter().any(|block| block.contains(client)) {
            return Err(Refusal::new(ErrorCode::RouteNotFound));
        }
        if request.method != Method::GET && request.method != Method::HEAD {
            let allow = cors::list(&[Method::GET, Method::HEAD]);
            return Err(Refusal::new(ErrorCode::MethodNotAllowed).header(header::ALLOW, allow));
        }
        let headers = &request.headers;
        Ok(match page {
            Page::Healthz => plain(StatusCode::OK, JSON, Body::from(r#"{"status":"up"}"#)),
            Page::Readyz => {
                let (ready, report) = readiness::report(&self.deps.readiness, &self.deps.shutdown).await;
                let status = if ready {
                    StatusCode::OK
                } else {
                    StatusCode::SERVICE_UNAVAILABLE
                };
                plain(status, JSON, Body::from(report))
            }
            Page::Metrics => plain(StatusCode::OK, PROMETHEUS, Body::from((self.deps.metrics)())),
            Page::OpenApi => self.openapi.answer(headers),
            Page::Docs => self.docs.page.answer(headers),
            Page::DocsScript => self.docs.script.answer(headers),
            Page::DocsStyle => self.docs.style.answer(headers),
            Page::DocsIcon => self.docs.icon.answer(headers),
        })
    }
}

fn plain(status: StatusCode, content_type: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// `/healthz`, `/readyz` and `/metrics` for a process that runs services without the gateway. Metrics are open: such a
/// process is not reachable from outside.
pub fn admin_router(deps: AdminDeps) -> Router {
    let admin = Arc::new(Admin::new(deps));
    let answer = move |request: Request| {
        let admin = Arc::clone(&admin);
        async move {
            let everyone = Block::parse("::/0").into_iter().collect::<Vec<_>>();
            let answered = admin
                .answer(request, IpAddr::V6(Ipv6Addr::UNSPECIFIED), &everyone)
                .await;
            answered.unwrap_or_else(|refusal| refusal.into_response(&HeaderValue::from_static("unknown")))
        }
    };
    Router::new()
        .route("/healthz", any(answer.clone()))
        .route("/readyz", any(answer.clone()))
        .route("/metrics", any(answer))
}
