//! Accounts and sessions.

use super::resource;
use crate::{CallOptions, Error};
use foodwala_contract::{
    ClientId,
    auth::{
        Account, ChangePassword, ChangePasswordRequest, ConfirmPasswordReset, CreateClient, CreateClientRequest,
        DeleteClient, GetAccount, GetJwks, ListClients, Login, LoginRequest, OAuthToken, PasswordReset,
        PasswordResetConfirm, Register, RegisterRequest, RequestPasswordReset, TokenRequest,
    },
    endpoint::{ClientPath, Nothing},
};
use futures_util::stream::{Stream, unfold};

resource! {
    /// Accounts and sessions. The client renews its session by itself.
    Auth {}
    by_hand: [Register, Login, foodwala_contract::auth::Refresh, foodwala_contract::auth::Logout];

    /// Sends a link to set a new password, if the account exists.
    plain request_password_reset = PasswordReset (request: &RequestPasswordReset) { request: request };
    /// Sets a new password with the token from the e-mail.
    plain confirm_password_reset = PasswordResetConfirm (request: &ConfirmPasswordReset) { request: request };
    /// Changes one's own password.
    plain change_password = ChangePassword (request: &ChangePasswordRequest) { request: request };
    /// The account that is signed in, as the platform has it.
    plain get_account = GetAccount () {};
    /// Trades an API client's credentials for an access token. A client that was built with
    /// [`api_client`](crate::Builder::api_client) does so by itself.
    plain oauth_token = OAuthToken (request: &TokenRequest) { request: request };
    /// The public keys that verify access tokens.
    plain jwks = GetJwks () {};
    /// Registers an API client and shows its secret, once.
    keyed create_client / create_client_with_key = CreateClient (request: &CreateClientRequest) { request: request };
    /// The API clients there are.
    plain list_clients = ListClients () {};
    /// Removes an API client.
    plain delete_client = DeleteClient (client_id: ClientId) { path: ClientPath { client_id } };
}

impl Auth {
    /// Opens an account and signs in.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub async fn register(&self, request: &RegisterRequest) -> Result<Account, Error> {
        let options = CallOptions::default();
        let session = self
            .client
            .call::<Register>(&Nothing {}, &self.client.inner.tokens.keeping(), request, &options)
            .await?;
        self.client.inner.tokens.begin(&session)?;
        Ok(session.account)
    }

    /// Signs in.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub async fn login(&self, request: &LoginRequest) -> Result<Account, Error> {
        let options = CallOptions::default();
        let session = self
            .client
            .call::<Login>(&Nothing {}, &self.client.inner.tokens.keeping(), request, &options)
            .await?;
        self.client.inner.tokens.begin(&session)?;
        Ok(session.account)
    }

    /// Signs out: here in any case, and at the platform if it can be reached.
    ///
    /// # Errors
    /// When the platform was not told: the session lives on there until it expires.
    pub async fn logout(&self) -> Result<(), Error> {
        self.client.inner.sign_out().await
    }

    /// Takes up the session that the browser keeps, if it keeps one: the account that is signed in, or none. To be called
    /// when the app starts. Without [`browser_session`](crate::Builder::browser_session) it asks nobody.
    ///
    /// # Errors
    /// As [`Error`] says, e.g. when the platform is out of reach: then it is not known whether somebody is signed in.
    pub async fn resume(&self) -> Result<Option<Account>, Error> {
        self.client.inner.resume().await
    }

    /// Renews the session now, e.g. to see a new role at once.
    ///
    /// # Errors
    /// [`Error::SessionEnded`] when there is none or it cannot be renewed any more.
    pub async fn refresh(&self) -> Result<(), Error> {
        self.client.inner.renew_now().await
    }

    /// The account that is signed in, as this client knows it.
    pub fn account(&self) -> Option<Account> {
        self.client.inner.tokens.account().borrow().clone()
    }

    /// Who is signed in: now, and after every change. Nobody after signing out or when the session has ended.
    pub fn account_changes(&self) -> impl Stream<Item = Option<Account>> + use<> {
        let mut accounts = self.client.inner.tokens.account();
        accounts.mark_changed();
        unfold(accounts, async |mut accounts| {
            accounts.changed().await.ok()?;
            let account = accounts.borrow_and_update().clone();
            Some((account, accounts))
        })
    }
}
