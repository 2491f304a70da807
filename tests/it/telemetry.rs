//! One order's trace, from the SDK's call to the read document, and the metrics, as a collector gets them.

use anyhow::{Context, Result};
use axum::{Router, body::Bytes, extract::State, routing::post};
use foodwala_platform::telemetry::{self, LogConfig, TelemetryConfig};
use foodwala_sdk::contract::orders::Fulfilment;
use foodwala_server::config::DatabaseEngine;
use foodwala_tests::Town;
use opentelemetry_proto::tonic::{
    collector::{metrics::v1::ExportMetricsServiceRequest, trace::v1::ExportTraceServiceRequest},
    common::v1::any_value::Value,
    trace::v1::{Span, span::SpanKind, status::StatusCode},
};
use prost::Message as _;
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::net::TcpListener;

/// A collector that keeps what it gets.
#[derive(Debug, Clone, Default)]
struct Collector(Arc<Mutex<Collected>>);

#[derive(Debug, Default)]
struct Collected {
    services: BTreeSet<String>,
    spans: Vec<Span>,
    metrics: BTreeSet<String>,
}

impl Collector {
    /// Listens, and answers its address.
    async fn start(&self) -> Result<String> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let router = Router::new()
            .route("/v1/traces", post(traces))
            .route("/v1/metrics", post(metrics))
            .with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(format!("http://{address}"))
    }

    fn with<T>(&self, look: impl FnOnce(&mut Collected) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[expect(clippy::expect_used, reason = "a part of the test")]
async fn traces(State(collector): State<Collector>, body: Bytes) {
    let request = ExportTraceServiceRequest::decode(body).expect("a request of the protocol");
    collector.with(|collected| {
        for resource in request.resource_spans {
            let name = resource.resource.iter().flat_map(|resource| &resource.attributes);
            let name = name.filter(|attribute| attribute.key == "service.name");
            collected.services.extend(
                name.filter_map(|attribute| match attribute.value.as_ref()?.value.as_ref()? {
                    Value::StringValue(name) => Some(name.clone()),
                    _ => None,
                }),
            );
            let spans = resource.scope_spans.into_iter().flat_map(|scope| scope.spans);
            collected.spans.extend(spans);
        }
    });
}

#[expect(clippy::expect_used, reason = "a part of the test")]
async fn metrics(State(collector): State<Collector>, body: Bytes) {
    let request = ExportMetricsServiceRequest::decode(body).expect("a request of the protocol");
    collector.with(|collected| {
        let scopes = request
            .resource_metrics
            .into_iter()
            .flat_map(|resource| resource.scope_metrics);
        let metrics = scopes.flat_map(|scope| scope.metrics);
        collected.metrics.extend(metrics.map(|metric| metric.name));
    });
}

/// The text of a span's attribute.
fn text(span: &Span, key: &str) -> Option<String> {
    let attribute = span.attributes.iter().find(|attribute| attribute.key == key)?;
    match attribute.value.as_ref()?.value.as_ref()? {
        Value::StringValue(text) => Some(text.clone()),
        Value::IntValue(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The spans of one trace.
struct Trace(Vec<Span>);

impl Trace {
    /// The one span with this name whose parent is `parent`.
    fn child(&self, name: &str, parent: &Span) -> Result<&Span> {
        let of_parent = |span: &&Span| span.name == name && span.parent_span_id == parent.span_id;
        self.0.iter().find(of_parent).with_context(|| {
            let names: Vec<_> = self.0.iter().map(|span| span.name.as_str()).collect();
            format!("{} has no child {name} among {names:?}", parent.name)
        })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_order_is_one_trace_from_the_call_to_the_read_document() -> Result<()> {
    let collector = Collector::default();
    let config = TelemetryConfig {
        endpoint: Some(collector.start().await?),
        service_name: "foodwala-test".to_owned(),
        ..TelemetryConfig::default()
    };
    let telemetry = telemetry::start(&LogConfig::default(), &config, &[])?;
    let town = Town::start().await?;
    let kitchen = town.kitchen().await?;
    let guest = town.person("asha").await?;
    kitchen.ordered(&guest, Fulfilment::Pickup).await?;
    town.settled().await?;
    let system = match town.database.engine {
        DatabaseEngine::Sqlite => "sqlite",
        DatabaseEngine::SqlServer => "microsoft.sql_server",
    };
    town.platform.stop().await;
    tokio::task::spawn_blocking(move || telemetry.stop()).await?;

    let spans = collector.with(|collected| std::mem::take(&mut collected.spans));
    let gateway = spans.iter().find(|span| span.name == "POST /v1/orders");
    let gateway = gateway.context("the gateway's span of the order")?.clone();
    assert_eq!(gateway.kind(), SpanKind::Server);
    assert_eq!(text(&gateway, "http.request.method").as_deref(), Some("POST"));
    assert_eq!(text(&gateway, "http.route").as_deref(), Some("/v1/orders"));
    assert_eq!(text(&gateway, "http.response.status_code").as_deref(), Some("201"));
    assert_eq!(
        gateway.parent_span_id.len(),
        8,
        "it continues the trace that the SDK began"
    );
    let of_order = |span: &Span| span.trace_id == gateway.trace_id;
    let trace = Trace(spans.into_iter().filter(of_order).collect());

    let place = trace.child("orders.place", &gateway)?;
    let insert = trace.child("INSERT orders", place)?;
    assert_eq!(text(insert, "db.system.name").as_deref(), Some(system));
    assert_eq!(text(insert, "db.namespace").as_deref(), Some("orders"));
    let commit = trace.child("COMMIT orders", place)?;
    assert_eq!(commit.kind(), SpanKind::Client);
    trace.child("put in_process", place)?;

    let publish = trace.child("publish foodwala.order.placed.v1", place)?;
    assert_eq!(publish.kind(), SpanKind::Producer);
    assert_eq!(text(publish, "messaging.operation.type").as_deref(), Some("send"));
    let card = trace.child("process restaurants.board", publish)?;
    assert_eq!(card.kind(), SpanKind::Consumer);
    assert_eq!(
        text(card, "messaging.destination.name").as_deref(),
        Some("foodwala.order.placed.v1")
    );
    trace.child("COMMIT restaurants", card)?;
    trace.child("process orders.projection", publish)?;
    let put = trace.child("put in_process", card)?;
    assert_eq!(text(put, "db.system.name").as_deref(), Some("in_process"));

    for span in &trace.0 {
        let failed = span
            .status
            .as_ref()
            .is_some_and(|status| status.code() == StatusCode::Error);
        assert!(!failed, "{} failed", span.name);
        let said = format!("{:?}", span.attributes);
        for private in ["asha", "Asha", "+49", "@town.example"] {
            assert!(!said.contains(private), "{} says {private}: {said}", span.name);
        }
    }
    collector.with(|collected| {
        assert_eq!(collected.services, BTreeSet::from(["foodwala-test".to_owned()]));
        for metric in [
            "http_requests_total",
            "http_request_duration_seconds",
            "foodwala_events_committed_total",
            "foodwala_messages_consumed_total",
            "foodwala_sql_commit_seconds",
        ] {
            assert!(
                collected.metrics.contains(metric),
                "{metric} is not in {:?}",
                collected.metrics
            );
        }
    });
    Ok(())
}
