//! What a caller is told when an operation fails: every variant, exhaustively.

use crate::{
    commands::{
        amend::AmendOrderError, cancel::CancelOrderError, hide::HideOrderError, place::PlaceOrderError,
        quote::QuoteBasketError, review::ReviewOrderError,
    },
    domain::{
        offer::OfferRefusal,
        order::{ReviewRefused, StateRefused, TransitionRefused},
        pricing::PricingError,
        promo::PromoRefusal,
        schedule::ScheduleRefusal,
        stock::SoldOut,
    },
    projection::ProjectionError,
    queries::follow::FollowError,
};
use foodwala_contract::{ErrorCode, Timestamp, orders::OrderStatus};
use foodwala_platform::ApiError;
use serde::Serialize;

/// A fact in its JSON form. What cannot be written is left out.
fn with<T: Serialize>(error: ApiError, name: &str, fact: &T) -> ApiError {
    match serde_json::to_value(fact) {
        Ok(value) if !value.is_null() => error.fact(name, value),
        _ => error,
    }
}

fn not_found() -> ApiError {
    ApiError::new(ErrorCode::NotFound)
}

impl From<ProjectionError> for ApiError {
    fn from(error: ProjectionError) -> Self {
        match error {
            ProjectionError::Database(error) => error.into(),
            ProjectionError::ReadModel(error) => error.into(),
        }
    }
}

impl From<FollowError> for ApiError {
    fn from(error: FollowError) -> Self {
        match error {
            FollowError::NotFound => not_found(),
            FollowError::Broken(error) => Self::internal(error),
            FollowError::Projection(error) => error.into(),
        }
    }
}

impl From<QuoteBasketError> for ApiError {
    fn from(error: QuoteBasketError) -> Self {
        match error {
            QuoteBasketError::RestaurantNotFound => not_found(),
            QuoteBasketError::Refused(refusal) => refusal.into(),
            QuoteBasketError::Database(error) => error.into(),
        }
    }
}

impl From<PlaceOrderError> for ApiError {
    fn from(error: PlaceOrderError) -> Self {
        match error {
            PlaceOrderError::RestaurantNotFound => not_found(),
            PlaceOrderError::PaymentMethodNotOffered { method: _, offered } => {
                with(Self::new(ErrorCode::PaymentMethodNotOffered), "offered", &offered)
            }
            PlaceOrderError::Refused(refusal) => refusal.into(),
            PlaceOrderError::PriceChanged { quote } => with(Self::new(ErrorCode::PriceChanged), "quote", &quote),
            PlaceOrderError::Database(error) => error.into(),
        }
    }
}

impl From<AmendOrderError> for ApiError {
    fn from(error: AmendOrderError) -> Self {
        match error {
            AmendOrderError::NotFound => not_found(),
            AmendOrderError::NotDelivered => Self::new(ErrorCode::ValidationFailed).field(
                "/delivery_instructions",
                "must be absent, for the guest fetches the order",
            ),
            AmendOrderError::Refused(StateRefused { status }) => refused_in(status),
            AmendOrderError::Database(error) => error.into(),
        }
    }
}

impl From<HideOrderError> for ApiError {
    fn from(error: HideOrderError) -> Self {
        match error {
            HideOrderError::NotFound => not_found(),
            HideOrderError::Refused(StateRefused { status }) => refused_in(status),
            HideOrderError::Database(error) => error.into(),
        }
    }
}

impl From<CancelOrderError> for ApiError {
    fn from(error: CancelOrderError) -> Self {
        match error {
            CancelOrderError::NotFound => not_found(),
            CancelOrderError::ReasonMissing => {
                Self::new(ErrorCode::ValidationFailed).field("/reason", "is required of support")
            }
            CancelOrderError::Refused(TransitionRefused {
                action: _,
                actor: _,
                status,
            }) => refused_in(status),
            CancelOrderError::Database(error) => error.into(),
        }
    }
}

impl From<ReviewOrderError> for ApiError {
    fn from(error: ReviewOrderError) -> Self {
        match error {
            ReviewOrderError::NotFound => not_found(),
            ReviewOrderError::Refused(ReviewRefused::State(StateRefused { status })) => refused_in(status),
            ReviewOrderError::Refused(ReviewRefused::AlreadyReviewed) => Self::new(ErrorCode::AlreadyReviewed),
            ReviewOrderError::Database(error) => error.into(),
        }
    }
}

