//! Those who come at once: exactly one wins, and nobody is served twice.

use anyhow::Result;
use foodwala_sdk::{
    ErrorCode, IdempotencyKey,
    contract::{
        access::PlatformRole,
        auth::LoginRequest,
        board::AcceptRequest,
        orders::{CancelOrderRequest, Fulfilment, OrderStatus},
        page::PageQuery,
    },
};
use foodwala_tests::{Town, eventually};
use futures_util::future::join_all;
use std::collections::BTreeSet;

#[tokio::test(flavor = "multi_thread")]
async fn two_guests_race_for_the_last_portion() -> Result<()> {
    let town = Town::start().await?;
    let kitchen = town.kitchen().await?;
    kitchen.portions(1).await?;
    town.settled().await?;
    let (asha, ben) = (town.person("asha").await?, town.person("ben").await?);
    let request = kitchen.order_of(&asha, kitchen.basket(1, Fulfilment::Pickup)).await?;
    let (first, second) = tokio::join!(async { asha.orders().place(&request).await }, async {
        ben.orders().place(&request).await
    });
    let (won, lost) = if first.is_ok() {
        (first, second)
    } else {
        (second, first)
    };
    let won = won?;
    assert_eq!(
        lost.expect_err("one portion, one order").code(),
        Some(&ErrorCode::ItemSoldOut)
    );

    // The portion comes back with a cancellation, for the other.
    let winner = if won.customer_id == asha.auth().account().expect("signed in").id {
        &asha
    } else {
        &ben
    };
    winner.orders().cancel(won.id, &CancelOrderRequest::default()).await?;
    let other = if std::ptr::eq(winner, &asha) { &ben } else { &asha };
    assert_eq!(other.orders().place(&request).await?.status, OrderStatus::Placed);
    town.platform.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_sent_fifty_times_at_once_is_one_order() -> Result<()> {
    let town = Town::start().await?;
    let kitchen = town.kitchen().await?;
    let guest = town.person("asha").await?;
    let request = kitchen.order_of(&guest, kitchen.basket(1, Fulfilment::Pickup)).await?;
    let key = IdempotencyKey::fresh();
    let orders = guest.orders();
    let answers = join_all((0..50).map(|_| async {
        // A twin in flight is told so; asking again finds the answer.
        eventually(|| async { orders.place_with_key(&key, &request).await }).await
    }));
    let ids = answers
        .await
        .into_iter()
        .map(|answer| Ok(answer?.id))
        .collect::<Result<BTreeSet<_>>>()?;
    assert_eq!(ids.len(), 1);
    town.settled().await?;
    assert_eq!(guest.orders().list(&PageQuery::default()).await?.items.len(), 1);

    let mut other = request.clone();
    other.note = Some("something else".to_owned());
    let reused = guest
        .orders()
        .place_with_key(&key, &other)
        .await
        .expect_err("another body");
    assert_eq!(reused.code(), Some(&ErrorCode::IdempotencyKeyReused));
    town.platform.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_cancels_while_the_kitchen_accepts_and_both_see_one_truth() -> Result<()> {
    let town = Town::start().await?;
    let kitchen = town.kitchen().await?;
    let guest = town.person("asha").await?;
    let board = kitchen.owner.board(kitchen.id());
    for _ in 0..10 {
        let order = kitchen.ordered(&guest, Fulfilment::Pickup).await?;
        let (accept, cancel) = tokio::join!(
            async { board.accept(order.id, &AcceptRequest { ready_in_minutes: 20 }).await },
            async { guest.orders().cancel(order.id, &CancelOrderRequest::default()).await }
        );
        town.settled().await?;
        let truth = guest.orders().get(order.id).await?;
        let card = board.get(order.id).await?;
        assert_eq!(card.order.status, truth.status);
        assert!(card.pending.is_none(), "{card:?}");
        match cancel {
            Ok(_) => {
                assert_eq!(truth.status, OrderStatus::Cancelled);
                // Either the board knew already, or the refusal came back over the bus.
                assert!(accept.is_err() || card.refused.is_some(), "{card:?}");
            }
            Err(error) => {
                assert_eq!(error.code(), Some(&ErrorCode::TransitionRefused));
                assert_eq!(truth.status, OrderStatus::Accepted);
            }
        }
    }
    town.platform.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn rights_given_at_once_are_all_there() -> Result<()> {
    let town = Town::start().await?;
    let all = [PlatformRole::Support, PlatformRole::Finance, PlatformRole::Admin];
    for _ in 0..5 {
        // Others have not heard of the account yet: what they answer to it changes it meanwhile, too.
        let registration = town.registration("ada");
        let client = town.stranger()?;
        let account = client.auth().register(&registration).await?.id;
        let platform = &town.platform;
        for given in join_all(all.map(|role| async move { platform.grant(account, &[role]).await })).await {
            given?;
        }
        let login = LoginRequest {
            email: registration.email,
            password: registration.password,
        };
        assert_eq!(client.auth().login(&login).await?.platform_roles, all);
    }
    town.platform.stop().await;
    Ok(())
}
