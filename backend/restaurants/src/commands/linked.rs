//! What the holder of a courier link does with the one order that it is for.

use super::{
    act_on_order::{ActOnOrder, ActOnOrderError, StaffRequest, act_on_order},
    hand_over::{HandOver, HandOverError, HandedOver, hand_over},
};
use crate::{
    domain::link,
    store::{
        board,
        deliveries::{self, StoredLink},
    },
};
use foodwala_contract::{OrderId, RestaurantId, Timestamp, board::BoardOrder, board::DispatchRequest};
use foodwala_database::{DatabaseError, Tx};

/// Why the holder of a link could not do it.
#[derive(Debug, thiserror::Error)]
pub enum LinkedError {
    /// The token is none, has ended, or was taken back.
    #[error("the link opens nothing")]
    NotFound,
    /// It cannot be handed over.
    #[error(transparent)]
    HandOver(#[from] HandOverError),
    /// The order cannot do that.
    #[error(transparent)]
    Act(#[from] ActOnOrderError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// The order that a link is for, and where it is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The order.
    pub order: OrderId,
    /// Whose board.
    pub restaurant: RestaurantId,
    /// The link.
    pub link: StoredLink,
}

/// Opens a link.
///
/// # Errors
/// [`LinkedError`].
pub async fn open(tx: &mut Tx, token: &str, now: Timestamp) -> Result<Opened, LinkedError> {
    let claim = link::read(token).ok_or(LinkedError::NotFound)?;
    let kept = deliveries::link(tx, claim.order).await?;
    let kept = kept
        .filter(|kept| claim.holds(&kept.secret, now))
        .ok_or(LinkedError::NotFound)?;
    let stored = board::load(tx, claim.order).await?.ok_or(LinkedError::NotFound)?;
    Ok(Opened {
        order: claim.order,
        restaurant: stored.card.order.restaurant_id,
        link: kept,
    })
}

/// Sets off with the order.
///
/// # Errors
/// [`LinkedError`].
pub async fn dispatch_linked(tx: &mut Tx, opened: &Opened, now: Timestamp) -> Result<BoardOrder, LinkedError> {
    let act = ActOnOrder {
        restaurant: opened.restaurant,
        order: opened.order,
        request: StaffRequest::Dispatch(DispatchRequest { courier_id: None }),
        by: None,
    };
    Ok(act_on_order(tx, act, now).await?)
}

/// Hands the order over against the guest's code.
///
/// # Errors
/// [`LinkedError`].
pub async fn hand_over_linked(
    tx: &mut Tx,
    opened: &Opened,
    code: String,
    now: Timestamp,
) -> Result<HandedOver, LinkedError> {
    let command = HandOver {
        restaurant: opened.restaurant,
        order: opened.order,
        by: None,
        code,
    };
    Ok(hand_over(tx, command, now).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{commands::share_delivery::share_delivery, domain::link::SECRET_BYTES, samples, testing::Fixture};
    use foodwala_contract::{
        couriers::ShareDeliveryRequest,
        orders::{OrderAction, OrderStatus},
    };
    use jiff::ToSpan;

    #[tokio::test]
    async fn a_link_opens_its_order_until_it_ends() {
        let fixture = Fixture::with_restaurant().await;
        fixture.order(samples::order(OrderStatus::Ready)).await;
        let (restaurant, order, now) = (samples::restaurant_id(1), samples::order_id(1), samples::now());
        let request = ShareDeliveryRequest {
            name: "Sam".into(),
            valid_minutes: Some(30),
        };
        let mut tx = fixture.tx().await;
        let made = share_delivery(&mut tx, restaurant, order, &request, [3; SECRET_BYTES], now).await;
        let token = made.unwrap().token;
        let opened = open(&mut tx, &token, now).await.unwrap();
        let card = dispatch_linked(&mut tx, &opened, now).await.unwrap();
        assert_eq!(card.pending.unwrap().action, OrderAction::Dispatch);
        let late = open(&mut tx, &token, now + 30.minutes()).await;
        assert!(matches!(late, Err(LinkedError::NotFound)));
        let garbage = open(&mut tx, "no such token", now).await;
        assert!(matches!(garbage, Err(LinkedError::NotFound)));
    }

    #[tokio::test]
    async fn the_holder_of_a_link_needs_the_code_as_well() {
        let fixture = Fixture::with_restaurant().await;
        fixture.order(samples::order(OrderStatus::OutForDelivery)).await;
        let (order, now) = (samples::order_id(1), samples::now());
        let mut tx = fixture.tx().await;
        deliveries::keep_code(&mut tx, order, "0417").await.unwrap();
        let opened = Opened {
            order,
            restaurant: samples::restaurant_id(1),
            link: StoredLink {
                secret: vec![3; SECRET_BYTES],
                shared_with: foodwala_contract::board::SharedDelivery {
                    name: "Sam".into(),
                    expires_at: now,
                },
            },
        };
        let wrong = hand_over_linked(&mut tx, &opened, "1".into(), now).await.unwrap();
        assert_eq!(wrong, HandedOver::Wrong { tries_left: 4 });
        let right = hand_over_linked(&mut tx, &opened, "0417".into(), now).await.unwrap();
        assert!(matches!(right, HandedOver::Done(_)));
    }
}
