//! `customers.addresses`.

use super::{Read, count};
use foodwala_contract::{
    AccountId, AddressId,
    customers::{Address, AddressDetails},
    geo::{GeoPoint, PostalAddress},
};
use foodwala_database::{DatabaseError, Tx, params};
use jiff::Timestamp;

/// Somebody's addresses, newest first.
pub async fn all(read: &mut impl Read, customer: AccountId) -> Result<Vec<Address>, DatabaseError> {
    let sql = "SELECT id, label, street, city, postal_code, country, latitude, longitude, instructions \
               FROM customers.addresses WHERE customer_id = @P1 ORDER BY created_at DESC, id DESC";
    let rows = read.rows(sql, params![customer.uuid()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Address {
                id: AddressId(row.get("id")?),
                details: AddressDetails {
                    label: row.get("label")?,
                    address: PostalAddress {
                        street: row.get("street")?,
                        city: row.get("city")?,
                        postal_code: row.get("postal_code")?,
                        country: row.get("country")?,
                    },
                    location: GeoPoint {
                        latitude: row.get("latitude")?,
                        longitude: row.get("longitude")?,
                    },
                    instructions: row.get("instructions")?,
                },
            })
        })
        .collect()
}

/// How many addresses somebody has.
pub async fn count_of(tx: &mut Tx, customer: AccountId) -> Result<u32, DatabaseError> {
    count(
        tx,
        "SELECT COUNT(*) AS n FROM customers.addresses WHERE customer_id = @P1",
        customer,
    )
    .await
}

/// Adds an address.
pub async fn insert(tx: &mut Tx, customer: AccountId, address: &Address, now: Timestamp) -> Result<(), DatabaseError> {
    let sql = "INSERT INTO customers.addresses (id, customer_id, label, street, city, postal_code, country, latitude, \
               longitude, instructions, created_at) \
               VALUES (@P1, @P2, @P3, @P4, @P5, @P6, @P7, @P8, @P9, @P10, @P11)";
    let AddressDetails {
        label,
        address: postal,
        location,
        instructions,
    } = &address.details;
    let values = params![
        address.id.uuid(),
        customer.uuid(),
        label,
        &postal.street,
        &postal.city,
        &postal.postal_code,
        &postal.country,
        location.latitude,
        location.longitude,
        instructions.as_deref(),
        now
    ];
    tx.execute(sql, values).await.map(drop)
}

/// Replaces an address; `false` when the customer has no such address.
pub async fn update(tx: &mut Tx, customer: AccountId, address: &Address) -> Result<bool, DatabaseError> {
    let sql = "UPDATE customers.addresses SET label = @P1, street = @P2, city = @P3, postal_code = @P4, country = @P5, \
               latitude = @P6, longitude = @P7, instructions = @P8 WHERE id = @P9 AND customer_id = @P10";
    let AddressDetails {
        label,
        address: postal,
        location,
        instructions,
    } = &address.details;
    let values = params![
        label,
        &postal.street,
        &postal.city,
        &postal.postal_code,
        &postal.country,
        location.latitude,
        location.longitude,
        instructions.as_deref(),
        address.id.uuid(),
        customer.uuid()
    ];
    Ok(tx.execute(sql, values).await? == 1)
}

/// Deletes an address; `false` when the customer has no such address.
pub async fn delete(tx: &mut Tx, customer: AccountId, id: AddressId) -> Result<bool, DatabaseError> {
    let sql = "DELETE FROM customers.addresses WHERE id = @P1 AND customer_id = @P2";
    Ok(tx.execute(sql, params![id.uuid(), customer.uuid()]).await? == 1)
}
