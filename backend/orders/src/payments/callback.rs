//! The route that callbacks of providers come in by. It is public: the signature is what counts.

use super::{PaymentError, Payments, provider::CallbackError};
use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    response::{IntoResponse, Response},
    routing::post,
};
use foodwala_clock::Clock;
use foodwala_contract::{ErrorCode, orders::PAYMENT_CALLBACKS};
use foodwala_platform::ApiError;
use http::{HeaderMap, StatusCode};
use std::sync::Arc;

#[derive(Clone)]
struct Desk {
    payments: Option<Payments>,
    clock: Arc<dyn Clock>,
}

/// The route; without a provider every caller is told that there is nothing.
pub(crate) fn router(payments: Option<Payments>, clock: Arc<dyn Clock>) -> Router {
    Router::new()
        .route(PAYMENT_CALLBACKS, post(hear))
        .with_state(Desk { payments, clock })
}

async fn hear(State(desk): State<Desk>, Path(provider): Path<String>, headers: HeaderMap, body: Bytes) -> Response {
    let heard = foodwala_platform::context::of_request(
        &headers,
        tracing::info_span!(target: "foodwala_trace::http", "payments.callback", otel.kind = "server"),
        async {
            take(&desk, &provider, &headers, &body)
                .await
                .map_err(IntoResponse::into_response)
        },
    );
    match heard.await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(answer) => answer,
    }
}

async fn take(desk: &Desk, provider: &str, headers: &HeaderMap, body: &[u8]) -> Result<(), ApiError> {
    let payments = desk
        .payments
        .as_ref()
        .filter(|payments| payments.provider().name() == provider);
    let payments = payments.ok_or_else(|| ApiError::new(ErrorCode::NotFound))?;
    let told = payments.provider().read_callback(headers, body, desk.clock.now());
    let told = told.map_err(|error| {
        tracing::warn!(payment.provider = provider, error = %error, "a payment's callback was turned away");
        match error {
            CallbackError::Unsigned(_) => ApiError::new(ErrorCode::Unauthenticated).detail(error.to_string()),
            CallbackError::Malformed => ApiError::new(ErrorCode::MalformedBody),
        }
    })?;
    let Some(told) = told else { return Ok(()) };
    let order_id = told.order_id;
    match payments.hear(told).await {
        Ok(()) => Ok(()),
        Err(PaymentError::Database(error)) => Err(error.into()),
        // The provider could only say the same again.
        Err(error) => {
            tracing::error!(order.id = %order_id, payment.provider = provider, error = %error,
                "a payment's callback does not fit its order");
            Ok(())
        }
    }
}
