//! The search index of this process: built from SQL, kept fresh by what the read model announces, and compared with SQL
//! from time to time.

use crate::{
    documents::restaurants_changed,
    domain::search::{Index, Listing},
    store::{menus, restaurants},
};
use arc_swap::ArcSwap;
use foodwala_contract::RestaurantId;
use foodwala_database::{Database, DatabaseError};
use foodwala_platform::JobError;
use foodwala_readmodel::{Event, ReadModel};
use futures_util::{FutureExt, StreamExt};
use std::{collections::BTreeSet, sync::Arc, time::Duration};
use tokio::sync::{Mutex, OnceCell};
use tokio_util::sync::CancellationToken;

/// Changes that arrive within this time are taken in together.
const GATHER: Duration = Duration::from_millis(100);

/// The index, shared by the queries and the job that keeps it.
#[derive(Clone)]
pub struct SearchIndex {
    database: Database,
    index: Arc<ArcSwap<Index>>,
    /// Held by whoever puts a changed index in place, so that no change is lost.
    changing: Arc<Mutex<()>>,
    built: Arc<OnceCell<()>>,
}

impl SearchIndex {
    /// An index that is built when it is first needed.
    pub fn new(database: Database) -> Self {
        Self {
            database,
            index: Arc::default(),
            changing: Arc::default(),
            built: Arc::default(),
        }
    }

    /// The index as it is now.
    ///
    /// # Errors
    /// When it is not built yet and SQL cannot be read.
    pub async fn current(&self) -> Result<Arc<Index>, DatabaseError> {
        self.built.get_or_try_init(|| self.reconcile()).await?;
        Ok(self.index.load_full())
    }

    /// Takes in every restaurant that SQL has in a newer state.
    pub async fn reconcile(&self) -> Result<(), DatabaseError> {
        let index = self.index.load();
        let newer = restaurants::versions(&self.database).await?.into_iter();
        let newer = newer.filter(|(id, version, menu)| index.versions(*id) != Some((*version, *menu)));
        self.take_in(newer.map(|(id, _, _)| id).collect()).await
    }

    async fn take_in(&self, changed: BTreeSet<RestaurantId>) -> Result<(), DatabaseError> {
        if changed.is_empty() {
            return Ok(());
        }
        let mut listings = Vec::with_capacity(changed.len());
        for id in changed {
            let restaurant = restaurants::read(&self.database, id).await?;
            let menu = menus::read(&self.database, id).await?;
            if let (Some(restaurant), Some(menu)) = (restaurant, menu) {
                listings.push(Listing {
                    restaurant,
                    menu_version: menu.version,
                    sections: menu.sections,
                });
            }
        }
        let _changing = self.changing.lock().await;
        let mut index = Index::clone(&self.index.load());
        // The first time these are all restaurants, which takes a while.
        let index = tokio::task::spawn_blocking(move || {
            listings.into_iter().for_each(|listing| index.put(listing));
            index
        });
        let index = index.await.map_err(|error| DatabaseError::Other(Arc::new(error)))?;
        self.index.store(Arc::new(index));
        Ok(())
    }

    /// Keeps the index fresh until `shutdown`; compares it with SQL at the start, after missed announcements, and every
    /// `reconcile_every`.
    pub async fn keep(
        &self,
        read_model: &ReadModel,
        reconcile_every: Duration,
        shutdown: &CancellationToken,
    ) -> Result<(), JobError> {
        let mut announced = read_model.subscribe(&restaurants_changed()).await?;
        self.current().await?;
        let mut reconcile = tokio::time::interval(reconcile_every);
        loop {
            let first = tokio::select! {
                () = shutdown.cancelled() => return Ok(()),
                _ = reconcile.tick() => {
                    self.reconcile().await?;
                    continue;
                }
                event = announced.next() => event,
            };
            let Some(first) = first else { return Ok(()) };
            tokio::time::sleep(GATHER).await;
            let mut events = vec![first];
            while let Some(Some(event)) = announced.next().now_or_never() {
                events.push(event);
            }
            let ids: Option<BTreeSet<_>> = events.into_iter().map(announced_id).collect();
            match ids {
                Some(ids) => self.take_in(ids).await?,
                None => self.reconcile().await?,
            }
        }
    }
}

/// The restaurant that was announced; `None` if it is not known which.
fn announced_id(event: Event) -> Option<RestaurantId> {
    match event {
        Event::Message(id) => std::str::from_utf8(&id).ok()?.parse().ok(),
        Event::Lagged => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{commands::update_profile::update_profile, samples, store::unprojected::Subject, testing::Fixture};

    async fn until_named(search: &SearchIndex, version: (u64, u64)) {
        let id = samples::restaurant_id(1);
        while search.current().await.unwrap().versions(id) != Some(version) {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn the_index_follows_what_is_announced() {
        let fixture = Fixture::with_menu().await;
        let search = SearchIndex::new(fixture.database.clone());
        assert_eq!(
            search.current().await.unwrap().versions(samples::restaurant_id(1)),
            Some((1, 1))
        );

        let shutdown = CancellationToken::new();
        let job = tokio::spawn({
            let (search, read_model, shutdown) = (search.clone(), fixture.read_model.clone(), shutdown.clone());
            async move {
                search
                    .keep(&read_model, Duration::from_secs(3600), &shutdown)
                    .await
                    .unwrap();
            }
        });
        let mut tx = fixture.tx().await;
        let renamed = samples::profile("Bei Mario");
        update_profile(&mut tx, samples::restaurant_id(1), 1, renamed, samples::now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        fixture
            .projection
            .refresh(&[Subject::Restaurant(samples::restaurant_id(1))])
            .await;
        until_named(&search, (2, 1)).await;
        shutdown.cancel();
        job.await.unwrap();
    }

    #[tokio::test]
    async fn comparing_finds_what_was_not_announced() {
        let fixture = Fixture::with_menu().await;
        let search = SearchIndex::new(fixture.database.clone());
        search.current().await.unwrap();
        fixture.restaurant(2, "Due").await;
        let second = samples::restaurant_id(2);
        assert_eq!(search.current().await.unwrap().versions(second), None);
        search.reconcile().await.unwrap();
        assert_eq!(search.current().await.unwrap().versions(second), Some((1, 0)));
    }
}
