//! Puts a person on the staff, or gives them another role.

use super::tell_staff;
use crate::{
    domain::{
        faults::{Faults, Invalid},
        staff::{StaffRefusal, may_add},
    },
    store::{
        people, staff,
        unprojected::{Subject, mark},
    },
};
use foodwala_contract::{
    AccountId, RestaurantId, Timestamp,
    access::StaffRole,
    restaurants::{AddStaffRequest, StaffMember},
};
use foodwala_database::{DatabaseError, Tx};

/// Why a person was not put on the staff.
#[derive(Debug, thiserror::Error)]
pub enum AddStaffError {
    /// There is no such restaurant.
    #[error("there is no such restaurant")]
    NotFound,
    /// Nobody has an account with this e-mail address.
    #[error("there is no account with this e-mail address")]
    NoSuchPerson,
    /// Whoever asks no longer works there.
    #[error("the caller is not on the staff")]
    CallerNotStaff,
    /// The rules of the staff refuse it.
    #[error(transparent)]
    Refused(#[from] StaffRefusal),
    /// The address is none.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Puts the person with an e-mail address on the staff, as `by` asks.
///
/// # Errors
/// [`AddStaffError`].
pub async fn add_staff(
    tx: &mut Tx,
    restaurant: RestaurantId,
    by: AccountId,
    request: &AddStaffRequest,
    now: Timestamp,
) -> Result<StaffMember, AddStaffError> {
    let mut faults = Faults::new();
    faults.text(&request.email, "/email", 3, 254);
    faults.check(request.email.contains('@'), "/email", "must be an e-mail address");
    faults.into_result()?;
    if !staff::touch(tx, restaurant).await? {
        return Err(AddStaffError::NotFound);
    }
    let by = staff::role(tx, restaurant, by)
        .await?
        .ok_or(AddStaffError::CallerNotStaff)?;
    let person = people::by_email(tx, &request.email)
        .await?
        .ok_or(AddStaffError::NoSuchPerson)?;
    let current = staff::role(tx, restaurant, person.account_id).await?;
    may_add(by, current, request.role, staff::owners(tx, restaurant).await?)?;
    staff::set(tx, restaurant, person.account_id, Some(request.role), now).await?;
    mark(tx, Subject::Staff(restaurant), now).await?;
    let owners_too = [Some(request.role), current].contains(&Some(StaffRole::Owner));
    tell_staff(tx, restaurant, owners_too, now).await?;
    Ok(StaffMember {
        account_id: person.account_id,
        name: person.name,
        role: request.role,
        since: now,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{samples, testing::Fixture};
    use foodwala_contract::access::StaffRole::{Courier, Kitchen, Manager, Owner};

    fn request(email: &str, role: StaffRole) -> AddStaffRequest {
        AddStaffRequest {
            email: email.into(),
            role,
        }
    }

    #[tokio::test]
    async fn people_are_found_by_e_mail_and_get_one_role() {
        let fixture = Fixture::with_restaurant().await;
        fixture.person(2, "cora@example.com").await;
        let (id, owner, now) = (samples::restaurant_id(1), samples::account(1), samples::now());
        let mut tx = fixture.database.begin().await.unwrap();
        let added = add_staff(&mut tx, id, owner, &request(" Cora@Example.com ", Courier), now)
            .await
            .unwrap();
        assert_eq!(
            (added.account_id, added.name.as_str()),
            (samples::account(2), "Person 2")
        );
        let again = add_staff(&mut tx, id, owner, &request("cora@example.com", Courier), now).await;
        assert!(matches!(again, Err(AddStaffError::Refused(StaffRefusal::AlreadyStaff))));
        add_staff(&mut tx, id, owner, &request("cora@example.com", Kitchen), now)
            .await
            .unwrap();
        assert_eq!(
            staff::role(&mut tx, id, samples::account(2)).await.unwrap(),
            Some(Kitchen)
        );
        let nobody = add_staff(&mut tx, id, owner, &request("nobody@example.com", Courier), now).await;
        assert!(matches!(nobody, Err(AddStaffError::NoSuchPerson)));
    }

    #[tokio::test]
    async fn a_manager_adds_no_owner_and_a_stranger_nobody() {
        let fixture = Fixture::with_restaurant().await;
        fixture.person(2, "max@example.com").await;
        fixture.person(3, "otto@example.com").await;
        let (id, owner, now) = (samples::restaurant_id(1), samples::account(1), samples::now());
        let mut tx = fixture.database.begin().await.unwrap();
        let otto = request("otto@example.com", Owner);
        let stranger = add_staff(&mut tx, id, samples::account(2), &otto, now).await;
        assert!(matches!(stranger, Err(AddStaffError::CallerNotStaff)));
        add_staff(&mut tx, id, owner, &request("max@example.com", Manager), now)
            .await
            .unwrap();
        let manager = add_staff(&mut tx, id, samples::account(2), &otto, now).await;
        assert!(matches!(manager, Err(AddStaffError::Refused(StaffRefusal::OwnersOnly))));
    }
}
