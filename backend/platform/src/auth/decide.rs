//! May this caller call this endpoint?

use super::Caller;
use crate::ApiError;
use foodwala_contract::{
    ErrorCode, RestaurantId,
    access::{Access, StaffRole},
};

/// Applies an endpoint's rule. `staff_role` is what the caller does at `restaurant`, the one in the path.
///
/// # Errors
/// `unauthenticated` without a token, `forbidden` with one that is not enough.
pub(crate) fn decide(
    access: &Access,
    caller: &Caller,
    staff_role: Option<StaffRole>,
    restaurant: Option<RestaurantId>,
) -> Result<(), ApiError> {
    let allowed = access.public
        || (access.account && caller.account_id().is_some())
        || staff_role.is_some_and(|role| access.staff.contains(&role))
        || caller
            .platform_roles()
            .iter()
            .any(|role| access.platform.contains(role))
        || access.scope.is_some_and(|scope| caller.holds(scope, restaurant));
    match (allowed, caller) {
        (true, _) => Ok(()),
        (false, Caller::Anonymous) => Err(ApiError::new(ErrorCode::Unauthenticated)),
        (false, Caller::Known(_)) => Err(ApiError::new(ErrorCode::Forbidden)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Claims, Subject};
    use super::*;
    use foodwala_contract::access::{PlatformRole, Scope};
    use std::sync::Arc;
    use uuid::Uuid;

    fn caller(subject: Subject, roles: &[PlatformRole], scopes: &[Scope], restaurants: &[RestaurantId]) -> Caller {
        Caller::Known(Arc::new(Claims {
            iss: String::new(),
            aud: String::new(),
            sub: Uuid::from_u128(1),
            subject,
            jti: Uuid::from_u128(2),
            sid: None,
            iat: 0,
            exp: i64::MAX,
            roles: roles.to_vec(),
            scopes: scopes.to_vec(),
            restaurants: restaurants.to_vec(),
        }))
    }

    fn answer(access: Access, caller: &Caller, role: Option<StaffRole>, at: Option<RestaurantId>) -> Option<ErrorCode> {
        decide(&access, caller, role, at)
            .err()
            .map(|error| error.code().clone())
    }

    #[test]
    fn each_part_of_a_rule_admits_its_own_and_nobody_else() {
        let here = RestaurantId(Uuid::from_u128(7));
        let there = RestaurantId(Uuid::from_u128(8));
        let person = caller(Subject::Account, &[], &[], &[]);
        let admin = caller(Subject::Account, &[PlatformRole::Admin], &[], &[]);
        let client = caller(Subject::Client, &[], &[Scope::BoardRead], &[here]);
        // A client's token does not become an admin's by carrying roles.
        let odd_client = caller(Subject::Client, &[PlatformRole::Admin], &[], &[]);
        let rule = Access::MANAGEMENT
            .or_platform(&[PlatformRole::Admin])
            .or_client(Scope::BoardRead);

        assert_eq!(answer(Access::PUBLIC, &Caller::Anonymous, None, None), None);
        assert_eq!(
            answer(Access::ACCOUNT, &Caller::Anonymous, None, None),
            Some(ErrorCode::Unauthenticated)
        );
        assert_eq!(answer(Access::ACCOUNT, &person, None, None), None);
        assert_eq!(answer(Access::ACCOUNT, &client, None, None), Some(ErrorCode::Forbidden));
        assert_eq!(answer(rule, &person, None, Some(here)), Some(ErrorCode::Forbidden));
        assert_eq!(answer(rule, &person, Some(StaffRole::Manager), Some(here)), None);
        assert_eq!(
            answer(rule, &person, Some(StaffRole::Courier), Some(here)),
            Some(ErrorCode::Forbidden)
        );
        assert_eq!(answer(rule, &admin, None, Some(here)), None);
        assert_eq!(answer(rule, &client, None, Some(here)), None);
        assert_eq!(answer(rule, &client, None, Some(there)), Some(ErrorCode::Forbidden));
        assert_eq!(answer(rule, &odd_client, None, Some(here)), Some(ErrorCode::Forbidden));
    }
}
