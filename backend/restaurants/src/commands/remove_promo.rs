//! Removes a promo code.

use super::put_promo::tell;
use crate::{domain::promo, store::promos};
use foodwala_contract::{RestaurantId, Timestamp};
use foodwala_database::{DatabaseError, Tx};

/// Why a promo code was not removed.
#[derive(Debug, thiserror::Error)]
pub enum RemovePromoError {
    /// There is no such restaurant or code.
    #[error("there is no such promo code")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Removes a promo code.
///
/// # Errors
/// [`RemovePromoError`].
pub async fn remove_promo(
    tx: &mut Tx,
    restaurant: RestaurantId,
    code: &str,
    now: Timestamp,
) -> Result<(), RemovePromoError> {
    let code = promo::normal_code(code);
    // Nothing but a code is looked for.
    if !promo::is_code(&code) || !promos::remove(tx, restaurant, &code).await? {
        return Err(RemovePromoError::NotFound);
    }
    let all = promos::changed(tx, restaurant)
        .await?
        .ok_or(RemovePromoError::NotFound)?;
    Ok(tell(tx, restaurant, all, now).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{commands::put_promo::put_promo, samples, testing::Fixture};

    #[tokio::test]
    async fn a_code_is_removed_once() {
        let fixture = Fixture::with_restaurant().await;
        let (id, now) = (samples::restaurant_id(1), samples::now());
        let mut tx = fixture.database.begin().await.unwrap();
        put_promo(&mut tx, id, "SPRING", samples::promo(""), now).await.unwrap();
        remove_promo(&mut tx, id, "spring", now).await.unwrap();
        for code in ["spring", "", "\u{0}", "no code"] {
            let none = remove_promo(&mut tx, id, code, now).await;
            assert!(matches!(none, Err(RemovePromoError::NotFound)), "{code:?}");
        }
    }
}
