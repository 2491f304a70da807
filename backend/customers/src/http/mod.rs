//! Routes: take the call apart, do the command, map the error.

mod errors;

use crate::{
    arrival::{self, ArrivalError},
    commands::{
        add_address::add_address, add_favourite::add_favourite, delete_me::delete_me, remove_address::remove_address,
        remove_favourite::remove_favourite, update_address::update_address, update_me::update_me,
    },
    projection, queries,
    state::Customers,
};
use foodwala_contract::{
    ErrorCode,
    customers::{
        AddAddress, AddFavourite, DeleteMe, ExportMe, GetMe, RemoveAddress, RemoveFavourite, UpdateAddress, UpdateMe,
    },
};
use foodwala_database::Tx;
use foodwala_platform::{ApiError, Begun, Call, Deps, Reply, Routed, Routes, Work};

type Answer<E> = Result<Reply<E>, ApiError>;

/// The service's routes.
pub fn routes(customers: &Customers, deps: &Deps) -> Routed {
    Routes::new(customers.clone(), deps)
        .on::<GetMe, _, _>(on_get_me)
        .on::<UpdateMe, _, _>(on_update_me)
        .on::<DeleteMe, _, _>(on_delete_me)
        .on::<AddAddress, _, _>(on_add_address)
        .on::<UpdateAddress, _, _>(on_update_address)
        .on::<RemoveAddress, _, _>(on_remove_address)
        .on::<AddFavourite, _, _>(on_add_favourite)
        .on::<RemoveFavourite, _, _>(on_remove_favourite)
        .on::<ExportMe, _, _>(on_export_me)
        .build()
}

async fn on_get_me(customers: Customers, call: Call<GetMe>) -> Answer<GetMe> {
    let (body, version) = queries::me::me(&customers, call.account_id()?).await?;
    Ok(Reply::from_json(body).with_version(version))
}

async fn on_export_me(customers: Customers, call: Call<ExportMe>) -> Answer<ExportMe> {
    let now = customers.clock.now();
    Ok(Reply::new(
        queries::export::export(&customers, call.account_id()?, now).await?,
    ))
}

async fn on_update_me(customers: Customers, call: Call<UpdateMe>) -> Answer<UpdateMe> {
    let id = call.account_id()?;
    let version = call
        .if_match
        .ok_or_else(|| ApiError::new(ErrorCode::PreconditionRequired))?;
    arrival::profile(&customers, id).await?;
    let mut tx = customers.database.begin().await?;
    let result = update_me(&mut tx, id, version, call.body, customers.clock.now()).await;
    let customer = finish(tx, result).await?;
    projection::freshen(&customers.read_model, &customer).await;
    let version = customer.version;
    Ok(Reply::new(customer).with_version(version))
}

async fn on_delete_me(customers: Customers, call: Call<DeleteMe>) -> Answer<DeleteMe> {
    let id = call.account_id()?;
    match arrival::profile(&customers, id).await {
        // Deleted before: that is what was asked for.
        Err(ArrivalError::Erased) => return Ok(Reply::new(())),
        result => result?,
    }
    let mut tx = customers.database.begin().await?;
    let result = delete_me(&mut tx, id, &call.caller.key(), customers.clock.now()).await;
    finish(tx, result).await?;
    if let Err(error) = projection::remove(&customers.read_model, id).await {
        tracing::warn!(customer.id = %id, error = %error, "profile not removed; the projection will");
    }
    Ok(Reply::new(()))
}

async fn on_add_address(customers: Customers, call: Call<AddAddress>) -> Answer<AddAddress> {
    let (id, now) = (call.account_id()?, customers.clock.now());
    arrival::profile(&customers, id).await?;
    let mut work = match Work::begin(&customers.database, &call, now).await? {
        Begun::Replay(reply) => return Ok(reply),
        Begun::Fresh(work) => work,
    };
    let result = add_address(work.tx(), id, call.body, now).await;
    let (work, (address, customer)) = work.settle(result).await?;
    let reply = work.commit(Reply::new(address)).await?;
    projection::freshen(&customers.read_model, &customer).await;
    Ok(reply)
}

