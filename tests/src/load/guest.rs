//! Somebody who orders.

use super::{Load, Town, held};
use crate::{Kitchen, audit::Attempt, door};
use anyhow::{Context, Result};
use foodwala_sdk::{
    ErrorCode, FoodWala, IdempotencyKey, OrderId,
    contract::{
        orders::{CancelOrderRequest, Fulfilment, ReviewRequest},
        page::PageQuery,
    },
};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use std::{sync::Arc, time::Duration};
use tokio::time::{Instant, sleep_until};

/// Somebody who orders, sometimes thinks better of it, looks, and reviews what they got.
pub(super) struct Guest {
    load: Arc<Load>,
    kitchens: Vec<Arc<Kitchen>>,
    client: FoodWala,
    dice: StdRng,
    pause: Duration,
    orders: Vec<OrderId>,
}

impl Guest {
    pub fn new(load: &Arc<Load>, town: &Town, client: &FoodWala, pause: Duration, seed: u64) -> Self {
        let (load, kitchens, client) = (Arc::clone(load), town.kitchens.clone(), client.clone());
        Self {
            load,
            kitchens,
            client,
            pause,
            dice: StdRng::seed_from_u64(seed),
            orders: Vec::new(),
        }
    }

    pub async fn live(mut self) -> Result<()> {
        let mut next = Instant::now() + self.pause.mul_f64(self.dice.random_range(0.0..1.0));
        while self.load.open() {
            // Whoever is late does not hurry afterwards.
            sleep_until(next).await;
            next = next.max(Instant::now()) + self.pause;
            let order = self.order().await?;
            if let Some(order) = order
                && self.dice.random_bool(0.25)
            {
                self.cancel(order).await;
            }
            self.look_back().await;
        }
        Ok(())
    }

    /// Orders under one key, until there is an answer; or walks away at the first trouble.
    async fn order(&mut self) -> Result<Option<OrderId>> {
        let kitchen = Arc::clone(&self.kitchens[self.dice.random_range(0..self.kitchens.len())]);
        let fulfilment = if self.dice.random_bool(0.5) {
            Fulfilment::Pickup
        } else {
            door()
        };
        let basket = kitchen.basket(self.dice.random_range(1..4), fulfilment);
        let request = self
            .load
            .insist(|| kitchen.order_of(&self.client, basket.clone()))
            .await;
        let request = match request {
            Ok(request) => request,
            Err(error) => {
                self.load.unless(&error, "quote", &[ErrorCode::ItemSoldOut]);
                return Ok(None);
            }
        };
        let account = self.client.auth().account().context("signed in")?.id;
        let key = IdempotencyKey::fresh();
        let note = |attempt| {
            held(&self.load.witness)
                .attempts
                .insert((account, key.as_str().to_owned()), attempt);
        };
        note(Attempt::Unknown);
        let orders = self.client.orders();
        let walks_away = self.dice.random_bool(0.1);
        let answer = if walks_away {
            self.load.ask(orders.place_with_key(&key, &request)).await
        } else {
            self.load.insist(|| orders.place_with_key(&key, &request)).await
        };
        match answer {
            Ok(order) => {
                note(Attempt::Placed(order.id));
                self.load.told(&order);
                self.orders.push(order.id);
                Ok(Some(order.id))
            }
            Err(error) if walks_away && error.is_retryable() => Ok(None),
            Err(error) => {
                note(Attempt::Refused);
                self.load.unless(&error, "place", &[ErrorCode::ItemSoldOut]);
                Ok(None)
            }
        }
    }

    async fn cancel(&mut self, order: OrderId) {
        let (orders, key) = (self.client.orders(), IdempotencyKey::fresh());
        let request = CancelOrderRequest::default();
        match self.load.insist(|| orders.cancel_with_key(&key, order, &request)).await {
            Ok(order) => self.load.told(&order),
            Err(error) => self.load.unless(&error, "cancel", &[ErrorCode::TransitionRefused]),
        }
    }

    /// Looks at an order of theirs, and at the list, and says what they think of it.
    async fn look_back(&mut self) {
        let Some(newest) = self.orders.len().checked_sub(1) else {
            return;
        };
        let id = self.orders[self.dice.random_range(0..=newest)];
        let (orders, page) = (self.client.orders(), PageQuery::default());
        let order = match self.load.insist(|| orders.get(id)).await {
            Ok(order) => order,
            Err(error) => return self.load.unless(&error, "get", &[]),
        };
        self.load.told(&order);
        match self.load.insist(|| orders.list(&page)).await {
            Ok(page) => page.items.iter().for_each(|order| self.load.told(order)),
            Err(error) => self.load.unless(&error, "list", &[]),
        }
        if order.status.is_fulfilled() && order.review.is_none() {
            let request = ReviewRequest {
                stars: self.dice.random_range(1..=5),
                comment: None,
            };
            let key = IdempotencyKey::fresh();
            match self.load.insist(|| orders.review_with_key(&key, id, &request)).await {
                Ok(order) => self.load.told(&order),
                Err(error) => self.load.unless(&error, "review", &[ErrorCode::AlreadyReviewed]),
            }
        }
    }
}
