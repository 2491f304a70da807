//! A guest was given a code to say at the door: couriers need it from then on.

use super::Effect;
use crate::store::{
    board, deliveries,
    unprojected::{Subject, mark},
};
use async_trait::async_trait;
use foodwala_contract::{Timestamp, events::DeliveryCodeMade};
use foodwala_database::Tx;
use foodwala_messaging::{ConsumeError, Message};

/// Keeps guests' codes.
pub struct DeliveryCodes;

#[async_trait]
impl Effect for DeliveryCodes {
    async fn apply(&self, message: &Message, tx: &mut Tx, now: Timestamp) -> Result<Vec<Subject>, ConsumeError> {
        let DeliveryCodeMade { order_id, code, .. } = message.decode()?;
        // Codes and orders come in queues of their own, in either order.
        let stored = board::load(tx, order_id).await?;
        if stored
            .as_ref()
            .is_some_and(|stored| stored.card.order.status.is_final())
        {
            return Ok(Vec::new());
        }
        deliveries::keep_code(tx, order_id, &code).await?;
        let Some(stored) = stored else {
            // The card may be made at this very moment, by somebody who sees no code yet. It is marked there too, so that of
            // the two the second has to begin again. The mark stays for the job, which finds nothing to write.
            mark(tx, Subject::Card(order_id), now).await?;
            return Ok(Vec::new());
        };
        if stored.card.proof_required {
            return Ok(Vec::new());
        }
        let mut card = stored.card.clone();
        card.proof_required = true;
        card.version += 1;
        board::save(tx, Some(&stored), &card, now).await?;
        mark(tx, Subject::Card(order_id), now).await?;
        Ok(vec![Subject::Card(order_id)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{consumers::orders::follow, samples, testing::Fixture};
    use foodwala_contract::orders::OrderStatus;

    fn made() -> DeliveryCodeMade {
        DeliveryCodeMade {
            order_id: samples::order_id(1),
            restaurant_id: samples::restaurant_id(1),
            code: "0417".into(),
        }
    }

    #[tokio::test]
    async fn the_card_says_that_there_is_a_code_whichever_comes_first() {
        for code_first in [true, false] {
            let fixture = Fixture::with_restaurant().await;
            if code_first {
                fixture.deliver(&DeliveryCodes, &made()).await.unwrap();
            }
            fixture.order(samples::order(OrderStatus::Placed)).await;
            if !code_first {
                fixture.deliver(&DeliveryCodes, &made()).await.unwrap();
            }
            let card = board::read(&fixture.database, samples::order_id(1))
                .await
                .unwrap()
                .unwrap()
                .card;
            assert!(card.proof_required, "code first: {code_first}");
            let text = serde_json::to_string(&card).unwrap();
            assert!(!text.contains("0417"), "{text}");
        }
    }

    #[tokio::test]
    async fn of_a_code_and_a_card_that_do_not_see_each_other_the_second_begins_again() {
        let fixture = Fixture::with_restaurant().await;
        if fixture.database.is_exclusive() {
            return; // One after the other.
        }
        let id = samples::order_id(1);
        let (mut code, mut card) = (fixture.tx().await, fixture.tx().await);
        for tx in [&mut code, &mut card] {
            assert!(board::load(tx, id).await.unwrap().is_none());
        }
        let message = Message::of(samples::id(1), "elsewhere", &made(), samples::now(), None).unwrap();
        DeliveryCodes.apply(&message, &mut code, samples::now()).await.unwrap();
        let order = samples::order(OrderStatus::Placed);
        let (made, committed) = tokio::join!(follow(&mut card, order, samples::now()), code.commit());
        committed.unwrap();
        assert!(made.unwrap_err().is_transient());
    }

    #[tokio::test]
    async fn a_code_is_forgotten_when_its_order_has_ended() {
        let fixture = Fixture::with_restaurant().await;
        fixture.order(samples::order(OrderStatus::Placed)).await;
        fixture.deliver(&DeliveryCodes, &made()).await.unwrap();
        let mut delivered = samples::order(OrderStatus::Delivered);
        delivered.version = 2;
        fixture.order(delivered).await;
        let mut tx = fixture.tx().await;
        assert_eq!(deliveries::code(&mut tx, samples::order_id(1)).await.unwrap(), None);
    }
}
