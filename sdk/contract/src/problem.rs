//! Errors as third parties see them: `application/problem+json` (RFC 9457) with a stable `code`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

macro_rules! error_codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $status:literal, $title:literal;)+) => {
        /// A stable, documented reason for an error. Match on this, never on text.
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorCode {
            $($(#[$doc])* $name,)+
            /// A code this version does not know; a newer platform may send one.
            Other(String),
        }

        impl ErrorCode {
            /// Every code this version knows.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The code as it is sent.
            pub fn as_str(&self) -> &str {
                match self { $(Self::$name => $code,)+ Self::Other(code) => code }
            }

            /// The HTTP status the platform sends it with.
            pub const fn status(&self) -> u16 {
                match self { $(Self::$name => $status,)+ Self::Other(_) => 500 }
            }

            /// One line for people, in English.
            pub const fn title(&self) -> &'static str {
                match self { $(Self::$name => $title,)+ Self::Other(_) => "Something went wrong" }
            }
        }

        impl From<&str> for ErrorCode {
            fn from(code: &str) -> Self {
                match code { $($code => Self::$name,)+ other => Self::Other(other.to_owned()) }
            }
        }
    };
}

error_codes! {
    // The request itself.
    /// The body is not the JSON that the endpoint takes.
    MalformedBody = "malformed_body", 400, "The body could not be read";
    /// A path segment or query parameter is not what the endpoint takes.
    InvalidParameter = "invalid_parameter", 400, "A parameter is not valid";
    /// The body is well formed, but a value is out of bounds; `errors` names each.
    ValidationFailed = "validation_failed", 422, "Some values are not valid";
    /// The endpoint needs an `Idempotency-Key` header.
    IdempotencyKeyRequired = "idempotency_key_required", 400, "An Idempotency-Key header is required";
    /// The key was used before with another body.
    IdempotencyKeyReused = "idempotency_key_reused", 422, "This Idempotency-Key was used for another request";
    /// The same request is being worked on right now.
    RequestInProgress = "request_in_progress", 409, "The same request is in progress";
    /// The endpoint needs an `If-Match` header.
    PreconditionRequired = "precondition_required", 428, "An If-Match header is required";
    /// Somebody else changed it since it was read.
    PreconditionFailed = "precondition_failed", 412, "It was changed in the meantime";
    /// The body is larger than the endpoint takes.
    BodyTooLarge = "body_too_large", 413, "The body is too large";
    /// The endpoint takes another content type.
    UnsupportedMediaType = "unsupported_media_type", 415, "The content type is not supported";
    /// There is no such path.
    RouteNotFound = "route_not_found", 404, "There is nothing at this address";
    /// The path exists, but not for this method.
    MethodNotAllowed = "method_not_allowed", 405, "The method is not allowed here";

    // Who is asking.
    /// No token, or one that is invalid or expired.
    Unauthenticated = "unauthenticated", 401, "Please sign in";
    /// Signed in, but not allowed to do this.
    Forbidden = "forbidden", 403, "This is not allowed";
    /// E-mail or password are wrong.
    InvalidCredentials = "invalid_credentials", 401, "E-mail or password are wrong";
    /// The refresh token is unknown, expired, or was used before.
    InvalidRefreshToken = "invalid_refresh_token", 401, "The session has ended";
    /// The reset token is unknown, expired, or was used before.
    InvalidResetToken = "invalid_reset_token", 400, "The reset link is no longer valid";
    /// An account with this e-mail exists.
    EmailTaken = "email_taken", 409, "An account with this e-mail exists";
    /// OAuth 2.0: the client's credentials are wrong.
    InvalidClient = "invalid_client", 401, "The client is unknown or its secret is wrong";
    /// OAuth 2.0: only `client_credentials` is offered.
    UnsupportedGrantType = "unsupported_grant_type", 400, "The grant type is not supported";
    /// OAuth 2.0: a scope that the client does not hold.
    InvalidScope = "invalid_scope", 400, "The scope is not granted to this client";

    // The platform's state.
    /// It does not exist, or it is not the caller's.
    NotFound = "not_found", 404, "Not found";
    /// Too many requests; `Retry-After` says when to come back.
    RateLimited = "rate_limited", 429, "Too many requests";
    /// A dependency is away; `Retry-After` says when to come back.
    Unavailable = "unavailable", 503, "Temporarily unavailable";
    /// More is asked of the platform than it can do at once; `Retry-After` says when to come back.
    Overloaded = "overloaded", 503, "The platform is busy";
    /// The answer took too long.
    Timeout = "timeout", 504, "It took too long";
    /// A defect of the platform; `request_id` finds it in the logs.
    Internal = "internal", 500, "Something went wrong";

    // Ordering.
    /// The restaurant is closed at the wanted time.
    RestaurantClosed = "restaurant_closed", 409, "The restaurant is closed then";
    /// The restaurant takes no orders for the moment.
    RestaurantPaused = "restaurant_paused", 409, "The restaurant takes no orders right now";
    /// The total is not the one the customer agreed to.
    PriceChanged = "price_changed", 409, "The price has changed";
    /// A dish is sold out, or fewer portions are left than wanted.
    ItemSoldOut = "item_sold_out", 409, "A dish is sold out";
    /// A dish or option is not on the published menu.
    ItemNotOnMenu = "item_not_on_menu", 409, "A dish is no longer on the menu";
    /// The options chosen break a group's minimum or maximum.
    InvalidOptions = "invalid_options", 422, "The options chosen do not fit";
    /// The address is farther away than the restaurant delivers.
    OutOfDeliveryArea = "out_of_delivery_area", 409, "The restaurant does not deliver there";
    /// The items cost less than the restaurant's minimum.
    BelowMinimumOrder = "below_minimum_order", 409, "The order is below the minimum";
    /// The restaurant does not offer delivery or pickup.
    FulfilmentNotOffered = "fulfilment_not_offered", 409, "Not offered by this restaurant";
    /// The promo code is unknown, expired, used up, or does not apply.
    PromoNotApplicable = "promo_not_applicable", 409, "The promo code does not apply";
    /// The way to pay is not offered.
    PaymentMethodNotOffered = "payment_method_not_offered", 409, "This way to pay is not offered";
    /// The wanted time is too soon or too far ahead.
    InvalidSchedule = "invalid_schedule", 422, "The wanted time cannot be met";
    /// The order cannot go from its state to the one asked for.
    TransitionRefused = "transition_refused", 409, "The order can no longer do that";
    /// The order was reviewed before.
    AlreadyReviewed = "already_reviewed", 409, "The order has been reviewed";
    /// The courier does not work for the restaurant.
    CourierNotFound = "courier_not_found", 409, "No such courier at this restaurant";
    /// A courier hands the order over with the guest's code only.
    ProofCodeRequired = "proof_code_required", 409, "The guest's code is needed";
    /// The code is not the guest's; `context.tries_left` says how often it may be tried again.
    ProofCodeWrong = "proof_code_wrong", 409, "The code is wrong";
    /// Too many wrong codes: only the restaurant can say that the order was delivered.
    ProofCodeLocked = "proof_code_locked", 409, "Too many wrong codes";
    /// The person is on the staff in this role already.
    AlreadyStaff = "already_staff", 409, "Already on the staff";
    /// A restaurant keeps at least one owner.
    LastOwner = "last_owner", 409, "A restaurant needs an owner";
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for ErrorCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for ErrorCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::from(
            std::borrow::Cow::<'de, str>::deserialize(deserializer)?.as_ref(),
        ))
    }
}

