//! The client and the one way every call takes.

use crate::{
    Builder, Error, RetryPolicy,
    address::BaseUrl,
    request::{CallOptions, Prepared},
    resources::{
        Auth, Board, CourierLinks, Couriers, Deliveries, Me, Menus, Notifications, Orders, Reports, Restaurants,
    },
    retry::random,
    runtime::{sleep, within},
    tokens::{self, Tokens},
    transport::etag_version,
    versioned::{HasVersion, Versioned},
    wire::{Response, Wire},
};
use foodwala_contract::{Endpoint, EndpointInfo, ErrorCode, Method, RestaurantId};
use std::{any::TypeId, fmt, sync::Arc, time::Duration};

/// A client of one platform. Cheap to clone; clones share the session and the connections.
#[derive(Clone)]
pub struct FoodWala {
    pub(crate) inner: Arc<Inner>,
}

/// Tells the current W3C trace context, if there is one.
pub(crate) type CurrentTrace = Arc<dyn Fn() -> Option<String> + Send + Sync>;

pub(crate) struct Inner {
    pub wire: Wire,
    pub base: BaseUrl,
    pub timeout: Duration,
    pub silence: Duration,
    pub retries: RetryPolicy,
    pub traceparent: Option<CurrentTrace>,
    pub tokens: Tokens,
}

/// A decoded answer.
pub(crate) struct Answer<T> {
    pub value: T,
    pub version: Option<u64>,
}

impl FoodWala {
    /// Begins to set up a client.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Accounts and sessions.
    pub fn auth(&self) -> Auth {
        Auth::new(self.clone())
    }

    /// What belongs to the person who is signed in.
    pub fn me(&self) -> Me {
        Me::new(self.clone())
    }

    /// Restaurants, their staff and their promo codes.
    pub fn restaurants(&self) -> Restaurants {
        Restaurants::new(self.clone())
    }

    /// Menus.
    pub fn menus(&self) -> Menus {
        Menus::new(self.clone())
    }

    /// The order board of a restaurant.
    pub fn board(&self, restaurant_id: RestaurantId) -> Board {
        Board::new(self.clone(), restaurant_id)
    }

    /// One's own orders.
    pub fn orders(&self) -> Orders {
        Orders::new(self.clone())
    }

    /// The couriers of a restaurant.
    pub fn couriers(&self, restaurant_id: RestaurantId) -> Couriers {
        Couriers::new(self.clone(), restaurant_id)
    }

    /// What the holder of a courier link can do.
    pub fn courier_links(&self) -> CourierLinks {
        CourierLinks::new(self.clone())
    }

    /// A courier's deliveries.
    pub fn deliveries(&self) -> Deliveries {
        Deliveries::new(self.clone())
    }

    /// Figures of restaurants, and reports.
    pub fn reports(&self) -> Reports {
        Reports::new(self.clone())
    }

    /// One's own notifications.
    pub fn notifications(&self) -> Notifications {
        Notifications::new(self.clone())
    }

    /// Calls any endpoint of the contract. The methods of the resources say the same in fewer words.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub async fn call<E: Endpoint>(
        &self,
        path: &E::Path,
        query: &E::Query,
        request: &E::Request,
        options: &CallOptions,
    ) -> Result<E::Response, Error> {
        self.inner
            .call::<E>(path, query, request, options)
            .await
            .map(|answer| answer.value)
    }

    pub(crate) async fn call_versioned<E>(
        &self,
        path: &E::Path,
        query: &E::Query,
        request: &E::Request,
        options: &CallOptions,
    ) -> Result<Versioned<E::Response>, Error>
    where
        E: Endpoint,
        E::Response: HasVersion,
    {
        let answer = self.inner.call::<E>(path, query, request, options).await?;
        let version = answer.version.unwrap_or_else(|| answer.value.version());
        Ok(Versioned {
            value: answer.value,
            version,
        })
    }
}

impl fmt::Debug for FoodWala {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FoodWala")
            .field("base", &self.inner.base.as_str())
            .finish_non_exhaustive()
    }
}

impl Inner {
    /// Calls an endpoint, again and again where that is safe.
    pub(crate) async fn call<E: Endpoint>(
        self: &Arc<Self>,
        path: &E::Path,
        query: &E::Query,
        request: &E::Request,
        options: &CallOptions,
    ) -> Result<Answer<E::Response>, Error> {
        let prepared = Prepared::new::<E>(self, path, query, request, options)?;
        let mut attempt = 1;
        loop {
            let error = match within(self.timeout, self.attempt::<E>(&prepared)).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            let Some(pause) = self.retries.pause(attempt, &error, prepared.is_repeatable(), random()) else {
                return Err(error);
            };
            tracing::debug!(
                endpoint = prepared.endpoint.id,
                request.id = prepared.request_id,
                attempt,
                pause_ms = pause.as_secs_f64() * 1000.0,
                error = &error as &dyn std::error::Error,
                "trying again"
            );
            sleep(pause).await;
            attempt += 1;
        }
    }

    async fn attempt<E: Endpoint>(self: &Arc<Self>, prepared: &Prepared) -> Result<Answer<E::Response>, Error> {
        let response = self.open(prepared).await?;
        let version = etag_version(response.header("etag").as_deref());
        let body = response.bytes().await.map_err(Error::transport)?;
        let is_empty = TypeId::of::<E::Response>() == TypeId::of::<()>();
        let body: &[u8] = if is_empty { b"null" } else { &body };
        match serde_json::from_slice(body) {
            Ok(value) => Ok(Answer { value, version }),
            Err(source) => Err(Error::Decode {
                endpoint: prepared.endpoint.id,
                request_id: Some(prepared.request_id.clone()),
                source: Arc::new(source),
            }),
        }
    }

    /// Sends a request with a token, and once more with a new token if that one is refused.
    pub(crate) async fn open(self: &Arc<Self>, prepared: &Prepared) -> Result<Response, Error> {
        let auth = auth(&prepared.endpoint);
        // What a page's service worker has kept needs no token; the platform itself would refuse.
        let may_be_kept = self.tokens.is_kept_by_browser() && prepared.endpoint.method == Method::Get;
        let token = if may_be_kept {
            // A renewal that hangs must leave time to ask for that.
            match within(self.timeout / 2, self.token(auth)).await {
                Err(away @ (Error::Transport(_) | Error::Timeout { .. })) => {
                    return self.exchange(prepared, None).await.map_err(|_| away);
                }
                token => token?,
            }
        } else {
            self.token(auth).await?
        };
        let outcome = self.exchange(prepared, token.as_ref().map(|token| &*token.text)).await;
        match (outcome, token) {
            (Err(error), Some(refused)) if error.code() == Some(&ErrorCode::Unauthenticated) => {
                let token = self.token_after(&refused, auth).await?;
                self.exchange(prepared, token.as_ref().map(|token| &*token.text)).await
            }
            (outcome, _) => outcome,
        }
    }
}

fn auth(endpoint: &EndpointInfo) -> tokens::Auth {
    match (endpoint.access.public, endpoint.service) {
        (false, _) => tokens::Auth::Required,
        (true, "identity") => tokens::Auth::Never,
        (true, _) => tokens::Auth::Offered,
    }
}
