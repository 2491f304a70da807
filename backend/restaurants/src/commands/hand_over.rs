//! Hands a delivery over against the guest's code.

use super::act_on_order::{ActOnOrder, ActOnOrderError, StaffRequest, act_on_order};
use crate::{
    domain::{
        faults::{Faults, Invalid},
        proof::{Proof, compare},
    },
    store::deliveries,
};
use foodwala_contract::{AccountId, OrderId, RestaurantId, Timestamp, board::BoardOrder};
use foodwala_database::{DatabaseError, Tx};

/// Who hands over which order, and what the guest said.
#[derive(Debug, Clone)]
pub struct HandOver {
    /// Whose board.
    pub restaurant: RestaurantId,
    /// The order.
    pub order: OrderId,
    /// Who; `None` for an API client or the holder of a link.
    pub by: Option<AccountId>,
    /// What the guest said.
    pub code: String,
}

/// What came of it. Both are to be committed.
#[derive(Debug, Clone, PartialEq)]
pub enum HandedOver {
    /// It is on its way to the order service.
    Done(Box<BoardOrder>),
    /// The code was wrong, which has been counted.
    Wrong {
        /// How often another one may be tried.
        tries_left: u32,
    },
}

/// Why nothing was handed over.
#[derive(Debug, thiserror::Error)]
pub enum HandOverError {
    /// There were too many wrong codes.
    #[error("there were too many wrong codes")]
    Locked,
    /// The code cannot be one.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The order cannot be handed over, or not by them.
    #[error(transparent)]
    Act(#[from] ActOnOrderError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Hands an order over. A code is compared only if everything else is right, and only if the order has one.
///
/// # Errors
/// [`HandOverError`].
pub async fn hand_over(tx: &mut Tx, command: HandOver, now: Timestamp) -> Result<HandedOver, HandOverError> {
    let HandOver {
        restaurant,
        order,
        by,
        code,
    } = command;
    let mut faults = Faults::new();
    faults.text(&code, "/code", 0, 12);
    faults.into_result()?;
    deliveries::hold_code(tx, order).await?;
    let kept = deliveries::code(tx, order).await?;
    let proof = kept.map_or(Proof::Right, |kept| compare(&kept.code, &code, kept.wrong_tries));
    let request = match proof {
        Proof::Right => StaffRequest::HandOver,
        Proof::Wrong { .. } | Proof::Locked => StaffRequest::TryHandOver,
    };
    let act = ActOnOrder {
        restaurant,
        order,
        request,
        by,
    };
    let card = act_on_order(tx, act, now).await?;
    match proof {
        Proof::Right => Ok(HandedOver::Done(Box::new(card))),
        Proof::Wrong { tries_left } => {
            deliveries::count_wrong(tx, order).await?;
            Ok(HandedOver::Wrong { tries_left })
        }
        Proof::Locked => Err(HandOverError::Locked),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::board::ActionRefusal, samples, testing::Fixture};
    use foodwala_contract::{
        access::StaffRole,
        events::StaffActionTaken,
        orders::{OrderAction, OrderStatus},
    };

    /// An order with courier 2, whose guest has a code.
    async fn fixture(status: OrderStatus) -> Fixture {
        let fixture = Fixture::with_restaurant().await;
        fixture.staff(2, StaffRole::Courier).await;
        fixture.staff(3, StaffRole::Courier).await;
        let mut order = samples::order(status);
        order.courier = Some(samples::courier(samples::account(2)));
        fixture.order(order).await;
        let mut tx = fixture.tx().await;
        deliveries::keep_code(&mut tx, samples::order_id(1), "0417")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        fixture
    }

    async fn give(fixture: &Fixture, code: &str, by: u128) -> Result<HandedOver, HandOverError> {
        let command = HandOver {
            restaurant: samples::restaurant_id(1),
            order: samples::order_id(1),
            by: Some(samples::account(by)),
            code: code.into(),
        };
        let mut tx = fixture.tx().await;
        let done = hand_over(&mut tx, command, samples::now()).await?;
        tx.commit().await.unwrap();
        Ok(done)
    }

    #[tokio::test]
    async fn the_right_code_delivers_and_wrong_ones_run_out() {
        let fixture = fixture(OrderStatus::OutForDelivery).await;
        assert_eq!(
            give(&fixture, "9999", 2).await.unwrap(),
            HandedOver::Wrong { tries_left: 4 }
        );
        let Ok(HandedOver::Done(card)) = give(&fixture, "0417", 2).await else {
            panic!("the code is right")
        };
        assert_eq!(card.pending.unwrap().action, OrderAction::Deliver);
        assert_eq!(fixture.events::<StaffActionTaken>().await.len(), 1);

        let fixture = self::fixture(OrderStatus::OutForDelivery).await;
        for tries_left in (0..5).rev() {
            assert_eq!(give(&fixture, "1", 2).await.unwrap(), HandedOver::Wrong { tries_left });
        }
        assert!(matches!(give(&fixture, "0417", 2).await, Err(HandOverError::Locked)));
        assert!(fixture.events::<StaffActionTaken>().await.is_empty());
    }

    #[tokio::test]
    async fn nobody_guesses_for_others_or_too_early() {
        let fixture = fixture(OrderStatus::OutForDelivery).await;
        let other = give(&fixture, "1", 3).await;
        let theirs = |error: &HandOverError| {
            matches!(
                error,
                HandOverError::Act(ActOnOrderError::Refused(ActionRefusal::NotTheirs))
            )
        };
        assert!(other.is_err_and(|error| theirs(&error)));
        let early = self::fixture(OrderStatus::Ready).await;
        let refused = give(&early, "1", 2).await;
        assert!(matches!(refused, Err(HandOverError::Act(ActOnOrderError::Refused(_)))));
        for fixture in [fixture, early] {
            let mut tx = fixture.tx().await;
            let kept = deliveries::code(&mut tx, samples::order_id(1)).await.unwrap();
            assert_eq!(kept.unwrap().wrong_tries, 0);
        }
    }

    #[tokio::test]
    async fn a_courier_needs_the_code_and_the_restaurant_does_not() {
        let fixture = fixture(OrderStatus::OutForDelivery).await;
        let deliver = async |by| {
            let act = ActOnOrder {
                restaurant: samples::restaurant_id(1),
                order: samples::order_id(1),
                request: StaffRequest::Deliver,
                by: Some(samples::account(by)),
            };
            let mut tx = fixture.tx().await;
            act_on_order(&mut tx, act, samples::now()).await
        };
        assert!(matches!(deliver(2).await, Err(ActOnOrderError::ProofRequired)));
        assert!(deliver(1).await.is_ok());
    }
}
