//! A person's feed for tests.

use crate::{commands::mark_read::mark_read, domain::messages::Words, projection::Projection, store::feed};
use foodwala_clock::{Clock, ManualClock};
use foodwala_contract::{AccountId, NotificationId, notifications::NotificationKind};
use foodwala_database::Database;
use foodwala_readmodel::ReadModel;
use std::sync::Arc;
use uuid::Uuid;

pub(crate) struct Feed {
    pub projection: Projection,
    pub account: AccountId,
    pub clock: ManualClock,
}

impl Feed {
    pub async fn new() -> Self {
        let clock = ManualClock::new("2030-01-01T12:00:00Z".parse().unwrap());
        let database = Database::temporary("notifications").await.unwrap();
        let projection = Projection::new(database, ReadModel::in_process(), Arc::new(clock.clone()));
        Self {
            projection,
            account: AccountId(Uuid::from_u128(1)),
            clock,
        }
    }

    pub async fn add(&self) -> NotificationId {
        let words = Words {
            title: "title".to_owned(),
            text: "text".to_owned(),
        };
        let mut tx = self.projection.database.begin().await.unwrap();
        let kind = NotificationKind::Welcome;
        let id = feed::add(&mut tx, self.account, &kind, &words, self.clock.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        self.projection.bring(self.account, &[id]).await.unwrap();
        id
    }

    pub async fn mark_read(&self, up_to: NotificationId) {
        let mut tx = self.projection.database.begin().await.unwrap();
        let seen = mark_read(&mut tx, self.account, up_to, self.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        self.projection.bring(self.account, &seen).await.unwrap();
    }

    pub async fn erase(&self, entries: &[NotificationId]) {
        let mut tx = self.projection.database.begin().await.unwrap();
        feed::erase(&mut tx, self.account, self.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        self.projection.bring(self.account, entries).await.unwrap();
    }
}
