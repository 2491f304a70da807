//! The board follows its orders, and a review counts for the restaurant's rating.

use super::Effect;
use crate::{
    commands::save_changed,
    domain::{board, profile, reviews},
    store::{
        self, deliveries, people, restaurants,
        unprojected::{Subject, mark},
    },
};
use async_trait::async_trait;
use foodwala_contract::{
    Timestamp,
    events::{Event, OrderChanged, OrderTransitionRefused},
    orders::Order,
    restaurants::Restaurant,
};
use foodwala_database::{DatabaseError, Tx};
use foodwala_messaging::{ConsumeError, Message};

/// Follows every event that carries an order, and refusals of staff actions.
pub struct Orders;

#[async_trait]
impl Effect for Orders {
    async fn apply(&self, message: &Message, tx: &mut Tx, now: Timestamp) -> Result<Vec<Subject>, ConsumeError> {
        if message.kind == OrderTransitionRefused::TYPE {
            return refuse(tx, message.decode()?, now).await;
        }
        let OrderChanged { order } = serde_json::from_str(message.data.get())
            .map_err(|error| ConsumeError::permanent(format!("the data holds no order: {error}")))?;
        Ok(follow(tx, order, now).await?)
    }
}

/// Brings the card up to date with its order; answers what has changed.
pub async fn follow(tx: &mut Tx, order: Order, now: Timestamp) -> Result<Vec<Subject>, DatabaseError> {
    let stored = store::board::load(tx, order.id).await?;
    let before = stored.as_ref().map(|stored| &stored.card);
    let reviewed = board::newly_reviewed(before.map(|card| &card.order), &order);
    if order.status.is_final() {
        // Also of one that never came to the board.
        deliveries::forget_code(tx, order.id).await?;
    }
    let Some(mut card) = board::follow(before.cloned(), order) else {
        return Ok(Vec::new());
    };
    let customer = card.order.customer_id;
    if card.order.status.is_final() && people::is_erased(tx, customer).await? {
        card.order = board::without_guest(card.order);
    }
    if !card.order.status.is_final() {
        // The event of the code is handled beside that of the order; it marks the card as well, so that one sees the other.
        card.proof_required = deliveries::code(tx, card.order.id).await?.is_some();
    }
    store::board::save(tx, stored.as_ref(), &card, now).await?;
    mark(tx, Subject::Card(card.order.id), now).await?;
    let mut changed = vec![Subject::Card(card.order.id)];
    if let (true, Some(review)) = (reviewed, &card.order.review)
        && let Some(restaurant) = restaurants::load(tx, card.order.restaurant_id).await?
    {
        let rating = profile::rate(restaurant.rating, review);
        let restaurant = save_changed(tx, Restaurant { rating, ..restaurant }, now).await?;
        changed.push(Subject::Restaurant(restaurant.id));
        changed.extend(publish_review(tx, &card.order, now).await?);
    }
    Ok(changed)
}

/// Lets everybody read what the guest of an order thought.
async fn publish_review(tx: &mut Tx, order: &Order, now: Timestamp) -> Result<Option<Subject>, DatabaseError> {
    let Some(review) = reviews::public(order) else {
        return Ok(None);
    };
    store::reviews::put(tx, order.id, order.restaurant_id, order.customer_id, &review).await?;
    mark(tx, Subject::Review(order.id), now).await?;
    Ok(Some(Subject::Review(order.id)))
}

async fn refuse(tx: &mut Tx, event: OrderTransitionRefused, now: Timestamp) -> Result<Vec<Subject>, ConsumeError> {
    let Some(stored) = store::board::load(tx, event.order_id).await? else {
        return Err(ConsumeError::permanent(
            "an action was refused on an order that is on no board",
        ));
    };
    let card = board::refuse(stored.card.clone(), event.action, event.status, now);
    store::board::save(tx, Some(&stored), &card, now).await?;
    mark(tx, Subject::Card(event.order_id), now).await?;
    Ok(vec![Subject::Card(event.order_id)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{samples, testing::Fixture};
    use foodwala_contract::{
        events::{OrderPlaced, OrderReviewed, RestaurantChanged},
        orders::{OrderAction, OrderStatus, Review},
        restaurants::Rating,
    };

    fn reviewed() -> Order {
        let mut order = samples::order(OrderStatus::Delivered);
        order.version = 5;
        order.review = Some(Review {
            stars: 4,
            comment: Some("Good".into()),
            at: samples::now(),
        });
        order
    }

    #[tokio::test]
    async fn events_out_of_order_leave_the_newest_card() {
        let fixture = Fixture::with_restaurant().await;
        let mut accepted = samples::order(OrderStatus::Accepted);
        accepted.version = 2;
        fixture
            .deliver(&Orders, &OrderPlaced { order: accepted })
            .await
            .unwrap();
        fixture
            .deliver(
                &Orders,
                &OrderPlaced {
                    order: samples::order(OrderStatus::Placed),
                },
            )
            .await
            .unwrap();
        let stored = store::board::read(&fixture.database, samples::order_id(1))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (stored.card.order.status, stored.card.version),
            (OrderStatus::Accepted, 1)
        );
    }

    #[tokio::test]
    async fn a_review_counts_once() {
        let fixture = Fixture::with_restaurant().await;
        fixture
            .deliver(&Orders, &OrderReviewed { order: reviewed() })
            .await
            .unwrap();
        let again = Order {
            version: 6,
            ..reviewed()
        };
        fixture.deliver(&Orders, &OrderReviewed { order: again }).await.unwrap();
        let restaurant = restaurants::read(&fixture.database, samples::restaurant_id(1))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(restaurant.rating, Rating { count: 1, stars: 4 });
        let events: Vec<RestaurantChanged> = fixture.events().await;
        assert_eq!(events.last().unwrap().restaurant.rating.count, 1);
    }

    #[tokio::test]
    async fn a_refusal_is_shown_on_the_card_and_without_a_card_is_a_fault() {
        let fixture = Fixture::with_restaurant().await;
        let refusal = OrderTransitionRefused {
            order_id: samples::order_id(1),
            restaurant_id: samples::restaurant_id(1),
            action: OrderAction::Accept,
            status: OrderStatus::Cancelled,
        };
        let early = fixture.deliver(&Orders, &refusal).await;
        assert!(matches!(early, Err(ConsumeError::Permanent { .. })));
        fixture.order(samples::order(OrderStatus::Placed)).await;
        fixture.deliver(&Orders, &refusal).await.unwrap();
        let stored = store::board::read(&fixture.database, samples::order_id(1))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(stored.card.refused.unwrap().status, OrderStatus::Cancelled);
    }

    #[tokio::test]
    async fn the_last_change_of_a_forgotten_guests_order_forgets_them_too() {
        let fixture = Fixture::with_restaurant().await;
        let mut tx = fixture.database.begin().await.unwrap();
        people::erase(&mut tx, samples::account(9)).await.unwrap();
        tx.commit().await.unwrap();
        fixture.order(samples::order(OrderStatus::Placed)).await;
        let mut delivered = samples::order(OrderStatus::Delivered);
        delivered.version = 2;
        fixture.order(delivered).await;
        let stored = store::board::read(&fixture.database, samples::order_id(1))
            .await
            .unwrap()
            .unwrap();
        assert_eq!((stored.card.order.contact.name.as_str(), stored.card.version), ("", 2));
    }
}
