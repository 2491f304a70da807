//! Routes: take the call apart, do the command, map the error.

mod cookie;
mod errors;

use crate::{
    commands::{
        change_password::change_password,
        confirm_password_reset::confirm_password_reset,
        create_client::create_client,
        delete_client::delete_client,
        issue_client_token::issue_client_token,
        login::login,
        logout::logout,
        refresh::{Refreshed, refresh},
        register::{Register as RegisterCommand, register},
        request_password_reset::request_password_reset,
    },
    queries,
    state::Identity,
};
use foodwala_contract::{
    Endpoint, ErrorCode,
    auth::{
        ChangePassword, CreateClient, DeleteClient, GetAccount, GetJwks, ListClients, Login, Logout, OAuthToken,
        PasswordReset, PasswordResetConfirm, Refresh, Register, Session,
    },
};
use foodwala_database::Tx;
use foodwala_platform::{ApiError, Begun, Call, Deps, Page, Reply, Routed, Routes, Work};

type Answer<E> = Result<Reply<E>, ApiError>;

/// The service's routes.
pub fn routes(identity: &Identity, deps: &Deps) -> Routed {
    Routes::new(identity.clone(), deps)
        .on::<Register, _, _>(on_register)
        .on::<Login, _, _>(on_login)
        .on::<Refresh, _, _>(on_refresh)
        .on::<Logout, _, _>(on_logout)
        .on::<PasswordReset, _, _>(on_password_reset)
        .on::<PasswordResetConfirm, _, _>(on_password_reset_confirm)
        .on::<ChangePassword, _, _>(on_change_password)
        .on::<GetAccount, _, _>(on_get_account)
        .on::<OAuthToken, _, _>(on_oauth_token)
        .on::<GetJwks, _, _>(on_get_jwks)
        .on::<CreateClient, _, _>(on_create_client)
        .on::<ListClients, _, _>(on_list_clients)
        .on::<DeleteClient, _, _>(on_delete_client)
        .build()
}

async fn on_register(identity: Identity, call: Call<Register>) -> Answer<Register> {
    let body = call.body;
    let command = RegisterCommand {
        email: body.email,
        password: body.password,
        display_name: body.display_name,
        locale: body.locale,
    };
    let page = cookie::wanted(call.query.keeping, call.page)?;
    let session = register(&identity, command, identity.clock.now()).await?;
    begun(&identity, session, page)
}

async fn on_login(identity: Identity, call: Call<Login>) -> Answer<Login> {
    let page = cookie::wanted(call.query.keeping, call.page)?;
    let session = login(&identity, &call.body.email, call.body.password, identity.clock.now()).await?;
    begun(&identity, session, page)
}

async fn on_refresh(identity: Identity, call: Call<Refresh>) -> Answer<Refresh> {
    let (token, page) = cookie::presented(call.body.refresh_token, call.page)?;
    let mut tx = identity.database.begin().await?;
    let result = refresh(&mut tx, &identity, &token, identity.clock.now()).await;
    match finish(tx, result).await? {
        Refreshed::Renewed(session) => begun(&identity, *session, page),
        Refreshed::Refused => Err(ApiError::new(ErrorCode::InvalidRefreshToken)),
    }
}

async fn on_logout(identity: Identity, call: Call<Logout>) -> Answer<Logout> {
    let (token, page) = cookie::presented(call.body.refresh_token, call.page)?;
    let mut tx = identity.database.begin().await?;
    logout(&mut tx, &token).await?;
    tx.commit().await?;
    let reply = Reply::new(());
    Ok(match page {
        Some(page) => reply.with_cookie(cookie::forget(&page)?),
        None => reply,
    })
}

/// The answer with a session: its refresh token within, or in the page's cookie.
fn begun<E: Endpoint<Response = Session>>(
    identity: &Identity,
    mut session: Session,
    page: Option<Page>,
) -> Result<Reply<E>, ApiError> {
    Ok(match page {
        Some(page) => {
            let cookie = cookie::keep(identity, &page, &mut session)?;
            Reply::new(session).with_cookie(cookie)
        }
        None => Reply::new(session),
    })
}

async fn on_password_reset(identity: Identity, call: Call<PasswordReset>) -> Answer<PasswordReset> {
    let mut tx = identity.database.begin().await?;
    request_password_reset(&mut tx, &identity, &call.body.email, identity.clock.now()).await?;
    tx.commit().await?;
    Ok(Reply::new(()))
}

