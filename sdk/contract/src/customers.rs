//! A customer's own profile, addresses, favourites and consents (customer service).

use crate::{
    AccountId, AddressId, RestaurantId,
    access::Access,
    endpoint::{AddressPath, RestaurantPath, endpoints},
    geo::{GeoPoint, PostalAddress},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A customer, as they see themselves. `ETag` carries the version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Customer {
    /// The account's id.
    pub id: AccountId,
    /// Grows with every change.
    pub version: u64,
    /// How the person wants to be called.
    pub display_name: String,
    /// E-mail address of the account.
    pub email: String,
    /// For the courier to call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// BCP 47 language tag for messages.
    pub locale: String,
    /// What the person agreed to.
    pub consents: Consents,
    /// The address book, newest first.
    pub addresses: Vec<Address>,
    /// Favourite restaurants, newest first.
    pub favourites: Vec<RestaurantId>,
}

/// What a customer agreed to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Consents {
    /// News and offers by e-mail.
    pub marketing_email: bool,
    /// The use of orders for recommendations.
    pub personalisation: bool,
}

/// A delivery address in the address book.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Address {
    /// Id.
    pub id: AddressId,
    /// The address itself.
    #[serde(flatten)]
    pub details: AddressDetails,
}

/// A delivery address.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AddressDetails {
    /// The customer's name for it, e.g. `Home`.
    pub label: String,
    /// Where the post goes.
    pub address: PostalAddress,
    /// Where the door is.
    pub location: GeoPoint,
    /// For the courier, e.g. `Second floor, ring twice`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instructions: Option<String>,
}

/// Changes to a profile; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct UpdateCustomerRequest {
    /// New name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// New phone number; an empty text removes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// New language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// New consents, whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consents: Option<Consents>,
}

/// Everything the customer service keeps about a person (GDPR, article 20). Orders are listed by the order service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CustomerExport {
    /// When it was made.
    pub exported_at: Timestamp,
    /// The profile, with addresses and favourites.
    pub profile: Customer,
    /// Every change of consents, oldest first.
    pub consent_history: Vec<ConsentRecord>,
}

/// A change of consents, as it was recorded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ConsentRecord {
    /// What was agreed to from then on.
    pub consents: Consents,
    /// When.
    pub recorded_at: Timestamp,
}

endpoints! {
    service: "customers";

    /// One's own profile, addresses and favourites.
    GetMe = "customers.get_me" Query Get "/v1/me" {
        access: Access::ACCOUNT,
        response: Customer, 200,
        errors: [],
    }

    /// Changes one's own profile.
    UpdateMe = "customers.update_me" Command Patch "/v1/me" {
        access: Access::ACCOUNT,
        if_match: true,
        request: UpdateCustomerRequest,
        response: Customer, 200,
        errors: [ValidationFailed],
    }

    /// Deletes one's own account: signs out everywhere and erases what identifies the person. Refused while the person
    /// is the only owner of a restaurant; the problem's `restaurants` names them.
    DeleteMe = "customers.delete_me" Command Delete "/v1/me" {
        access: Access::ACCOUNT,
        response: (), 204,
        errors: [LastOwner],
    }

    /// Adds a delivery address.
    AddAddress = "customers.add_address" Command Post "/v1/me/addresses" {
        access: Access::ACCOUNT,
        idempotent: true,
        request: AddressDetails,
        response: Address, 201,
        errors: [ValidationFailed],
    }

    /// Changes a delivery address.
    UpdateAddress = "customers.update_address" Command Put "/v1/me/addresses/{address_id}" {
        access: Access::ACCOUNT,
        path: AddressPath,
        request: AddressDetails,
        response: Address, 200,
        errors: [NotFound, ValidationFailed],
    }

    /// Removes a delivery address.
    RemoveAddress = "customers.remove_address" Command Delete "/v1/me/addresses/{address_id}" {
        access: Access::ACCOUNT,
        path: AddressPath,
        response: (), 204,
        errors: [NotFound],
    }

    /// Makes a restaurant a favourite.
    AddFavourite = "customers.add_favourite" Command Put "/v1/me/favourites/{restaurant_id}" {
        access: Access::ACCOUNT,
        path: RestaurantPath,
        response: (), 204,
        errors: [],
    }

    /// Makes a restaurant no longer a favourite.
    RemoveFavourite = "customers.remove_favourite" Command Delete "/v1/me/favourites/{restaurant_id}" {
        access: Access::ACCOUNT,
        path: RestaurantPath,
        response: (), 204,
        errors: [],
    }

    /// Everything that is kept about oneself.
    ExportMe = "customers.export_me" Query Get "/v1/me/export" {
        access: Access::ACCOUNT,
        response: CustomerExport, 200,
        errors: [],
    }
}
