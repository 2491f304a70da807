//! What an access token says.

use foodwala_contract::{
    RestaurantId,
    access::{PlatformRole, Scope},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The claims of an access token (RFC 7519, RFC 9068 in spirit). Signed by the identity service with EdDSA.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Issuer.
    pub iss: String,
    /// Audience.
    pub aud: String,
    /// The account's or client's id.
    pub sub: Uuid,
    /// Which of the two.
    #[serde(rename = "typ")]
    pub subject: Subject,
    /// The token's own id.
    pub jti: Uuid,
    /// The session's id, for accounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<Uuid>,
    /// When it was issued, seconds since the epoch.
    pub iat: i64,
    /// When it ends, seconds since the epoch.
    pub exp: i64,
    /// What the person does for the platform.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<PlatformRole>,
    /// What the client may do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<Scope>,
    /// Where the client may do it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub restaurants: Vec<RestaurantId>,
}

/// Whom a token stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A person.
    Account,
    /// An API client.
    Client,
}
