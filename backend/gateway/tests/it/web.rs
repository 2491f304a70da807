//! The web apps' files: negotiated, cached as they may be, and nothing else of the disk.

use crate::support::*;
use axum::Router;
use foodwala_gateway::{Clusters, GatewayConfig, WebApps, gateway};
use http::{Method, Request};
use std::{fs, path::Path, sync::Arc};
use tempfile::TempDir;

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let file = folder.join(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, bytes).unwrap();
}

fn bundle(folder: &Path, hash: &str) {
    write(folder, "index.html", format!("<title>{hash}</title>").as_bytes());
    write(folder, "index.html.br", b"page in brotli");
    write(folder, "sw.js", b"// worker");
    write(folder, "made-from", b"secret of the build");
    let assets = folder.join("assets").join(hash);
    write(&assets, "app_bg.wasm", b"\0asm");
    write(&assets, "app_bg.wasm.br", b"wasm in brotli");
    write(&assets, "app_bg.wasm.gz", b"wasm in gzip");
    write(&assets, "ui/a.woff2", b"font");
}

/// A gateway with the customer app of version `one`, and nothing behind it.
fn apps() -> (TempDir, Router) {
    let folder = tempfile::tempdir().unwrap();
    bundle(&folder.path().join("customer"), "one");
    write(folder.path(), "secret.html", b"not an app");
    let mut deps = deps();
    deps.web = Some(Arc::new(WebApps::of(folder.path())));
    let config = GatewayConfig::shipped().unwrap();
    let clusters = config
        .in_process_clusters()
        .fold(Clusters::new(), |all, name| all.with(name, Router::new()));
    let router = gateway(&config, clusters, deps).unwrap().router();
    (folder, router)
}

fn navigate(path: &str) -> Request<axum::body::Body> {
    with(get(path), "accept", "text/html,application/xhtml+xml,*/*;q=0.8")
}

#[tokio::test]
async fn people_get_the_page_wherever_they_go() {
    let (_folder, router) = apps();
    for path in ["/", "/orders/0190?x=1", "/restaurants/1", "/restaurant"] {
        let page = send(&router, navigate(path)).await;
        assert_eq!(
            (page.status.as_u16(), page.text()),
            (200, "<title>one</title>"),
            "{path}"
        );
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(page.header("cache-control"), "no-cache");
    }
    let page = send(&router, with(navigate("/"), "sec-fetch-mode", "navigate")).await;
    let again = send(&router, with(navigate("/"), "if-none-match", page.header("etag"))).await;
    assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
    assert_eq!(again.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn what_is_the_platforms_stays_the_platforms() {
    let (_folder, router) = apps();
    for path in ["/v1/nothing", "/docs/nothing", "/readyz/nothing"] {
        assert_eq!(
            send(&router, navigate(path)).await.problem(),
            "route_not_found",
            "{path}"
        );
    }
    assert_eq!(send(&router, navigate("/healthz")).await.json()["status"], "up");
    // A program that asks for what there is not is told so.
    assert_eq!(send(&router, get("/wp-login.php")).await.problem(), "route_not_found");
    let fetched = with(navigate("/orders"), "sec-fetch-mode", "cors");
    assert_eq!(send(&router, fetched).await.problem(), "route_not_found");
    let post = Request::post("/").body(axum::body::Body::empty()).unwrap();
    let refused = send(&router, post).await;
    assert_eq!(
        (refused.problem().as_str(), refused.header("allow")),
        ("method_not_allowed", "GET, HEAD")
    );
}

#[tokio::test]
async fn files_come_compressed_and_for_ever() {
    let (_folder, router) = apps();
    let wasm = "/assets/one/app_bg.wasm";
    for (accept, coding, body) in [
        ("gzip, deflate, br", "br", "wasm in brotli"),
        ("gzip", "gzip", "wasm in gzip"),
        ("br;q=0, identity", "", "\0asm"),
    ] {
        let answer = send(&router, with(get(wasm), "accept-encoding", accept)).await;
        assert_eq!((answer.header("content-encoding"), answer.text()), (coding, body));
        assert_eq!(answer.header("content-type"), "application/wasm");
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        assert!(answer.header("vary").contains("accept-encoding"));
    }
    assert_eq!(
        send(&router, get("/assets/one/ui/a.woff2"))
            .await
            .header("content-type"),
        "font/woff2"
    );
    let head = Request::builder().method(Method::HEAD).uri(wasm);
    let head = send(&router, head.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(
        (head.status.as_u16(), head.header("content-type")),
        (200, "application/wasm")
    );
    assert_eq!(send(&router, get("/sw.js")).await.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn pages_may_do_little() {
    let (_folder, router) = apps();
    for path in ["/", "/sw.js"] {
        let page = send(&router, navigate(path)).await;
        let policy = page.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"),
            "{policy}"
        );
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("http"),
            "{policy}"
        );
        assert_eq!(page.header("referrer-policy"), "same-origin");
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        assert_eq!(page.header("cross-origin-opener-policy"), "same-origin");
        assert!(
            page.header("permissions-policy")
                .starts_with("geolocation=(self), camera=()")
        );
    }
    let page = send(&router, with(navigate("/"), "origin", "https://elsewhere.example")).await;
    assert_eq!(
        page.header("access-control-allow-origin"),
        "",
        "no other page reads ours"
    );
}

#[tokio::test]
async fn nothing_else_of_the_disk_is_served() {
    let (_folder, router) = apps();
    for path in [
        "/../secret.html",
        "/assets/../../secret.html",
        "/assets/one/../../../secret.html",
        "/%2e%2e/secret.html",
        "/assets/%2e%2e/%2e%2e/secret.html",
        "/assets/one/..%2f..%2f..%2fsecret.html",
        "//secret.html",
        "/made-from",
        "/index.html.br",
        "/assets/one",
    ] {
        let answer = send(&router, get(path)).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("secret"), "{path}");
    }
}

#[tokio::test]
async fn a_new_bundle_is_served_and_open_pages_still_find_their_files() {
    let (folder, router) = apps();
    assert!(send(&router, navigate("/")).await.text().contains("one"));
    let app = folder.path().join("customer");
    fs::rename(&app, folder.path().join("old")).unwrap();
    assert!(
        send(&router, navigate("/")).await.text().contains("one"),
        "away for a moment"
    );
    bundle(&app, "two");
    let page = fs::File::options().write(true).open(app.join("index.html")).unwrap();
    let written = page.metadata().unwrap().modified().unwrap();
    page.set_modified(written + std::time::Duration::from_secs(5)).unwrap();
    assert!(send(&router, navigate("/")).await.text().contains("two"));
    for hash in ["one", "two"] {
        let file = send(&router, get(&format!("/assets/{hash}/app_bg.wasm"))).await;
        assert_eq!(file.status, 200, "{hash}");
    }
}

#[tokio::test]
async fn each_app_has_its_place() {
    let (folder, router) = apps();
    bundle(&folder.path().join("restaurant"), "board");
    assert!(
        send(&router, navigate("/restaurant/orders"))
            .await
            .text()
            .contains("board")
    );
    assert!(send(&router, navigate("/restaurant")).await.text().contains("board"));
    assert_eq!(
        send(&router, get("/restaurant/assets/board/app_bg.wasm")).await.status,
        200
    );
    assert!(send(&router, navigate("/restaurants/1")).await.text().contains("one"));
}
