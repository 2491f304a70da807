//! What the caller is told when a command fails: one exhaustive mapping for each error.

use crate::{
    commands::{
        change_password::ChangePasswordError, confirm_password_reset::ConfirmPasswordResetError,
        create_client::CreateClientError, delete_client::DeleteClientError, issue_client_token::IssueClientTokenError,
        login::LoginError, refresh::RefreshError, register::RegisterError,
    },
    credentials::CheckError,
    domain::invalid::Invalid,
    issuer::SigningError,
    passwords::PasswordError,
    session::SessionError,
};
use foodwala_contract::ErrorCode;
use foodwala_platform::{ApiError, Violations};

/// Seconds after which to come back when too many passwords are being checked.
const BUSY_RETRY_SECONDS: u32 = 2;

/// The token outlived its account, by 15 minutes at most.
pub(super) fn account_gone() -> ApiError {
    ApiError::new(ErrorCode::Unauthenticated).detail("the account has been deleted")
}

fn invalid(error: Invalid) -> ApiError {
    match Violations::from(error.0).into_result() {
        Err(error) => error,
        Ok(()) => ApiError::new(ErrorCode::ValidationFailed),
    }
}

fn password(error: PasswordError) -> ApiError {
    match error {
        PasswordError::Busy => ApiError::new(ErrorCode::Unavailable).retry_after(BUSY_RETRY_SECONDS),
        PasswordError::Corrupt(_)
        | PasswordError::Failed(_)
        | PasswordError::Parameters(_)
        | PasswordError::Interrupted(_) => ApiError::internal(error),
    }
}

fn check(error: CheckError) -> ApiError {
    match error {
        CheckError::Throttled { retry_after } => ApiError::new(ErrorCode::RateLimited).retry_after(retry_after),
        CheckError::Password(error) => password(error),
        CheckError::Database(error) => error.into(),
    }
}

fn signing(error: SigningError) -> ApiError {
    ApiError::internal(error)
}

fn session(error: SessionError) -> ApiError {
    match error {
        SessionError::Signing(error) => signing(error),
        SessionError::Database(error) => error.into(),
    }
}

impl From<RegisterError> for ApiError {
    fn from(error: RegisterError) -> Self {
        match error {
            RegisterError::Invalid(error) => invalid(error),
            RegisterError::EmailTaken => Self::new(ErrorCode::EmailTaken),
            RegisterError::Password(error) => password(error),
            RegisterError::Session(error) => session(error),
            RegisterError::Database(error) => error.into(),
        }
    }
}

impl From<LoginError> for ApiError {
    fn from(error: LoginError) -> Self {
        match error {
            LoginError::WrongCredentials => Self::new(ErrorCode::InvalidCredentials),
            LoginError::Check(error) => check(error),
            LoginError::Session(error) => session(error),
            LoginError::Database(error) => error.into(),
        }
    }
}

impl From<RefreshError> for ApiError {
    fn from(error: RefreshError) -> Self {
        match error {
            RefreshError::Session(error) => session(error),
            RefreshError::Database(error) => error.into(),
        }
    }
}

impl From<ConfirmPasswordResetError> for ApiError {
    fn from(error: ConfirmPasswordResetError) -> Self {
        match error {
            ConfirmPasswordResetError::Invalid(error) => invalid(error),
            ConfirmPasswordResetError::BadToken => Self::new(ErrorCode::InvalidResetToken),
            ConfirmPasswordResetError::Password(error) => password(error),
            ConfirmPasswordResetError::Database(error) => error.into(),
        }
    }
}

impl From<ChangePasswordError> for ApiError {
    fn from(error: ChangePasswordError) -> Self {
        match error {
            ChangePasswordError::Invalid(error) => invalid(error),
            ChangePasswordError::AccountGone => account_gone(),
            ChangePasswordError::WrongPassword => Self::new(ErrorCode::InvalidCredentials),
            ChangePasswordError::Check(error) => check(error),
            ChangePasswordError::Password(error) => password(error),
            ChangePasswordError::Database(error) => error.into(),
        }
    }
}

impl From<IssueClientTokenError> for ApiError {
    fn from(error: IssueClientTokenError) -> Self {
        match error {
            IssueClientTokenError::UnsupportedGrantType => Self::new(ErrorCode::UnsupportedGrantType),
            IssueClientTokenError::UnknownClient => Self::new(ErrorCode::InvalidClient),
            IssueClientTokenError::ScopeNotHeld(scope) => Self::new(ErrorCode::InvalidScope).fact("scope", scope),
            IssueClientTokenError::Signing(error) => signing(error),
            IssueClientTokenError::Database(error) => error.into(),
        }
    }
}

impl From<CreateClientError> for ApiError {
    fn from(error: CreateClientError) -> Self {
        match error {
            CreateClientError::Invalid(error) => invalid(error),
            CreateClientError::Database(error) => error.into(),
        }
    }
}

impl From<DeleteClientError> for ApiError {
    fn from(error: DeleteClientError) -> Self {
        match error {
            DeleteClientError::NotFound => Self::new(ErrorCode::NotFound),
            DeleteClientError::Database(error) => error.into(),
        }
    }
}
