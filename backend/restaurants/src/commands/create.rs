//! Opens a restaurant; whoever does it becomes its owner.

use super::{tell, tell_staff};
use crate::{
    domain::{
        faults::{Faults, Invalid},
        hours, profile,
    },
    store::{
        menus, restaurants, staff,
        unprojected::{Subject, mark},
    },
};
use foodwala_contract::{
    AccountId, RestaurantId, Timestamp,
    access::StaffRole,
    restaurants::{CreateRestaurantRequest, Restaurant},
};
use foodwala_database::{DatabaseError, Tx};

/// Why a restaurant was not opened.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// The profile or the hours are out of bounds.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Opens a restaurant with the id `id`, owned by `owner`.
///
/// # Errors
/// [`CreateError`].
pub async fn create(
    tx: &mut Tx,
    id: RestaurantId,
    owner: AccountId,
    request: CreateRestaurantRequest,
    now: Timestamp,
) -> Result<Restaurant, CreateError> {
    let mut faults = Faults::new();
    faults.absorb(profile::check(&request.profile, "/profile", None));
    faults.absorb(hours::check(&request.hours, "/hours"));
    faults.into_result()?;
    let restaurant = profile::open(id, request.profile, request.hours);
    restaurants::insert(tx, &restaurant, now).await?;
    menus::insert(tx, id, now).await?;
    staff::touch(tx, id).await?;
    staff::set(tx, id, owner, Some(StaffRole::Owner), now).await?;
    mark(tx, Subject::Staff(id), now).await?;
    let restaurant = tell(tx, restaurant, now).await?;
    tell_staff(tx, id, true, now).await?;
    Ok(restaurant)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::faults::Invalid, samples, testing::Fixture};

    fn request(name: &str) -> CreateRestaurantRequest {
        CreateRestaurantRequest {
            profile: samples::profile(name),
            hours: samples::always_open(),
        }
    }

    #[tokio::test]
    async fn the_caller_becomes_the_owner_and_the_others_hear_of_it() {
        let fixture = Fixture::new().await;
        let (id, owner) = (samples::restaurant_id(1), samples::account(1));
        let mut tx = fixture.database.begin().await.unwrap();
        let created = create(&mut tx, id, owner, request("Da Mario"), samples::now())
            .await
            .unwrap();
        assert_eq!(staff::role(&mut tx, id, owner).await.unwrap(), Some(StaffRole::Owner));
        tx.commit().await.unwrap();
        assert_eq!(created.version, 1);
        assert_eq!(restaurants::read(&fixture.database, id).await.unwrap(), Some(created));
        assert_eq!(
            fixture.emitted().await,
            [
                "foodwala.restaurant.changed.v1",
                "foodwala.restaurant.staff_changed.v1",
                "foodwala.restaurant.owners_changed.v1"
            ]
        );
    }

    #[tokio::test]
    async fn what_is_out_of_bounds_is_named_by_its_place_in_the_request() {
        let fixture = Fixture::new().await;
        let mut bad = request("");
        bad.hours.time_zone = "Nowhere".into();
        let mut tx = fixture.database.begin().await.unwrap();
        let result = create(
            &mut tx,
            samples::restaurant_id(1),
            samples::account(1),
            bad,
            samples::now(),
        )
        .await;
        let Err(CreateError::Invalid(Invalid(errors))) = result else {
            panic!("{result:?}")
        };
        let pointers: Vec<_> = errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/profile/name", "/hours/time_zone"]);
    }
}
