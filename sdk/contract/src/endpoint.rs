//! What an endpoint is: a type that carries its method, path, access rule, errors and request and response types.

use crate::{ErrorCode, access::Access};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    /// As it is sent.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// Which half of a service answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// Changes state: SQL.
    Command,
    /// Reads: the read model.
    Query,
}

/// How the answer is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// One JSON document.
    Json,
    /// `text/event-stream`: each event's data is one JSON document of the response type.
    Events,
}

/// An endpoint as data.
#[derive(Debug, Clone, Copy)]
pub struct EndpointInfo {
    /// Stable name, e.g. `orders.place`.
    pub id: &'static str,
    /// The service that answers, e.g. `orders`.
    pub service: &'static str,
    /// Which half of it.
    pub side: Side,
    /// The method.
    pub method: Method,
    /// The path with `{parameters}`.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
    /// Whether it needs an `Idempotency-Key`.
    pub idempotent: bool,
    /// Whether it needs an `If-Match`.
    pub if_match: bool,
    /// Whether the body is sent as a form (`application/x-www-form-urlencoded`) instead of JSON.
    pub form: bool,
    /// The status of a successful answer.
    pub status: u16,
    /// How the answer is sent.
    pub answer: Answer,
    /// Errors particular to it; [`EndpointInfo::errors`] adds the general ones.
    pub own_errors: &'static [ErrorCode],
    /// What it does.
    pub doc: &'static str,
    /// Builds the OpenAPI operation.
    #[cfg(feature = "openapi")]
    pub describe: fn(&mut crate::openapi::Describe),
}

impl EndpointInfo {
    /// Every error code a caller may get from it.
    pub fn errors(&self) -> Vec<ErrorCode> {
        let mut codes = vec![
            ErrorCode::InvalidParameter,
            ErrorCode::BodyTooLarge,
            ErrorCode::RateLimited,
            ErrorCode::Unavailable,
            ErrorCode::Overloaded,
            ErrorCode::Timeout,
            ErrorCode::Internal,
        ];
        if !self.access.public {
            // An API client is known, and yet nobody's account.
            codes.extend([ErrorCode::Unauthenticated, ErrorCode::Forbidden]);
        }
        if self.method != Method::Get && self.method != Method::Delete {
            codes.extend([ErrorCode::MalformedBody, ErrorCode::UnsupportedMediaType]);
        }
        if self.idempotent {
            codes.extend([
                ErrorCode::IdempotencyKeyRequired,
                ErrorCode::IdempotencyKeyReused,
                ErrorCode::RequestInProgress,
            ]);
        }
        if self.if_match {
            codes.extend([ErrorCode::PreconditionRequired, ErrorCode::PreconditionFailed]);
        }
        for code in self.own_errors {
            if !codes.contains(code) {
                codes.push(code.clone());
            }
        }
        codes
    }
}

/// An endpoint as a type: the server routes it, the SDK calls it.
pub trait Endpoint: Send + Sync + 'static {
    /// Everything about it that is data.
    const INFO: EndpointInfo;
    /// The path parameters.
    type Path: Serialize + DeserializeOwned + Clone + Send + Sync + 'static;
    /// The query parameters.
    type Query: Serialize + DeserializeOwned + Clone + Send + Sync + 'static;
    /// The body; `()` for none.
    type Request: Serialize + DeserializeOwned + Clone + Send + Sync + 'static;
    /// The answer; `()` for none; for [`Answer::Events`] the data of one event.
    type Response: Serialize + DeserializeOwned + Clone + Send + Sync + 'static;
}

/// No path or query parameters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Nothing {}

macro_rules! path_types {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty),+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
        #[expect(missing_docs, reason = "the ids name what they point at")]
        pub struct $name { $(pub $field: $kind),+ }
    )+};
}

path_types! {
    /// `…/{order_id}`
    OrderPath { order_id: crate::OrderId }
    /// `…/{restaurant_id}`
    RestaurantPath { restaurant_id: crate::RestaurantId }
    /// `…/{restaurant_id}/…/{order_id}`
    BoardOrderPath { restaurant_id: crate::RestaurantId, order_id: crate::OrderId }
    /// `…/{restaurant_id}/…/{item_id}`
    ItemPath { restaurant_id: crate::RestaurantId, item_id: crate::ItemId }
    /// `…/{restaurant_id}/…/{account_id}`
    StaffPath { restaurant_id: crate::RestaurantId, account_id: crate::AccountId }
    /// `…/{restaurant_id}/…/{code}`
    PromoPath { restaurant_id: crate::RestaurantId, code: String }
    /// `…/{address_id}`
    AddressPath { address_id: crate::AddressId }
    /// `…/{client_id}`
    ClientPath { client_id: crate::ClientId }
}

