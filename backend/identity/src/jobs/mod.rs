//! What the service does by the clock.

pub mod purge;
pub mod rotate_signing_keys;

use crate::state::Identity;
use foodwala_platform::{Deps, Job};
use std::{sync::Arc, time::Duration};

const PURGE_EVERY: Duration = Duration::from_mins(10);
/// Also how soon a process signs with, and publishes, keys that another one made.
const LOOK_AT_KEYS_EVERY: Duration = Duration::from_mins(1);

/// All jobs.
pub fn all(identity: &Identity, deps: &Deps) -> Vec<Job> {
    let (purged, rotated, auth) = (identity.clone(), identity.clone(), Arc::clone(&deps.auth));
    vec![
        Job::new("identity.purge", PURGE_EVERY, move || {
            let identity = purged.clone();
            async move { Ok(purge::run(&identity.database, identity.clock.now()).await?) }
        }),
        Job::new("identity.rotate-signing-keys", LOOK_AT_KEYS_EVERY, move || {
            let (identity, auth) = (rotated.clone(), Arc::clone(&auth));
            async move { Ok(rotate_signing_keys::run(&identity, &auth, identity.clock.now()).await?) }
        })
        .serving_queries(),
    ]
}
