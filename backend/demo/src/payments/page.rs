//! The page on which the customer pays, or declines.

use super::{
    PATH, Site,
    books::{Payment, State},
};
use axum::{
    Form,
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use foodwala_contract::Money;
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;
use uuid::Uuid;

const STYLE: &str = include_str!("page.css");

/// What the customer has decided.
#[derive(Debug, Deserialize)]
pub struct Decision {
    /// What was pressed.
    decision: Pressed,
}

/// The buttons.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Pressed {
    Pay,
    Decline,
}

/// The page.
pub async fn show(Shared(site): Shared<Site>, Path(id): Path<Uuid>) -> Response {
    match site.books.find(id) {
        Some(payment) => page(StatusCode::OK, &payment),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Pays or declines, tells the platform, and sends the customer back. A payment that is settled stays as it is.
pub async fn decide(Shared(site): Shared<Site>, Path(id): Path<Uuid>, Form(form): Form<Decision>) -> Response {
    let to = match form.decision {
        Pressed::Pay => State::Paid,
        Pressed::Decline => State::Failed,
    };
    match site.books.advance(id, State::Open, to) {
        Ok(Some(payment)) => {
            site.caller.tell(&site, &payment).await;
            Redirect::to(&payment.return_url).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Its looks.
pub async fn style() -> Response {
    let css = HeaderValue::from_static("text/css; charset=utf-8");
    ([(header::CONTENT_TYPE, css)], STYLE).into_response()
}

fn page(status: StatusCode, payment: &Payment) -> Response {
    let amount = Money::new(payment.amount_minor, payment.currency).to_string();
    let (title, back) = (escape(&payment.title), escape(&payment.return_url));
    let content = match payment.state {
        State::Open => format!(
            r#"<form method="post">
<div class="card" aria-hidden="true"><span class="chip"></span><span class="digits">4242 4242 4242 4242</span><span class="name">PRETEND CARD</span></div>
<button class="pay" name="decision" value="pay">Pay {amount}</button>
<button class="decline" name="decision" value="decline">Decline</button>
</form>"#
        ),
        State::Paid => settled("Paid", "Thank you. Nothing was charged: this is a pretend card.", &back),
        State::Failed => settled("Not paid", "This payment can no longer be made.", &back),
        State::Refunded => settled("Refunded", "The pretend money was given back.", &back),
    };
    let html = format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Pay {amount}</title>
<link rel="stylesheet" href="{PATH}/style.css">
</head>
<body>
<main>
<p class="badge">Pretend payments · no money moves</p>
<h1>{amount}</h1>
<p class="title">{title}</p>
{content}
</main>
</body>
</html>
"#
    );
    // A form's answer that leads elsewhere counts as its target: where the customer came from.
    let policy = format!(
        "default-src 'none'; style-src 'self'; form-action 'self' {}; frame-ancestors 'none'; base-uri 'none'",
        origin(&payment.return_url)
    );
    let policy = HeaderValue::from_str(&policy)
        .unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'; style-src 'self'; form-action 'self'"));
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (status, headers, html).into_response()
}

fn settled(heading: &str, text: &str, back: &str) -> String {
    format!(r#"<h2>{heading}</h2><p>{text}</p><p><a class="pay" href="{back}">Back to the order</a></p>"#)
}

/// Scheme, host and port of an address, if it is written plainly enough to stand in a policy.
fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url[host..].find(['/', '?', '#']).map_or(url.len(), |at| host + at);
    let origin = &url[..end];
    let plain = |letter: char| letter.is_ascii_alphanumeric() || ":/.-[]".contains(letter);
    if host > 0 && origin.chars().all(plain) {
        origin
    } else {
        ""
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_wrote_is_text_and_not_markup() {
        assert_eq!(escape("<b a=\"'\">&"), "&lt;b a=&quot;&#39;&quot;&gt;&amp;");
        assert_eq!(origin("http://127.0.0.1:8080/orders/1?a"), "http://127.0.0.1:8080");
        assert_eq!(origin("https://food.example"), "https://food.example");
        assert_eq!(origin("https://x; script-src *//"), "");
        assert_eq!(origin("/orders"), "");
    }
}
