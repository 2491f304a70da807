//! Somebody who orders.

use super::{Load, Town, held, tally::Fate};
use crate::{audit::Attempt, door};
use anyhow::{Context, Result};
use foodwala_sdk::{
    AccountId, ErrorCode, FoodWala, IdempotencyKey, OrderId,
    contract::{
        orders::{CancelOrderRequest, Fulfilment, ReviewRequest},
        page::PageQuery,
    },
};
use rand::{RngExt, rngs::StdRng};
use std::sync::{Arc, Mutex};
use tokio::time::Instant;

/// One visit in so many is to a kitchen that has only some portions.
const SCARCE: f64 = 0.1;
/// One order in so many is thought better of.
const CANCELLED: f64 = 0.25;
/// One visit in so many ends with a look at what came of an earlier order.
const CURIOUS: f64 = 0.25;
/// One guest in so many walks away at the first trouble.
const IMPATIENT: f64 = 0.1;

/// Somebody who orders, sometimes thinks better of it, looks, and reviews what they got.
pub(super) struct Guest {
    load: Arc<Load>,
    town: Town,
    client: FoodWala,
    account: AccountId,
    orders: Mutex<Vec<OrderId>>,
}

impl Guest {
    pub fn new(load: &Arc<Load>, town: &Town, client: &FoodWala) -> Result<Self> {
        Ok(Self {
            load: Arc::clone(load),
            town: town.clone(),
            client: client.clone(),
            account: client.auth().account().context("signed in")?.id,
            orders: Mutex::default(),
        })
    }

    /// Comes to order at `arrived`, and stays until all is said.
    pub async fn visit(&self, arrived: Instant, dice: &mut StdRng) {
        let (fate, order) = self.order(arrived, dice).await;
        held(&self.load.tally).ended(fate, arrived.elapsed());
        if let Some(order) = order
            && dice.random_bool(CANCELLED)
        {
            self.cancel(order).await;
        }
        if dice.random_bool(CURIOUS) {
            self.look_back(dice).await;
        }
    }

    /// Orders under one key until there is an answer or patience ends, or walks away at the first trouble.
    async fn order(&self, arrived: Instant, dice: &mut StdRng) -> (Fate, Option<OrderId>) {
        let kitchen = self.town.somewhere(dice.random_bool(SCARCE), dice);
        let fulfilment = if dice.random_bool(0.5) {
            Fulfilment::Pickup
        } else {
            door()
        };
        let basket = kitchen.basket(dice.random_range(1..4), fulfilment);
        let (load, client) = (&self.load, &self.client);
        let quoted = load.insist_for(arrived, || kitchen.order_of(client, basket.clone()));
        let request = match quoted.await {
            Ok(request) => request,
            Err(error) if error.is_retryable() => return (Fate::GivenUp, None),
            Err(error) => {
                load.unless(&error, "quote", &[ErrorCode::ItemSoldOut]);
                return (Fate::Refused, None);
            }
        };
        let key = IdempotencyKey::fresh();
        let note = |attempt| {
            let attempts = &mut held(&load.witness).attempts;
            attempts.insert((self.account, key.as_str().to_owned()), attempt);
        };
        note(Attempt::Unknown);
        let orders = client.orders();
        let walks_away = dice.random_bool(IMPATIENT);
        let answer = if walks_away {
            load.ask(orders.place_with_key(&key, &request)).await
        } else {
            load.insist_for(arrived, || orders.place_with_key(&key, &request)).await
        };
        match answer {
            Ok(order) => {
                note(Attempt::Placed(order.id));
                load.told(&order);
                held(&self.orders).push(order.id);
                (Fate::Placed, Some(order.id))
            }
            Err(error) if error.is_retryable() => {
                let fate = if walks_away { Fate::WalkedAway } else { Fate::GivenUp };
                (fate, None)
            }
            Err(error) => {
                note(Attempt::Refused);
                load.unless(&error, "place", &[ErrorCode::ItemSoldOut]);
                (Fate::Refused, None)
            }
        }
    }

    async fn cancel(&self, order: OrderId) {
        let (orders, key) = (self.client.orders(), IdempotencyKey::fresh());
        let request = CancelOrderRequest::default();
        match self.load.insist(|| orders.cancel_with_key(&key, order, &request)).await {
            Ok(order) => self.load.told(&order),
            Err(error) => self.load.unless(&error, "cancel", &[ErrorCode::TransitionRefused]),
        }
    }

    /// Looks at an order of theirs, and at the list, and says what they think of it.
    async fn look_back(&self, dice: &mut StdRng) {
        let id = {
            let orders = held(&self.orders);
            let Some(newest) = orders.len().checked_sub(1) else {
                return;
            };
            orders[dice.random_range(0..=newest)]
        };
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
                stars: dice.random_range(1..=5),
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