async fn on_update_address(customers: Customers, call: Call<UpdateAddress>) -> Answer<UpdateAddress> {
    let id = call.account_id()?;
    let mut tx = customers.database.begin().await?;
    let result = update_address(&mut tx, id, call.path.address_id, call.body, customers.clock.now()).await;
    let (address, customer) = finish(tx, result).await?;
    projection::freshen(&customers.read_model, &customer).await;
    Ok(Reply::new(address))
}

async fn on_remove_address(customers: Customers, call: Call<RemoveAddress>) -> Answer<RemoveAddress> {
    let id = call.account_id()?;
    let mut tx = customers.database.begin().await?;
    let result = remove_address(&mut tx, id, call.path.address_id, customers.clock.now()).await;
    let customer = finish(tx, result).await?;
    projection::freshen(&customers.read_model, &customer).await;
    Ok(Reply::new(()))
}

async fn on_add_favourite(customers: Customers, call: Call<AddFavourite>) -> Answer<AddFavourite> {
    let id = call.account_id()?;
    arrival::profile(&customers, id).await?;
    let mut tx = customers.database.begin().await?;
    let result = add_favourite(&mut tx, id, call.path.restaurant_id, customers.clock.now()).await;
    if let Some(customer) = finish(tx, result).await? {
        projection::freshen(&customers.read_model, &customer).await;
    }
    Ok(Reply::new(()))
}

