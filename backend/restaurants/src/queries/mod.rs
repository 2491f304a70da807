//! What is asked: answered from the read model. Documents that are missing there are written from SQL on the spot.

pub mod board;
pub mod courier;
pub mod follow_board;
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
use foodwala_readmodel::{Partition, ReadModel};
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
            if let Some(found) = reader.read_model.get_json(partition, key).await? {
                return Ok(found);
            }
            reader.projection.write(subject).await?;
            let found = reader.read_model.get_json(partition, key).await?;
            found.ok_or_else(|| ApiError::new(ErrorCode::NotFound))
        })
        .await
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
