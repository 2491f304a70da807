//! The delivery that a courier link is for. Read from SQL: a link that was taken back must open nothing.

use crate::{
    domain::link,
    store::{board, deliveries},
};
use foodwala_contract::{ErrorCode, Timestamp, couriers::LinkedDelivery, orders::Order};
use foodwala_database::Database;
use foodwala_platform::ApiError;

/// The delivery, as the holder of the link sees it.
///
/// # Errors
/// `not_found` when the link opens nothing.
pub async fn delivery(database: &Database, token: &str, now: Timestamp) -> Result<LinkedDelivery, ApiError> {
    let not_found = || ApiError::new(ErrorCode::NotFound);
    let claim = link::read(token).ok_or_else(not_found)?;
    let kept = deliveries::read_link(database, claim.order).await?;
    let kept = kept
        .filter(|kept| claim.holds(&kept.secret, now))
        .ok_or_else(not_found)?;
    let stored = board::read(database, claim.order).await?.ok_or_else(not_found)?;
    link::shown(stored.card, kept.shared_with).ok_or_else(not_found)
}

/// The order that a link is for, as the board has it.
///
/// # Errors
/// The database's.
pub async fn order(
    database: &Database,
    token: &str,
    now: Timestamp,
) -> Result<Option<Order>, foodwala_database::DatabaseError> {
    let Some(claim) = link::read(token) else {
        return Ok(None);
    };
    let kept = deliveries::read_link(database, claim.order).await?;
    if !kept.is_some_and(|kept| claim.holds(&kept.secret, now)) {
        return Ok(None);
    }
    Ok(board::read(database, claim.order)
        .await?
        .map(|stored| stored.card.order))
}
