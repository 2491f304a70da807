//! Routes as a caller meets them: what the endpoint's declaration promises holds before and after the handler.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod harness;

use foodwala_contract::{
    ErrorCode, Problem,
    customers::{AddAddress, Address, AddressDetails},
};
use foodwala_database::{DatabaseError, params};
use foodwala_platform::{ApiError, Begun, Call, Reply, Work};
use harness::{Harness, Shared, address};
use http::StatusCode;
use std::sync::atomic::Ordering;

/// Adds a row and answers with its number, so that a second effect shows.
async fn add(state: Shared, call: Call<AddAddress>) -> Result<Reply<AddAddress>, ApiError> {
    call.account_id()?;
    let mut work = match Work::begin(&state.database, &call, state.now).await? {
        Begun::Replay(reply) => return Ok(reply),
        Begun::Fresh(work) => work,
    };
    if state
        .deadlocks
        .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1))
        .is_ok()
    {
        return Err(DatabaseError::Transient(std::sync::Arc::new(std::io::Error::other("deadlock"))).into());
    }
    state.gate.acquire().await.map_err(ApiError::internal)?.forget();
    let sql = "INSERT INTO orders.inbox (consumer, message_id, received_at) VALUES (@P1, @P2, @P3)";
    let id = foodwala_clock::new_id(state.now);
    work.tx()
        .execute(sql, params![call.body.label.as_str(), id, state.now])
        .await?;
    work.commit(
        Reply::new(Address {
            id: id.into(),
            details: call.body,
        })
        .with_version(3),
    )
    .await
}

async fn effects(harness: &Harness) -> i64 {
    let row = harness
        .shared
        .database
        .query_opt("SELECT COUNT(*) AS n FROM orders.inbox", &[])
        .await
        .unwrap()
        .unwrap();
    row.get("n").unwrap()
}

#[tokio::test]
async fn the_same_key_has_one_effect_and_one_answer() {
    let harness = Harness::new(|routes| routes.on::<AddAddress, _, _>(add)).await;
    let first = harness.post("/v1/me/addresses", Some("key-1"), &address("Home")).await;
    assert_eq!(first.status, StatusCode::CREATED);
    assert_eq!(first.header("etag"), Some("\"3\""));
    let again = harness.post("/v1/me/addresses", Some("key-1"), &address("Home")).await;
    assert_eq!(
        (again.status, &again.body, again.header("etag")),
        (first.status, &first.body, Some("\"3\""))
    );
    assert_eq!(effects(&harness).await, 1);

    let other = harness.post("/v1/me/addresses", Some("key-1"), &address("Work")).await;
    assert_eq!(
        (other.status, other.code()),
        (StatusCode::UNPROCESSABLE_ENTITY, ErrorCode::IdempotencyKeyReused)
    );
    let fresh = harness.post("/v1/me/addresses", Some("key-2"), &address("Home")).await;
    assert_ne!(fresh.body, first.body);
    assert_eq!(effects(&harness).await, 2);
}

#[tokio::test]
async fn a_twin_in_flight_is_told_so_and_leaves_no_trace() {
    let harness = Harness::new(|routes| routes.on::<AddAddress, _, _>(add)).await;
    harness.shared.close_gate();
    let (body, twin_body) = (address("Home"), address("Home"));
    let first = harness.post("/v1/me/addresses", Some("key"), &body);
    let twin = async {
        // The first one is past the router's guard once it waits at the gate; before that there is nothing to meet.
        loop {
            let answer = harness.post("/v1/me/addresses", Some("key"), &twin_body).await;
            if answer.code() == ErrorCode::RequestInProgress {
                harness.shared.open_gate();
                return answer;
            }
        }
    };
    let (first, twin) = futures_util::future::join(first, twin).await;
    assert_eq!(first.status, StatusCode::CREATED);
    assert_eq!(
        (twin.status, twin.header("retry-after")),
        (StatusCode::CONFLICT, Some("1"))
    );
    assert_eq!(effects(&harness).await, 1);
}

#[tokio::test]
async fn a_deadlock_does_the_whole_command_again() {
    let harness = Harness::new(|routes| routes.on::<AddAddress, _, _>(add)).await;
    harness.shared.deadlocks.store(3, Ordering::SeqCst);
    let answer = harness.post("/v1/me/addresses", Some("key"), &address("Home")).await;
    assert_eq!((answer.status, effects(&harness).await), (StatusCode::CREATED, 1));
    harness.shared.deadlocks.store(4, Ordering::SeqCst);
    let answer = harness.post("/v1/me/addresses", Some("other"), &address("Home")).await;
    assert_eq!(
        (answer.status, answer.code()),
        (StatusCode::SERVICE_UNAVAILABLE, ErrorCode::Unavailable)
    );
}

