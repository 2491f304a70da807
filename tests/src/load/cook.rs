//! Somebody in a kitchen.

use super::{Load, held};
use crate::Kitchen;
use anyhow::Result;
use foodwala_sdk::{
    ErrorCode, IdempotencyKey,
    contract::{
        board::{
            AcceptRequest, BoardCancelRequest, BoardOrder, BoardQuery, DelayRequest, DispatchRequest, RejectRequest,
        },
        orders::{FulfilmentKind, Order, OrderAction, OrderStatus},
        page::PageQuery,
    },
};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use std::{sync::Arc, time::Duration};
use tokio::time::sleep;

/// Somebody in a kitchen, who moves what is on the board.
pub(super) struct Cook {
    load: Arc<Load>,
    kitchen: Arc<Kitchen>,
    busy: Duration,
    dice: StdRng,
}

impl Cook {
    pub fn new(load: &Arc<Load>, kitchen: &Arc<Kitchen>, busy: Duration, seed: u64) -> Self {
        Self {
            load: Arc::clone(load),
            kitchen: Arc::clone(kitchen),
            busy,
            dice: StdRng::seed_from_u64(seed),
        }
    }

    pub async fn live(mut self) -> Result<()> {
        let board = self.kitchen.owner.board(self.kitchen.id());
        let query = BoardQuery {
            limit: Some(PageQuery::MAX_LIMIT),
            ..BoardQuery::default()
        };
        while self.load.open() {
            let cards = match self.load.insist(|| board.list(&query)).await {
                Ok(page) => page.items,
                Err(error) => {
                    self.load.unless(&error, "board", &[]);
                    continue;
                }
            };
            for card in &cards {
                self.load.told(&card.order);
            }
            let waiting: Vec<&BoardOrder> = cards.iter().filter(|card| card.pending.is_none()).collect();
            for card in &waiting {
                // Some stay where they are, so that in the end orders stand everywhere on their road.
                if self.load.open() && self.dice.random_bool(0.6) {
                    sleep(self.busy).await;
                    self.act(&card.order).await;
                }
            }
            if waiting.is_empty() {
                sleep(Duration::from_millis(5)).await;
            }
        }
        Ok(())
    }

    async fn act(&mut self, order: &Order) {
        let Some(action) = self.next(order) else { return };
        let (board, key, id) = (
            self.kitchen.owner.board(self.kitchen.id()),
            IdempotencyKey::fresh(),
            order.id,
        );
        let answer = self.load.insist(|| async {
            match action {
                OrderAction::Accept => {
                    board
                        .accept_with_key(&key, id, &AcceptRequest { ready_in_minutes: 20 })
                        .await
                }
                OrderAction::Reject => {
                    let request = RejectRequest {
                        reason: "No dal".to_owned(),
                        sold_out: Vec::new(),
                    };
                    board.reject_with_key(&key, id, &request).await
                }
                OrderAction::Delay => board.delay_with_key(&key, id, &DelayRequest { minutes: 5 }).await,
                OrderAction::Start => board.start_with_key(&key, id).await,
                OrderAction::Ready => board.ready_with_key(&key, id).await,
                OrderAction::Dispatch => board.dispatch_with_key(&key, id, &DispatchRequest::default()).await,
                OrderAction::Deliver => board.deliver_with_key(&key, id).await,
                OrderAction::Collect => board.collect_with_key(&key, id).await,
                _ => {
                    let request = BoardCancelRequest {
                        reason: "The oven broke".to_owned(),
                    };
                    board.cancel_with_key(&key, id, &request).await
                }
            }
        });
        match answer.await {
            Ok(card) => {
                self.load.told(&card.order);
                *held(&self.load.witness).acknowledged.entry((id, action)).or_default() += 1;
            }
            Err(error) => self.load.unless(&error, "act", &[ErrorCode::TransitionRefused]),
        }
    }

    fn next(&mut self, order: &Order) -> Option<OrderAction> {
        use OrderAction as A;
        let chance = self.dice.random_range(0..100);
        let (usual, rare) = match order.status {
            OrderStatus::Placed => (A::Accept, A::Reject),
            OrderStatus::Accepted => (A::Start, A::Cancel),
            OrderStatus::Preparing => (A::Ready, A::Delay),
            OrderStatus::Ready if order.fulfilment.kind() == FulfilmentKind::Pickup => (A::Collect, A::Cancel),
            OrderStatus::Ready => (A::Dispatch, A::Delay),
            OrderStatus::OutForDelivery => (A::Deliver, A::Deliver),
            _ => return None,
        };
        Some(if chance < 10 { rare } else { usual })
    }
}
