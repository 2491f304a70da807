//! Routes of couriers and of links for those without an account.

use super::{State, begin, commit};
use crate::{
    commands::{
        hand_over::{HandOver, HandedOver, hand_over},
        linked::{dispatch_linked, hand_over_linked, open},
        report_position::report_linked_position,
        share_delivery::{share_delivery, unshare_delivery},
    },
    domain::link::{self, SECRET_BYTES},
    queries,
    store::{board, unprojected::Subject},
};
use foodwala_contract::{
    Endpoint, ErrorCode, OrderId,
    board::BoardOrder,
    couriers::{
        DispatchLinked, GetLinkedDelivery, HandOverLinked, HandOverOrder, LinkedDelivery, ListCouriers,
        ReportLinkedPosition, ShareDelivery, UnshareDelivery,
    },
    endpoint::BoardOrderPath,
};
use foodwala_database::Tx;
use foodwala_platform::{ApiError, Begun, Call, Reply, Routes, Work};
use ring::rand::{SecureRandom, SystemRandom};

/// Adds these routes.
pub(super) fn on(routes: Routes<State>) -> Routes<State> {
    routes
        .on::<ListCouriers, _, _>(list)
        .on::<HandOverOrder, _, _>(hand_over_order)
        .on::<ShareDelivery, _, _>(share)
        .on::<UnshareDelivery, _, _>(unshare)
        .on::<GetLinkedDelivery, _, _>(get_linked)
        .on::<DispatchLinked, _, _>(set_off)
        .on::<HandOverLinked, _, _>(hand_over_by_link)
        .on::<ReportLinkedPosition, _, _>(position)
}

async fn list(state: State, call: Call<ListCouriers>) -> Result<Reply<ListCouriers>, ApiError> {
    queries::courier::couriers(&state.reader, &state.database, call.path.restaurant_id)
        .await
        .map(Reply::new)
}

async fn hand_over_order(state: State, call: Call<HandOverOrder>) -> Result<Reply<HandOverOrder>, ApiError> {
    let now = state.clock.now();
    let BoardOrderPath {
        restaurant_id,
        order_id,
    } = call.path;
    let command = HandOver {
        restaurant: restaurant_id,
        order: order_id,
        by: call.caller.account_id(),
        code: call.body.code.clone(),
    };
    let mut work = begin!(state, call, now);
    let result = hand_over(work.tx(), command, now).await;
    let (work, handed_over) = work.settle(result).await?;
    let (work, card) = handed(work, handed_over).await?;
    commit(&state, work, Reply::new(card), &[Subject::Card(order_id)]).await
}

/// The card of an order that was handed over, or the refusal of a code that was wrong, once it has been counted.
async fn handed<E: Endpoint>(work: Work<E>, handed_over: HandedOver) -> Result<(Work<E>, BoardOrder), ApiError> {
    match handed_over {
        HandedOver::Done(card) => Ok((work, *card)),
        HandedOver::Wrong { tries_left } => {
            let refusal = ApiError::new(ErrorCode::ProofCodeWrong).fact("tries_left", tries_left);
            Err(work.commit_refused(refusal).await)
        }
    }
}

async fn share(state: State, call: Call<ShareDelivery>) -> Result<Reply<ShareDelivery>, ApiError> {
    let now = state.clock.now();
    let BoardOrderPath {
        restaurant_id,
        order_id,
    } = call.path;
    let request = call.body.clone();
    let mut secret = [0; SECRET_BYTES];
    let filled = SystemRandom::new().fill(&mut secret);
    filled.map_err(|_| ApiError::internal("the system has no randomness"))?;
    let mut work = begin!(state, call, now);
    let result = share_delivery(work.tx(), restaurant_id, order_id, &request, secret, now).await;
    let (work, link) = work.settle(result).await?;
    commit(&state, work, Reply::new(link), &[Subject::Card(order_id)]).await
}

async fn unshare(state: State, call: Call<UnshareDelivery>) -> Result<Reply<UnshareDelivery>, ApiError> {
    let now = state.clock.now();
    let BoardOrderPath {
        restaurant_id,
        order_id,
    } = call.path;
    let mut work = begin!(state, call, now);
    let result = unshare_delivery(work.tx(), restaurant_id, order_id, now).await;
    let (work, ()) = work.settle(result).await?;
    commit(&state, work, Reply::new(()), &[Subject::Card(order_id)]).await
}

async fn get_linked(state: State, call: Call<GetLinkedDelivery>) -> Result<Reply<GetLinkedDelivery>, ApiError> {
    queries::linked::delivery(&state.database, &call.path.token, state.clock.now())
        .await
        .map(Reply::new)
}

async fn set_off(state: State, call: Call<DispatchLinked>) -> Result<Reply<DispatchLinked>, ApiError> {
    let (now, token) = (state.clock.now(), call.path.token.clone());
    let mut work = begin!(state, call, now);
    let opened = open(work.tx(), &token, now).await;
    let (mut work, opened) = work.settle(opened).await?;
    let result = dispatch_linked(work.tx(), &opened, now).await;
    let (mut work, _) = work.settle(result).await?;
    let shown = shown(work.tx(), opened.order, opened.link.shared_with).await?;
    commit(&state, work, Reply::new(shown), &[Subject::Card(opened.order)]).await
}

async fn hand_over_by_link(state: State, call: Call<HandOverLinked>) -> Result<Reply<HandOverLinked>, ApiError> {
    let (now, token, code) = (state.clock.now(), call.path.token.clone(), call.body.code.clone());
    let mut work = begin!(state, call, now);
    let opened = open(work.tx(), &token, now).await;
    let (mut work, opened) = work.settle(opened).await?;
    let result = hand_over_linked(work.tx(), &opened, code, now).await;
    let (work, handed_over) = work.settle(result).await?;
    let (mut work, _) = handed(work, handed_over).await?;
    let shown = shown(work.tx(), opened.order, opened.link.shared_with).await?;
    commit(&state, work, Reply::new(shown), &[Subject::Card(opened.order)]).await
}

/// The delivery as it is in this transaction.
async fn shown(
    tx: &mut Tx,
    order: OrderId,
    shared_with: foodwala_contract::board::SharedDelivery,
) -> Result<LinkedDelivery, ApiError> {
    let stored = board::load(tx, order).await?;
    stored
        .and_then(|stored| link::shown(stored.card, shared_with))
        .ok_or_else(|| ApiError::new(ErrorCode::NotFound))
}

async fn position(state: State, call: Call<ReportLinkedPosition>) -> Result<Reply<ReportLinkedPosition>, ApiError> {
    let (now, read_model) = (state.clock.now(), &state.reader.read_model);
    report_linked_position(read_model, &state.database, &call.path.token, call.body, now).await?;
    Ok(Reply::new(()))
}
