//! What a restaurant can do about a basket at a moment: the price, the time and the portions it takes.

use super::{
    basket::CheckedBasket,
    book::PriceBook,
    pricing::{self, PricingError},
    promo::PromoUses,
    schedule::{self, ScheduleRefusal, Timing},
    stock::{Reservation, SoldOut, Stock},
};
use foodwala_contract::orders::Quote;
use jiff::Timestamp;

/// An order as it would be placed.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// What the customer is told.
    pub quote: Quote,
    /// When things happen.
    pub timing: Timing,
    /// Portions it takes from limited dishes.
    pub reservations: Vec<Reservation>,
}

/// Why there is no offer for a basket.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OfferRefusal {
    /// Not at that time.
    #[error(transparent)]
    Schedule(#[from] ScheduleRefusal),
    /// Not at any price.
    #[error(transparent)]
    Pricing(#[from] PricingError),
    /// Not so many portions.
    #[error(transparent)]
    SoldOut(#[from] SoldOut),
}

/// Makes the offer.
///
/// # Errors
/// Why there is none.
pub fn make(
    book: &PriceBook,
    stock: &Stock,
    basket: &CheckedBasket,
    uses: PromoUses,
    now: Timestamp,
) -> Result<Offer, OfferRefusal> {
    let scheduled_for = basket.get().scheduled_for;
    schedule::check(book, scheduled_for, now)?;
    let priced = pricing::price(book, basket, uses, now)?;
    let reservations = stock.reserve(basket.get(), now)?;
    let timing = schedule::plan(book, priced.distance_m, scheduled_for, now);
    let quote = Quote {
        restaurant_id: book.restaurant().id,
        menu_version: book.menu_version(),
        price: priced.price,
        promised_at: timing.promised_at,
        distance_m: priced.distance_m,
        payment_methods: book.restaurant().profile.payment_methods.clone(),
    };
    Ok(Offer {
        quote,
        timing,
        reservations,
    })
}
