//! Event streams: reconnecting, going on, noticing silence, ending.

use crate::server::{Server, event_stream, no_content, notification, problem, session};
use axum::response::IntoResponse;
use foodwala_sdk::{Error, ErrorCode, MemorySessionStore, RetryPolicy, SessionStore, StreamExt};
use std::time::Duration;

const FOLLOW: &str = "GET /v1/me/notifications/events";

fn event(n: u128) -> String {
    format!("id: {n}\ndata: {}\n\n", notification(n))
}

fn signed_in() -> MemorySessionStore {
    let store = MemorySessionStore::default();
    store.save(&session("good", "r1", 900)).unwrap();
    store
}

#[tokio::test]
async fn a_stream_goes_on_after_the_last_event() {
    let server = Server::answering(|seen| match seen.nth {
        0 => event_stream(
            vec![
                ": hello\n\nretry: 10\n\n".into(),
                event(1),
                event(2),
                "data: half an ev".into(),
            ],
            false,
        ),
        1 => (
            [("retry-after", "18446744073709551615")],
            problem(ErrorCode::Unavailable),
        )
            .into_response(),
        2 => event_stream(vec![event(3)], true),
        _ => problem(ErrorCode::Internal),
    })
    .await;
    let quick = RetryPolicy {
        first_pause: Duration::from_millis(5),
        longest_retry_after: Duration::from_millis(5),
        ..RetryPolicy::DEFAULT
    };
    let client = server
        .builder()
        .session_store(signed_in())
        .retries(quick)
        .build()
        .unwrap();
    let events = client.notifications().follow();
    let titles: Vec<String> = events.take(3).map(|event| event.unwrap().title).collect().await;
    assert_eq!(titles, ["number 1", "number 2", "number 3"]);
    let seen = server.seen(FOLLOW);
    let ids: Vec<_> = seen.iter().map(|one| one.header("last-event-id")).collect();
    assert_eq!(ids, [None, Some("2"), Some("2")]);
    assert_eq!(
        seen[0].header("accept"),
        Some("text/event-stream, application/problem+json")
    );
}

#[tokio::test]
async fn silence_is_noticed_and_heart_beats_are_not_silence() {
    let server = Server::answering(|seen| match seen.nth {
        0 => event_stream(vec![event(1)], true),
        _ => event_stream(vec![":\n\n".into(), event(2)], true),
    })
    .await;
    let client = server
        .builder()
        .session_store(signed_in())
        .silence(Duration::from_millis(300))
        .build()
        .unwrap();
    let titles: Vec<String> = client
        .notifications()
        .follow()
        .take(2)
        .map(|event| event.unwrap().title)
        .collect()
        .await;
    assert_eq!(titles, ["number 1", "number 2"]);
    assert_eq!(server.seen(FOLLOW)[1].header("last-event-id"), Some("1"));
}

#[tokio::test]
async fn what_will_not_pass_is_the_last_item() {
    let server = Server::answering(|seen| match seen.nth {
        0 => event_stream(vec![event(1)], false),
        _ => problem(ErrorCode::Forbidden),
    })
    .await;
    let mut events = server.client_with(&session("good", "r1", 900)).notifications().follow();
    assert!(events.next().await.unwrap().is_ok());
    assert_eq!(
        events.next().await.unwrap().unwrap_err().code(),
        Some(&ErrorCode::Forbidden)
    );
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn an_unknown_event_does_not_end_the_stream() {
    let server = Server::answering(|seen| match seen.nth {
        0 => event_stream(vec!["data: {\"type\":\"from_the_future\"}\n\n".into(), event(2)], false),
        _ => no_content(),
    })
    .await;
    let mut events = server.client_with(&session("good", "r1", 900)).notifications().follow();
    let error = events.next().await.unwrap().unwrap_err();
    assert!(
        matches!(
            error,
            Error::Decode {
                endpoint: "notifications.follow",
                ..
            }
        ),
        "{error:?}"
    );
    assert_eq!(events.next().await.unwrap().unwrap().title, "number 2");
    // 204: the server has nothing more to say.
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn a_refused_token_is_renewed_for_a_stream_too() {
    let server = Server::answering(|seen| match seen.route.as_str() {
        FOLLOW if seen.header("authorization") == Some("Bearer good") => event_stream(vec![event(1)], true),
        FOLLOW => problem(ErrorCode::Unauthenticated),
        _ => crate::server::ok(session("good", "r2", 900)),
    })
    .await;
    let mut events = server.client_with(&session("old", "r1", 900)).notifications().follow();
    assert_eq!(events.next().await.unwrap().unwrap().title, "number 1");
}

#[tokio::test]
async fn a_page_instead_of_a_stream_is_not_asked_for_ever() {
    let server = Server::answering(|_| crate::server::ok(serde_json::json!({}))).await;
    let mut events = server.client_with(&session("good", "r1", 900)).notifications().follow();
    assert!(matches!(events.next().await, Some(Err(Error::Decode { .. }))));
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn who_watches_is_told_whether_the_connection_stands() {
    let server = Server::answering(|_| event_stream(vec![event(1)], true)).await;
    let client = server.builder().session_store(signed_in()).build().unwrap();
    let mut events = client.notifications().follow();
    let mut connection = Box::pin(events.connection());
    assert_eq!(connection.next().await, Some(false));
    events.next().await.unwrap().unwrap();
    assert_eq!(connection.next().await, Some(true));
    drop(events);
    assert_eq!(connection.next().await, None);
}
