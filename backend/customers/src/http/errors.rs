//! What the caller is told when a command fails: one exhaustive mapping for each error.

use crate::{
    arrival::ArrivalError,
    commands::{
        add_address::AddAddressError, add_favourite::AddFavouriteError, delete_me::DeleteMeError,
        remove_address::RemoveAddressError, update_address::UpdateAddressError, update_me::UpdateMeError,
    },
    domain::invalid::Invalid,
};
use foodwala_contract::ErrorCode;
use foodwala_platform::{ApiError, Violations};

/// Seconds after which to ask again for a profile that has not arrived.
const ARRIVAL_RETRY_SECONDS: u32 = 1;

/// The token outlived its account, by 15 minutes at most.
fn erased() -> ApiError {
    ApiError::new(ErrorCode::Unauthenticated).detail("the account has been deleted")
}

fn invalid(error: Invalid) -> ApiError {
    match Violations::from(error.0).into_result() {
        Err(error) => error,
        Ok(()) => ApiError::new(ErrorCode::ValidationFailed),
    }
}

impl From<ArrivalError> for ApiError {
    fn from(error: ArrivalError) -> Self {
        match error {
            ArrivalError::Erased => erased(),
            ArrivalError::Late => Self::new(ErrorCode::Unavailable).retry_after(ARRIVAL_RETRY_SECONDS),
            ArrivalError::Database(error) => error.into(),
            ArrivalError::ReadModel(error) => error.into(),
        }
    }
}

impl From<UpdateMeError> for ApiError {
    fn from(error: UpdateMeError) -> Self {
        match error {
            UpdateMeError::NoProfile => erased(),
            UpdateMeError::OtherVersion { current } => {
                Self::new(ErrorCode::PreconditionFailed).fact("current_version", current)
            }
            UpdateMeError::Invalid(error) => invalid(error),
            UpdateMeError::Database(error) => error.into(),
        }
    }
}

impl From<DeleteMeError> for ApiError {
    fn from(error: DeleteMeError) -> Self {
        match error {
            DeleteMeError::NoProfile => erased(),
            DeleteMeError::OnlyOwner { restaurants } => {
                let ids: Vec<_> = restaurants.iter().map(ToString::to_string).collect();
                Self::new(ErrorCode::LastOwner)
                    .detail("hand your restaurants over first")
                    .fact("restaurants", ids)
            }
            DeleteMeError::Database(error) => error.into(),
        }
    }
}

impl From<AddAddressError> for ApiError {
    fn from(error: AddAddressError) -> Self {
        match error {
            AddAddressError::NoProfile => erased(),
            AddAddressError::Invalid(error) => invalid(error),
            AddAddressError::Database(error) => error.into(),
        }
    }
}

impl From<UpdateAddressError> for ApiError {
    fn from(error: UpdateAddressError) -> Self {
        match error {
            UpdateAddressError::NotFound => Self::new(ErrorCode::NotFound),
            UpdateAddressError::Invalid(error) => invalid(error),
            UpdateAddressError::Database(error) => error.into(),
        }
    }
}

impl From<RemoveAddressError> for ApiError {
    fn from(error: RemoveAddressError) -> Self {
        match error {
            RemoveAddressError::NotFound => Self::new(ErrorCode::NotFound),
            RemoveAddressError::Database(error) => error.into(),
        }
    }
}

impl From<AddFavouriteError> for ApiError {
    fn from(error: AddFavouriteError) -> Self {
        match error {
            AddFavouriteError::NoProfile => erased(),
            AddFavouriteError::Full => {
                Self::new(ErrorCode::InvalidParameter).detail("there are at most 200 favourites; remove one first")
            }
            AddFavouriteError::Database(error) => error.into(),
        }
    }
}
