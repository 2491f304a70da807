//! The search index of this process: built from SQL, kept fresh by what the read model announces, and compared with SQL
//! from time to time.

use crate::{
    documents::restaurants_changed,
    domain::search::{Index, Listing},
    store::{menus, restaurants},
};
use arc_swap::ArcSwap;
use foodwala_contract::{RestaurantId, Timestamp};
use foodwala_database::{Database, DatabaseError};
use foodwala_platform::JobError;
use foodwala_readmodel::{Event, ReadModel, Subscription};
use futures_util::{FutureExt, StreamExt};
use jiff::SignedDuration;
use std::{collections::BTreeSet, sync::Arc};
use tokio::sync::{Mutex, OnceCell};

/// The index, shared by the queries and the job that keeps it.
#[derive(Clone)]
pub struct SearchIndex {
    database: Database,
    index: Arc<ArcSwap<Index>>,
    /// Held by whoever puts a changed index in place, so that no change is lost.
    changing: Arc<Mutex<()>>,
    built: Arc<OnceCell<()>>,
    following: Arc<Mutex<Option<Following>>>,
}

/// How far the index has followed.
struct Following {
    announced: Subscription,
    /// When to compare it with SQL again.
    reconcile_at: Timestamp,
}

impl SearchIndex {
    /// An index that is built when it is first needed.
    pub fn new(database: Database) -> Self {
        Self {
            database,
            index: Arc::default(),
            changing: Arc::default(),
            built: Arc::default(),
            following: Arc::default(),
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

    /// Brings the index up to what has been announced since the last time. Compares it with SQL at first, after missed
    /// announcements and failures, and whenever the last comparison is `reconcile_every` ago.
    pub async fn keep(
        &self,
        read_model: &ReadModel,
        reconcile_every: SignedDuration,
        now: Timestamp,
    ) -> Result<(), JobError> {
        let mut following = self.following.lock().await;
        // Taken out: what fails halfway begins anew the next time.
        let mut current = match following.take() {
            Some(current) => current,
            None => match read_model.subscribe(&restaurants_changed()).await {
                Ok(announced) => Following {
                    announced,
                    reconcile_at: now,
                },
                // Nobody announces anything: the job's own pauses, which grow with failures, set the pace.
                Err(error) => {
                    self.reconcile().await?;
                    return Err(error.into());
                }
            },
        };
        let mut changed = BTreeSet::new();
        while let Some(event) = current.announced.next().now_or_never() {
            match event.map(announced_id) {
                Some(Some(id)) => drop(changed.insert(id)),
                Some(None) => current.reconcile_at = now,
                // The read model has gone away: subscribe again the next time.
                None => return Ok(()),
            }
        }
        self.take_in(changed).await?;
        if current.reconcile_at <= now {
            self.reconcile().await?;
            current.reconcile_at = now.saturating_add(reconcile_every)?;
        }
        *following = Some(current);
        Ok(())
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

    const HOURLY: SignedDuration = SignedDuration::from_hours(1);

    #[tokio::test]
    async fn the_index_follows_what_is_announced() {
        let fixture = Fixture::with_menu().await;
        let (id, now) = (samples::restaurant_id(1), samples::now());
        let search = SearchIndex::new(fixture.database.clone());
        let keep = async || search.keep(&fixture.read_model, HOURLY, now).await.unwrap();
        keep().await;
        let known = async || search.current().await.unwrap().versions(id);
        assert_eq!(known().await, Some((1, 1)));

        let mut tx = fixture.tx().await;
        update_profile(&mut tx, id, 1, samples::profile("Bei Mario"), now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        keep().await;
        assert_eq!(known().await, Some((1, 1)), "nothing was announced yet");
        fixture.projection.refresh(&[Subject::Restaurant(id)]).await;
        keep().await;
        assert_eq!(known().await, Some((2, 1)));
    }

    #[tokio::test]
    async fn comparing_finds_what_was_not_announced() {
        let fixture = Fixture::with_menu().await;
        let search = SearchIndex::new(fixture.database.clone());
        search.current().await.unwrap();
        fixture.restaurant(2, "Due").await;
        let second = samples::restaurant_id(2);
        assert_eq!(search.current().await.unwrap().versions(second), None);
        search.keep(&fixture.read_model, HOURLY, samples::now()).await.unwrap();
        assert_eq!(search.current().await.unwrap().versions(second), Some((1, 0)));
    }
}
