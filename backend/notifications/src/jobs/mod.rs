//! What is done by the clock.

mod purge;
mod send_mails;

use crate::{config::MailConfig, mail::Postman};
use foodwala_platform::{Deps, Job, work};
use send_mails::SendMails;
use std::{sync::Arc, time::Duration};

const EVERY_SECOND: Duration = Duration::from_secs(1);
const EVERY_HOUR: Duration = Duration::from_secs(3600);

/// All jobs.
pub(crate) fn all(deps: &Deps, config: &MailConfig, postman: Arc<Postman>) -> Vec<Job> {
    let send = Arc::new(SendMails {
        database: deps.database.clone(),
        clock: Arc::clone(&deps.clock),
        shutdown: deps.shutdown.clone(),
        postman,
        backoff: config.backoff(),
        max_attempts: config.max_attempts,
    });
    let (database, clock) = (deps.database.clone(), Arc::clone(&deps.clock));
    let purge_feed = move || {
        let (database, clock) = (database.clone(), Arc::clone(&clock));
        async move { Ok(purge::purge(&database, clock.now()).await?) }
    };
    let (database, clock) = (deps.database.clone(), Arc::clone(&deps.clock));
    let purge_messages = move || {
        let (database, clock) = (database.clone(), Arc::clone(&clock));
        async move { Ok(work::purge(&database, clock.now()).await?) }
    };
    vec![
        Job::new("notifications.send-mails", EVERY_SECOND, move || {
            let send = Arc::clone(&send);
            async move { Ok(send.run().await?) }
        }),
        Job::new("notifications.purge-feed", EVERY_HOUR, purge_feed),
        Job::new("notifications.purge-messages", EVERY_HOUR, purge_messages),
    ]
}
