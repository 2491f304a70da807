//! Plays the rounds of a plan: all steps of a round at once, then waits until the platform has digested them.

use super::{
    AT_ONCE, Progress, SeedError, Stage, Target, Task,
    crew::{Crew, Member},
    opening::Opened,
    settle,
};
use crate::{
    history::{Plan, PlannedOrder, PlannedStep, Round, Step},
    people::Customer,
    town::{Town, TownRestaurant},
};
use foodwala_contract::{
    OrderId, Timestamp,
    board::{AcceptRequest, BoardCancelRequest, DispatchRequest, RejectRequest},
    orders::{
        Basket, CancelOrderRequest, Contact, CourierPosition, Fulfilment, FulfilmentKind, PaymentMethod,
        PlaceOrderRequest, ReviewRequest,
    },
};
use foodwala_sdk::Error;
use futures_util::future::try_join_all;

/// A plan while it is being played.
pub(super) struct Playback<'a> {
    target: &'a dyn Target,
    town: &'a Town,
    plan: &'a Plan,
    crew: &'a Crew,
    restaurants: &'a [Opened],
    /// The orders that have been placed so far.
    placed: Vec<Option<OrderId>>,
}

impl<'a> Playback<'a> {
    pub(super) fn new(
        target: &'a dyn Target,
        town: &'a Town,
        plan: &'a Plan,
        crew: &'a Crew,
        restaurants: &'a [Opened],
    ) -> Self {
        Self {
            target,
            town,
            plan,
            crew,
            restaurants,
            placed: vec![None; plan.orders.len()],
        }
    }

    /// Plays everything.
    pub(super) async fn run(&mut self, progress: &mut (dyn FnMut(Progress) + Send)) -> Result<(), SeedError> {
        let total = self.plan.steps();
        let mut done = 0;
        for round in &self.plan.rounds {
            self.round(round).await?;
            done += round.steps.len();
            progress(Progress {
                stage: Stage::Orders,
                done,
                total,
            });
        }
        Ok(())
    }

    async fn round(&mut self, round: &Round) -> Result<(), SeedError> {
        self.target.set_time(round.at);
        for some in round.steps.chunks(AT_ONCE) {
            let steps = some.iter().map(|planned| self.step(planned, round.at));
            for (order, id) in try_join_all(steps).await? {
                self.placed[order] = Some(id);
            }
        }
        if round.steps.iter().any(|planned| planned.step == Step::Expire) {
            self.target.run_jobs().await.map_err(SeedError::Target)?;
        }
        settle(self.target).await
    }

    /// Makes a step, signing in again if need be; gives the order's place and id.
    async fn step(&self, planned: &PlannedStep, now: Timestamp) -> Result<(usize, OrderId), SeedError> {
        let order = &self.plan.orders[planned.order];
        let actor = self.actor(order, &planned.step)?;
        match self.act(planned, order, actor, now).await {
            Err(SeedError::Call { source, .. }) if matches!(*source, Error::SessionEnded) => {
                actor.sign_in().await?;
                self.act(planned, order, actor, now).await
            }
            outcome => outcome,
        }
        .map(|id| (planned.order, id))
    }

    /// Who makes a step.
    fn actor(&self, order: &PlannedOrder, step: &Step) -> Result<&Member, SeedError> {
        let person = match step {
            Step::Place | Step::Cancel { .. } | Step::Review { .. } => self.customer(order)?.person,
            Step::Ride { courier, .. } => *courier,
            Step::Accept { .. }
            | Step::Reject { .. }
            | Step::Start
            | Step::Ready
            | Step::Dispatch { .. }
            | Step::Deliver
            | Step::Collect
            | Step::CallOff { .. }
            | Step::Expire => self.restaurant(order)?.0.desk,
        };
        self.crew.member(person)
    }

