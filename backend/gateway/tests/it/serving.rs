use crate::support::*;
use axum::{Router, routing::get as on_get};
use foodwala_gateway::{Clusters, Drained, ServeOptions, serve};
use std::{future::pending, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Notify,
};
use tokio_util::sync::CancellationToken;

const ROUTE: &str = "[clusters.fake]\nin_process = true\n[[routes]]\npaths = [\"/it\"]\nmethods = [\"GET\"]\ncluster = \"fake\"\nauth = \"public\"\n";

struct Served {
    stop: CancellationToken,
    client: TcpStream,
    ended: tokio::task::JoinHandle<Drained>,
}

async fn served(service: Router, options: ServeOptions) -> Served {
    let gateway = build(&config(ROUTE), Clusters::new().with("fake", service));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
    let stop = CancellationToken::new();
    let ended = tokio::spawn(serve(listener, gateway.service(), options, stop.clone()));
    Served { stop, client, ended }
}

async fn read_until(client: &mut TcpStream, needle: &str) -> String {
    let mut text = String::new();
    let mut buffer = [0; 1024];
    while !text.contains(needle) {
        let read = client.read(&mut buffer).await.unwrap();
        assert!(read > 0, "closed after: {text}");
        text.push_str(&String::from_utf8_lossy(&buffer[..read]));
    }
    text
}

const REQUEST: &[u8] = b"GET /it HTTP/1.1\r\nhost: x\r\n\r\n";

#[tokio::test]
async fn what_is_in_flight_is_answered_before_the_end() {
    let (arrived, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let service = Router::new().route(
        "/it",
        on_get({
            let (arrived, go_on) = (Arc::clone(&arrived), Arc::clone(&go_on));
            move || async move {
                arrived.notify_one();
                go_on.notified().await;
                "answered"
            }
        }),
    );
    let mut served = served(service, ServeOptions::default()).await;
    served.client.write_all(REQUEST).await.unwrap();
    arrived.notified().await;
    served.stop.cancel();
    go_on.notify_one();
    let answer = read_until(&mut served.client, "answered").await;
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert_eq!(served.ended.await.unwrap(), Drained::Fully);
}

#[tokio::test]
async fn draining_has_an_end() {
    let arrived = Arc::new(Notify::new());
    let service = Router::new().route(
        "/it",
        on_get({
            let arrived = Arc::clone(&arrived);
            move || async move {
                arrived.notify_one();
                pending::<()>().await;
            }
        }),
    );
    let options = ServeOptions {
        drain: Duration::from_millis(50),
        ..ServeOptions::default()
    };
    let mut served = served(service, options).await;
    served.client.write_all(REQUEST).await.unwrap();
    arrived.notified().await;
    served.stop.cancel();
    assert_eq!(served.ended.await.unwrap(), Drained::Cut(1));
    assert_eq!(served.client.read(&mut [0; 8]).await.unwrap_or(0), 0);
}

#[tokio::test]
async fn connections_are_kept_alive_and_bounded() {
    let service = || Router::new().route("/it", on_get(|| async { "again" }));
    let mut kept = served(service(), ServeOptions::default()).await;
    for _ in 0..3 {
        kept.client.write_all(REQUEST).await.unwrap();
        read_until(&mut kept.client, "again").await;
    }

    for (count, size) in [(120, 1), (4, 20_000)] {
        let mut greedy = served(service(), ServeOptions::default()).await;
        let value = "1".repeat(size);
        let headers: String = (0..count).map(|n| format!("x-{n}: {value}\r\n")).collect();
        greedy
            .client
            .write_all(format!("GET /it HTTP/1.1\r\n{headers}\r\n").as_bytes())
            .await
            .unwrap();
        assert!(read_until(&mut greedy.client, "\r\n").await.starts_with("HTTP/1.1 431"));
    }

    let options = ServeOptions {
        header_read_timeout: Duration::from_millis(50),
        ..ServeOptions::default()
    };
    let mut slow = served(service(), options).await;
    slow.client.write_all(b"GET /it HT").await.unwrap();
    assert_eq!(slow.client.read(&mut [0; 8]).await.unwrap_or(0), 0);
}
