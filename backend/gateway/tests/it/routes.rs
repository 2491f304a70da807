use crate::support::*;
use axum::{Router, body::Body, routing::get as on_get};
use foodwala_contract::{all_endpoints, endpoint::Side, orders::PAYMENT_CALLBACKS};
use foodwala_gateway::{Clusters, GatewayConfig, config::Auth, gateway};
use http::Request;
use std::collections::BTreeSet;

#[test]
fn the_shipped_table_covers_every_endpoint_and_nothing_else() {
    let config = GatewayConfig::shipped().unwrap();
    let mut unused: BTreeSet<_> = config
        .routes()
        .iter()
        .map(|route| (route.path.as_str(), route.method.as_str()))
        .collect();
    for endpoint in all_endpoints() {
        let route = config
            .routes()
            .iter()
            .find(|r| r.path == endpoint.path && r.method == endpoint.method.as_str());
        let route = route.unwrap_or_else(|| panic!("{} {} is not routed", endpoint.method.as_str(), endpoint.path));
        unused.remove(&(endpoint.path, endpoint.method.as_str()));
        let suffix = if endpoint.side == Side::Query { "-query" } else { "" };
        assert_eq!(
            route.cluster,
            format!("{}{suffix}", endpoint.service),
            "{}",
            endpoint.id
        );
        let auth = if endpoint.access.public {
            Auth::Public
        } else {
            Auth::Token
        };
        assert_eq!(route.auth, auth, "{}", endpoint.id);
    }
    // For payment providers, which speak their own languages, and not for clients.
    assert!(unused.remove(&(PAYMENT_CALLBACKS, "POST")));
    assert!(unused.is_empty(), "routed, but no endpoint: {unused:?}");
}

#[tokio::test]
async fn the_most_specific_route_wins() {
    let named = |name: &'static str| Router::new().fallback(move || async move { name });
    let clusters = Clusters::new()
        .with("wide", named("wide"))
        .with("narrow", named("narrow"))
        .with("exact", named("exact"));
    let routes = ["/{*rest}", "/a/{id}", "/a/b"].into_iter().zip(["wide", "narrow", "exact"]).map(|(path, cluster)| {
        format!("[clusters.{cluster}]\nin_process = true\n[[routes]]\npaths = [\"{path}\"]\nmethods = [\"GET\"]\ncluster = \"{cluster}\"\nauth = \"public\"\n")
    });
    let text: String = routes.collect();
    let router = build(&config(&text), clusters).router();
    for (path, cluster) in [
        ("/a/b", "exact"),
        ("/a/c", "narrow"),
        ("/a/b/c", "wide"),
        ("/x", "wide"),
    ] {
        assert_eq!(send(&router, get(path)).await.text(), cluster, "{path}");
    }
}

const ROUTES: &str = r#"
[[routes]]
paths = ["/things/{id}"]
methods = ["GET", "PUT"]
cluster = "fake"
auth = "public"
"#;

#[tokio::test]
async fn unknown_paths_and_methods_are_problems() {
    let router = fake(
        ROUTES,
        Router::new().route("/things/{id}", on_get(|| async { "thing" })),
    );
    let answer = send(&router, get("/nothing?secret=1")).await;
    assert_eq!(
        (answer.status.as_u16(), answer.problem().as_str()),
        (404, "route_not_found")
    );

    let delete = Request::delete("/things/1").body(Body::empty()).unwrap();
    let answer = send(&router, delete).await;
    assert_eq!(
        (answer.status.as_u16(), answer.problem().as_str()),
        (405, "method_not_allowed")
    );
    assert_eq!(answer.header("allow"), "GET, PUT, HEAD");

    let head = Request::head("/things/1").body(Body::empty()).unwrap();
    let answer = send(&router, head).await;
    assert_eq!((answer.status.as_u16(), answer.body.len()), (200, 0));
}

#[tokio::test]
async fn a_cluster_that_is_not_here_is_an_error_with_its_place() {
    let config = config("[clusters.elsewhere]\nin_process = true\n");
    let errors = gateway(&config, Clusters::new(), deps()).err().unwrap().to_string();
    assert!(
        errors.contains("test.toml:1:1: clusters.elsewhere: this process does not serve it"),
        "{errors}"
    );
    assert!(errors.contains("clusters.orders:"), "{errors}");
}

#[tokio::test]
async fn settings_are_reloaded_while_serving() {
    let gateway = build(
        &config(&format!("[clusters.fake]\nin_process = true\n{ROUTES}")),
        Clusters::new().with("fake", Router::new().fallback(|| async { "here" })),
    );
    let router = gateway.router();
    assert_eq!(send(&router, get("/things/1")).await.status, 200);
    let moved = config(&format!(
        "[clusters.fake]\nin_process = true\n{}",
        ROUTES.replace("things", "stuff")
    ));
    assert_eq!(gateway.reload(&moved).unwrap(), 2);
    assert_eq!(send(&router, get("/things/1")).await.status, 404);
    assert_eq!(send(&router, get("/stuff/1")).await.text(), "here");

    gateway
        .reload(&config("[clusters.absent]\nin_process = true\n"))
        .unwrap_err();
    assert_eq!(
        (gateway.revision(), send(&router, get("/stuff/1")).await.status.as_u16()),
        (2, 200)
    );
}
