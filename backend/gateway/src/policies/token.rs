//! Checks access tokens at the edge. The services check them again and decide what the caller may do.

use crate::{config::Auth, problem::Refusal};
use foodwala_clock::Clock;
use foodwala_contract::ErrorCode;
use foodwala_platform::{Claims, TokenVerifier, auth::TokenError};
use http::{HeaderMap, header};
use std::sync::Arc;

/// Who calls; `None` if nobody signed in, which only public routes let through.
///
/// A public route ignores a token that is not valid: signing in must work with an old one still in hand.
pub(crate) async fn check(
    auth: Auth,
    headers: &HeaderMap,
    verifier: &TokenVerifier,
    clock: &dyn Clock,
) -> Result<Option<Arc<Claims>>, Refusal> {
    let verified = match (bearer(headers), auth) {
        (Some(token), Auth::Token) => Some(verifier.verify_with_news(token, clock.now()).await),
        (Some(token), Auth::Public) => Some(verifier.verify(token, clock.now())),
        (None, _) => None,
    };
    match (verified, auth) {
        (Some(Ok(claims)), _) => Ok(Some(claims)),
        (_, Auth::Public) => Ok(None),
        (Some(Err(TokenError::NoKeys)), Auth::Token) => {
            Err(Refusal::unavailable("Access tokens cannot be verified at the moment."))
        }
        (Some(Err(error)), Auth::Token) => {
            tracing::debug!(error = %error, "token refused");
            Err(Refusal::new(ErrorCode::Unauthenticated).detail("The access token is not valid or has ended."))
        }
        (None, Auth::Token) => {
            Err(Refusal::new(ErrorCode::Unauthenticated).detail("An access token is needed: Authorization: Bearer …"))
        }
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}
