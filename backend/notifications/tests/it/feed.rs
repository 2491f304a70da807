//! From an event to the read documents of a feed, through the service's own outbox.

use crate::stage::Stage;
use foodwala_contract::{
    AccountId, OrderId,
    events::{CustomerDeleted, DeliveryAssigned, OrderAccepted, OrderPlaced},
    notifications::{Notification, NotificationKind},
    orders::OrderStatus,
};
use foodwala_notifications::{Config, MailConfig};
use foodwala_readmodel::{Direction, Partition, RangeQuery};
use std::time::Duration;
use uuid::Uuid;

const ASHA: AccountId = AccountId(Uuid::from_u128(1));

async fn stage(folder: &tempfile::TempDir) -> Stage {
    let mail = MailConfig {
        directory: folder.path().to_owned(),
        ..MailConfig::default()
    };
    Stage::new(Config {
        mail,
        ..Config::default()
    })
    .await
}

/// Waits until a feed has so many entries, and returns them, oldest first.
async fn entries(stage: &Stage, account: AccountId, count: usize) -> Vec<Notification> {
    let query = RangeQuery::new(&Partition::of("account", account), "feed", Direction::Ascending, 100);
    let wait = async {
        loop {
            let entries = stage.read_model.range(query.clone()).await.unwrap();
            if entries.len() == count {
                return entries.iter().map(|entry| entry.document.json().unwrap()).collect();
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), wait).await.unwrap()
}

#[tokio::test]
async fn people_are_told_in_order_and_forgotten_when_they_ask() {
    let folder = tempfile::tempdir().unwrap();
    let stage = stage(&folder).await;
    stage.register(ASHA).await;
    let placed = OrderPlaced {
        order: stage.order(ASHA, 1, OrderStatus::Placed),
    };
    stage.hear(Uuid::now_v7(), &placed).await;
    stage
        .hear(
            Uuid::now_v7(),
            &OrderAccepted {
                order: stage.order(ASHA, 2, OrderStatus::Accepted),
            },
        )
        .await;
    // The same state once more, as another message, is older than what was told.
    stage.hear(Uuid::now_v7(), &placed).await;

    let told = entries(&stage, ASHA, 3).await;
    assert_eq!(told[0].about, NotificationKind::Welcome);
    assert_eq!(told[0].title, "Welcome to FoodWala, Asha");
    assert_eq!(told[2].title, "Dosa House accepted your order");
    assert!(told.iter().is_sorted_by_key(|entry| entry.at));

    stage.hear(Uuid::now_v7(), &CustomerDeleted { account_id: ASHA }).await;
    stage.hear(Uuid::now_v7(), &placed).await;
    assert!(entries(&stage, ASHA, 0).await.is_empty());
    for table in ["feed", "mails", "told_orders"] {
        let rows = stage
            .database
            .query(&format!("SELECT * FROM notifications.{table}"), &[])
            .await
            .unwrap();
        assert!(rows.is_empty(), "{table}");
    }
}

#[tokio::test]
async fn a_courier_is_told_of_a_delivery() {
    let folder = tempfile::tempdir().unwrap();
    let stage = stage(&folder).await;
    let event = DeliveryAssigned {
        order_id: OrderId(Uuid::from_u128(7)),
        number: "K7Q2M".to_owned(),
        restaurant_name: "Dosa House".to_owned(),
        courier_id: ASHA,
    };
    stage.hear(Uuid::now_v7(), &event).await;
    let told = entries(&stage, ASHA, 1).await;
    assert_eq!(told[0].text, "Please fetch order K7Q2M at Dosa House.");
    assert!(matches!(told[0].about, NotificationKind::DeliveryAssigned { .. }));
}