#[cfg(feature = "openapi")]
impl schemars::JsonSchema for ErrorCode {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ErrorCode".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let known: Vec<&str> = Self::ALL.iter().map(Self::as_str).collect();
        schemars::json_schema!({
            "type": "string",
            "description": "A stable reason; further ones may be added.",
            "examples": known,
        })
    }
}

/// One value that is not valid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FieldError {
    /// JSON pointer into the body, e.g. `/lines/0/quantity`.
    pub pointer: String,
    /// What is wrong with it, in English.
    pub detail: String,
}

/// An error answer. `type` says no more than `code` does, so that the code is the one thing to match on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Problem {
    /// A URI for the kind of problem: `urn:foodwala:problem:<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// One line for people, in English.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The stable reason.
    pub code: ErrorCode,
    /// What happened this time, in English; free of internals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The request's id: quote it when asking for help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// Values that are not valid.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// Facts for programs, by code: e.g. the new total with `price_changed`.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub context: serde_json::Map<String, serde_json::Value>,
}

impl Problem {
    /// The problem for a code, with nothing particular to say.
    pub fn new(code: ErrorCode) -> Self {
        Self {
            kind: format!("urn:foodwala:problem:{code}"),
            title: code.title().to_owned(),
            status: code.status(),
            code,
            detail: None,
            request_id: None,
            errors: Vec::new(),
            context: serde_json::Map::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_round_trip_and_unknown_ones_are_kept() {
        for code in ErrorCode::ALL {
            assert_eq!(&ErrorCode::from(code.as_str()), code);
            assert!((400..600).contains(&code.status()));
        }
        assert_eq!(
            ErrorCode::from("from_the_future"),
            ErrorCode::Other("from_the_future".into())
        );
    }
}
