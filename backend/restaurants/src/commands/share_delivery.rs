//! Makes a link for a courier without an account, or takes it back.

use crate::{
    domain::{
        faults::Invalid,
        link::{self, SECRET_BYTES},
    },
    store::{
        board::{self, StoredCard},
        deliveries::{self, StoredLink},
        unprojected::{Subject, mark},
    },
};
use foodwala_contract::{
    OrderId, RestaurantId, Timestamp,
    board::SharedDelivery,
    couriers::{CourierLink, ShareDeliveryRequest},
    orders::{FulfilmentKind, OrderStatus},
};
use foodwala_database::{DatabaseError, Tx};

/// Why a delivery was not shared.
#[derive(Debug, thiserror::Error)]
pub enum ShareDeliveryError {
    /// The order is not on this board, or has no link.
    #[error("the order is not on this board")]
    NotFound,
    /// It is no delivery that somebody could still bring.
    #[error("the order is not to be delivered any more, or never was")]
    NothingToDeliver {
        /// Where it stands.
        status: OrderStatus,
    },
    /// Name or duration are out of bounds.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Makes a link for an order, signed with `secret`, which is random. The link it had no longer works.
///
/// # Errors
/// [`ShareDeliveryError`].
pub async fn share_delivery(
    tx: &mut Tx,
    restaurant: RestaurantId,
    order: OrderId,
    request: &ShareDeliveryRequest,
    secret: [u8; SECRET_BYTES],
    now: Timestamp,
) -> Result<CourierLink, ShareDeliveryError> {
    let expires_at = link::ends(request, now)?;
    let stored = card(tx, restaurant, order).await?;
    let status = stored.card.order.status;
    if status.is_final() || stored.card.order.fulfilment.kind() != FulfilmentKind::Delivery {
        return Err(ShareDeliveryError::NothingToDeliver { status });
    }
    let name = request.name.trim().to_owned();
    let shared_with = SharedDelivery {
        name: name.clone(),
        expires_at,
    };
    let kept = StoredLink {
        secret: secret.to_vec(),
        shared_with: shared_with.clone(),
    };
    deliveries::put_link(tx, order, &kept, now).await?;
    show(tx, stored, Some(shared_with), now).await?;
    Ok(CourierLink {
        token: link::sign(&secret, order, expires_at),
        name,
        expires_at,
    })
}

/// Takes the link of an order back.
///
/// # Errors
/// [`ShareDeliveryError`].
pub async fn unshare_delivery(
    tx: &mut Tx,
    restaurant: RestaurantId,
    order: OrderId,
    now: Timestamp,
) -> Result<(), ShareDeliveryError> {
    let stored = card(tx, restaurant, order).await?;
    let had_link = deliveries::remove_link(tx, order).await?;
    // The row of a link that has ended may be gone already, while the card still shows it.
    if !had_link && stored.card.shared_with.is_none() {
        return Err(ShareDeliveryError::NotFound);
    }
    show(tx, stored, None, now).await
}

async fn card(tx: &mut Tx, restaurant: RestaurantId, order: OrderId) -> Result<StoredCard, ShareDeliveryError> {
    let stored = board::load(tx, order).await?;
    stored
        .filter(|stored| stored.card.order.restaurant_id == restaurant)
        .ok_or(ShareDeliveryError::NotFound)
}

/// The board shows whom an order is shared with.
async fn show(
    tx: &mut Tx,
    stored: StoredCard,
    shared_with: Option<SharedDelivery>,
    now: Timestamp,
) -> Result<(), ShareDeliveryError> {
    let mut card = stored.card.clone();
    card.shared_with = shared_with;
    card.version += 1;
    board::save(tx, Some(&stored), &card, now).await?;
    mark(tx, Subject::Card(card.order.id), now).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{samples, testing::Fixture};
    use foodwala_contract::orders::Fulfilment;
    use jiff::SignedDuration;

    fn request() -> ShareDeliveryRequest {
        ShareDeliveryRequest {
            name: " Sam ".into(),
            valid_minutes: None,
        }
    }

    #[tokio::test]
    async fn the_newest_link_works_until_it_is_taken_back() {
        let fixture = Fixture::with_restaurant().await;
        fixture.order(samples::order(OrderStatus::Ready)).await;
        let (restaurant, order, now) = (samples::restaurant_id(1), samples::order_id(1), samples::now());
        let mut tx = fixture.tx().await;
        let mut tokens = Vec::new();
        for secret in [[1; SECRET_BYTES], [2; SECRET_BYTES]] {
            let link = share_delivery(&mut tx, restaurant, order, &request(), secret, now)
                .await
                .unwrap();
            tokens.push(link.token);
        }
        let kept = deliveries::link(&mut tx, order).await.unwrap().unwrap();
        let holds = |token: &String| link::read(token).unwrap().holds(&kept.secret, now);
        assert_eq!(tokens.iter().map(holds).collect::<Vec<_>>(), [false, true]);
        let shown = board::load(&mut tx, order).await.unwrap().unwrap().card;
        assert_eq!(shown.shared_with.unwrap().name, "Sam");

        unshare_delivery(&mut tx, restaurant, order, now).await.unwrap();
        assert_eq!(deliveries::link(&mut tx, order).await.unwrap(), None);
        let again = unshare_delivery(&mut tx, restaurant, order, now).await;
        assert!(matches!(again, Err(ShareDeliveryError::NotFound)));
        let shown = board::load(&mut tx, order).await.unwrap().unwrap().card;
        assert_eq!(shown.shared_with, None);
    }

    #[tokio::test]
    async fn a_link_that_has_ended_can_be_taken_off_its_card() {
        let fixture = Fixture::with_restaurant().await;
        fixture.order(samples::order(OrderStatus::Ready)).await;
        let mut other = samples::order(OrderStatus::Ready);
        other.id = samples::order_id(2);
        fixture.order(other).await;
        let (restaurant, order, now) = (samples::restaurant_id(1), samples::order_id(1), samples::now());
        let short = ShareDeliveryRequest {
            valid_minutes: Some(5),
            ..request()
        };
        let mut tx = fixture.tx().await;
        let shared = share_delivery(&mut tx, restaurant, order, &short, [1; SECRET_BYTES], now).await;
        shared.unwrap();
        // Another link is made after the end of the first, whose row goes then.
        let later = now + SignedDuration::from_mins(6);
        let shared = share_delivery(
            &mut tx,
            restaurant,
            samples::order_id(2),
            &request(),
            [2; SECRET_BYTES],
            later,
        )
        .await;
        shared.unwrap();
        assert_eq!(deliveries::link(&mut tx, order).await.unwrap(), None);

        unshare_delivery(&mut tx, restaurant, order, later).await.unwrap();
        let shown = board::load(&mut tx, order).await.unwrap().unwrap().card;
        assert_eq!(shown.shared_with, None);
    }

    #[tokio::test]
    async fn only_what_is_still_to_be_brought_is_shared() {
        let fixture = Fixture::with_restaurant().await;
        fixture.order(samples::order(OrderStatus::Delivered)).await;
        let mut pickup = samples::order(OrderStatus::Ready);
        (pickup.id, pickup.fulfilment) = (samples::order_id(2), Fulfilment::Pickup);
        fixture.order(pickup).await;
        let mut tx = fixture.tx().await;
        for number in [1, 2] {
            let order = samples::order_id(number);
            let (restaurant, secret) = (samples::restaurant_id(1), [1; SECRET_BYTES]);
            let refused = share_delivery(&mut tx, restaurant, order, &request(), secret, samples::now()).await;
            assert!(matches!(refused, Err(ShareDeliveryError::NothingToDeliver { .. })));
        }
        let elsewhere =
            unshare_delivery(&mut tx, samples::restaurant_id(2), samples::order_id(1), samples::now()).await;
        assert!(matches!(elsewhere, Err(ShareDeliveryError::NotFound)));
    }
}
