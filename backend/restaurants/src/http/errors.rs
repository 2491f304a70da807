//! What a command's error is to the caller, variant by variant.

use crate::{
    commands::{
        act_on_order::ActOnOrderError, add_staff::AddStaffError, create::CreateError, hand_over::HandOverError,
        linked::LinkedError, pause::PauseError, publish_menu::PublishMenuError, put_promo::PutPromoError,
        remove_promo::RemovePromoError, remove_staff::RemoveStaffError, reply_to_review::ReplyToReviewError,
        report_position::ReportPositionError, resume::ResumeError, set_availability::SetAvailabilityError,
        set_busy::SetBusyError, set_hours::SetHoursError, share_delivery::ShareDeliveryError,
        update_profile::UpdateProfileError,
    },
    domain::{board::ActionRefusal, faults::Invalid, slots::NoSlots, staff::StaffRefusal},
};
use foodwala_contract::{
    ErrorCode,
    orders::{OrderAction, OrderStatus},
};
use foodwala_platform::ApiError;

/// Maps a command's error, variant by variant.
macro_rules! api_error {
    ($($error:ident { $($pattern:pat => $answer:expr,)+ })+) => {$(
        impl From<$error> for ApiError {
            fn from(error: $error) -> Self {
                use $error as E;
                match error { $($pattern => $answer,)+ }
            }
        }
    )+};
}

fn code(code: ErrorCode) -> ApiError {
    ApiError::new(code)
}

fn precondition(current: u64) -> ApiError {
    code(ErrorCode::PreconditionFailed).fact("current_version", current)
}

fn refused(status: OrderStatus, action: OrderAction, detail: &ActionRefusal) -> ApiError {
    let fact = |value: serde_json::Result<serde_json::Value>| value.unwrap_or_default();
    code(ErrorCode::TransitionRefused)
        .detail(detail.to_string())
        .fact("status", status.as_str())
        .fact("action", fact(serde_json::to_value(action)))
}

impl From<Invalid> for ApiError {
    fn from(Invalid(errors): Invalid) -> Self {
        let error = code(ErrorCode::ValidationFailed);
        errors
            .into_iter()
            .fold(error, |error, field| error.field(field.pointer, field.detail))
    }
}

api_error! {
    NoSlots {
        E::NotOffered => code(ErrorCode::FulfilmentNotOffered),
        E::OutOfArea => code(ErrorCode::OutOfDeliveryArea),
    }
    StaffRefusal {
        E::OwnersOnly => code(ErrorCode::Forbidden).detail("only an owner may do that to an owner"),
        E::AlreadyStaff => code(ErrorCode::AlreadyStaff),
        E::LastOwner => code(ErrorCode::LastOwner),
        E::NotStaff => code(ErrorCode::NotFound),
    }
    ActionRefusal {
        refusal @ (E::NotPossible { status, action } | E::OnItsWay { status, action }) => {
            refused(status, action, &refusal)
        },
        E::NotTheirs => code(ErrorCode::Forbidden),
    }
    CreateError {
        E::Invalid(invalid) => invalid.into(),
        E::Database(error) => error.into(),
    }
    UpdateProfileError {
        E::NotFound => code(ErrorCode::NotFound),
        E::Changed { current } => precondition(current),
        E::Invalid(invalid) => invalid.into(),
        E::Database(error) => error.into(),
    }
    SetHoursError {
        E::NotFound => code(ErrorCode::NotFound),
        E::Invalid(invalid) => invalid.into(),
        E::Database(error) => error.into(),
    }
    PauseError {
        E::NotFound => code(ErrorCode::NotFound),
        E::Invalid(invalid) => invalid.into(),
        E::Database(error) => error.into(),
    }
    ResumeError {
        E::NotFound => code(ErrorCode::NotFound),
        E::Database(error) => error.into(),
    }
    SetBusyError {
        E::NotFound => code(ErrorCode::NotFound),
        E::Invalid(invalid) => invalid.into(),
        E::Database(error) => error.into(),
    }
    PublishMenuError {
        E::NotFound => code(ErrorCode::NotFound),
        E::Changed { current } => precondition(current),
        E::Invalid(invalid) => invalid.into(),
        E::Database(error) => error.into(),
    }
    SetAvailabilityError {
        E::NotFound => code(ErrorCode::NotFound),
        E::ItemNotOnMenu => code(ErrorCode::ItemNotOnMenu),
        E::Database(error) => error.into(),
    }
    PutPromoError {
        E::NotFound => code(ErrorCode::NotFound),
        E::Invalid(invalid) => invalid.into(),
        E::Database(error) => error.into(),
    }
    RemovePromoError {
        E::NotFound => code(ErrorCode::NotFound),
        E::Database(error) => error.into(),
    }
    AddStaffError {
        E::NotFound => code(ErrorCode::NotFound),
        E::NoSuchPerson => code(ErrorCode::NotFound).detail("there is no account with this e-mail address"),
        E::CallerNotStaff => code(ErrorCode::Forbidden),
        E::Refused(refusal) => refusal.into(),
        E::Invalid(invalid) => invalid.into(),
        E::Database(error) => error.into(),
    }
    RemoveStaffError {
        E::NotFound => code(ErrorCode::NotFound),
        E::CallerNotStaff => code(ErrorCode::Forbidden),
        E::Refused(refusal) => refusal.into(),
        E::Database(error) => error.into(),
    }
    ActOnOrderError {
        E::NotFound => code(ErrorCode::NotFound),
        E::CallerNotStaff | E::OthersDelivery => code(ErrorCode::Forbidden),
        E::CourierNotFound => code(ErrorCode::CourierNotFound),
        E::ProofRequired => code(ErrorCode::ProofCodeRequired),
        E::Invalid(invalid) => invalid.into(),
        E::Refused(refusal) => refusal.into(),
        E::Database(error) => error.into(),
    }
    HandOverError {
        E::Locked => code(ErrorCode::ProofCodeLocked),
        E::Invalid(invalid) => invalid.into(),
        E::Act(error) => error.into(),
        E::Database(error) => error.into(),
    }
    LinkedError {
        E::NotFound => code(ErrorCode::NotFound),
        E::HandOver(error) => error.into(),
        E::Act(error) => error.into(),
        E::Database(error) => error.into(),
    }
    ShareDeliveryError {
        E::NotFound => code(ErrorCode::NotFound),
        E::NothingToDeliver { status } => code(ErrorCode::TransitionRefused).fact("status", status.as_str()),
        E::Invalid(invalid) => invalid.into(),
        E::Database(error) => error.into(),
    }
    ReplyToReviewError {
        E::NotFound => code(ErrorCode::NotFound),
        E::Invalid(invalid) => invalid.into(),
        E::Database(error) => error.into(),
    }
    ReportPositionError {
        E::NotFound => code(ErrorCode::NotFound),
        E::Invalid(invalid) => invalid.into(),
        E::ReadModel(error) => error.into(),
        E::Database(error) => error.into(),
    }
}