#[tokio::test]
async fn what_is_wrong_with_a_request_has_its_own_code() {
    let harness = Harness::new(|routes| routes.on::<AddAddress, _, _>(add)).await;
    let path = "/v1/me/addresses";
    let good = serde_json::to_string(&address("Home")).unwrap();
    let json = "application/json";

    let answer = harness.send(path, None, json, &good, Some(&harness.token)).await;
    assert_eq!(answer.code(), ErrorCode::IdempotencyKeyRequired);
    let answer = harness
        .send(path, Some("k"), "text/plain", &good, Some(&harness.token))
        .await;
    assert_eq!(
        (answer.status.as_u16(), answer.code()),
        (415, ErrorCode::UnsupportedMediaType)
    );
    for bad in ["", "{", "[]", "{\"label\":1}", &format!("{good} x")] {
        let answer = harness.send(path, Some("k"), json, bad, Some(&harness.token)).await;
        assert_eq!(
            (answer.status.as_u16(), answer.code()),
            (400, ErrorCode::MalformedBody),
            "{bad}"
        );
    }
    // DEL is no letter. This endpoint can say which value it is that is not valid.
    let unwritable = good.replace("Home", "Ho\u{7f}me");
    let answer = harness
        .send(path, Some("k"), json, &unwritable, Some(&harness.token))
        .await;
    assert_eq!(answer.code(), ErrorCode::ValidationFailed);
    let problem: Problem = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(problem.errors[0].pointer, "/label");
    let huge = format!("{{\"label\":\"{}\"}}", "x".repeat(3 * 1024 * 1024));
    let answer = harness.send(path, Some("k"), json, &huge, Some(&harness.token)).await;
    assert_eq!((answer.status.as_u16(), answer.code()), (413, ErrorCode::BodyTooLarge));
    for token in [None, Some("nonsense"), Some("a.b.c")] {
        let answer = harness.send(path, Some("k"), json, &good, token).await;
        assert_eq!(
            (answer.status.as_u16(), answer.code()),
            (401, ErrorCode::Unauthenticated)
        );
        assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
    }
    let wrong = AddressDetails {
        instructions: None,
        ..address("Home")
    };
    assert!(harness.post(path, Some("k"), &wrong).await.status.is_success());
}

#[tokio::test]
async fn a_token_ends_by_our_clock_and_a_strange_key_signs_nothing() {
    let harness = Harness::new(|routes| routes.on::<AddAddress, _, _>(add)).await;
    let good = serde_json::to_string(&address("Home")).unwrap();
    let ask = async |token: &str, key: &str| {
        harness
            .send("/v1/me/addresses", Some(key), "application/json", &good, Some(token))
            .await
            .status
            .as_u16()
    };
    assert_eq!(ask(&harness.token, "1").await, 201);
    assert_eq!(ask(&harness.token_signed_by(7), "2").await, 401);
    harness.clock.advance(std::time::Duration::from_secs(899));
    assert_eq!(ask(&harness.token, "3").await, 201);
    harness.clock.advance(std::time::Duration::from_secs(1));
    assert_eq!(ask(&harness.token, "4").await, 401);
}

/// Refuses as soon as it sees a row of anybody's.
async fn refuse(state: Shared, call: Call<AddAddress>) -> Result<Reply<AddAddress>, ApiError> {
    let mut work = match Work::begin(&state.database, &call, state.now).await? {
        Begun::Replay(reply) => return Ok(reply),
        Begun::Fresh(work) => work,
    };
    let rows = work
        .tx()
        .query("SELECT message_id FROM orders.inbox", params![])
        .await?;
    let allowed = if rows.is_empty() {
        Err(ApiError::new(ErrorCode::NotFound))
    } else {
        Err(ApiError::new(ErrorCode::Forbidden))
    };
    let (_work, ()) = work.settle(allowed).await?;
    Err(ApiError::new(ErrorCode::Internal))
}

#[tokio::test]
async fn a_refusal_waits_until_what_it_rests_on_is_durable() {
    for _ in 0..20 {
        let harness = Harness::new(|routes| routes.on::<AddAddress, _, _>(refuse)).await;
        let mut tx = harness.shared.database.begin().await.unwrap();
        let sql = "INSERT INTO orders.inbox (consumer, message_id, received_at) VALUES (@P1, @P2, @P3)";
        let id = foodwala_clock::new_id(harness.shared.now);
        tx.execute(sql, params!["somebody", id, harness.shared.now])
            .await
            .unwrap();
        {
            // Begun and not waited for: on the embedded engine others see the row before it is on the disk.
            let mut commit = std::pin::pin!(tx.commit());
            std::future::poll_fn(|context| {
                let _ = commit.as_mut().poll(context);
                std::task::Poll::Ready(())
            })
            .await;
        }
        let answer = harness.post("/v1/me/addresses", Some("key-1"), &address("home")).await;
        if answer.code() == ErrorCode::Forbidden {
            assert_eq!(
                effects(&harness).await,
                1,
                "the refusal left before the row was durable"
            );
        }
    }
}
