//! Creates or replaces a promo code.

use crate::{
    domain::{faults::Invalid, promo},
    store::{
        promos::{self, StoredPromos},
        unprojected::{Subject, mark},
    },
};
use foodwala_contract::{RestaurantId, Timestamp, events::PromosChanged, restaurants::Promo};
use foodwala_database::{DatabaseError, Tx};
use foodwala_messaging::outbox;

/// Why a promo code was not put.
#[derive(Debug, thiserror::Error)]
pub enum PutPromoError {
    /// There is no such restaurant.
    #[error("there is no such restaurant")]
    NotFound,
    /// It is out of bounds, or there are too many.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Creates or replaces the code `code`, which counts instead of the one in `promo`.
///
/// # Errors
/// [`PutPromoError`].
pub async fn put_promo(
    tx: &mut Tx,
    restaurant: RestaurantId,
    code: &str,
    promo: Promo,
    now: Timestamp,
) -> Result<Promo, PutPromoError> {
    let promo = Promo {
        code: promo::normal_code(code),
        ..promo
    };
    promo::check(&promo)?;
    promos::put(tx, restaurant, &promo).await?;
    let all = promos::changed(tx, restaurant).await?.ok_or(PutPromoError::NotFound)?;
    promo::check_number(all.items.len())?;
    tell(tx, restaurant, all, now).await?;
    Ok(promo)
}

/// Tells everybody which codes there are now.
pub(super) async fn tell(
    tx: &mut Tx,
    restaurant_id: RestaurantId,
    all: StoredPromos,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let event = PromosChanged {
        restaurant_id,
        promos: all.items,
        version: all.version,
    };
    outbox::append(tx, &event, now).await?;
    mark(tx, Subject::Promos(restaurant_id), now).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{samples, testing::Fixture};

    #[tokio::test]
    async fn the_code_in_the_path_counts_in_upper_case() {
        let fixture = Fixture::with_restaurant().await;
        let (id, now) = (samples::restaurant_id(1), samples::now());
        let mut tx = fixture.database.begin().await.unwrap();
        let put = put_promo(&mut tx, id, "spring", samples::promo("other"), now)
            .await
            .unwrap();
        assert_eq!(put.code, "SPRING");
        put_promo(&mut tx, id, "Spring", samples::promo(""), now).await.unwrap();
        tx.commit().await.unwrap();
        let events: Vec<PromosChanged> = fixture.events().await;
        assert_eq!(
            events
                .iter()
                .map(|event| (event.version, event.promos.len()))
                .collect::<Vec<_>>(),
            [(1, 1), (2, 1)]
        );
    }

    #[tokio::test]
    async fn it_needs_a_restaurant_and_a_code() {
        let fixture = Fixture::with_restaurant().await;
        let (id, now) = (samples::restaurant_id(1), samples::now());
        let mut tx = fixture.database.begin().await.unwrap();
        let bad = put_promo(&mut tx, id, " ", samples::promo(""), now).await;
        assert!(matches!(bad, Err(PutPromoError::Invalid(_))));
        let nowhere = put_promo(&mut tx, samples::restaurant_id(2), "X", samples::promo(""), now).await;
        assert!(matches!(nowhere, Err(PutPromoError::NotFound)));
    }
}
