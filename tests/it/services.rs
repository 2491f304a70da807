//! What each service promises of itself, through the SDK and over the real bus.

use crate::world::{PASSWORD, fill};
use anyhow::{Context, Result};
use foodwala_clock::Clock;
use foodwala_contract::{ErrorCode, Problem, all_endpoints};
use foodwala_sdk::{
    Error, FoodWala, StreamExt,
    contract::{
        access::{Scope, StaffRole},
        auth::{CreateClientRequest, LoginRequest, RegisterRequest},
        board::{AcceptRequest, BoardCancelRequest, BoardQuery, BoardView},
        customers::UpdateCustomerRequest,
        geo::GeoPoint,
        hours::Interval,
        menu::PublishMenuRequest,
        orders::{CancelOrderRequest, ChargeKind, Fulfilment, OrderStatus, ReviewRequest},
        page::PageQuery,
        restaurants::{AddStaffRequest, Discount, Pause, Promo, SearchQuery, SearchSort},
    },
};
use foodwala_tests::{Town, door, eventually, opening};
use jiff::ToSpan;
use std::{collections::BTreeSet, time::Duration};

/// What it was refused with, if it was.
fn code<T>(answer: Result<T, Error>) -> Option<ErrorCode> {
    answer.err().and_then(|error| error.code().cloned())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_endpoint_is_served() -> Result<()> {
    let town = Town::start().await?;
    // The SDK chooses how TLS is done.
    town.stranger()?;
    let http = reqwest::Client::builder().build()?;
    for endpoint in all_endpoints() {
        let path = fill(endpoint.path, |_| Ok(town.id().to_string()))?;
        let request = http.request(
            endpoint.method.as_str().parse()?,
            format!("{}{path}", town.platform.url()),
        );
        let answer = request.send().await?;
        if answer.status().as_u16() < 400 {
            continue;
        }
        let Problem { code, .. } = answer.json().await.with_context(|| endpoint.id)?;
        assert!(
            !matches!(code, ErrorCode::RouteNotFound | ErrorCode::MethodNotAllowed),
            "{}: {code}",
            endpoint.id
        );
        assert!(code.status() < 500, "{}: {code}", endpoint.id);
    }
    town.platform.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_is_forgotten_and_may_come_back() -> Result<()> {
    let town = Town::start().await?;
    let kitchen = town.kitchen().await?;
    let registration = town.registration("asha");
    let guest = town.stranger()?;
    guest.auth().register(&registration).await?;
    let me = eventually(|| async { guest.me().get().await }).await?;
    let change = UpdateCustomerRequest {
        phone: Some("+49 170 5550100".to_owned()),
        ..Default::default()
    };
    guest.me().update(&change, me.version).await?;
    let Fulfilment::Delivery { address } = door() else {
        anyhow::bail!("a door is delivered to")
    };
    guest.me().add_address(&address).await?;

    // One order is called off in the guest's words, one was reviewed, one is still cooked.
    let board = kitchen.owner.board(kitchen.id());
    let cancelled = kitchen.ordered(&guest, door()).await?;
    let reason = CancelOrderRequest {
        reason: Some("Asha is in hospital".to_owned()),
    };
    guest.orders().cancel(cancelled.id, &reason).await?;
    let mut basket = kitchen.basket(1, Fulfilment::Pickup);
    basket.lines[0].note = Some("Asha cannot eat nuts".to_owned());
    let mut request = kitchen.order_of(&guest, basket).await?;
    request.note = Some("Ask for Asha".to_owned());
    let eaten = guest.orders().place(&request).await?;
    let cooking = kitchen.ordered(&guest, door()).await?;
    town.settled().await?;
    board.accept(eaten.id, &AcceptRequest { ready_in_minutes: 20 }).await?;
    town.settled().await?;
    board.start(eaten.id).await?;
    town.settled().await?;
    board.ready(eaten.id).await?;
    town.settled().await?;
    board.collect(eaten.id).await?;
    town.settled().await?;
    let review = ReviewRequest {
        stars: 5,
        comment: Some("Greetings from Asha".to_owned()),
    };
    guest.orders().review(eaten.id, &review).await?;
    board
        .accept(cooking.id, &AcceptRequest { ready_in_minutes: 20 })
        .await?;
    town.settled().await?;

    // Another device of the same person keeps its session.
    let device = town.stranger()?;
    let credentials = LoginRequest {
        email: registration.email.clone(),
        password: registration.password.clone(),
    };
    device.auth().login(&credentials).await?;
    guest.me().delete().await?;
    town.settled().await?;

    assert_eq!(code(device.me().get().await), Some(ErrorCode::Unauthenticated));
    assert_eq!(code(device.auth().refresh().await), Some(ErrorCode::Unauthenticated));
    assert_eq!(
        code(town.stranger()?.auth().login(&credentials).await),
        Some(ErrorCode::InvalidCredentials)
    );

    let ended = BoardQuery {
        view: Some(BoardView::Ended),
        ..Default::default()
    };
    let cards = board.list(&ended).await?.items;
    assert_eq!(cards.len(), 2);
    let told = serde_json::to_string(&cards)?;
    for trace in ["Asha", "+49 30 1234567", "Kastanienallee", "Second floor", "52.5385"] {
        assert!(!told.contains(trace), "{trace} is still on the board: {told}");
    }
    // The kitchen still needs to know whom to bring the food to; afterwards it does not.
    assert_eq!(board.get(cooking.id).await?.order.contact.name, "Asha");
    board
        .cancel(
            cooking.id,
            &BoardCancelRequest {
                reason: "Gone".to_owned(),
            },
        )
        .await?;
    town.settled().await?;
    let card = board.get(cooking.id).await?.order;
    assert_eq!((card.status, card.contact.name.as_str()), (OrderStatus::Cancelled, ""));

    // Nothing of the old life is in the new one.
    let again = town.stranger()?;
    again.auth().register(&registration).await?;
    let me = eventually(|| async { again.me().get().await }).await?;
    assert_eq!((me.phone.as_deref(), me.addresses.len()), (None, 0));
    assert!(again.orders().list(&PageQuery::default()).await?.items.is_empty());
    town.platform.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_api_client_works_until_it_is_removed() -> Result<()> {
    let town = Town::start().await?;
    let (kitchen, elsewhere) = (town.kitchen().await?, town.kitchen().await?);
    let admin = admin(&town).await?;
    let request = CreateClientRequest {
        name: "Till".to_owned(),
        scopes: vec![Scope::BoardRead],
        restaurant_ids: vec![kitchen.id()],
    };
    let created = admin.auth().create_client(&request).await?;
    assert!(admin.auth().list_clients().await?.items.contains(&created.client));
    let till = || {
        let builder = FoodWala::builder().base_url(town.platform.url());
        builder
            .api_client(created.client.id, created.client_secret.clone())
            .build()
    };

    let guest = town.person("asha").await?;
    let order = kitchen.ordered(&guest, Fulfilment::Pickup).await?;
    let client = till()?;
    let cards = client.board(kitchen.id()).list(&BoardQuery::default()).await?.items;
    assert_eq!(cards.iter().map(|card| card.order.id).collect::<Vec<_>>(), [order.id]);
    let accept = AcceptRequest { ready_in_minutes: 20 };
    assert_eq!(
        code(client.board(kitchen.id()).accept(order.id, &accept).await),
        Some(ErrorCode::Forbidden)
    );
    assert_eq!(
        code(client.board(elsewhere.id()).list(&BoardQuery::default()).await),
        Some(ErrorCode::Forbidden)
    );

    let builder = FoodWala::builder().base_url(town.platform.url());
    let impostor = builder.api_client(created.client.id, "a guess").build()?;
    assert!(impostor.board(kitchen.id()).list(&BoardQuery::default()).await.is_err());

    admin.auth().delete_client(created.client.id).await?;
    assert!(admin.auth().list_clients().await?.items.is_empty());
    assert!(
        till()?.board(kitchen.id()).list(&BoardQuery::default()).await.is_err(),
        "it gets no token any more"
    );
    town.clock.advance(Duration::from_secs(16 * 60));
    let late = client.board(kitchen.id()).list(&BoardQuery::default()).await;
    assert!(late.is_err(), "its last token has ended");
    town.platform.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_may_from_the_moment_they_are_added_until_they_are_removed() -> Result<()> {
    let town = Town::start().await?;
    let kitchen = town.kitchen().await?;
    let (restaurants, id) = (kitchen.owner.restaurants(), kitchen.id());
    let cook = town.person("cook").await?;
    let account = cook.auth().account().context("signed in")?;
    let listing = || async { cook.board(id).list(&BoardQuery::default()).await };
    // Asked before, so that the refusal is remembered.
    assert_eq!(code(listing().await), Some(ErrorCode::Forbidden));
    town.settled().await?;
    let request = AddStaffRequest {
        email: account.email.to_uppercase(),
        role: StaffRole::Kitchen,
    };
    restaurants.add_staff(id, &request).await?;
    assert_eq!(
        code(restaurants.add_staff(id, &request).await),
        Some(ErrorCode::AlreadyStaff)
    );
    listing().await?;
    assert_eq!(cook.me().workplaces().await?.items.len(), 1);
    assert!(
        restaurants
            .staff(id)
            .await?
            .items
            .iter()
            .any(|member| member.account_id == account.id)
    );
    assert_eq!(code(cook.restaurants().staff(id).await), Some(ErrorCode::Forbidden));

    restaurants.remove_staff(id, account.id).await?;
    assert_eq!(code(listing().await), Some(ErrorCode::Forbidden));
    assert!(cook.me().workplaces().await?.items.is_empty());
    assert_eq!(
        code(restaurants.remove_staff(id, account.id).await),
        Some(ErrorCode::NotFound)
    );
    let owner = kitchen.owner.auth().account().context("signed in")?.id;
    assert_eq!(
        code(restaurants.remove_staff(id, owner).await),
        Some(ErrorCode::LastOwner)
    );

    // A manager manages, but makes nobody an owner.
    let manager = town.staff(&kitchen, StaffRole::Manager).await?;
    let request = AddStaffRequest {
        email: account.email,
        role: StaffRole::Owner,
    };
    assert_eq!(
        code(manager.restaurants().add_staff(id, &request).await),
        Some(ErrorCode::Forbidden)
    );
    assert_eq!(
        code(manager.restaurants().remove_staff(id, owner).await),
        Some(ErrorCode::Forbidden)
    );
    town.platform.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn restaurants_are_found() -> Result<()> {
    let town = Town::start().await?;
    let near = town.kitchen().await?;
    let owner = town.person("owner").await?;
    // 300 km away, closed at noon, and Thai.
    let mut far = opening("Siam Garden");
    far.profile.cuisines = vec!["thai".to_owned()];
    far.profile.location = GeoPoint {
        latitude: 53.55,
        longitude: 9.99,
    };
    let evening = Interval {
        opens: jiff::civil::time(18, 0, 0, 0),
        closes: jiff::civil::time(23, 0, 0, 0),
    };
    for day in &mut far.hours.weekly {
        day.intervals = vec![evening];
    }
    let far = owner.restaurants().create(&far).await?.id;
    town.settled().await?;
    town.platform.run_jobs().await.map_err(anyhow::Error::from_boxed)?;

    let guest = town.stranger()?;
    let here = SearchQuery {
        latitude: Some(52.53),
        longitude: Some(13.405),
        ..Default::default()
    };
    let find = async |query: SearchQuery| -> Result<Vec<_>> {
        Ok(guest
            .restaurants()
            .search(&query)
            .await?
            .items
            .into_iter()
            .map(|hit| hit.id)
            .collect())
    };
    assert_eq!(find(here.clone()).await?, [near.id(), far], "nearest first");
    assert_eq!(
        find(SearchQuery {
            within_m: Some(5_000),
            ..here.clone()
        })
        .await?,
        [near.id()]
    );
    assert_eq!(
        find(SearchQuery {
            delivers: Some(true),
            ..here.clone()
        })
        .await?,
        [near.id()]
    );
    assert_eq!(
        find(SearchQuery {
            open_now: Some(true),
            ..Default::default()
        })
        .await?,
        [near.id()]
    );
    assert_eq!(
        find(SearchQuery {
            cuisine: Some("Thai".to_owned()),
            ..Default::default()
        })
        .await?,
        [far]
    );
    for (typed, found) in [
        ("Siam", far),
        ("siam gardn", far),
        ("margerita", near.id()),
        ("piza", near.id()),
    ] {
        let query = SearchQuery {
            text: Some(typed.to_owned()),
            ..Default::default()
        };
        assert_eq!(find(query).await?, [found], "{typed}");
    }
    let hits = guest
        .restaurants()
        .search(&SearchQuery {
            text: Some("piza".to_owned()),
            ..here.clone()
        })
        .await?
        .items;
    assert_eq!(
        hits[0].dishes.iter().map(|dish| dish.item_id).collect::<Vec<_>>(),
        [near.pizza]
    );
    let nothing = SearchQuery {
        text: Some("zzzzzz".to_owned()),
        ..Default::default()
    };
    assert!(find(nothing).await?.is_empty());

    // A paused restaurant is not open; and pages hold each hit once.
    owner
        .restaurants()
        .pause(
            far,
            &Pause {
                until: None,
                reason: None,
            },
        )
        .await?;
    let mut expected = BTreeSet::from([near.id(), far]);
    for number in 0..8 {
        let created = owner
            .restaurants()
            .create(&opening(&format!("Branch {number}")))
            .await?;
        expected.insert(created.id);
    }
    town.settled().await?;
    town.platform.run_jobs().await.map_err(anyhow::Error::from_boxed)?;
    for sort in [
        None,
        Some(SearchSort::Distance),
        Some(SearchSort::Rating),
        Some(SearchSort::DeliveryTime),
    ] {
        let query = SearchQuery {
            limit: Some(3),
            sort,
            ..here.clone()
        };
        let all: Vec<_> = guest
            .restaurants()
            .search_all(query)
            .map(|hit| hit.map(|hit| hit.id))
            .collect::<Vec<_>>()
            .await;
        let all = all.into_iter().collect::<Result<Vec<_>, _>>()?;
        assert_eq!(all.len(), expected.len(), "{sort:?}");
        assert_eq!(all.into_iter().collect::<BTreeSet<_>>(), expected, "{sort:?}");
    }
    town.platform.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_managers_who_publish_the_second_is_told() -> Result<()> {
    let town = Town::start().await?;
    let kitchen = town.kitchen().await?;
    let manager = town.staff(&kitchen, StaffRole::Manager).await?;
    let menu = kitchen.owner.menus().get(kitchen.id()).await?;
    let mut dearer = PublishMenuRequest {
        sections: menu.value.sections.clone(),
    };
    dearer.sections[0].items[0].price_minor += 50;
    let (first, second) = (kitchen.owner.menus(), manager.menus());
    let (first, second) = tokio::join!(
        first.publish(kitchen.id(), &dearer, menu.version),
        second.publish(kitchen.id(), &dearer, menu.version)
    );
    let (won, lost) = if first.is_ok() {
        (first, second)
    } else {
        (second, first)
    };
    let won = won?;
    let lost = lost.expect_err("the other was faster");
    assert_eq!(lost.code(), Some(&ErrorCode::PreconditionFailed));
    let current = lost
        .problem()
        .and_then(|problem| problem.context.get("current_version"))
        .and_then(|v| v.as_u64());
    assert_eq!(current, Some(won.version));
    manager.menus().publish(kitchen.id(), &dearer, won.version).await?;

    // The same for one's own profile and for the restaurant's.
    let version = kitchen.restaurant.version;
    let profile = kitchen.restaurant.profile.clone();
    manager.restaurants().update(kitchen.id(), &profile, version).await?;
    let stale = kitchen
        .owner
        .restaurants()
        .update(kitchen.id(), &profile, version)
        .await;
    assert_eq!(code(stale), Some(ErrorCode::PreconditionFailed));
    town.platform.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_that_changed_since_the_quote_is_told_with_the_new_one() -> Result<()> {
    let town = Town::start().await?;
    let kitchen = town.kitchen().await?;
    let guest = town.person("asha").await?;
    let request = kitchen.order_of(&guest, kitchen.basket(2, Fulfilment::Pickup)).await?;
    let menu = kitchen.owner.menus().get(kitchen.id()).await?;
    let mut dearer = PublishMenuRequest {
        sections: menu.value.sections.clone(),
    };
    dearer.sections[0].items[0].price_minor = 1_000;
    kitchen
        .owner
        .menus()
        .publish(kitchen.id(), &dearer, menu.version)
        .await?;
    town.settled().await?;
    let refused = guest.orders().place(&request).await.expect_err("dearer by now");
    assert_eq!(refused.code(), Some(&ErrorCode::PriceChanged));
    let context = &refused.problem().context("a problem")?.context;
    assert_eq!(context["quote"]["total"]["amount_minor"], 2_000);
    let request = kitchen.order_of(&guest, request.basket).await?;
    assert_eq!(guest.orders().place(&request).await?.price.total.amount_minor, 2_000);

    // A dish that left the menu can no longer be ordered.
    dearer.sections[0].items.remove(0);
    kitchen
        .owner
        .menus()
        .publish(kitchen.id(), &dearer, menu.version + 1)
        .await?;
    town.settled().await?;
    assert_eq!(
        code(guest.orders().place(&request).await),
        Some(ErrorCode::ItemNotOnMenu)
    );
    town.platform.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promo_code_counts_its_uses() -> Result<()> {
    let town = Town::start().await?;
    let kitchen = town.kitchen().await?;
    let (asha, ben, cem) = (
        town.person("asha").await?,
        town.person("ben").await?,
        town.person("cem").await?,
    );
    let promo = Promo {
        code: "half".to_owned(),
        discount: Discount::Percent {
            basis_points: 5_000,
            at_most_minor: None,
        },
        minimum_order_minor: 1_000,
        starts_at: None,
        ends_at: Some(town.clock.now() + 2.hours()),
        total_uses: Some(2),
        uses_per_customer: Some(1),
    };
    let restaurants = kitchen.owner.restaurants();
    restaurants.put_promo(kitchen.id(), &promo).await?;
    town.settled().await?;
    let basket = |quantity| {
        let mut basket = kitchen.basket(quantity, Fulfilment::Pickup);
        basket.promo_code = Some(" Half ".to_owned());
        basket
    };
    assert_eq!(
        code(asha.orders().quote(&basket(1)).await),
        Some(ErrorCode::PromoNotApplicable),
        "below the minimum"
    );
    let quote = asha.orders().quote(&basket(2)).await?;
    assert_eq!(quote.price.charge_minor(ChargeKind::Discount), -950);
    assert_eq!(quote.price.total.amount_minor, 950);

    let first = asha.orders().place(&kitchen.order_of(&asha, basket(2)).await?).await?;
    assert_eq!(
        code(asha.orders().quote(&basket(2)).await),
        Some(ErrorCode::PromoNotApplicable),
        "once for each"
    );
    // Whoever calls off gets the use back.
    asha.orders().cancel(first.id, &CancelOrderRequest::default()).await?;
    let request = kitchen.order_of(&asha, basket(2)).await?;
    asha.orders().place(&request).await?;
    ben.orders().place(&kitchen.order_of(&ben, basket(2)).await?).await?;
    assert_eq!(
        code(cem.orders().quote(&basket(2)).await),
        Some(ErrorCode::PromoNotApplicable),
        "used up"
    );
    assert_eq!(
        code(cem.orders().place(&request).await),
        Some(ErrorCode::PromoNotApplicable),
        "used up"
    );

    // More uses; then its time is over; then it is gone.
    restaurants
        .put_promo(
            kitchen.id(),
            &Promo {
                total_uses: None,
                ..promo.clone()
            },
        )
        .await?;
    town.settled().await?;
    cem.orders().quote(&basket(2)).await?;
    assert_eq!(restaurants.promos(kitchen.id()).await?.items.len(), 1);
    town.clock.advance(Duration::from_secs(2 * 3600));
    assert_eq!(
        code(cem.orders().quote(&basket(2)).await),
        Some(ErrorCode::PromoNotApplicable),
        "over"
    );
    restaurants
        .put_promo(
            kitchen.id(),
            &Promo {
                total_uses: None,
                ends_at: None,
                ..promo
            },
        )
        .await?;
    town.settled().await?;
    cem.orders().quote(&basket(2)).await?;
    restaurants.remove_promo(kitchen.id(), "HALF").await?;
    town.settled().await?;
    assert_eq!(
        code(cem.orders().quote(&basket(2)).await),
        Some(ErrorCode::PromoNotApplicable),
        "gone"
    );
    assert!(restaurants.promos(kitchen.id()).await?.items.is_empty());
    town.platform.stop().await;
    Ok(())
}

/// An admin, signed in.
async fn admin(town: &Town) -> Result<FoodWala> {
    let registration = RegisterRequest {
        password: PASSWORD.to_owned(),
        ..town.registration("admin")
    };
    let client = town.stranger()?;
    let account = client.auth().register(&registration).await?;
    town.platform.grant_admin(account.id).await?;
    let credentials = LoginRequest {
        email: registration.email,
        password: registration.password,
    };
    client.auth().login(&credentials).await?;
    Ok(client)
}
