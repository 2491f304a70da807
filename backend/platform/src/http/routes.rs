//! Routes of a service, each typed by its endpoint.

use super::{Call, EventStream, InFlight, Reply, call::restaurant_in_path, events};
use crate::{
    ApiError, Caller, Deps, StaffDirectory, TokenVerifier,
    auth::{TokenError, decide},
    context,
};
use axum::{
    Router,
    body::Body,
    extract::Request,
    response::{IntoResponse, Response},
    routing::{MethodFilter, on},
};
use foodwala_clock::Clock;
use foodwala_contract::{Endpoint, ErrorCode, Method, access::StaffRole, endpoint::Side};
use foodwala_messaging::retry::Insistence;
use http::{HeaderMap, header, request::Parts};
use std::{future::Future, sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;
use tracing::{Span, field::Empty};

/// How often a command is done, whole, before the caller is told to come back instead.
const INSISTENCE: Insistence = Insistence {
    tries: 4,
    patience: Duration::from_secs(2),
};

/// A service's endpoints, ready to be served: commands and queries apart, for they may run on different machines.
#[derive(Debug, Clone, Default)]
pub struct Routed {
    /// The endpoints that change state.
    pub commands: Router,
    /// The endpoints that read.
    pub queries: Router,
    /// The ids of all of them.
    pub endpoints: Vec<&'static str>,
}

/// Collects a service's endpoints. `S` is what their handlers share.
pub struct Routes<S> {
    state: S,
    guard: Guard,
    routed: Routed,
}

impl<S> std::fmt::Debug for Routes<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Routes")
            .field("endpoints", &self.routed.endpoints)
            .finish_non_exhaustive()
    }
}

/// What stands before every handler.
#[derive(Clone)]
struct Guard {
    auth: Arc<TokenVerifier>,
    clock: Arc<dyn Clock>,
    staff: Option<Arc<dyn StaffDirectory>>,
    in_flight: InFlight,
    shutdown: CancellationToken,
}

impl<S: Clone + Send + Sync + 'static> Routes<S> {
    /// No routes yet.
    pub fn new(state: S, deps: &Deps) -> Self {
        let guard = Guard {
            auth: Arc::clone(&deps.auth),
            clock: Arc::clone(&deps.clock),
            staff: None,
            in_flight: InFlight::default(),
            shutdown: deps.shutdown.clone(),
        };
        Self {
            state,
            guard,
            routed: Routed::default(),
        }
    }

    /// Asks `staff` who works where, for endpoints that only staff may call. Set it before those are routed.
    #[must_use]
    pub fn with_staff(mut self, staff: Arc<dyn StaffDirectory>) -> Self {
        self.guard.staff = Some(staff);
        self
    }

    /// Routes `E` to `handler`. A transient failure (deadlock, snapshot conflict) calls it again, whole.
    #[must_use]
    pub fn on<E, F, Fut>(self, handler: F) -> Self
    where
        E: Endpoint,
        F: Fn(S, Call<E>) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Result<Reply<E>, ApiError>> + Send + 'static,
    {
        let (state, guard) = (self.state.clone(), self.guard.clone());
        self.route::<E, _, _>(move |parts, body| {
            let (state, guard, handler) = (state.clone(), guard.clone(), handler.clone());
            async move {
                let call = guard.admit::<E>(parts, body).await?;
                let _in_flight = match &call.idempotency_key {
                    None => None,
                    Some(key) => {
                        let entered = guard.in_flight.enter(call.caller.key(), key.clone());
                        Some(entered.ok_or_else(|| ApiError::new(ErrorCode::RequestInProgress).retry_after(1))?)
                    }
                };
                let answer = INSISTENCE.on(ApiError::is_transient, || handler(state.clone(), call.clone()));
                answer.await?.into_http()
            }
        })
    }

    /// Routes `E`, which answers a stream of events. The stream ends with the caller's token and at shutdown.
    #[must_use]
    pub fn events<E, F, Fut>(self, handler: F) -> Self
    where
        E: Endpoint,
        F: Fn(S, Call<E>) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Result<EventStream<E::Response>, ApiError>> + Send + 'static,
    {
        let (state, guard) = (self.state.clone(), self.guard.clone());
        self.route::<E, _, _>(move |parts, body| {
            let (state, guard, handler) = (state.clone(), guard.clone(), handler.clone());
            async move {
                let call = guard.admit::<E>(parts, body).await?;
                let expires_at = call.caller.expires_at();
                let events = handler(state, call).await?;
                Ok(events::into_http(events, guard.end_of_stream(expires_at)))
            }
        })
    }

    /// The routes, and a 405 problem for other methods on their paths.
    pub fn build(self) -> Routed {
        self.routed
    }

    fn route<E, F, Fut>(mut self, answer: F) -> Self
    where
        E: Endpoint,
        F: Fn(Parts, Body) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Result<Response, ApiError>> + Send,
    {
        let method = on(method_filter(E::INFO.method), move |request: Request| {
            let answer = answer.clone();
            async move {
                let (parts, body) = request.into_parts();
                let headers = HeaderMap::clone(&parts.headers);
                let span = span_of::<E>();
                let answered = context::of_request(&headers, span.clone(), async {
                    answer(parts, body).await.unwrap_or_else(|error| {
                        error.log(E::INFO.id);
                        error.into_response()
                    })
                })
                .await;
                context::answered(&span, answered.status());
                answered
            }
        });
        let side = match E::INFO.side {
            Side::Command => &mut self.routed.commands,
            Side::Query => &mut self.routed.queries,
        };
        *side = std::mem::take(side).route(E::INFO.path, method);
        self.routed.endpoints.push(E::INFO.id);
        self
    }
}

