//! A browser's session over the whole road: the gateway, identity, and a cookie that no script can read.

use anyhow::{Context, Result};
use foodwala_tests::Town;
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use std::time::Duration;

/// A browser's page at the platform's own address.
struct Page<'a> {
    http: Client,
    town: &'a Town,
    cookie: Option<String>,
}

impl Page<'_> {
    fn post(&self, path: &str, origin: &str, body: &Value) -> RequestBuilder {
        let mut request = self.http.post(format!("{}{path}", self.town.platform.url()));
        request = request.header("origin", origin).json(body);
        match &self.cookie {
            Some(cookie) => request.header("cookie", cookie),
            None => request,
        }
    }

    /// Sends, and keeps the cookie that comes back, as browsers do.
    async fn send(&mut self, path: &str, body: Value) -> Result<Response> {
        let answer = self.post(path, &self.town.platform.url(), &body).send().await?;
        if let Some(cookie) = answer.headers().get("set-cookie") {
            let cookie = cookie.to_str()?;
            anyhow::ensure!(
                cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"),
                "{cookie}"
            );
            let pair = cookie.split(';').next().context("a pair")?;
            self.cookie = (!pair.ends_with('=')).then(|| pair.to_owned());
        }
        Ok(answer)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cookie_carries_a_session_through_the_gateway() -> Result<()> {
    let town = Town::start().await?;
    let registration = town.registration("asha");
    // The SDK chooses how TLS is done.
    town.stranger()?;
    let mut page = Page {
        http: Client::new(),
        town: &town,
        cookie: None,
    };
    let register = "/v1/auth/register?keeping=cookie";
    let session: Value = page
        .send(register, serde_json::to_value(&registration)?)
        .await?
        .json()
        .await?;
    assert_eq!(session["refresh_token"], "");
    let first = page.cookie.clone().context("a cookie")?;

    let session: Value = page.send("/v1/auth/refresh", json!({})).await?.json().await?;
    assert_eq!(session["account"]["email"], json!(registration.email));
    assert_ne!(page.cookie.as_ref(), Some(&first));

    // The answer before was lost on the way to a tab that had sent the same cookie.
    page.cookie = Some(first.clone());
    assert_eq!(page.send("/v1/auth/refresh", json!({})).await?.status(), StatusCode::OK);

    // Somebody else's page, of the same site even, gets nowhere.
    let evil = page
        .post("/v1/auth/refresh", "http://127.0.0.1:1", &json!({}))
        .send()
        .await?;
    assert_eq!(evil.status(), StatusCode::FORBIDDEN);
    // A form cannot send JSON.
    let url = format!("{}/v1/auth/logout", town.platform.url());
    let cookie = page.cookie.clone().context("a cookie")?;
    let form = page
        .http
        .post(url)
        .header("cookie", &cookie)
        .header("content-type", "text/plain");
    let form = form.header("origin", town.platform.url()).body("{}").send().await?;
    assert_eq!(form.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);

    // Too late for a lost answer: two hold this token, and the session ends.
    town.clock.advance(Duration::from_secs(121));
    page.cookie = Some(first);
    assert_eq!(
        page.send("/v1/auth/refresh", json!({})).await?.status(),
        StatusCode::UNAUTHORIZED
    );
    page.cookie = Some(cookie);
    assert_eq!(
        page.send("/v1/auth/refresh", json!({})).await?.status(),
        StatusCode::UNAUTHORIZED
    );

    let login = json!({ "email": registration.email, "password": registration.password });
    assert_eq!(
        page.send("/v1/auth/login?keeping=cookie", login).await?.status(),
        StatusCode::OK
    );
    let last = page.cookie.clone().context("a cookie")?;
    assert_eq!(
        page.send("/v1/auth/logout", json!({})).await?.status(),
        StatusCode::NO_CONTENT
    );
    assert_eq!(page.cookie, None, "the browser forgets it");
    page.cookie = Some(last);
    assert_eq!(
        page.send("/v1/auth/refresh", json!({})).await?.status(),
        StatusCode::UNAUTHORIZED
    );
    town.platform.stop().await;
    Ok(())
}
