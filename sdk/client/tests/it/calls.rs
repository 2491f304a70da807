//! Calls: retries, timeouts, errors, versions, pages.

use crate::server::{Server, no_content, notification, ok, problem, session};
use axum::{http::StatusCode, response::IntoResponse};
use foodwala_sdk::{
    Error, ErrorCode, FoodWala, RetryPolicy, TryStreamExt,
    contract::{
        customers::{AddressDetails, UpdateCustomerRequest},
        geo::{GeoPoint, PostalAddress},
        page::PageQuery,
        restaurants::SearchQuery,
    },
};
use serde_json::json;
use std::time::{Duration, Instant};

fn home() -> AddressDetails {
    AddressDetails {
        label: "Home".into(),
        address: PostalAddress {
            street: "Main 1".into(),
            city: "Town".into(),
            postal_code: String::new(),
            country: "DE".into(),
        },
        location: GeoPoint {
            latitude: 1.0,
            longitude: 2.0,
        },
        instructions: None,
    }
}

fn signed_in(server: &Server) -> FoodWala {
    server.client_with(&session("good", "r1", 900))
}

#[tokio::test]
async fn a_command_is_repeated_with_its_key_until_it_works() {
    let server = Server::answering(|seen| match seen.nth {
        0 => problem(ErrorCode::Unavailable),
        1 => problem(ErrorCode::RequestInProgress),
        _ => {
            let mut address = seen.json();
            address["id"] = json!(uuid::Uuid::nil());
            ok(address)
        }
    })
    .await;
    let address = signed_in(&server).me().add_address(&home()).await.unwrap();
    assert_eq!(address.details, home());
    let seen = server.seen("POST /v1/me/addresses");
    assert_eq!(seen.len(), 3);
    for header in ["idempotency-key", "x-request-id", "authorization"] {
        assert!(seen[0].header(header).is_some(), "{header}");
        assert!(
            seen.iter().all(|one| one.header(header) == seen[0].header(header)),
            "{header}"
        );
    }
}

#[tokio::test]
async fn a_given_key_is_sent_and_a_fresh_one_is_not_used_twice() {
    let server = Server::answering(|seen| {
        let mut address = seen.json();
        address["id"] = json!(uuid::Uuid::nil());
        ok(address)
    })
    .await;
    let me = signed_in(&server).me();
    me.add_address_with_key(&"my-key".parse().unwrap(), &home())
        .await
        .unwrap();
    me.add_address(&home()).await.unwrap();
    me.add_address(&home()).await.unwrap();
    let seen = server.seen("POST /v1/me/addresses");
    let keys: Vec<_> = seen.iter().map(|one| one.header("idempotency-key").unwrap()).collect();
    assert_eq!(keys[0], "my-key");
    assert_ne!(keys[1], keys[2]);
}

#[tokio::test]
async fn what_may_have_happened_is_not_repeated() {
    let server = Server::answering(|_| problem(ErrorCode::Unavailable)).await;
    let client = signed_in(&server);
    let change = UpdateCustomerRequest::default();
    let error = client.me().update(&change, 3).await.unwrap_err();
    assert_eq!(error.code(), Some(&ErrorCode::Unavailable));
    assert_eq!(server.seen("PATCH /v1/me").len(), 1);

    let error = client.me().get().await.unwrap_err();
    assert!(error.is_retryable());
    let attempts = usize::try_from(RetryPolicy::DEFAULT.attempts).unwrap();
    assert_eq!(server.seen("GET /v1/me").len(), attempts);
}

#[tokio::test]
async fn the_platform_says_when_to_come_back() {
    let server = Server::answering(|seen| {
        let wait = if seen.route.contains("export") { "3600" } else { "1" };
        match seen.nth {
            0 => ([("retry-after", wait)], problem(ErrorCode::RateLimited)).into_response(),
            _ => no_content(),
        }
    })
    .await;
    let client = signed_in(&server);
    let begun = Instant::now();
    client.me().add_favourite(uuid::Uuid::nil().into()).await.unwrap();
    assert!(begun.elapsed() >= Duration::from_secs(1));

    let error = client.me().export().await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert_eq!(server.seen("GET /v1/me/export").len(), 1);
}

#[tokio::test]
async fn waiting_ends() {
    let server = Server::start(|_| Box::pin(std::future::pending())).await;
    let client = server
        .builder()
        .timeout(Duration::from_millis(50))
        .retries(RetryPolicy::NEVER)
        .build()
        .unwrap();
    let error = client.restaurants().search(&SearchQuery::default()).await.unwrap_err();
    assert!(
        matches!(error, Error::Timeout { after } if after == Duration::from_millis(50)),
        "{error:?}"
    );
}

