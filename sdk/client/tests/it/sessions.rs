//! Sessions: renewed once, in time, and ended when they cannot be.

use crate::server::{Seen, Server, no_content, ok, problem, session};
use axum::response::Response;
use foodwala_sdk::{
    Error, ErrorCode, MemorySessionStore, SessionStore, SessionStoreError, StreamExt,
    contract::auth::{LoginRequest, Session},
};
use futures_util::future::join_all;
use serde_json::json;
use std::sync::Arc;
use tokio::sync::Notify;

const REFRESH: &str = "POST /v1/auth/refresh";
const WORKPLACES: &str = "GET /v1/me/workplaces";

fn login() -> LoginRequest {
    LoginRequest {
        email: "ada@example.org".into(),
        password: "secret".into(),
    }
}

/// Knows refresh token `r1` and then `r2`; the access tokens from them are `good`.
fn identity(seen: &Seen) -> Response {
    match seen.route.as_str() {
        "POST /v1/auth/login" => ok(session("short", "r1", 0)),
        REFRESH if seen.json()["refresh_token"] == "r1" => ok(session("good", "r2", 900)),
        REFRESH => problem(ErrorCode::InvalidRefreshToken),
        "POST /v1/auth/logout" => no_content(),
        _ if seen.header("authorization") == Some("Bearer good") => ok(json!({"items": []})),
        _ => problem(ErrorCode::Unauthenticated),
    }
}

/// A store that several windows share.
#[derive(Clone, Default)]
struct Shared(Arc<MemorySessionStore>);

impl SessionStore for Shared {
    fn load(&self) -> Result<Option<Session>, SessionStoreError> {
        self.0.load()
    }

    fn save(&self, session: &Session) -> Result<(), SessionStoreError> {
        self.0.save(session)
    }

