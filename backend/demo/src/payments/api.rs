//! What the platform asks for.

use super::{
    Site,
    books::{BooksError, Payment, State},
};
use axum::{
    Json,
    extract::{Path, State as Shared},
    response::{IntoResponse, Response},
};
use foodwala_contract::{Currency, OrderId};
use http::{HeaderMap, StatusCode, header};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// A payment to start.
#[derive(Debug, Deserialize)]
pub struct Start {
    order_id: OrderId,
    title: String,
    amount_minor: i64,
    currency: Currency,
    return_url: String,
}

/// A payment as the platform is told of it, and called back with.
#[derive(Debug, Serialize)]
pub struct Told {
    id: Uuid,
    order_id: OrderId,
    state: State,
    amount_minor: i64,
    currency: Currency,
    page_url: String,
}

impl Told {
    /// With the page's address.
    pub fn of(site: &Site, payment: &Payment) -> Self {
        Self {
            id: payment.id,
            order_id: payment.order_id,
            state: payment.state,
            amount_minor: payment.amount_minor,
            currency: payment.currency,
            page_url: format!("{}/pay/{}", site.config.url, payment.id),
        }
    }
}

/// Starts a payment; one that was started before is answered as it is.
pub async fn start(Shared(site): Shared<Site>, headers: HeaderMap, Json(start): Json<Start>) -> Response {
    if !is_platform(&site, &headers) {
        return refused(StatusCode::UNAUTHORIZED, "unauthorized");
    }
    if start.amount_minor <= 0 {
        return refused(StatusCode::UNPROCESSABLE_ENTITY, "amount_too_small");
    }
    let payment = Payment {
        id: start.order_id.uuid(),
        order_id: start.order_id,
        title: start.title,
        amount_minor: start.amount_minor,
        currency: start.currency,
        return_url: start.return_url,
        state: State::Open,
    };
    answer(&site, site.books.start(payment).map(Some))
}

/// What became of a payment.
pub async fn look_up(Shared(site): Shared<Site>, headers: HeaderMap, Path(id): Path<Uuid>) -> Response {
    if !is_platform(&site, &headers) {
        return refused(StatusCode::UNAUTHORIZED, "unauthorized");
    }
    answer(&site, Ok(site.books.find(id)))
}

/// Closes the page of a payment that was not paid.
pub async fn close(Shared(site): Shared<Site>, headers: HeaderMap, Path(id): Path<Uuid>) -> Response {
    if !is_platform(&site, &headers) {
        return refused(StatusCode::UNAUTHORIZED, "unauthorized");
    }
    answer(&site, site.books.advance(id, State::Open, State::Failed))
}

/// Gives the money of a payment back.
pub async fn refund(Shared(site): Shared<Site>, headers: HeaderMap, Path(id): Path<Uuid>) -> Response {
    if !is_platform(&site, &headers) {
        return refused(StatusCode::UNAUTHORIZED, "unauthorized");
    }
    answer(&site, site.books.advance(id, State::Paid, State::Refunded))
}

fn is_platform(site: &Site, headers: &HeaderMap) -> bool {
    let header = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    header.and_then(|value| value.strip_prefix("Bearer ")) == Some(site.config.secret.expose_secret())
}

fn answer(site: &Site, payment: Result<Option<Payment>, BooksError>) -> Response {
    match payment {
        Ok(Some(payment)) => Json(Told::of(site, &payment)).into_response(),
        Ok(None) => refused(StatusCode::NOT_FOUND, "no_such_payment"),
        Err(_) => refused(StatusCode::INTERNAL_SERVER_ERROR, "books_not_kept"),
    }
}

fn refused(status: StatusCode, code: &str) -> Response {
    (status, Json(json!({"error": {"code": code}}))).into_response()
}
