//! Profile -> read document: one per customer, the profile as its owner sees it.

use crate::store;
use foodwala_contract::{AccountId, customers::Customer};
use foodwala_database::{Database, DatabaseError};
use foodwala_readmodel::{Channel, Document, Partition, Put, PutOutcome, ReadModel, ReadModelError};

const KEY: &str = "profile";
/// Above every version that counting can reach and exact in every engine: nothing is written over a removal.
const ERASED: u64 = (1 << 53) - 1;
/// How many profiles a rebuild reads at a time.
const BATCH: u32 = 500;

/// Profiles could not be written again.
#[derive(Debug, thiserror::Error)]
pub enum RebuildError {
    #[error(transparent)]
    Database(#[from] DatabaseError),
    #[error(transparent)]
    ReadModel(#[from] ReadModelError),
}

fn partition(id: AccountId) -> Partition {
    Partition::of("customer", id)
}

/// Where a profile is announced.
pub fn channel(id: AccountId) -> Channel {
    partition(id).channel(KEY)
}

/// Writes a profile, unless a newer one is there, and announces it.
pub async fn write(read_model: &ReadModel, customer: &Customer) -> Result<PutOutcome, ReadModelError> {
    read_model
        .put(Put::json(&partition(customer.id), KEY, customer.version, customer)?.announce(KEY))
        .await
}

/// Removes a profile for good.
pub async fn remove(read_model: &ReadModel, id: AccountId) -> Result<PutOutcome, ReadModelError> {
    read_model.remove(&partition(id), KEY, ERASED).await
}

/// The profile, if it has been written.
pub async fn read(read_model: &ReadModel, id: AccountId) -> Result<Option<Document>, ReadModelError> {
    read_model.get(&partition(id), KEY).await
}

/// Writes a profile after the command that changed it has been committed. A failure is no reason to fail the command:
/// the projection writes it again.
pub async fn freshen(read_model: &ReadModel, customer: &Customer) {
    if let Err(error) = write(read_model, customer).await {
        tracing::warn!(customer.id = %customer.id, error = %error, "profile not written; the projection will");
    }
}

/// Writes all profiles again; answers how many.
pub async fn rebuild(database: &Database, read_model: &ReadModel) -> Result<u64, RebuildError> {
    let (mut last, mut written) = (None, 0);
    loop {
        let ids = store::ids_after(database, last, BATCH).await?;
        for id in &ids {
            // Whoever has been erased since has no profile to write.
            if let Some(customer) = store::customer(&mut &*database, *id).await? {
                write(read_model, &customer).await?;
                written += 1;
            }
        }
        match ids.last() {
            Some(id) => last = Some(*id),
            None => return Ok(written),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::testing::World;

    #[tokio::test]
    async fn a_wiped_read_model_is_written_again_but_for_those_erased() {
        let world = World::new().await;
        let read_model = ReadModel::in_process();
        assert_eq!(rebuild(&world.database, &read_model).await.unwrap(), 1);
        let document = read(&read_model, world.customer).await.unwrap().unwrap();
        assert_eq!(document.json::<Customer>().unwrap(), world.profile().await);
        remove(&read_model, world.customer).await.unwrap();
        assert_eq!(
            write(&read_model, &world.profile().await).await.unwrap(),
            PutOutcome::Stale
        );
        assert!(read(&read_model, world.customer).await.unwrap().is_none());
    }
}
