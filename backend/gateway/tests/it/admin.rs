use crate::support::*;
use axum::{Router, extract::ConnectInfo};
use foodwala_gateway::{Clusters, GatewayConfig, ReadinessCheck, admin_router, gateway};
use std::net::SocketAddr;

fn router() -> Router {
    build(&GatewayConfig::shipped().unwrap(), Clusters::new()).router()
}

#[tokio::test]
async fn readiness_names_what_is_down() {
    assert_eq!(send(&router(), get("/healthz")).await.json()["status"], "up");
    let ready = send(&router(), get("/readyz")).await;
    assert_eq!(
        (ready.status.as_u16(), ready.json()["status"].as_str()),
        (200, Some("ready"))
    );

    let mut deps = deps();
    deps.admin
        .readiness
        .push(ReadinessCheck::new("bus", || async { Err("password=hunter2".into()) }));
    let admin = deps.admin.clone();
    let config = GatewayConfig::shipped().unwrap();
    let clusters = config
        .in_process_clusters()
        .fold(Clusters::new(), |all, name| all.with(name, Router::new()));
    let router = gateway(&config, clusters, deps).unwrap().router();
    for router in [router, admin_router(admin.clone())] {
        let answer = send(&router, get("/readyz")).await;
        let report = answer.json();
        assert_eq!(
            (answer.status.as_u16(), report["status"].as_str()),
            (503, Some("not_ready"))
        );
        let up = |index: usize| {
            (
                report["checks"][index]["name"].clone(),
                report["checks"][index]["up"].clone(),
            )
        };
        assert_eq!(up(0), ("orders.database".into(), true.into()));
        assert_eq!(up(1), ("bus".into(), false.into()));
        assert!(!answer.text().contains("hunter2"));
    }
    admin.shutdown.cancel();
    assert_eq!(
        send(&admin_router(admin), get("/readyz")).await.json()["status"],
        "draining"
    );
}

#[tokio::test]
async fn what_can_be_done_without_degrades_only() {
    let mut deps = deps();
    let bus = ReadinessCheck::new("bus", || async { Err("gone".into()) });
    deps.admin.readiness.push(bus.dispensable());
    let answer = send(&admin_router(deps.admin), get("/readyz")).await;
    let report = answer.json();
    assert_eq!(
        (answer.status.as_u16(), report["status"].as_str()),
        (200, Some("degraded"))
    );
    assert_eq!(
        (
            report["checks"][1]["up"].as_bool(),
            report["checks"][1]["needed"].as_bool()
        ),
        (Some(false), Some(false))
    );
}

#[tokio::test]
async fn metrics_are_for_the_machine_only() {
    let from = |peer: &str| {
        let mut request = get("/metrics");
        request
            .extensions_mut()
            .insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 1)));
        request
    };
    assert_eq!(send(&router(), from("127.0.0.1")).await.text(), "up 1\n");
    assert_eq!(send(&router(), from("::1")).await.text(), "up 1\n");
    assert_eq!(send(&router(), from("203.0.113.9")).await.problem(), "route_not_found");
}

#[tokio::test]
async fn the_openapi_document_is_cached_and_compressed() {
    let router = router();
    let answer = send(&router, get("/v1/openapi.json")).await;
    assert_eq!(answer.json()["openapi"], "3.1.0");
    let again = send(
        &router,
        with(get("/v1/openapi.json"), "if-none-match", answer.header("etag")),
    )
    .await;
    assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
    let small = send(&router, with(get("/v1/openapi.json"), "accept-encoding", "br")).await;
    assert_eq!(small.header("content-encoding"), "br");
    let post = http::Request::post("/v1/openapi.json")
        .body(axum::body::Body::empty())
        .unwrap();
    assert_eq!(send(&router, post).await.problem(), "method_not_allowed");
}

#[tokio::test]
async fn the_api_page_needs_nobody_else() {
    let router = router();
    let page = send(&router, get("/docs")).await;
    let policy = page.header("content-security-policy").to_owned();
    assert!(
        policy.contains("default-src 'none'") && !policy.contains("unsafe"),
        "{policy}"
    );
    assert!(!page.text().contains("style=") && !page.text().contains("http://") && !page.text().contains("https://"));
    for (path, kind) in [
        ("/docs/app.js", "javascript"),
        ("/docs/style.css", "css"),
        ("/docs/icon.svg", "svg"),
    ] {
        assert!(page.text().contains(path), "{path}");
        let asset = send(&router, get(path)).await;
        assert_eq!(asset.status, 200);
        assert!(asset.header("content-type").contains(kind));
        assert!(!asset.text().contains("https://"));
    }
}
