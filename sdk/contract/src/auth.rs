//! Accounts, sessions and API clients (identity service).

use crate::{
    AccountId, ClientId, RestaurantId,
    access::{Access, PlatformRole, Scope},
    endpoint::{ClientPath, endpoints},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Opens an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RegisterRequest {
    /// E-mail address; letter case does not matter.
    pub email: String,
    /// 8 to 128 characters.
    pub password: String,
    /// How the person wants to be called.
    pub display_name: String,
    /// BCP 47 language tag for messages, e.g. `en`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
}

/// Signs in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct LoginRequest {
    /// E-mail address.
    pub email: String,
    /// Password.
    pub password: String,
}

/// Where the refresh token of a new session goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Keeping {
    /// Into the answer: the client keeps it.
    #[default]
    Client,
    /// Into a cookie that no script can read: the browser keeps it. Only for pages that the platform serves itself.
    Cookie,
}

/// How a new session is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SessionQuery {
    /// Where the refresh token goes; `client` if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keeping: Option<Keeping>,
}

/// Trades a refresh token for a new pair. The old one is used up. For a short while, until the new one is used, it may be
/// sent again in case the answer was lost; using it after that ends the session everywhere.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RefreshRequest {
    /// The refresh token; the one in the cookie if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
}

/// Ends a session.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct LogoutRequest {
    /// Any refresh token of the session; the one in the cookie if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
}

/// Asks for a reset link by e-mail. The answer does not say whether the account exists.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RequestPasswordReset {
    /// E-mail address of the account.
    pub email: String,
}

/// Sets a new password with the token from the e-mail; ends all sessions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ConfirmPasswordReset {
    /// The token from the link.
    pub token: String,
    /// 8 to 128 characters.
    pub new_password: String,
}

/// Changes one's own password; ends all sessions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ChangePasswordRequest {
    /// The password so far.
    pub current_password: String,
    /// 8 to 128 characters.
    pub new_password: String,
}

/// A signed-in session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Session {
    /// Who signed in.
    pub account: Account,
    /// Bearer token for requests; EdDSA JWT.
    pub access_token: String,
    /// Seconds until the access token ends.
    pub expires_in: u32,
    /// Single-use token for the next pair. Empty if a cookie keeps it.
    pub refresh_token: String,
}

/// A person's account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Account {
    /// Id.
    pub id: AccountId,
    /// E-mail address.
    pub email: String,
    /// How the person wants to be called.
    pub display_name: String,
    /// BCP 47 language tag for messages.
    pub locale: String,
    /// What the person does for the platform; empty for most.
    pub platform_roles: Vec<PlatformRole>,
    /// When it was opened.
    pub created_at: Timestamp,
}

/// OAuth 2.0 client credentials grant (RFC 6749, section 4.4), sent as a form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct TokenRequest {
    /// `client_credentials`.
    pub grant_type: String,
    /// The client's id.
    pub client_id: String,
    /// The client's secret.
    pub client_secret: String,
    /// Scopes wanted, separated by spaces; all that the client holds if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
}

/// OAuth 2.0 token answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct TokenResponse {
    /// Bearer token.
    pub access_token: String,
    /// `Bearer`.
    pub token_type: String,
    /// Seconds until it ends.
    pub expires_in: u32,
    /// Scopes granted, separated by spaces.
    pub scope: String,
}

/// The public keys that verify access tokens (RFC 7517).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct JwkSet {
    /// The keys.
    pub keys: Vec<Jwk>,
}

/// An Ed25519 public key (RFC 8037).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Jwk {
    /// `OKP`.
    pub kty: String,
    /// `Ed25519`.
    pub crv: String,
    /// The key, base64url.
    pub x: String,
    /// Key id, as in the token's header.
    pub kid: String,
    /// `EdDSA`.
    pub alg: String,
    /// `sig`.
    #[serde(rename = "use")]
    pub usage: String,
}

/// Registers an API client.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CreateClientRequest {
    /// What it is, for people.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// Where it may do it.
    pub restaurant_ids: Vec<RestaurantId>,
}

