//! What is asked: answered from the read model. Documents that are missing there are written from SQL on the spot.

pub mod board;
pub mod courier;
pub mod follow_board;
pub mod follow_menu;
pub mod linked;
pub mod restaurants;
pub mod reviews;
pub mod search;
pub mod staff;

use crate::{
    projection::{Projection, ProjectionError},
    store::unprojected::Subject,
};
use foodwala_contract::ErrorCode;
use foodwala_platform::{
    ApiError,
    stand_in::{self, StandIn},
};
use foodwala_readmodel::{Document, Partition, ReadModel};
use serde::de::DeserializeOwned;

/// Where answers come from.
#[derive(Clone)]
pub struct Reader {
    pub read_model: ReadModel,
    pub projection: Projection,
}

impl Reader {
    /// The document under a key, which is one of `subject`'s; `not_found` if SQL does not have it either.
    pub async fn document<T: DeserializeOwned>(
        &self,
        partition: &Partition,
        key: &str,
        subject: Subject,
    ) -> Result<T, ApiError> {
        stand_in::answer("restaurants.document", self, |reader| async move {
            let found = reader.versioned(partition, key, subject).await?;
            found.map_or_else(
                || Err(ApiError::new(ErrorCode::NotFound)),
                |document| Ok(document.json()?),
            )
        })
        .await
    }

    /// The document under a key, with its version; none if SQL does not have it either.
    async fn versioned(
        &self,
        partition: &Partition,
        key: &str,
        subject: Subject,
    ) -> Result<Option<Document>, ProjectionError> {
        if let Some(found) = self.read_model.get(partition, key).await? {
            return Ok(Some(found));
        }
        self.projection.write(subject).await?;
        Ok(self.read_model.get(partition, key).await?)
    }
}

impl StandIn for Reader {
    fn stand_in(&self) -> Self {
        let read_model = ReadModel::in_process();
        Self {
            projection: self.projection.over(read_model.clone()),
            read_model,
        }
    }
}

impl From<ProjectionError> for ApiError {
    fn from(error: ProjectionError) -> Self {
        match error {
            ProjectionError::Database(error) => error.into(),
            ProjectionError::ReadModel(error) => error.into(),
        }
    }
}