async fn on_password_reset_confirm(
    identity: Identity,
    call: Call<PasswordResetConfirm>,
) -> Answer<PasswordResetConfirm> {
    confirm_password_reset(
        &identity,
        &call.body.token,
        call.body.new_password,
        identity.clock.now(),
    )
    .await?;
    Ok(Reply::new(()))
}

async fn on_change_password(identity: Identity, call: Call<ChangePassword>) -> Answer<ChangePassword> {
    let account = call.account_id()?;
    let (current, new) = (call.body.current_password, call.body.new_password);
    change_password(&identity, account, current, new, identity.clock.now()).await?;
    Ok(Reply::new(()))
}

async fn on_get_account(identity: Identity, call: Call<GetAccount>) -> Answer<GetAccount> {
    let account = queries::account::account(&identity.database, call.account_id()?).await?;
    account.map(Reply::new).ok_or_else(errors::account_gone)
}

async fn on_oauth_token(identity: Identity, call: Call<OAuthToken>) -> Answer<OAuthToken> {
    Ok(Reply::new(
        issue_client_token(&identity, &call.body, identity.clock.now()).await?,
    ))
}

async fn on_get_jwks(identity: Identity, _call: Call<GetJwks>) -> Answer<GetJwks> {
    Ok(Reply::new(identity.issuer.jwks()))
}

async fn on_create_client(identity: Identity, call: Call<CreateClient>) -> Answer<CreateClient> {
    let now = identity.clock.now();
    let mut work = match Work::begin(&identity.database, &call, now).await? {
        Begun::Replay(reply) => return Ok(reply),
        Begun::Fresh(work) => work,
    };
    let result = create_client(work.tx(), call.body, now).await;
    let (work, created) = work.settle(result).await?;
    work.commit(Reply::new(created)).await
}

async fn on_list_clients(identity: Identity, _call: Call<ListClients>) -> Answer<ListClients> {
    Ok(Reply::new(queries::clients::clients(&identity.database).await?))
}

async fn on_delete_client(identity: Identity, call: Call<DeleteClient>) -> Answer<DeleteClient> {
    let mut tx = identity.database.begin().await?;
    let result = delete_client(&mut tx, call.path.client_id).await;
    finish(tx, result).await?;
    Ok(Reply::new(()))
}