#[tokio::test]
async fn nobody_there_is_an_error_of_transport() {
    let client = FoodWala::builder()
        .base_url("http://127.0.0.1:1")
        .retries(RetryPolicy::NEVER)
        .build()
        .unwrap();
    let error = client.restaurants().search(&SearchQuery::default()).await.unwrap_err();
    assert!(
        matches!(&error, Error::Transport(error) if error.is_connect()),
        "{error:?}"
    );
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_is_told_apart() {
    let server = Server::answering(|seen| match seen.nth {
        0 => ok(json!({"items": 7})),
        1 => "{\"items\": [".into_response(),
        2 => (StatusCode::BAD_REQUEST, "<html>nginx</html>").into_response(),
        _ => (StatusCode::NOT_FOUND, "{\"code\": 1}").into_response(),
    })
    .await;
    let restaurants = server.client().restaurants();
    for _ in 0..2 {
        let error = restaurants.search(&SearchQuery::default()).await.unwrap_err();
        assert!(
            matches!(
                &error,
                Error::Decode {
                    endpoint: "restaurants.search",
                    ..
                }
            ),
            "{error:?}"
        );
        assert!(error.request_id().is_some());
    }
    for code in ["http_400", "http_404"] {
        let error = restaurants.search(&SearchQuery::default()).await.unwrap_err();
        assert_eq!(error.code(), Some(&ErrorCode::Other(code.into())));
        assert!(error.request_id().is_some());
    }
}

#[tokio::test]
async fn a_change_names_the_version_it_changes() {
    let server = Server::answering(|seen| {
        let tag = if seen.route.starts_with("GET") {
            "W/\"7\""
        } else {
            "\"8\""
        };
        let customer = json!({
            "id": uuid::Uuid::nil(), "version": 7, "display_name": "Ada", "email": "ada@example.org", "locale": "en",
            "consents": {"marketing_email": false, "personalisation": false}, "addresses": [], "favourites": [],
        });
        ([("etag", tag)], ok(customer)).into_response()
    })
    .await;
    let me = signed_in(&server).me();
    let customer = me.get().await.unwrap();
    assert_eq!((customer.version, customer.display_name.as_str()), (7, "Ada"));
    let changed = me
        .update(&UpdateCustomerRequest::default(), customer.version)
        .await
        .unwrap();
    assert_eq!(changed.version, 8);
    assert_eq!(server.seen("PATCH /v1/me")[0].header("if-match"), Some("\"7\""));
}

#[tokio::test]
async fn pages_are_one_stream() {
    let server = Server::answering(|seen| match seen.route.as_str() {
        "GET /v1/me/notifications?limit=2" => {
            ok(json!({"items": [notification(1), notification(2)], "next_cursor": "a+b/="}))
        }
        "GET /v1/me/notifications?cursor=a%2Bb%2F%3D&limit=2" => ok(json!({"items": [], "next_cursor": "c"})),
        "GET /v1/me/notifications?cursor=c&limit=2" => ok(json!({"items": [notification(3)]})),
        _ => problem(ErrorCode::InvalidParameter),
    })
    .await;
    let notifications = signed_in(&server).notifications();
    let query = PageQuery {
        cursor: None,
        limit: Some(2),
    };
    let all: Vec<_> = notifications.list_all(query).try_collect().await.unwrap();
    let titles: Vec<&str> = all.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(titles, ["number 1", "number 2", "number 3"]);

    let failed: Result<Vec<_>, _> = notifications.list_all(PageQuery::default()).try_collect().await;
    assert_eq!(failed.unwrap_err().code(), Some(&ErrorCode::InvalidParameter));
}

#[tokio::test]
async fn the_trace_goes_along() {
    let server = Server::answering(|_| ok(json!({"items": []}))).await;
    let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    let client = server
        .builder()
        .traceparent(move || Some(trace.to_owned()))
        .build()
        .unwrap();
    client.restaurants().search(&SearchQuery::default()).await.unwrap();
    let seen = &server.seen("GET /v1/restaurants")[0];
    assert_eq!(seen.header("traceparent"), Some(trace));
    assert_eq!(seen.header("authorization"), None);
}

#[tokio::test]
async fn each_call_begins_a_trace() {
    let server = Server::answering(|_| ok(json!({"items": []}))).await;
    let client = server.builder().build().unwrap();
    for _ in 0..2 {
        client.restaurants().search(&SearchQuery::default()).await.unwrap();
    }
    let seen = server.seen("GET /v1/restaurants");
    let traces: Vec<_> = seen.iter().map(|call| call.header("traceparent").unwrap()).collect();
    for trace in &traces {
        let parts: Vec<_> = trace.split('-').collect();
        assert_eq!(
            parts.iter().map(|part| part.len()).collect::<Vec<_>>(),
            [2, 32, 16, 2],
            "{trace}"
        );
        assert!(parts.concat().bytes().all(|byte| byte.is_ascii_hexdigit()), "{trace}");
    }
    assert_ne!(traces[0], traces[1]);
}
