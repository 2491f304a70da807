//! A customer left: erases who they were from their orders, and takes no more of them.
//!
//! An access token outlives its account by minutes. What it orders is refused once the account is known to be gone; an
//! order that slipped in at the same moment is erased when the account is forgotten, a day later.

use crate::{events::ReadDocumentOutdated, rendered::Rendered, state::OrdersState, store};
use foodwala_contract::AccountId;
use foodwala_database::{DatabaseError, Tx};
use foodwala_messaging::outbox;
use jiff::{SignedDuration, Timestamp};

/// How long an account is known to be gone: longer than tokens live and messages are late.
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// Accounts forgotten in one go.
const BATCH: u32 = 100;

/// Erases a customer from the orders there are, and remembers that they are gone.
pub async fn erase(tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<(), DatabaseError> {
    store::erased::add(tx, account, now).await?;
    for mut aggregate in store::orders::find_of_customer(tx, account).await? {
        if !aggregate.erase_customer(now) {
            continue;
        }
        store::orders::update(tx, &aggregate, &Rendered::of(&aggregate)?).await?;
        let event = ReadDocumentOutdated {
            order_id: aggregate.order().id,
            customer_id: account,
        };
        outbox::append(tx, &event, now).await?;
    }
    Ok(())
}

/// Forgets accounts whose last token has long ended, and erases what they may have left at the last moment.
pub async fn forget(state: &OrdersState, now: Timestamp) -> Result<(), DatabaseError> {
    let until = now.checked_sub(KEPT).unwrap_or(Timestamp::MIN);
    for account in store::erased::before(&state.database, until, BATCH).await? {
        let mut tx = state.database.begin().await?;
        erase(&mut tx, account, now).await?;
        store::erased::remove(&mut tx, account).await?;
        tx.commit().await?;
    }
    Ok(())
}