/// Declares the endpoints of a module and their list, `ENDPOINTS`.
macro_rules! endpoints {
    (
        service: $service:literal;
        $(
            $(#[doc = $doc:literal])+
            $name:ident = $id:literal $side:ident $method:ident $path:literal {
                access: $access:expr,
                $(idempotent: $idempotent:literal,)?
                $(if_match: $if_match:literal,)?
                $(form: $form:literal,)?
                $(answer: $answer:ident,)?
                $(path: $path_type:ty,)?
                $(query: $query:ty,)?
                $(request: $request:ty,)?
                response: $response:ty, $status:literal,
                errors: [$($error:ident),* $(,)?] $(,)?
            }
        )+
    ) => {
        $(
            $(#[doc = $doc])+
            #[derive(Debug, Clone, Copy)]
            pub struct $name;

            impl $crate::endpoint::Endpoint for $name {
                const INFO: $crate::endpoint::EndpointInfo = $crate::endpoint::EndpointInfo {
                    id: $id,
                    service: $service,
                    side: $crate::endpoint::Side::$side,
                    method: $crate::endpoint::Method::$method,
                    path: $path,
                    access: $access,
                    idempotent: false $(|| $idempotent)?,
                    if_match: false $(|| $if_match)?,
                    form: false $(|| $form)?,
                    status: $status,
                    answer: $crate::endpoint::endpoints!(@answer $($answer)?),
                    own_errors: &[$($crate::ErrorCode::$error),*],
                    doc: concat!($($doc, "\n"),+),
                    #[cfg(feature = "openapi")]
                    describe: $crate::openapi::Describe::endpoint::<$name>,
                };
                type Path = $crate::endpoint::endpoints!(@or $($path_type)?, $crate::endpoint::Nothing);
                type Query = $crate::endpoint::endpoints!(@or $($query)?, $crate::endpoint::Nothing);
                type Request = $crate::endpoint::endpoints!(@or $($request)?, ());
                type Response = $response;
            }
        )+

        /// Every endpoint of this module.
        pub const ENDPOINTS: &[$crate::endpoint::EndpointInfo] = &[$(<$name as $crate::endpoint::Endpoint>::INFO),+];
    };
    (@or $given:ty, $default:ty) => { $given };
    (@or , $default:ty) => { $default };
    (@answer $answer:ident) => { $crate::endpoint::Answer::$answer };
    (@answer) => { $crate::endpoint::Answer::Json };
}
pub(crate) use endpoints;

/// Every endpoint of the platform.
pub fn all_endpoints() -> impl Iterator<Item = &'static EndpointInfo> {
    [
        crate::auth::ENDPOINTS,
        crate::customers::ENDPOINTS,
        crate::restaurants::ENDPOINTS,
        crate::restaurants::search::ENDPOINTS,
        crate::restaurants::slots::ENDPOINTS,
        crate::restaurants::reviews::ENDPOINTS,
        crate::restaurants::staff::ENDPOINTS,
        crate::restaurants::promos::ENDPOINTS,
        crate::menu::ENDPOINTS,
        crate::board::ENDPOINTS,
        crate::couriers::ENDPOINTS,
        crate::orders::ENDPOINTS,
        crate::notifications::ENDPOINTS,
        crate::reporting::ENDPOINTS,
    ]
    .into_iter()
    .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_and_routes_are_unique_and_well_formed() {
        let mut ids = BTreeSet::new();
        let mut routes = BTreeSet::new();
        for endpoint in all_endpoints() {
            assert!(ids.insert(endpoint.id), "{} is declared twice", endpoint.id);
            assert!(
                routes.insert((endpoint.method, endpoint.path)),
                "{} is routed twice",
                endpoint.path
            );
            assert!(endpoint.path.starts_with("/v1/"), "{}", endpoint.path);
            assert!(
                !endpoint.doc.trim().is_empty(),
                "{} says nothing of itself",
                endpoint.id
            );
            assert!(
                endpoint.side == Side::Command || endpoint.method == Method::Get,
                "{}",
                endpoint.id
            );
        }
    }

    #[test]
    fn every_post_is_idempotent() {
        for endpoint in all_endpoints().filter(|e| e.method == Method::Post) {
            let issues_tokens = endpoint.service == "identity" && endpoint.access.public;
            let is_a_reading = matches!(
                endpoint.id,
                "orders.quote" | "deliveries.position" | "courier_links.position"
            );
            assert!(endpoint.idempotent || issues_tokens || is_a_reading, "{}", endpoint.id);
        }
    }
}
