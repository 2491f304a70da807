//! Takes a person off the staff.

use super::tell_staff;
use crate::{
    domain::staff::{StaffRefusal, may_remove},
    store::{
        staff,
        unprojected::{Subject, mark},
    },
};
use foodwala_contract::{AccountId, RestaurantId, Timestamp, access::StaffRole};
use foodwala_database::{DatabaseError, Tx};

/// Why a person was not taken off the staff.
#[derive(Debug, thiserror::Error)]
pub enum RemoveStaffError {
    /// There is no such restaurant.
    #[error("there is no such restaurant")]
    NotFound,
    /// Whoever asks no longer works there.
    #[error("the caller is not on the staff")]
    CallerNotStaff,
    /// The rules of the staff refuse it.
    #[error(transparent)]
    Refused(#[from] StaffRefusal),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Takes `account` off the staff, as `by` asks.
///
/// # Errors
/// [`RemoveStaffError`].
pub async fn remove_staff(
    tx: &mut Tx,
    restaurant: RestaurantId,
    by: AccountId,
    account: AccountId,
    now: Timestamp,
) -> Result<(), RemoveStaffError> {
    if !staff::touch(tx, restaurant).await? {
        return Err(RemoveStaffError::NotFound);
    }
    let by = staff::role(tx, restaurant, by)
        .await?
        .ok_or(RemoveStaffError::CallerNotStaff)?;
    let current = staff::role(tx, restaurant, account).await?;
    may_remove(by, current, staff::owners(tx, restaurant).await?)?;
    staff::set(tx, restaurant, account, None, now).await?;
    mark(tx, Subject::Staff(restaurant), now).await?;
    tell_staff(tx, restaurant, current == Some(StaffRole::Owner), now).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{samples, testing::Fixture};

    #[tokio::test]
    async fn people_leave_but_not_the_last_owner() {
        let fixture = Fixture::with_restaurant().await;
        let (cora, now) = (samples::account(2), samples::now());
        fixture.staff(2, StaffRole::Courier).await;
        let (id, owner) = (samples::restaurant_id(1), samples::account(1));
        let mut tx = fixture.database.begin().await.unwrap();
        remove_staff(&mut tx, id, owner, cora, now).await.unwrap();
        assert_eq!(staff::role(&mut tx, id, cora).await.unwrap(), None);
        let again = remove_staff(&mut tx, id, owner, cora, now).await;
        assert!(matches!(again, Err(RemoveStaffError::Refused(StaffRefusal::NotStaff))));
        let last = remove_staff(&mut tx, id, owner, owner, now).await;
        assert!(matches!(last, Err(RemoveStaffError::Refused(StaffRefusal::LastOwner))));
    }
}
