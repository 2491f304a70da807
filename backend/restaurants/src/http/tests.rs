use super::*;
use crate::{Config, samples, testing::Fixture};
use axum::body::{Body, to_bytes};
use foodwala_contract::{
    AccountId,
    access::StaffRole,
    all_endpoints,
    board::AcceptRequest,
    endpoint::Nothing,
    events::StaffActionTaken,
    orders::OrderStatus,
    page::Page,
    restaurants::{CreateRestaurantRequest, SearchHit, SearchQuery},
};
use foodwala_platform::{Caller, Claims, TokenVerifier, auth::Subject as TokenSubject};
use std::collections::BTreeSet;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

fn deps(fixture: &Fixture) -> Deps {
    Deps {
        database: fixture.database.clone(),
        read_model: fixture.read_model.clone(),
        clock: fixture.clock(),
        auth: Arc::new(TokenVerifier::new("issuer", "audience")),
        shutdown: CancellationToken::new(),
    }
}

fn state(fixture: &Fixture) -> State {
    State {
        database: fixture.database.clone(),
        clock: fixture.clock(),
        reader: fixture.reader(),
        directory: Directory::new(fixture.database.clone()),
        search: SearchIndex::new(fixture.database.clone()),
    }
}

fn caller(account: AccountId) -> Caller {
    Caller::Known(Arc::new(Claims {
        iss: String::new(),
        aud: String::new(),
        sub: account.uuid(),
        subject: TokenSubject::Account,
        jti: samples::id(1),
        sid: None,
        iat: 0,
        exp: i64::MAX,
        roles: Vec::new(),
        scopes: Vec::new(),
        restaurants: Vec::new(),
    }))
}

#[tokio::test]
async fn every_endpoint_of_the_contract_is_served() {
    let fixture = Fixture::new().await;
    let service = crate::service(deps(&fixture), Config::default());
    let served: BTreeSet<_> = service.routes.endpoints.iter().copied().collect();
    let declared: BTreeSet<_> = all_endpoints()
        .filter(|endpoint| endpoint.service == "restaurants")
        .map(|endpoint| endpoint.id)
        .collect();
    assert_eq!(served, declared);
    assert_eq!(service.rebuild.unwrap()().await.unwrap(), 0);
}

#[tokio::test]
async fn guests_search_and_strangers_see_no_board() {
    let fixture = Fixture::with_menu().await;
    let routes = crate::service(deps(&fixture), Config::default()).routes;
    let get = async |path: String| {
        let request = http::Request::get(path).body(Body::empty()).unwrap();
        let response = routes.queries.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        (status, to_bytes(response.into_body(), usize::MAX).await.unwrap())
    };
    let (status, body) = get("/v1/restaurants?text=margerita&latitude=52.52&longitude=13.405".into()).await;
    assert_eq!(status, 200);
    let page: Page<SearchHit> = serde_json::from_slice(&body).unwrap();
    assert_eq!(page.items[0].dishes[0].name, "Pizza Margherita");
    let id = samples::restaurant_id(1);
    assert_eq!(get(format!("/v1/restaurants/{id}")).await.0, 200);
    assert_eq!(get(format!("/v1/restaurants/{id}/menu")).await.0, 200);
    assert_eq!(get(format!("/v1/restaurants/{id}/orders")).await.0, 401);
    assert_eq!(get("/v1/restaurants?sort=distance".into()).await.0, 400);
}

#[tokio::test]
async fn the_same_key_has_one_effect_and_one_answer() {
    let fixture = Fixture::with_menu().await;
    fixture.staff(2, StaffRole::Kitchen).await;
    fixture.order(samples::order(OrderStatus::Placed)).await;
    let call = Call::<AcceptOrder> {
        path: BoardOrderPath {
            restaurant_id: samples::restaurant_id(1),
            order_id: samples::order_id(1),
        },
        query: Nothing {},
        body: AcceptRequest { ready_in_minutes: 20 },
        caller: caller(samples::account(2)),
        staff_role: Some(StaffRole::Kitchen),
        idempotency_key: Some("tap".into()),
        if_match: None,
        last_event_id: None,
        page: None,
    };
    for _ in 0..2 {
        let request = StaffRequest::Accept(call.body.clone());
        act(state(&fixture), call.clone(), request).await.unwrap();
    }
    assert_eq!(fixture.events::<StaffActionTaken>().await.len(), 1);
    let other = Call {
        idempotency_key: Some("tap again".into()),
        ..call
    };
    let refused = act(state(&fixture), other.clone(), StaffRequest::Accept(other.body))
        .await
        .unwrap_err();
    assert_eq!(refused.code(), &ErrorCode::TransitionRefused);
    assert_eq!(refused.problem().context["status"], "placed");
}

#[tokio::test]
async fn whoever_opens_a_restaurant_reads_it_at_once() {
    let fixture = Fixture::new().await;
    let call = Call::<CreateRestaurant> {
        path: Nothing {},
        query: Nothing {},
        body: CreateRestaurantRequest {
            profile: samples::profile("Da Mario"),
            hours: samples::always_open(),
        },
        caller: caller(samples::account(1)),
        staff_role: None,
        idempotency_key: Some("open".into()),
        if_match: None,
        last_event_id: None,
        page: None,
    };
    let state = state(&fixture);
    create_restaurant(state.clone(), call.clone()).await.unwrap();
    let places = queries::staff::workplaces(&state.reader, samples::account(1))
        .await
        .unwrap();
    assert_eq!(places.items[0].role, StaffRole::Owner);
    let found = queries::search::search(&state.search, &SearchQuery::default(), samples::now())
        .await
        .unwrap();
    assert_eq!(found.items[0].id, places.items[0].restaurant_id);
}
