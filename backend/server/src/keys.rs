//! The keys of access tokens, from the identity service when that runs in another process.

use crate::config::{Config, authority};
use crate::roles::Part;
use async_trait::async_trait;
use foodwala_contract::{auth::JwkSet, endpoint::Side};
use foodwala_platform::auth::KeySource;
use foodwala_sdk::{BuildError, FoodWala, RetryPolicy};
use std::error::Error;

/// Who publishes the keys.
pub const PUBLISHER: Part = Part::new("identity", Side::Query);

/// Asks the identity service's query side, whichever of its processes answers.
#[derive(Debug)]
pub struct Published {
    clients: Vec<FoodWala>,
}

/// No process of the identity service answers.
#[derive(Debug, thiserror::Error)]
#[error("no process of the identity service publishes its keys")]
struct NobodyAnswers(#[source] Option<foodwala_sdk::Error>);

impl Published {
    /// As the settings say where the identity service is.
    ///
    /// # Errors
    /// When a URL is none.
    pub fn new(config: &Config) -> Result<Self, BuildError> {
        let urls = config
            .services
            .of(PUBLISHER)
            .map(|place| &place.urls)
            .into_iter()
            .flatten();
        let clients = urls
            .filter(|url| authority(url).is_some())
            // The keeper of the keys asks again by itself.
            .map(|url| FoodWala::builder().base_url(url.clone()).retries(RetryPolicy::NEVER).build())
            .collect::<Result<_, _>>()?;
        Ok(Self { clients })
    }
}

#[async_trait]
impl KeySource for Published {
    async fn key_set(&self) -> Result<JwkSet, Box<dyn Error + Send + Sync>> {
        let mut last = None;
        for client in &self.clients {
            match client.auth().jwks().await {
                Ok(keys) => return Ok(keys),
                Err(error) => last = Some(error),
            }
        }
        Err(NobodyAnswers(last).into())
    }
}