async fn on_remove_favourite(customers: Customers, call: Call<RemoveFavourite>) -> Answer<RemoveFavourite> {
    let id = call.account_id()?;
    let mut tx = customers.database.begin().await?;
    let result = remove_favourite(&mut tx, id, call.path.restaurant_id, customers.clock.now()).await;
    if let Some(customer) = finish(tx, result).await? {
        projection::freshen(&customers.read_model, &customer).await;
    }
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
    use crate::{
        Config,
        commands::{
            open_profile::open_profile,
            testing::{START, account, home},
        },
    };
    use axum::{Router, body::Body};
    use foodwala_clock::ManualClock;
    use foodwala_contract::{all_endpoints, auth::Account};
    use foodwala_database::Database;
    use foodwala_platform::{Caller, Claims, TokenVerifier, auth::Subject};
    use foodwala_readmodel::ReadModel;
    use http::StatusCode;
    use std::sync::Arc;
    use tokio_util::sync::CancellationToken;
    use uuid::Uuid;

    struct Site {
        customers: Customers,
        deps: Deps,
        account: Account,
    }

    impl Site {
        async fn new(arrival_wait_ms: u32) -> Self {
            let deps = Deps {
                database: Database::temporary("customers").await.unwrap(),
                read_model: ReadModel::in_process(),
                clock: Arc::new(ManualClock::new(START)),
                auth: Arc::new(TokenVerifier::new("us", "all")),
                shutdown: CancellationToken::new(),
            };
            let customers = Customers::new(&deps, &Config { arrival_wait_ms });
            Self {
                customers,
                deps,
                account: account(),
            }
        }

        async fn arrive(&self) {
            let mut tx = self.deps.database.begin().await.unwrap();
            open_profile(&mut tx, &self.account, START).await.unwrap();
            tx.commit().await.unwrap();
            projection::rebuild(&self.deps.database, &self.deps.read_model)
                .await
                .unwrap();
        }

        fn call<E: foodwala_contract::Endpoint>(&self, path: E::Path, query: E::Query, body: E::Request) -> Call<E> {
            let claims = Claims {
                iss: "us".to_owned(),
                aud: "all".to_owned(),
                sub: self.account.id.uuid(),
                subject: Subject::Account,
                jti: Uuid::nil(),
                sid: None,
                iat: 0,
                exp: i64::MAX,
                roles: Vec::new(),
                scopes: Vec::new(),
                restaurants: Vec::new(),
            };
            Call {
                path,
                query,
                body,
                caller: Caller::Known(Arc::new(claims)),
                staff_role: None,
                idempotency_key: E::INFO.idempotent.then(|| "key".to_owned()),
                if_match: E::INFO.if_match.then_some(1),
                last_event_id: None,
                page: None,
            }
        }

        fn get_me(&self) -> Call<GetMe> {
            self.call(Default::default(), Default::default(), ())
        }
    }

    fn code<E: foodwala_contract::Endpoint>(answer: Answer<E>) -> ErrorCode {
        answer.err().map(|error| error.code().clone()).unwrap()
    }

    #[tokio::test]
    async fn every_endpoint_of_the_service_is_routed_and_closed_to_strangers() {
        let site = Site::new(0).await;
        let routed = routes(&site.customers, &site.deps);
        let declared: Vec<_> = all_endpoints().filter(|e| e.service == "customers").collect();
        let mut ids: Vec<_> = declared.iter().map(|endpoint| endpoint.id).collect();
        let mut routed_ids = routed.endpoints.clone();
        ids.sort_unstable();
        routed_ids.sort_unstable();
        assert_eq!(routed_ids, ids);
        let router: Router = routed.commands.merge(routed.queries);
        for endpoint in declared {
            let uri = endpoint.path.replace("{address_id}", &Uuid::nil().to_string());
            let uri = uri.replace("{restaurant_id}", &Uuid::nil().to_string());
            let request = http::Request::builder()
                .method(endpoint.method.as_str())
                .uri(uri)
                .body(Body::empty());
            let response = tower::ServiceExt::oneshot(router.clone(), request.unwrap())
                .await
                .unwrap();
            assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{}", endpoint.id);
        }
    }

    #[tokio::test]
    async fn whoever_has_just_registered_waits_for_the_profile() {
        let site = Site::new(60_000).await;
        let (answer, ()) = tokio::join!(on_get_me(site.customers.clone(), site.get_me()), site.arrive());
        assert!(answer.is_ok());
        let address = site.call::<AddAddress>(Default::default(), Default::default(), home());
        assert!(on_add_address(site.customers.clone(), address).await.is_ok());
    }

    #[tokio::test]
    async fn a_profile_that_does_not_arrive_is_unavailable_and_not_missing() {
        let site = Site::new(1).await;
        assert_eq!(
            code(on_get_me(site.customers.clone(), site.get_me()).await),
            ErrorCode::Unavailable
        );
    }

    #[tokio::test]
    async fn a_wiped_read_model_costs_no_answers() {
        let site = Site::new(0).await;
        site.arrive().await;
        site.deps.read_model.wipe().await.unwrap();
        assert!(on_get_me(site.customers.clone(), site.get_me()).await.is_ok());
        assert!(
            projection::read(&site.deps.read_model, site.account.id)
                .await
                .unwrap()
                .is_some()
        );
    }

    #[tokio::test]
    async fn a_repeated_addition_adds_one_address_and_shows_at_once() {
        let site = Site::new(0).await;
        site.arrive().await;
        for _ in 0..2 {
            let call = site.call::<AddAddress>(Default::default(), Default::default(), home());
            on_add_address(site.customers.clone(), call).await.unwrap();
        }
        let document = projection::read(&site.deps.read_model, site.account.id)
            .await
            .unwrap()
            .unwrap();
        let customer: foodwala_contract::customers::Customer = document.json().unwrap();
        assert_eq!((customer.addresses.len(), document.version), (1, 2));
    }

    #[tokio::test]
    async fn a_deleted_account_is_gone_for_its_token_too() {
        let site = Site::new(0).await;
        site.arrive().await;
        for _ in 0..2 {
            let call = site.call::<DeleteMe>(Default::default(), Default::default(), ());
            on_delete_me(site.customers.clone(), call).await.unwrap();
        }
        assert_eq!(
            code(on_get_me(site.customers.clone(), site.get_me()).await),
            ErrorCode::Unauthenticated
        );
        let address = site.call::<AddAddress>(Default::default(), Default::default(), home());
        assert_eq!(
            code(on_add_address(site.customers.clone(), address).await),
            ErrorCode::Unauthenticated
        );
    }
}
