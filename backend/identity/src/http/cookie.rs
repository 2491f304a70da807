//! The cookie in which a browser keeps a session: no script can read it, other sites' pages cannot make the browser send
//! it, and it goes to the endpoints of sessions only.

use crate::state::Identity;
use foodwala_contract::{
    ErrorCode,
    auth::{Keeping, Session},
};
use foodwala_platform::{ApiError, Page};
use http::HeaderValue;

/// Browsers take a cookie of this name over TLS only, so that nobody on the way can plant one.
const SECURE: &str = "__Secure-foodwala-session";
const PLAIN: &str = "foodwala-session";
const ATTRIBUTES: &str = "Path=/v1/auth; HttpOnly; SameSite=Strict";

/// Whether a new session goes into a cookie; then for which page.
pub(super) fn wanted(keeping: Option<Keeping>, page: Option<Page>) -> Result<Option<Page>, ApiError> {
    match keeping.unwrap_or_default() {
        Keeping::Client => Ok(None),
        Keeping::Cookie => own(page).map(Some),
    }
}

/// The refresh token that a request brings: in its body, or in the cookie of the page.
pub(super) fn presented(body: Option<String>, page: Option<Page>) -> Result<(String, Option<Page>), ApiError> {
    if let Some(token) = body {
        return Ok((token, None));
    }
    let page = own(page)?;
    let token = page.cookie(name(&page)).unwrap_or_default().to_owned();
    Ok((token, Some(page)))
}

/// A page of the platform's own, or a refusal. Together with `SameSite=Strict` and a JSON body, which no form can send,
/// nobody else's page can sign anybody in or out.
fn own(page: Option<Page>) -> Result<Page, ApiError> {
    page.filter(Page::is_own).ok_or_else(|| {
        ApiError::new(ErrorCode::Forbidden).detail("only a page of this platform can keep a session in a cookie")
    })
}

/// Takes the refresh token out of a session and puts it into the cookie.
pub(super) fn keep(identity: &Identity, page: &Page, session: &mut Session) -> Result<HeaderValue, ApiError> {
    let token = std::mem::take(&mut session.refresh_token);
    set(page, &token, identity.refresh_life.as_secs())
}

/// Takes the cookie away.
pub(super) fn forget(page: &Page) -> Result<HeaderValue, ApiError> {
    set(page, "", 0)
}

fn set(page: &Page, token: &str, seconds: u64) -> Result<HeaderValue, ApiError> {
    let secure = if page.is_secure() { "; Secure" } else { "" };
    let text = format!("{}={token}; Max-Age={seconds}; {ATTRIBUTES}{secure}", name(page));
    let mut value = HeaderValue::try_from(text).map_err(ApiError::internal)?;
    value.set_sensitive(true);
    Ok(value)
}

fn name(page: &Page) -> &'static str {
    if page.is_secure() { SECURE } else { PLAIN }
}
