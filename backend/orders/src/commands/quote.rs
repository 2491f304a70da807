//! Prices a basket; nothing is ordered.

use super::place::Rules;
use crate::{
    domain::{
        basket::CheckedBasket,
        offer::{self, OfferRefusal},
        promo::PromoUses,
    },
    store::{Read, books::PriceBooks, promo_uses},
};
use foodwala_contract::{AccountId, orders::Quote};
use foodwala_database::DatabaseError;
use jiff::Timestamp;

/// Why there is no quote.
#[derive(Debug, thiserror::Error)]
pub enum QuoteBasketError {
    /// There is no such restaurant, or it has no menu yet.
    #[error("there is no such restaurant")]
    RestaurantNotFound,
    /// The restaurant cannot do it.
    #[error(transparent)]
    Refused(#[from] OfferRefusal),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Prices a basket for a customer, or for somebody who is not signed in.
///
/// # Errors
/// Why there is no quote.
pub async fn quote(
    from: &mut impl Read,
    books: &PriceBooks,
    rules: Rules,
    basket: &CheckedBasket,
    customer: Option<AccountId>,
    now: Timestamp,
) -> Result<Quote, QuoteBasketError> {
    let restaurant = basket.get().restaurant_id;
    let opened = books
        .open(from, restaurant)
        .await?
        .ok_or(QuoteBasketError::RestaurantNotFound)?;
    let uses = match &basket.get().promo_code {
        Some(code) => promo_uses::uses(from, restaurant, code, customer).await?,
        None => PromoUses::default(),
    };
    let mut quote = offer::make(&opened.book, &opened.stock, basket, uses, now)?.quote;
    rules.narrow(&mut quote.payment_methods);
    Ok(quote)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::testing::Kitchen,
        domain::testing::{self, NOON},
    };

    #[tokio::test]
    async fn a_quote_needs_a_restaurant_with_a_menu() {
        let kitchen = Kitchen::empty().await;
        let basket = CheckedBasket::new(testing::basket()).unwrap();
        let books = PriceBooks::default();
        let ask = async || {
            quote(
                &mut kitchen.database.clone(),
                &books,
                kitchen.rules,
                &basket,
                None,
                NOON,
            )
            .await
        };
        assert!(matches!(ask().await, Err(QuoteBasketError::RestaurantNotFound)));

        kitchen.publish_restaurant(&testing::restaurant()).await;
        assert!(matches!(ask().await, Err(QuoteBasketError::RestaurantNotFound)));

        kitchen.publish_menu(&testing::menu()).await;
        assert_eq!(ask().await.unwrap().price.total.amount_minor, 2_610);

        let mut dearer = testing::menu();
        dearer.version = 2;
        dearer.sections[0].items[0].price_minor += 100;
        kitchen.publish_menu(&dearer).await;
        assert_eq!(
            ask().await.unwrap().price.total.amount_minor,
            2_810,
            "the book at hand is not used when it is old"
        );
    }
}