    fn clear(&self) -> Result<(), SessionStoreError> {
        self.0.clear()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_calls_with_an_expired_token_renew_it_once() {
    let server = Server::answering(identity).await;
    let client = server.client();
    client.auth().login(&login()).await.unwrap();
    let calls = (0..50).map(|_| {
        let me = client.me();
        tokio::spawn(async move { me.workplaces().await })
    });
    for answer in join_all(calls).await {
        answer.unwrap().unwrap();
    }
    assert_eq!(server.seen(REFRESH).len(), 1);
    assert_eq!(server.seen(WORKPLACES).len(), 50);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_calls_with_a_refused_token_renew_it_once() {
    let server = Server::answering(identity).await;
    let client = server.client_with(&session("old", "r1", 900));
    let calls = (0..50).map(|_| {
        let me = client.me();
        tokio::spawn(async move { me.workplaces().await })
    });
    for answer in join_all(calls).await {
        answer.unwrap().unwrap();
    }
    assert_eq!(server.seen(REFRESH).len(), 1);
}

#[tokio::test]
async fn a_session_that_cannot_be_renewed_has_ended() {
    let server = Server::answering(identity).await;
    let store = Shared::default();
    store.save(&session("old", "used-up", 900)).unwrap();
    let client = server.builder().session_store(store.clone()).build().unwrap();
    let mut accounts = Box::pin(client.auth().account_changes());
    assert_eq!(accounts.next().await.unwrap().unwrap().display_name, "Ada");

    let error = client.me().workplaces().await.unwrap_err();
    assert!(matches!(error, Error::SessionEnded), "{error:?}");
    assert_eq!(accounts.next().await.unwrap(), None);
    assert_eq!(client.auth().account(), None);
    assert_eq!(store.load().unwrap(), None);

    // Nothing more is sent in the name of nobody.
    assert!(matches!(client.me().workplaces().await, Err(Error::SessionEnded)));
    assert_eq!(server.seen(WORKPLACES).len(), 1);
}

#[tokio::test]
async fn an_outage_does_not_end_the_session() {
    let server = Server::answering(|seen| match (seen.route.as_str(), seen.nth) {
        (REFRESH, 0..4) => problem(ErrorCode::Unavailable),
        _ => identity(seen),
    })
    .await;
    let client = server.client_with(&session("old", "r1", 900));
    let error = client.me().workplaces().await.unwrap_err();
    assert_eq!(error.code(), Some(&ErrorCode::Unavailable));
    assert!(client.auth().account().is_some());
    client.me().workplaces().await.unwrap();
}

#[tokio::test]
async fn a_renewal_is_seen_through_though_nobody_waits_for_it() {
    let release = Arc::new(Notify::new());
    let arrived = Arc::new(Notify::new());
    let (gate, bell) = (Arc::clone(&release), Arc::clone(&arrived));
    let server = Server::start(move |seen| {
        let (gate, bell) = (Arc::clone(&gate), Arc::clone(&bell));
        Box::pin(async move {
            if seen.route == REFRESH {
                bell.notify_one();
                gate.notified().await;
            }
            identity(&seen)
        })
    })
    .await;
    let client = server.client_with(&session("old", "r1", 900));
    let me = client.me();
    let call = tokio::spawn(async move { me.workplaces().await });
    arrived.notified().await;
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
    release.notify_one();
    client.me().workplaces().await.unwrap();
    assert_eq!(server.seen(REFRESH).len(), 1);
}

#[tokio::test]
async fn windows_that_share_a_store_do_not_use_up_each_others_tokens() {
    let server = Server::answering(identity).await;
    let store = Shared::default();
    store.save(&session("old", "r1", 900)).unwrap();
    let one = server.builder().session_store(store.clone()).build().unwrap();
    let other = server.builder().session_store(store.clone()).build().unwrap();
    one.me().workplaces().await.unwrap();
    other.me().workplaces().await.unwrap();
    assert_eq!(server.seen(REFRESH).len(), 1);
    assert_eq!(store.load().unwrap().unwrap().refresh_token, "r2");
}

#[tokio::test]
async fn signing_out_works_here_also_when_the_platform_is_away() {
    let server = Server::answering(identity).await;
    let store = Shared::default();
    let client = server.builder().session_store(store.clone()).build().unwrap();
    client.auth().login(&login()).await.unwrap();
    assert!(store.load().unwrap().is_some());
    client.auth().logout().await.unwrap();
    assert_eq!(server.seen("POST /v1/auth/logout")[0].json()["refresh_token"], "r1");
    assert_eq!((client.auth().account(), store.load().unwrap()), (None, None));

    let away = Server::answering(|_| problem(ErrorCode::Unavailable)).await;
    let client = away.client_with(&session("good", "r1", 900));
    assert!(client.auth().logout().await.is_err());
    assert_eq!(client.auth().account(), None);
}

#[tokio::test]
async fn an_api_client_fetches_its_token_once_and_anew_when_refused() {
    let server = Server::answering(|seen| match seen.route.as_str() {
        "POST /v1/oauth/token" => ok(json!({
            "access_token": format!("token-{}", seen.nth),
            "token_type": "Bearer",
            "expires_in": 900,
            "scope": "board:read",
        })),
        _ if seen.nth > 1 && seen.header("authorization") == Some("Bearer token-0") => {
            problem(ErrorCode::Unauthenticated)
        }
        _ => ok(json!({"items": []})),
    })
    .await;
    let client = server
        .builder()
        .api_client(uuid::Uuid::nil().into(), "s&cret")
        .build()
        .unwrap();
    for _ in 0..3 {
        client.me().workplaces().await.unwrap();
    }
    let tokens = server.seen("POST /v1/oauth/token");
    assert_eq!(tokens.len(), 2);
    let form = "client_id=00000000-0000-0000-0000-000000000000&client_secret=s%26cret&grant_type=client_credentials";
    assert_eq!(tokens[0].body, form);
    assert_eq!(
        server.seen(WORKPLACES)[3].header("authorization"),
        Some("Bearer token-1")
    );
    assert!(client.auth().login(&login()).await.is_err());
}

/// Knows the browser of Ada: it sends its cookie by itself, so requests carry no refresh token.
fn cookies(seen: &Seen) -> Response {
    match seen.route.as_str() {
        "POST /v1/auth/login?keeping=cookie" => ok(session("short", "", 0)),
        REFRESH if seen.json() == json!({}) => ok(session("good", "", 900)),
        "POST /v1/auth/logout" if seen.json() == json!({}) => no_content(),
        _ if seen.header("authorization") == Some("Bearer good") => ok(json!({"items": []})),
        _ => problem(ErrorCode::Unauthenticated),
    }
}

#[tokio::test]
async fn a_browser_keeps_the_session_and_the_client_never_sees_its_token() {
    let server = Server::answering(cookies).await;
    let client = server.builder().browser_session().build().unwrap();
    // Nobody has signed in here: nobody is asked.
    assert_eq!(client.auth().resume().await.unwrap(), None);
    assert!(matches!(client.me().workplaces().await, Err(Error::SessionEnded)));
    assert_eq!(server.seen(REFRESH).len(), 0);

    client.auth().login(&login()).await.unwrap();
    client.me().workplaces().await.unwrap();
    assert_eq!(client.auth().resume().await.unwrap().unwrap().display_name, "Ada");
    assert_eq!(server.seen(REFRESH).len(), 1);
    client.auth().logout().await.unwrap();
    assert_eq!(client.auth().account(), None);
    assert_eq!(client.auth().resume().await.unwrap(), None);
    assert_eq!(server.seen("POST /v1/auth/logout").len(), 1);
    assert_eq!(server.seen(REFRESH).len(), 1);
}

#[tokio::test]
async fn a_sign_out_that_the_platform_did_not_hear_of_is_told_again() {
    let server = Server::answering(|seen| match (seen.route.as_str(), seen.nth) {
        ("POST /v1/auth/logout", 0) => problem(ErrorCode::Unavailable),
        _ => cookies(seen),
    })
    .await;
    let client = server.builder().browser_session().build().unwrap();
    client.auth().login(&login()).await.unwrap();
    assert!(client.auth().logout().await.is_err());
    assert!(matches!(client.me().workplaces().await, Err(Error::SessionEnded)));
    assert_eq!(client.auth().resume().await.unwrap(), None);
    assert_eq!(client.auth().resume().await.unwrap(), None);
    assert_eq!(server.seen("POST /v1/auth/logout").len(), 2);
}

#[tokio::test]
async fn what_is_kept_on_the_way_can_be_read_while_the_platform_is_away() {
    let server = Server::start(|seen| {
        Box::pin(async move {
            match seen.route.as_str() {
                REFRESH => std::future::pending().await,
                WORKPLACES if seen.header("authorization").is_none() => ok(json!({"items": []})),
                _ => cookies(&seen),
            }
        })
    })
    .await;
    let client = server
        .builder()
        .browser_session()
        .timeout(std::time::Duration::from_millis(200))
        .build()
        .unwrap();
    client.auth().login(&login()).await.unwrap();
    // The access token has ended, the platform does not answer, and a service worker would have something.
    tokio::time::timeout(std::time::Duration::from_secs(30), async {
        while client.me().workplaces().await.is_err() {}
    })
    .await
    .unwrap();
    assert!(client.auth().account().is_some(), "still signed in");
}