impl Guard {
    /// Verifies the token, applies the endpoint's access rule, and reads the request.
    async fn admit<E: Endpoint>(&self, mut parts: Parts, body: Body) -> Result<Call<E>, ApiError> {
        let caller = match self.caller(&parts.headers).await {
            // Signing in must work with an old token still in hand.
            Err(_) if E::INFO.access.public => Caller::Anonymous,
            caller => caller?,
        };
        let restaurant = restaurant_in_path(&mut parts).await;
        let staff_role = self.staff_role::<E>(&caller, restaurant).await?;
        decide(&E::INFO.access, &caller, staff_role, restaurant)?;
        Call::read(parts, body, caller, staff_role).await
    }

    async fn caller(&self, headers: &HeaderMap) -> Result<Caller, ApiError> {
        let Some(value) = headers.get(header::AUTHORIZATION) else {
            return Ok(Caller::Anonymous);
        };
        let unauthenticated = || ApiError::new(ErrorCode::Unauthenticated);
        let value = value.to_str().map_err(|_| unauthenticated())?;
        let (scheme, token) = value.split_once(' ').ok_or_else(unauthenticated)?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(unauthenticated().detail("use a bearer token"));
        }
        match self.auth.verify_with_news(token.trim(), self.clock.now()).await {
            Ok(claims) => Ok(Caller::Known(claims)),
            Err(error @ TokenError::NoKeys) => Err(ApiError::unavailable(error)),
            Err(error @ (TokenError::Invalid(_) | TokenError::UnknownKey | TokenError::Expired)) => {
                Err(unauthenticated().detail(error.to_string()))
            }
        }
    }

    async fn staff_role<E: Endpoint>(
        &self,
        caller: &Caller,
        restaurant: Option<foodwala_contract::RestaurantId>,
    ) -> Result<Option<StaffRole>, ApiError> {
        match (&self.staff, restaurant, caller.account_id()) {
            (Some(staff), Some(restaurant), Some(account)) if !E::INFO.access.staff.is_empty() => {
                staff.role(restaurant, account).await
            }
            _ => Ok(None),
        }
    }

    fn end_of_stream(&self, expires_at: Option<jiff::Timestamp>) -> impl Future<Output = ()> + Send + 'static {
        let now = self.clock.now();
        let lifetime = expires_at.and_then(|end| end.duration_since(now).try_into().ok());
        let shutdown = self.shutdown.clone();
        async move {
            match lifetime {
                Some(lifetime) => {
                    // Whichever comes first.
                    let _ = tokio::time::timeout(lifetime, shutdown.cancelled()).await;
                }
                None => shutdown.cancelled().await,
            }
        }
    }
}

/// The span of answering a request to `E`.
fn span_of<E: Endpoint>() -> Span {
    tracing::info_span!(
        target: "foodwala_trace::http",
        "serve",
        otel.name = E::INFO.id,
        otel.kind = "server",
        otel.status_code = Empty,
        http.request.method = E::INFO.method.as_str(),
        http.route = E::INFO.path,
        http.response.status_code = Empty,
    )
}

const fn method_filter(method: Method) -> MethodFilter {
    match method {
        Method::Get => MethodFilter::GET,
        Method::Post => MethodFilter::POST,
        Method::Put => MethodFilter::PUT,
        Method::Patch => MethodFilter::PATCH,
        Method::Delete => MethodFilter::DELETE,
    }
}
