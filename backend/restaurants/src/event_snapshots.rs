//! The events as they leave: a change here is a change of the public contract.

use crate::{
    commands::{
        act_on_order::{ActOnOrder, StaffRequest, act_on_order},
        put_promo::put_promo,
        set_availability::set_availability,
    },
    samples,
    testing::Fixture,
};
use foodwala_contract::{
    access::StaffRole,
    board::DispatchRequest,
    events::{
        AvailabilitySet, DeliveryAssigned, Event, MenuPublished, OwnersChanged, PromosChanged, RestaurantChanged,
        StaffActionTaken, StaffChanged,
    },
    menu::SetAvailabilityRequest,
    orders::OrderStatus,
};
use foodwala_database::params;
use jiff::ToSpan;

async fn snapshot<E: Event>(fixture: &Fixture) {
    let sql = "SELECT payload, subject FROM restaurants.outbox WHERE type = @P1 ORDER BY id";
    let rows = fixture.database.query(sql, params![E::TYPE]).await.unwrap();
    let row = rows.first().unwrap();
    let payload: serde_json::Value = serde_json::from_str(&row.get::<String>("payload").unwrap()).unwrap();
    let subject: String = row.get("subject").unwrap();
    insta::assert_json_snapshot!(E::TYPE, serde_json::json!({ "subject": subject, "data": payload }));
}

#[tokio::test]
async fn events() {
    let fixture = Fixture::with_menu().await;
    fixture.staff(2, StaffRole::Courier).await;
    fixture.order(samples::order(OrderStatus::Ready)).await;
    let (restaurant, order, now) = (samples::restaurant_id(1), samples::order_id(1), samples::now());
    let mut tx = fixture.tx().await;
    let three = SetAvailabilityRequest {
        portions_left: Some(3),
        until: Some(now + 2.hours()),
    };
    set_availability(&mut tx, restaurant, samples::item(1), &three, now)
        .await
        .unwrap();
    put_promo(&mut tx, restaurant, "spring", samples::promo(""), now)
        .await
        .unwrap();
    let request = StaffRequest::Dispatch(DispatchRequest {
        courier_id: Some(samples::account(2)),
    });
    let by = Some(samples::account(1));
    act_on_order(
        &mut tx,
        ActOnOrder {
            restaurant,
            order,
            request,
            by,
        },
        now,
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();

    snapshot::<RestaurantChanged>(&fixture).await;
    snapshot::<OwnersChanged>(&fixture).await;
    snapshot::<StaffChanged>(&fixture).await;
    snapshot::<MenuPublished>(&fixture).await;
    snapshot::<AvailabilitySet>(&fixture).await;
    snapshot::<PromosChanged>(&fixture).await;
    snapshot::<StaffActionTaken>(&fixture).await;
    snapshot::<DeliveryAssigned>(&fixture).await;
    let told: std::collections::BTreeSet<_> = fixture.emitted().await.into_iter().collect();
    assert_eq!(told.len(), 8, "every event has its snapshot: {told:?}");
}