    async fn act(
        &self,
        planned: &PlannedStep,
        order: &PlannedOrder,
        actor: &Member,
        now: Timestamp,
    ) -> Result<OrderId, SeedError> {
        if planned.step == Step::Place {
            return self.place(order, actor).await;
        }
        let (opened, restaurant) = self.restaurant(order)?;
        let id = self.order_id(planned.order)?;
        let board = actor.client.board(opened.id);
        let orders = actor.client.orders();
        let made = match &planned.step {
            // The platform does the one by itself; the other is behind us.
            Step::Expire | Step::Place => Ok(()),
            Step::Accept { ready_in_minutes } => board
                .accept(
                    id,
                    &AcceptRequest {
                        ready_in_minutes: *ready_in_minutes,
                    },
                )
                .await
                .map(drop),
            Step::Reject { reason } => {
                let request = RejectRequest {
                    reason: (*reason).to_owned(),
                    sold_out: Vec::new(),
                };
                board.reject(id, &request).await.map(drop)
            }
            Step::Start => board.start(id).await.map(drop),
            Step::Ready => board.ready(id).await.map(drop),
            Step::Dispatch { courier } => {
                let courier_id = Some(self.crew.member(*courier)?.account);
                board.dispatch(id, &DispatchRequest { courier_id }).await.map(drop)
            }
            Step::Ride { location, .. } => {
                let position = CourierPosition {
                    location: *location,
                    heading_degrees: None,
                    measured_at: now,
                };
                actor.client.deliveries().report_position(id, &position).await
            }
            Step::Deliver => board.deliver(id).await.map(drop),
            Step::Collect => board.collect(id).await.map(drop),
            Step::CallOff { reason } => board
                .cancel(
                    id,
                    &BoardCancelRequest {
                        reason: (*reason).to_owned(),
                    },
                )
                .await
                .map(drop),
            Step::Cancel { reason } => orders
                .cancel(
                    id,
                    &CancelOrderRequest {
                        reason: Some((*reason).to_owned()),
                    },
                )
                .await
                .map(drop),
            Step::Review { stars, comment } => {
                let request = ReviewRequest {
                    stars: *stars,
                    comment: comment.map(str::to_owned),
                };
                orders.review(id, &request).await.map(drop)
            }
        };
        made.map_err(Task::Step.failed(&restaurant.slug))?;
        Ok(id)
    }

    async fn place(&self, order: &PlannedOrder, actor: &Member) -> Result<OrderId, SeedError> {
        let (opened, restaurant) = self.restaurant(order)?;
        let fulfilment = match order.fulfilment {
            FulfilmentKind::Delivery => Fulfilment::Delivery {
                address: self.customer(order)?.home.clone(),
            },
            FulfilmentKind::Pickup => Fulfilment::Pickup,
        };
        let basket = Basket {
            restaurant_id: opened.id,
            lines: order.lines.clone(),
            fulfilment,
            scheduled_for: order.scheduled_for,
            tip_minor: order.tip_minor,
            promo_code: order.promo_code.clone(),
        };
        let orders = actor.client.orders();
        let quote = orders
            .quote(&basket)
            .await
            .map_err(Task::Quote.failed(&restaurant.slug))?;
        let request = PlaceOrderRequest {
            basket,
            expected_total: quote.price.total,
            payment: PaymentMethod::Cash,
            contact: Contact {
                name: actor.person.name.to_owned(),
                phone: actor.person.phone.clone(),
            },
            note: order.note.clone(),
        };
        Ok(orders
            .place(&request)
            .await
            .map_err(Task::Place.failed(&restaurant.slug))?
            .id)
    }

    /// Looks every order up on its board.
    pub(super) async fn check(&self, progress: &mut (dyn FnMut(Progress) + Send)) -> Result<(), SeedError> {
        let places: Vec<usize> = (0..self.plan.orders.len()).collect();
        let mut done = 0;
        for some in places.chunks(AT_ONCE) {
            done += try_join_all(some.iter().map(|place| self.check_one(*place)))
                .await?
                .len();
            progress(Progress {
                stage: Stage::Checks,
                done,
                total: places.len(),
            });
        }
        Ok(())
    }

    async fn check_one(&self, place: usize) -> Result<(), SeedError> {
        let order = &self.plan.orders[place];
        let (opened, restaurant) = self.restaurant(order)?;
        let id = self.order_id(place)?;
        let board = self.crew.member(opened.desk)?.client.board(opened.id);
        let found = board
            .get(id)
            .await
            .map_err(Task::ReadCard.failed(&restaurant.slug))?
            .order
            .status;
        if found == order.outcome {
            return Ok(());
        }
        let (restaurant, expected) = (restaurant.slug.clone(), order.outcome);
        Err(SeedError::Diverged {
            order: id,
            restaurant,
            expected,
            found,
        })
    }

    fn restaurant(&self, order: &PlannedOrder) -> Result<(Opened, &'a TownRestaurant), SeedError> {
        let place = order.restaurant;
        let found = self
            .restaurants
            .get(place)
            .copied()
            .zip(self.town.restaurants.get(place));
        found.ok_or(SeedError::Dangling {
            what: "restaurant",
            place,
        })
    }

    fn customer(&self, order: &PlannedOrder) -> Result<&'a Customer, SeedError> {
        let place = order.customer;
        self.town.people.customers.get(place).ok_or(SeedError::Dangling {
            what: "customer",
            place,
        })
    }

    fn order_id(&self, place: usize) -> Result<OrderId, SeedError> {
        self.placed
            .get(place)
            .copied()
            .flatten()
            .ok_or(SeedError::Dangling { what: "order", place })
    }
}