fn refused_in(status: OrderStatus) -> ApiError {
    ApiError::new(ErrorCode::TransitionRefused).fact("status", status.as_str())
}

impl From<OfferRefusal> for ApiError {
    fn from(refusal: OfferRefusal) -> Self {
        match refusal {
            OfferRefusal::Schedule(refusal) => schedule_refused(refusal),
            OfferRefusal::Pricing(refusal) => pricing_refused(refusal),
            OfferRefusal::SoldOut(SoldOut { item_id, left }) => {
                with(Self::new(ErrorCode::ItemSoldOut), "item_id", &item_id).fact("portions_left", left)
            }
        }
    }
}

fn schedule_refused(refusal: ScheduleRefusal) -> ApiError {
    let at = |error: ApiError, name: &str, time: Option<Timestamp>| with(error, name, &time);
    match refusal {
        ScheduleRefusal::Closed { at: _, opens_at } => {
            at(ApiError::new(ErrorCode::RestaurantClosed), "opens_at", opens_at)
        }
        ScheduleRefusal::Paused { until } => at(ApiError::new(ErrorCode::RestaurantPaused), "until", until),
        ScheduleRefusal::TooSoon { earliest } => {
            at(ApiError::new(ErrorCode::InvalidSchedule), "earliest", Some(earliest))
        }
        ScheduleRefusal::TooFarAhead { latest } => {
            at(ApiError::new(ErrorCode::InvalidSchedule), "latest", Some(latest))
        }
    }
}

fn pricing_refused(refusal: PricingError) -> ApiError {
    match refusal {
        PricingError::ItemNotOnMenu { item_id } => with(ApiError::new(ErrorCode::ItemNotOnMenu), "item_id", &item_id),
        PricingError::OptionNotOnMenu { item_id, option_id } => {
            let error = with(ApiError::new(ErrorCode::ItemNotOnMenu), "item_id", &item_id);
            with(error, "option_id", &option_id)
        }
        PricingError::OptionTwice { line, option_id } => {
            let error = ApiError::new(ErrorCode::InvalidOptions).field(options_of(line), "holds an option twice");
            with(error, "option_id", &option_id)
        }
        PricingError::OptionCount {
            line,
            group_id,
            min,
            max,
            chosen,
        } => {
            let error = ApiError::new(ErrorCode::InvalidOptions)
                .field(
                    options_of(line),
                    format!("must hold {min} to {max} options of the group"),
                )
                .fact("min", min)
                .fact("max", max)
                .fact("chosen", chosen);
            with(error, "group_id", &group_id)
        }
        PricingError::FulfilmentNotOffered { kind } => {
            with(ApiError::new(ErrorCode::FulfilmentNotOffered), "fulfilment", &kind)
        }
        PricingError::OutOfDeliveryArea { distance_m, limit_m } => ApiError::new(ErrorCode::OutOfDeliveryArea)
            .fact("distance_m", distance_m)
            .fact("limit_m", limit_m),
        PricingError::BelowMinimumOrder {
            minimum_minor,
            items_minor,
        } => ApiError::new(ErrorCode::BelowMinimumOrder)
            .fact("minimum_minor", minimum_minor)
            .fact("items_minor", items_minor),
        PricingError::Promo(refusal) => promo_refused(refusal),
        PricingError::TooLarge => {
            ApiError::new(ErrorCode::ValidationFailed).field("/lines", "must cost less than can be counted")
        }
    }
}

fn options_of(line: usize) -> String {
    format!("/lines/{line}/options")
}

fn promo_refused(refusal: PromoRefusal) -> ApiError {
    let error = ApiError::new(ErrorCode::PromoNotApplicable).fact("reason", refusal.as_str());
    match refusal {
        PromoRefusal::Unknown
        | PromoRefusal::UsedUp
        | PromoRefusal::UsedUpByCustomer
        | PromoRefusal::NothingToTakeOff => error,
        PromoRefusal::NotYet { starts_at } => with(error, "starts_at", &starts_at),
        PromoRefusal::Over { ends_at } => with(error, "ends_at", &ends_at),
        PromoRefusal::BelowMinimum { minimum_minor } => error.fact("minimum_minor", minimum_minor),
    }
}