/// Commits what succeeded and rolls back what did not; either way what was read is durable when the answer leaves.
async fn finish<T, E: Into<ApiError>>(tx: Tx, result: Result<T, E>) -> Result<T, ApiError> {
    match result {
        Ok(value) => {
            tx.commit().await?;
            Ok(value)
        }
        Err(error) => {
            tx.rollback().await?;
            Err(error.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::{grant_platform_roles::grant_platform_roles, testing::World};
    use axum::body::Body;
    use foodwala_contract::{Method, access::PlatformRole, all_endpoints};
    use http::{Request, StatusCode};
    use serde_json::{Value, json};
    use tower::ServiceExt;

    /// A JSON request; answers status and body.
    async fn send(world: &World, method: Method, path: &str, token: Option<&str>, body: Value) -> (StatusCode, Value) {
        let routed = routes(&world.identity, &world.deps);
        let router = routed.commands.merge(routed.queries);
        let mut request = Request::builder()
            .method(method.as_str())
            .uri(path)
            .header("idempotency-key", "k");
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let request = request
            .header("content-type", "application/json")
            .body(Body::from(body.to_string()))
            .unwrap();
        let response = router.oneshot(request).await.unwrap();
        let status = response.status();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, serde_json::from_slice(&bytes).unwrap_or_default())
    }

    #[tokio::test]
    async fn every_endpoint_of_the_service_is_routed() {
        let world = World::new().await;
        let mut routed = routes(&world.identity, &world.deps).endpoints;
        let mut declared: Vec<_> = all_endpoints()
            .filter(|e| e.service == "identity")
            .map(|e| e.id)
            .collect();
        routed.sort_unstable();
        declared.sort_unstable();
        assert_eq!(routed, declared);
    }

    #[tokio::test]
    async fn a_person_registers_refreshes_and_signs_out() {
        let world = World::new().await;
        let new = json!({ "email": "ada@example.org", "password": "correct horse", "display_name": "Ada" });
        let (status, session) = send(&world, Method::Post, "/v1/auth/register", None, new.clone()).await;
        assert_eq!(status, StatusCode::CREATED);
        let (status, problem) = send(&world, Method::Post, "/v1/auth/register", None, new).await;
        assert_eq!(
            (status, &problem["code"]),
            (StatusCode::CONFLICT, &json!("email_taken"))
        );

        let token = session["access_token"].as_str();
        let (status, account) = send(&world, Method::Get, "/v1/auth/account", token, Value::Null).await;
        assert_eq!((status, &account["email"]), (StatusCode::OK, &json!("ada@example.org")));

        let old = json!({ "refresh_token": session["refresh_token"] });
        let (status, next) = send(&world, Method::Post, "/v1/auth/refresh", None, old.clone()).await;
        assert_eq!(status, StatusCode::OK);
        let next = json!({ "refresh_token": next["refresh_token"] });
        let (status, _) = send(&world, Method::Post, "/v1/auth/logout", None, next.clone()).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        for ended in [old, next] {
            let (status, problem) = send(&world, Method::Post, "/v1/auth/refresh", None, ended).await;
            assert_eq!(
                (status, &problem["code"]),
                (StatusCode::UNAUTHORIZED, &json!("invalid_refresh_token"))
            );
        }
    }

    #[tokio::test]
    async fn the_second_use_of_a_refresh_token_is_remembered_though_it_is_an_error() {
        let world = World::new().await;
        let session = world.registered("ada@example.org").await;
        let old = json!({ "refresh_token": session.refresh_token });
        let (_, next) = send(&world, Method::Post, "/v1/auth/refresh", None, old.clone()).await;
        world.advance(world.identity.refresh_grace);
        let (status, _) = send(&world, Method::Post, "/v1/auth/refresh", None, old).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        let next = json!({ "refresh_token": next["refresh_token"] });
        let (status, _) = send(&world, Method::Post, "/v1/auth/refresh", None, next).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert_eq!(world.count("sessions").await, 0);
    }

    #[tokio::test]
    async fn the_answer_to_a_reset_request_does_not_say_whether_there_is_an_account() {
        let world = World::new().await;
        world.registered("ada@example.org").await;
        let mut answers = Vec::new();
        for email in ["ada@example.org", "bob@example.org", "nonsense"] {
            answers.push(
                send(
                    &world,
                    Method::Post,
                    "/v1/auth/password-reset",
                    None,
                    json!({ "email": email }),
                )
                .await,
            );
        }
        assert!(
            answers
                .iter()
                .all(|answer| *answer == (StatusCode::ACCEPTED, Value::Null)),
            "{answers:?}"
        );
    }

    #[tokio::test]
    async fn only_an_admin_registers_clients_and_a_repeat_gets_the_same_secret() {
        let world = World::new().await;
        let session = world.registered("ada@example.org").await;
        let new = json!({
            "name": "Till",
            "scopes": ["board:read"],
            "restaurant_ids": ["00000000-0000-0000-0000-000000000001"],
        });
        let token = session.access_token.clone();
        let (status, _) = send(&world, Method::Post, "/v1/auth/clients", Some(&token), new.clone()).await;
        assert_eq!(status, StatusCode::FORBIDDEN);

        let mut tx = world.identity.database.begin().await.unwrap();
        grant_platform_roles(&mut tx, session.account.id, &[PlatformRole::Admin])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let old = json!({ "refresh_token": session.refresh_token });
        let (_, session) = send(&world, Method::Post, "/v1/auth/refresh", None, old).await;
        let token = session["access_token"].as_str();
        let (status, created) = send(&world, Method::Post, "/v1/auth/clients", token, new.clone()).await;
        assert_eq!(status, StatusCode::CREATED);
        assert_eq!(
            send(&world, Method::Post, "/v1/auth/clients", token, new).await.1,
            created
        );
        let (_, listed) = send(&world, Method::Get, "/v1/auth/clients", token, Value::Null).await;
        assert_eq!(listed["items"], json!([created["client"]]));
        let path = format!("/v1/auth/clients/{}", created["client"]["id"].as_str().unwrap());
        let gone = send(&world, Method::Delete, &path, token, Value::Null).await.0;
        assert_eq!(gone, StatusCode::NO_CONTENT);
        assert_eq!(
            send(&world, Method::Delete, &path, token, Value::Null).await.0,
            StatusCode::NOT_FOUND
        );
    }

    /// A request as a page of `origin` sends it to `http://localhost:8080`; answers status, `Set-Cookie` and body.
    async fn browse(
        world: &World,
        path: &str,
        origin: &str,
        cookie: Option<&str>,
        body: Value,
    ) -> (StatusCode, String, Value) {
        let routed = routes(&world.identity, &world.deps);
        let mut request = Request::post(path)
            .header("content-type", "application/json")
            .header("host", "localhost:8080")
            .header("origin", origin);
        if let Some(cookie) = cookie {
            request = request.header("cookie", cookie);
        }
        let request = request.body(Body::from(body.to_string())).unwrap();
        let response = routed.commands.oneshot(request).await.unwrap();
        let status = response.status();
        let cookie = response.headers().get("set-cookie");
        let cookie = cookie.map_or("", |cookie| cookie.to_str().unwrap()).to_owned();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, cookie, serde_json::from_slice(&bytes).unwrap_or_default())
    }

    const OWN: &str = "http://localhost:8080";
    const LOGIN: &str = "/v1/auth/login?keeping=cookie";

    fn credentials() -> Value {
        json!({ "email": "ada@example.org", "password": "correct horse battery" })
    }

    /// `name=value` of a `Set-Cookie`.
    fn pair(cookie: &str) -> &str {
        cookie.split(';').next().unwrap_or_default()
    }

    #[tokio::test]
    async fn a_browser_keeps_its_session_where_no_script_reads_it() {
        let world = World::new().await;
        world.registered("ada@example.org").await;
        let (status, first, session) = browse(&world, LOGIN, OWN, None, credentials()).await;
        assert_eq!((status, &session["refresh_token"]), (StatusCode::OK, &json!("")));
        assert!(first.starts_with("foodwala-session=fwr_"), "{first}");
        assert!(
            first.ends_with("; Max-Age=2592000; Path=/v1/auth; HttpOnly; SameSite=Strict"),
            "{first}"
        );

        let (status, second, session) = browse(&world, "/v1/auth/refresh", OWN, Some(pair(&first)), json!({})).await;
        assert_eq!((status, &session["refresh_token"]), (StatusCode::OK, &json!("")));
        assert_ne!(pair(&first), pair(&second));

        let (status, gone, _) = browse(&world, "/v1/auth/logout", OWN, Some(pair(&second)), json!({})).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        assert!(
            gone.starts_with("foodwala-session=; Max-Age=0; Path=/v1/auth;"),
            "{gone}"
        );
        let (status, cookie, _) = browse(&world, "/v1/auth/refresh", OWN, Some(pair(&second)), json!({})).await;
        assert_eq!((status, cookie.as_str()), (StatusCode::UNAUTHORIZED, ""));
    }

    #[tokio::test]
    async fn away_from_this_machine_the_cookie_goes_over_tls_only() {
        let world = World::new().await;
        world.registered("ada@example.org").await;
        let routed = routes(&world.identity, &world.deps);
        let request = Request::post("/v1/auth/login?keeping=cookie")
            .header("content-type", "application/json")
            .header("host", "food.example")
            .header("origin", "https://food.example")
            .body(Body::from(credentials().to_string()))
            .unwrap();
        let response = routed.commands.oneshot(request).await.unwrap();
        let cookie = response.headers()["set-cookie"].to_str().unwrap();
        assert!(
            cookie.starts_with("__Secure-foodwala-session=fwr_") && cookie.ends_with("; Secure"),
            "{cookie}"
        );
    }

    #[tokio::test]
    async fn nobody_elses_page_signs_anybody_in_or_out() {
        let world = World::new().await;
        world.registered("ada@example.org").await;
        let (_, cookie, _) = browse(&world, LOGIN, OWN, None, credentials()).await;
        let evil = "http://localhost:9999";
        for path in ["/v1/auth/refresh", "/v1/auth/logout"] {
            let (status, _, problem) = browse(&world, path, evil, Some(pair(&cookie)), json!({})).await;
            assert_eq!(
                (status, &problem["code"]),
                (StatusCode::FORBIDDEN, &json!("forbidden")),
                "{path}"
            );
        }
        let (status, _, _) = browse(&world, LOGIN, evil, None, credentials()).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        // No page at all has no cookie either.
        let (status, _) = send(&world, Method::Post, "/v1/auth/refresh", None, json!({})).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        let (status, _, _) = browse(&world, "/v1/auth/refresh", OWN, Some(pair(&cookie)), json!({})).await;
        assert_eq!(status, StatusCode::OK);
    }
}
