//! What this process depends on, and which of it it cannot do without.
//!
//! | dependency | away | so |
//! |---|---|---|
//! | `<service>.sql` | commands are answered 503 | needed where commands are; queries go on from the read model |
//! | `read-model` | queries are answered from SQL, event streams end | degraded |
//! | `bus` | events wait in the outboxes, commands are accepted | degraded |
//! | `keys` | no token can be verified | needed, until there are some |

use crate::services::Hosted;
use foodwala_database::Database;
use foodwala_gateway::ReadinessCheck;
use foodwala_messaging::Bus;
use foodwala_platform::{TokenVerifier, auth::TokenError};
use foodwala_readmodel::ReadModel;
use std::sync::Arc;

/// The checks of a process.
pub fn checks(
    hosted: &[Hosted],
    read_model: &ReadModel,
    bus: Option<&Arc<dyn Bus>>,
    auth: &Arc<TokenVerifier>,
) -> Vec<ReadinessCheck> {
    let mut checks: Vec<_> = hosted.iter().map(sql).collect();
    if !hosted.is_empty() {
        let read_model = read_model.clone();
        let check = ReadinessCheck::new("read-model", move || {
            let read_model = read_model.clone();
            async move { Ok(read_model.ping().await?) }
        });
        checks.push(check.dispensable());
    }
    if let Some(bus) = bus {
        let bus = Arc::clone(bus);
        let check = ReadinessCheck::new("bus", move || {
            let bus = Arc::clone(&bus);
            async move { Ok(bus.ping().await?) }
        });
        checks.push(check.dispensable());
    }
    let auth = Arc::clone(auth);
    checks.push(ReadinessCheck::new("keys", move || {
        let has_keys = auth.has_keys();
        async move {
            if has_keys {
                Ok(())
            } else {
                Err(TokenError::NoKeys.into())
            }
        }
    }));
    checks
}

fn sql(hosted: &Hosted) -> ReadinessCheck {
    let database: Database = hosted.service.database.clone();
    let check = ReadinessCheck::new(format!("{}.sql", hosted.service.name), move || {
        let database = database.clone();
        async move { Ok(database.ping().await?) }
    });
    if hosted.commands { check } else { check.dispensable() }
}
