//! State → read documents: written from SQL, after the commit that changed them and again by a job until that is certain.

use crate::{
    documents::{self as names, BoardDocument, GuestNews, WorkplaceDocument, account_partition, restaurant_partition},
    domain::{board::carried_by, menu},
    store::{availability, board, menus, promos, restaurants, reviews, staff, unprojected::Subject},
};
use foodwala_clock::Clock;
use foodwala_contract::{
    AccountId, OrderId, RestaurantId, Timestamp,
    board::{BoardEvent, BoardOrder},
    menu::{Menu, MenuEvent},
    orders::Order,
    restaurants::{Promos, Staff},
};
use foodwala_database::{Database, DatabaseError};
use foodwala_readmodel::{Put, PutOutcome, ReadModel, ReadModelError};
use jiff::SignedDuration;
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use uuid::Uuid;

/// How long a card stays that is too old to be listed.
const LOOKED_UP_KEPT: Duration = Duration::from_secs(600);

/// Why documents were not written.
#[derive(Debug, thiserror::Error)]
pub enum ProjectionError {
    /// The state could not be read.
    #[error("the state could not be read")]
    Database(#[from] DatabaseError),
    /// The documents could not be written.
    #[error("the documents could not be written")]
    ReadModel(#[from] ReadModelError),
}

/// Writes read documents.
#[derive(Clone)]
pub struct Projection {
    database: Database,
    read_model: ReadModel,
    clock: Arc<dyn Clock>,
    ended_cards_kept: SignedDuration,
    written: Arc<Mutex<HashSet<Note>>>,
}

/// A subject, and since when its documents are noted as behind, in microseconds as it is stored.
type Note = (Subject, i64);

impl Projection {
    /// A projection that keeps ended cards for `ended_cards_kept`.
    pub fn new(
        database: Database,
        read_model: ReadModel,
        clock: Arc<dyn Clock>,
        ended_cards_kept: SignedDuration,
    ) -> Self {
        Self {
            database,
            read_model,
            clock,
            ended_cards_kept,
            written: Arc::default(),
        }
    }

    /// The same over another read model.
    pub fn over(&self, read_model: ReadModel) -> Self {
        Self {
            read_model,
            // What is written there is not written here.
            written: Arc::default(),
            ..self.clone()
        }
    }

    /// Writes documents right after a commit. A failure is not the caller's: a job writes them again.
    pub async fn refresh(&self, subjects: &[Subject]) {
        for subject in subjects {
            self.written(*subject).await;
        }
    }

    /// The same after a commit that noted them as behind `since`: the job need not write them once more.
    pub async fn refresh_noted(&self, subjects: &[Subject], since: Timestamp) {
        for subject in subjects {
            if self.written(*subject).await {
                self.notes().insert((*subject, since.as_microsecond()));
            }
        }
    }

    async fn written(&self, subject: Subject) -> bool {
        let written = self.write(subject).await;
        if let Err(error) = &written {
            tracing::warn!(subject = ?subject, error = %error, "read documents stay behind for now");
        }
        written.is_ok()
    }

    /// The notes whose documents have been written since this was asked last.
    pub fn take_written(&self) -> HashSet<Note> {
        std::mem::take(&mut *self.notes())
    }

    fn notes(&self) -> MutexGuard<'_, HashSet<Note>> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes the documents of a subject from SQL.
    pub async fn write(&self, subject: Subject) -> Result<(), ProjectionError> {
        match subject {
            Subject::Restaurant(id) => self.write_restaurant(id).await,
            Subject::Menu(id) => self.write_menu(id).await,
            Subject::Promos(id) => self.write_promos(id).await,
            Subject::Staff(id) => self.write_staff(id).await,
            Subject::Card(id) => self.write_card(id).await,
            Subject::Review(id) => self.write_review(id).await,
        }
    }

    async fn write_restaurant(&self, id: RestaurantId) -> Result<(), ProjectionError> {
        let Some(restaurant) = restaurants::read(&self.database, id).await? else {
            return Ok(());
        };
        let put = Put::json(
            &restaurant_partition(id),
            names::PROFILE,
            restaurant.version,
            &restaurant,
        )?;
        let version = restaurant.version;
        let news = GuestNews {
            revision: version,
            event: MenuEvent::Restaurant { version },
        };
        self.put_and_tell(id, put, &news).await
    }

    async fn write_menu(&self, id: RestaurantId) -> Result<(), ProjectionError> {
        // The menu first: availability that is newer than its revision is written again with the next one.
        let Some(stored) = menus::read(&self.database, id).await? else {
            return Ok(());
        };
        let known = availability::read(&self.database, id).await?;
        let partition = restaurant_partition(id);
        for one in &known {
            let event = BoardEvent::Availability {
                availability: one.availability.clone(),
            };
            let document = BoardDocument {
                changed_at: one.updated_at,
                event,
            };
            let key = names::availability_key(one.availability.item_id);
            let put = Put::json(&partition, key, one.revision, &document)?
                .index(names::CHANGED, one.updated_at.as_microsecond())
                .announce(names::BOARD);
            self.read_model.put(put).await?;
        }
        let limits = known.into_iter().map(|one| one.availability).collect();
        let availability = menu::limited(limits, &stored.sections);
        let menu = Menu {
            restaurant_id: id,
            version: stored.version,
            sections: stored.sections,
            availability,
        };
        let put = Put::json(&partition, names::MENU, stored.revision, &menu)?;
        let news = GuestNews {
            revision: stored.revision,
            event: MenuEvent::Menu {
                version: menu.version,
                availability: menu.availability,
            },
        };
        self.put_and_tell(id, put, &news).await
    }

    async fn put_and_tell(&self, id: RestaurantId, put: Put, news: &GuestNews) -> Result<(), ProjectionError> {
        if self.read_model.put(put).await? == PutOutcome::Written {
            let news = serde_json::to_vec(news).map_err(ReadModelError::Encode)?;
            self.read_model.publish(&names::guests_channel(id), news).await?;
            self.read_model
                .publish(&names::restaurants_changed(), id.to_string())
                .await?;
        }
        Ok(())
    }

    async fn write_promos(&self, id: RestaurantId) -> Result<(), ProjectionError> {
        let Some(stored) = promos::read(&self.database, id).await? else {
            return Ok(());
        };
        let promos = Promos { items: stored.items };
        // Documents begin at 1, codes at 0.
        let put = Put::json(&restaurant_partition(id), names::PROMOS, stored.version + 1, &promos)?;
        self.read_model.put(put).await?;
        Ok(())
    }

    async fn write_staff(&self, id: RestaurantId) -> Result<(), ProjectionError> {
        let Some(stored) = staff::read(&self.database, id).await? else {
            return Ok(());
        };
        let (key, version) = (names::workplace_key(id), stored.version);
        for member in &stored.members {
            let workplace = WorkplaceDocument {
                restaurant_id: id,
                role: member.role,
            };
            let put = Put::json(&account_partition(member.account_id), &key, version, &workplace)?;
            self.read_model.put(put.index(names::WORKPLACES, 0)).await?;
        }
        for account in stored.left {
            self.read_model
                .remove(&account_partition(account), &key, version)
                .await?;
        }
        let staff = Staff { items: stored.members };
        self.read_model
            .put(Put::json(&restaurant_partition(id), names::STAFF, version, &staff)?)
            .await?;
        Ok(())
    }

    async fn write_card(&self, id: OrderId) -> Result<(), ProjectionError> {
        match board::read(&self.database, id).await? {
            Some(stored) => self.put_card(&stored).await,
            None => Ok(()),
        }
    }

    async fn write_review(&self, id: OrderId) -> Result<(), ProjectionError> {
        match reviews::read(&self.database, id).await? {
            Some(stored) => self.put_review(&stored).await,
            None => Ok(()),
        }
    }

    async fn put_review(&self, stored: &reviews::StoredReview) -> Result<(), ProjectionError> {
        let partition = restaurant_partition(stored.restaurant_id);
        let key = names::review_key(stored.order_id);
        let put = Put::json(&partition, key, stored.version, &stored.review)?;
        let at = stored.review.at.as_microsecond();
        self.read_model.put(put.index(names::REVIEWS, at)).await?;
        Ok(())
    }

    /// Writes a restaurant's reviews unless that has been done.
    pub async fn ensure_reviews(&self, restaurant: RestaurantId) -> Result<(), ProjectionError> {
        let partition = restaurant_partition(restaurant);
        let write = || self.write_reviews(restaurant);
        self.read_model.complete(&partition, names::REVIEWS_BUILT, write).await
    }

    async fn write_reviews(&self, restaurant: RestaurantId) -> Result<u64, ProjectionError> {
        let mut written = 0;
        for stored in reviews::read_all(&self.database, restaurant).await? {
            self.put_review(&stored).await?;
            written += 1;
        }
        Ok(written)
    }

    async fn put_card(&self, stored: &board::StoredCard) -> Result<(), ProjectionError> {
        let BoardOrder { order, version, .. } = &stored.card;
        self.put_delivery(&stored.card).await?;
        let event = BoardEvent::Card {
            card: Box::new(stored.card.clone()),
        };
        let document = BoardDocument {
            changed_at: stored.updated_at,
            event,
        };
        let changed = stored.updated_at.as_microsecond();
        let partition = restaurant_partition(order.restaurant_id);
        let put = Put::json(&partition, names::card_key(order.id), *version, &document)?
            .index(names::CHANGED, changed)
            .announce(names::BOARD);
        let put = if order.status.is_final() {
            self.ended(put, order)
        } else {
            put.index(names::LIVE, order.ordered_at.as_microsecond())
        };
        self.read_model.put(put).await?;
        Ok(())
    }

    /// An ended card is listed for a while; one that is older was asked for by its id, and is soon forgotten again.
    fn ended(&self, put: Put, order: &Order) -> Put {
        let age = self.clock.now().duration_since(order.updated_at);
        let left = self.ended_cards_kept.saturating_sub(age);
        let Some(ttl) = Duration::try_from(left).ok().filter(|left| !left.is_zero()) else {
            return put.ttl(LOOKED_UP_KEPT);
        };
        let at = order.updated_at.as_microsecond();
        let put = put.index(names::ENDED, at).ttl(ttl);
        match &order.courier {
            Some(courier) => put.index(names::ended_by(courier.account_id), at),
            None => put,
        }
    }

    /// The delivery in the courier's own list, while they have it with them.
    async fn put_delivery(&self, card: &BoardOrder) -> Result<(), ProjectionError> {
        let BoardOrder { order, version, .. } = card;
        let Some(courier) = &order.courier else { return Ok(()) };
        let (partition, key) = (account_partition(courier.account_id), names::delivery_key(order.id));
        if carried_by(order).is_some() {
            let put = Put::json(&partition, key, *version, order)?;
            self.read_model
                .put(put.index(names::DELIVERIES, order.ordered_at.as_microsecond()))
                .await?;
        } else if order.status.is_final() {
            self.read_model.remove(&partition, &key, *version).await?;
        }
        Ok(())
    }

    /// Writes a board's cards unless that has been done.
    pub async fn ensure_board(&self, restaurant: RestaurantId) -> Result<(), ProjectionError> {
        let partition = restaurant_partition(restaurant);
        let write = || self.write_board(restaurant);
        self.read_model.complete(&partition, names::BOARD_BUILT, write).await
    }

    async fn write_board(&self, restaurant: RestaurantId) -> Result<u64, ProjectionError> {
        let since = self
            .clock
            .now()
            .checked_sub(self.ended_cards_kept)
            .unwrap_or(Timestamp::MIN);
        let cards = board::read_board(&self.database, restaurant, since).await?;
        for card in &cards {
            self.put_card(card).await?;
        }
        self.write_menu(restaurant).await?;
        Ok(u64::try_from(cards.len()).unwrap_or(u64::MAX))
    }

    /// Writes where a person works unless that has been done.
    pub async fn ensure_workplaces(&self, account: AccountId) -> Result<(), ProjectionError> {
        let partition = account_partition(account);
        let write = || async {
            for restaurant in staff::read_workplaces(&self.database, account).await? {
                self.write_staff(restaurant).await?;
            }
            Ok(())
        };
        self.read_model
            .complete(&partition, names::WORKPLACES_BUILT, write)
            .await
    }

    /// Writes the deliveries a courier has with them unless that has been done.
    pub async fn ensure_deliveries(&self, courier: AccountId) -> Result<(), ProjectionError> {
        let partition = account_partition(courier);
        let write = || async {
            for stored in board::read_deliveries(&self.database, courier).await? {
                self.put_delivery(&stored.card).await?;
            }
            Ok(())
        };
        self.read_model
            .complete(&partition, names::DELIVERIES_BUILT, write)
            .await
    }

    /// Writes everything again; answers how many documents that is.
    pub async fn rebuild(&self) -> Result<u64, ProjectionError> {
        let (mut written, mut after) = (0, Uuid::nil());
        loop {
            let page = restaurants::ids_after(&self.database, after, 100).await?;
            let Some(last) = page.last() else { return Ok(written) };
            after = last.uuid();
            for id in page {
                for subject in [Subject::Restaurant(id), Subject::Promos(id), Subject::Staff(id)] {
                    self.write(subject).await?;
                }
                let (partition, model) = (restaurant_partition(id), &self.read_model);
                let board = model.write_all(&partition, names::BOARD_BUILT, || self.write_board(id));
                let reviews = model.write_all(&partition, names::REVIEWS_BUILT, || self.write_reviews(id));
                // The board brings the menu along.
                written += 4 + board.await? + reviews.await?;
            }
        }
    }
}
