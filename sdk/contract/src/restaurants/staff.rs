//! Who works at a restaurant.

use crate::{
    AccountId, RestaurantId,
    access::{Access, StaffRole},
    endpoint::{RestaurantPath, StaffPath, endpoints},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A person on the staff of a restaurant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct StaffMember {
    /// The person.
    pub account_id: AccountId,
    /// Name, as the board shows it.
    pub name: String,
    /// What they do there.
    pub role: StaffRole,
    /// Since when.
    pub since: Timestamp,
}

/// Puts a person on the staff.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AddStaffRequest {
    /// E-mail address of the person's account.
    pub email: String,
    /// What they do there.
    pub role: StaffRole,
}

/// The staff of a restaurant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Staff {
    /// By name.
    pub items: Vec<StaffMember>,
}

/// A restaurant where the caller works.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Workplace {
    /// The restaurant.
    pub restaurant_id: RestaurantId,
    /// Its name.
    pub name: String,
    /// What the caller does there.
    pub role: StaffRole,
}

/// The restaurants where the caller works.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Workplaces {
    /// By name.
    pub items: Vec<Workplace>,
}

endpoints! {
    service: "restaurants";

    /// The staff of a restaurant.
    ListStaff = "staff.list" Query Get "/v1/restaurants/{restaurant_id}/staff" {
        access: Access::MANAGEMENT,
        path: RestaurantPath,
        response: Staff, 200,
        errors: [NotFound],
    }

    /// Puts a person on the staff. Only an owner may add another owner.
    AddStaff = "staff.add" Command Post "/v1/restaurants/{restaurant_id}/staff" {
        access: Access::MANAGEMENT,
        idempotent: true,
        path: RestaurantPath,
        request: AddStaffRequest,
        response: StaffMember, 201,
        errors: [NotFound, AlreadyStaff, Forbidden, ValidationFailed],
    }

    /// Takes a person off the staff.
    RemoveStaff = "staff.remove" Command Delete "/v1/restaurants/{restaurant_id}/staff/{account_id}" {
        access: Access::MANAGEMENT,
        path: StaffPath,
        response: (), 204,
        errors: [NotFound, LastOwner, Forbidden],
    }

    /// The restaurants where the caller works.
    ListWorkplaces = "staff.workplaces" Query Get "/v1/me/workplaces" {
        access: Access::ACCOUNT,
        response: Workplaces, 200,
        errors: [],
    }
}
