//! What happens to accounts and customers.

use super::Event;
use crate::{AccountId, auth::Account, customers::Customer};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An account was opened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AccountRegistered {
    /// The account.
    pub account: Account,
}

impl Event for AccountRegistered {
    const TYPE: &'static str = "foodwala.account.registered.v1";

    fn subject(&self) -> String {
        self.account.id.to_string()
    }
}

/// Somebody asked for a link to set a new password.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PasswordResetRequested {
    /// Whose account.
    pub account_id: AccountId,
    /// Where the link goes.
    pub email: String,
    /// Language of the message.
    pub locale: String,
    /// The single-use token for the link.
    pub token: String,
    /// Until when it can be used.
    pub expires_at: Timestamp,
}

impl Event for PasswordResetRequested {
    const TYPE: &'static str = "foodwala.account.password_reset_requested.v1";

    fn subject(&self) -> String {
        self.account_id.to_string()
    }
}

/// A customer's profile changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CustomerChanged {
    /// The customer after it.
    pub customer: Customer,
}

impl Event for CustomerChanged {
    const TYPE: &'static str = "foodwala.customer.changed.v1";

    fn subject(&self) -> String {
        self.customer.id.to_string()
    }
}

/// A customer deleted their account: everybody erases what identifies them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CustomerDeleted {
    /// Who.
    pub account_id: AccountId,
}

impl Event for CustomerDeleted {
    const TYPE: &'static str = "foodwala.customer.deleted.v1";

    fn subject(&self) -> String {
        self.account_id.to_string()
    }
}
