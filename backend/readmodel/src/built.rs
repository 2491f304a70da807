//! What is known to be there whole, such as all entries of a list.
//!
//! **Invariant: what was emptied while it was built is not built.** Two marks are kept beside the documents, one written
//! before the first of them and one after the last, both with what whoever builds has drawn by lot. Only while both are
//! there and the same has nothing been wiped in between.

use std::hash::{BuildHasher, Hasher, RandomState};

use crate::{Partition, Put, PutOutcome, ReadModel, ReadModelError};

/// Behind the name of the first mark.
const BEGUN: &str = ":begun";

/// Something that is being built.
#[derive(Debug)]
#[must_use = "it is built when that is noted"]
pub struct Building {
    partition: Partition,
    name: String,
    version: u64,
    /// `None`: somebody else began in the same moment, and will note it.
    lot: Option<String>,
}

impl ReadModel {
    /// Has all of `name` written unless that was done before. Of those in this process who ask at once one writes, and the
    /// others wait for it: each who began anew would undo the mark of the one before, and while readers keep coming none
    /// would ever be done.
    ///
    /// # Errors
    /// Of `write`; [`ReadModelError::Unavailable`].
    pub async fn complete<T, E, F>(
        &self,
        partition: &Partition,
        name: &str,
        write: impl FnOnce() -> F + Send,
    ) -> Result<(), E>
    where
        E: From<ReadModelError>,
        F: Future<Output = Result<T, E>> + Send,
    {
        if self.is_built(partition, name).await? {
            return Ok(());
        }
        let _turn = self.builders.take((partition.clone(), name.to_owned())).await;
        if self.is_built(partition, name).await? {
            return Ok(());
        }
        self.write_all(partition, name, write).await.map(drop)
    }

    /// Has all of `name` written, and notes it.
    ///
    /// # Errors
    /// Of `write`; [`ReadModelError::Unavailable`].
    pub async fn write_all<T, E, F>(
        &self,
        partition: &Partition,
        name: &str,
        write: impl FnOnce() -> F + Send,
    ) -> Result<T, E>
    where
        E: From<ReadModelError>,
        F: Future<Output = Result<T, E>> + Send,
    {
        let building = self.build(partition, name).await?;
        let written = write().await?;
        self.built(building).await?;
        Ok(written)
    }

    /// Whether all of `name` in this partition was written, and nothing has been wiped since.
    ///
    /// # Errors
    /// [`ReadModelError::Unavailable`].
    pub async fn is_built(&self, partition: &Partition, name: &str) -> Result<bool, ReadModelError> {
        let marks = self.get_many(partition, &[&begun(name), name]).await?;
        Ok(match &marks[..] {
            [Some(first), Some(last)] => first.body == last.body,
            _ => false,
        })
    }

    /// Notes that all of `name` is about to be written: before it is read from where it comes from.
    ///
    /// # Errors
    /// [`ReadModelError::Unavailable`].
    pub async fn build(&self, partition: &Partition, name: &str) -> Result<Building, ReadModelError> {
        let before = self.get(partition, &begun(name)).await?;
        let version = before.map_or(0, |mark| mark.version) + 1;
        let lot = format!("{:016x}", RandomState::new().build_hasher().finish());
        let put = Put::new(partition, begun(name), version, lot.clone());
        let lot = (self.put(put).await? == PutOutcome::Written).then_some(lot);
        Ok(Building {
            partition: partition.clone(),
            name: name.to_owned(),
            version,
            lot,
        })
    }

    /// Notes that all of it is written.
    ///
    /// # Errors
    /// [`ReadModelError::Unavailable`].
    pub async fn built(&self, building: Building) -> Result<(), ReadModelError> {
        let Building {
            partition,
            name,
            version,
            lot,
        } = building;
        if let Some(lot) = lot {
            self.put(Put::new(&partition, name, version, lot)).await?;
        }
        Ok(())
    }
}

fn begun(name: &str) -> String {
    format!("{name}{BEGUN}")
}
