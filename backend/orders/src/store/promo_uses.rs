//! How often promo codes were used.

use super::{Read, overtaken};
use crate::domain::promo::{self, PromoUses};
use foodwala_contract::{AccountId, RestaurantId};
use foodwala_database::{DatabaseError, Tx, params};

/// How often a code was used, by everybody and by one customer.
pub async fn uses(
    from: &mut impl Read,
    restaurant: RestaurantId,
    code: &str,
    customer: Option<AccountId>,
) -> Result<PromoUses, DatabaseError> {
    const SQL: &str = "SELECT t.uses AS total, COALESCE(u.uses, 0) AS by_customer FROM orders.promo_totals t \
        LEFT JOIN orders.promo_uses u \
        ON u.restaurant_id = t.restaurant_id AND u.code = t.code AND u.customer_id = @P3 \
        WHERE t.restaurant_id = @P1 AND t.code = @P2";
    let customer = customer.map(AccountId::uuid);
    let rows = from
        .read(SQL, params![restaurant.uuid(), promo::normal(code), customer])
        .await?;
    rows.first().map_or_else(
        || Ok(PromoUses::default()),
        |row| {
            Ok(PromoUses {
                total: row.get("total")?,
                by_customer: row.get("by_customer")?,
            })
        },
    )
}

/// Counts one more use. `seen` is what the decision rests on; when it holds no longer the command begins again.
pub async fn count(
    tx: &mut Tx,
    restaurant: RestaurantId,
    code: &str,
    customer: AccountId,
    seen: PromoUses,
) -> Result<(), DatabaseError> {
    const TOTAL: &str = "UPDATE orders.promo_totals SET uses = uses + 1 \
        WHERE restaurant_id = @P1 AND code = @P2 AND uses = @P3";
    const OWN: &str = "UPDATE orders.promo_uses SET uses = uses + 1 \
        WHERE restaurant_id = @P1 AND code = @P2 AND customer_id = @P3 AND uses = @P4";
    const FIRST: &str = "INSERT INTO orders.promo_totals (restaurant_id, code, uses) VALUES (@P1, @P2, 1)";
    const OWN_FIRST: &str =
        "INSERT INTO orders.promo_uses (restaurant_id, code, customer_id, uses) VALUES (@P1, @P2, @P3, 1)";
    let (restaurant, code, customer) = (restaurant.uuid(), promo::normal(code), customer.uuid());

    if tx
        .execute(TOTAL, params![restaurant, code.as_str(), seen.total])
        .await?
        == 0
    {
        if seen.total > 0 {
            return Err(overtaken());
        }
        first(tx.execute(FIRST, params![restaurant, code.as_str()]).await)?;
    }
    if tx
        .execute(OWN, params![restaurant, code.as_str(), customer, seen.by_customer])
        .await?
        == 0
    {
        if seen.by_customer > 0 {
            return Err(overtaken());
        }
        first(
            tx.execute(OWN_FIRST, params![restaurant, code.as_str(), customer])
                .await,
        )?;
    }
    Ok(())
}

/// The row of a first use is there: somebody was first.
fn first(inserted: Result<u64, DatabaseError>) -> Result<(), DatabaseError> {
    match inserted {
        Err(DatabaseError::UniqueViolation { .. }) => Err(overtaken()),
        inserted => inserted.map(drop),
    }
}

/// Takes one use back.
pub async fn give_back(
    tx: &mut Tx,
    restaurant: RestaurantId,
    code: &str,
    customer: AccountId,
) -> Result<(), DatabaseError> {
    const TOTAL: &str =
        "UPDATE orders.promo_totals SET uses = uses - 1 WHERE restaurant_id = @P1 AND code = @P2 AND uses > 0";
    const OWN: &str = "UPDATE orders.promo_uses SET uses = uses - 1 \
        WHERE restaurant_id = @P1 AND code = @P2 AND customer_id = @P3 AND uses > 0";
    let code = promo::normal(code);
    tx.execute(TOTAL, params![restaurant.uuid(), code.as_str()]).await?;
    tx.execute(OWN, params![restaurant.uuid(), code, customer.uuid()])
        .await
        .map(drop)
}