/// An API client.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ApiClient {
    /// Id; the `client_id` of OAuth 2.0.
    pub id: ClientId,
    /// What it is, for people.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// Where it may do it.
    pub restaurant_ids: Vec<RestaurantId>,
    /// When it was registered.
    pub created_at: Timestamp,
}

/// A new API client with its secret, which is shown once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CreatedClient {
    /// The client.
    pub client: ApiClient,
    /// Its secret.
    pub client_secret: String,
}

/// The API clients there are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ApiClients {
    /// Newest first.
    pub items: Vec<ApiClient>,
}

const ADMIN: &[PlatformRole] = &[PlatformRole::Admin];

endpoints! {
    service: "identity";

    /// Opens an account and signs in.
    Register = "auth.register" Command Post "/v1/auth/register" {
        access: Access::PUBLIC,
        query: SessionQuery,
        request: RegisterRequest,
        response: Session, 201,
        errors: [EmailTaken, Forbidden, ValidationFailed],
    }

    /// Signs in.
    Login = "auth.login" Command Post "/v1/auth/login" {
        access: Access::PUBLIC,
        query: SessionQuery,
        request: LoginRequest,
        response: Session, 200,
        errors: [Forbidden, InvalidCredentials],
    }

    /// Trades a refresh token for a new pair of tokens.
    Refresh = "auth.refresh" Command Post "/v1/auth/refresh" {
        access: Access::PUBLIC,
        request: RefreshRequest,
        response: Session, 200,
        errors: [Forbidden, InvalidRefreshToken],
    }

    /// Ends the session of a refresh token. Succeeds also when it has ended before.
    Logout = "auth.logout" Command Post "/v1/auth/logout" {
        access: Access::PUBLIC,
        request: LogoutRequest,
        response: (), 204,
        errors: [Forbidden],
    }

    /// Sends a link to set a new password, if the account exists.
    PasswordReset = "auth.request_password_reset" Command Post "/v1/auth/password-reset" {
        access: Access::PUBLIC,
        request: RequestPasswordReset,
        response: (), 202,
        errors: [],
    }

    /// Sets a new password with the token from the e-mail.
    PasswordResetConfirm = "auth.confirm_password_reset" Command Post "/v1/auth/password-reset/confirm" {
        access: Access::PUBLIC,
        request: ConfirmPasswordReset,
        response: (), 204,
        errors: [InvalidResetToken, ValidationFailed],
    }

    /// Changes one's own password and ends all sessions.
    ChangePassword = "auth.change_password" Command Put "/v1/auth/password" {
        access: Access::ACCOUNT,
        request: ChangePasswordRequest,
        response: (), 204,
        errors: [InvalidCredentials, ValidationFailed],
    }

    /// The account that is signed in.
    GetAccount = "auth.get_account" Query Get "/v1/auth/account" {
        access: Access::ACCOUNT,
        response: Account, 200,
        errors: [],
    }

    /// Trades an API client's credentials for an access token.
    OAuthToken = "oauth.token" Command Post "/v1/oauth/token" {
        access: Access::PUBLIC,
        form: true,
        request: TokenRequest,
        response: TokenResponse, 200,
        errors: [InvalidClient, UnsupportedGrantType, InvalidScope],
    }

    /// The public keys that verify access tokens.
    GetJwks = "auth.jwks" Query Get "/v1/.well-known/jwks.json" {
        access: Access::PUBLIC,
        response: JwkSet, 200,
        errors: [],
    }

    /// Registers an API client and shows its secret, once.
    CreateClient = "auth.create_client" Command Post "/v1/auth/clients" {
        access: Access::platform(ADMIN),
        idempotent: true,
        request: CreateClientRequest,
        response: CreatedClient, 201,
        errors: [ValidationFailed],
    }

    /// The API clients there are.
    ListClients = "auth.list_clients" Query Get "/v1/auth/clients" {
        access: Access::platform(ADMIN),
        response: ApiClients, 200,
        errors: [],
    }

    /// Removes an API client; its tokens end within 15 minutes.
    DeleteClient = "auth.delete_client" Command Delete "/v1/auth/clients/{client_id}" {
        access: Access::platform(ADMIN),
        path: ClientPath,
        response: (), 204,
        errors: [NotFound],
    }
}
