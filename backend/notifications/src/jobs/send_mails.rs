//! Sends the mails that are due.

use crate::{
    mail::Postman,
    store::mails::{self, DueMail},
};
use foodwala_clock::Clock;
use foodwala_database::{Database, DatabaseError};
use foodwala_messaging::retry::Backoff;
use futures_util::future::try_join_all;
use jiff::Timestamp;
use std::{error::Error, sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;

/// Mails sent at a time.
const BATCH: u32 = 8;
/// How long a mail stays in hand, longer than any attempt takes. After a crash it is due again then.
const IN_HAND: Duration = Duration::from_secs(5 * 60);
/// Characters of a fault that are kept.
const FAULT_LENGTH: usize = 500;

pub(super) struct SendMails {
    pub database: Database,
    pub clock: Arc<dyn Clock>,
    pub shutdown: CancellationToken,
    pub postman: Arc<Postman>,
    pub backoff: Backoff,
    pub max_attempts: u32,
}

impl SendMails {
    /// Sends until nothing is due, or the process is to end.
    pub async fn run(&self) -> Result<(), DatabaseError> {
        while !self.shutdown.is_cancelled() {
            let now = self.clock.now();
            let due = mails::claim(&self.database, now, later(now, IN_HAND), BATCH).await?;
            if due.is_empty() {
                break;
            }
            try_join_all(due.iter().map(|mail| self.send(mail))).await?;
        }
        Ok(())
    }

    async fn send(&self, mail: &DueMail) -> Result<(), DatabaseError> {
        if mail.useful_until.is_some_and(|until| until <= self.clock.now()) {
            return self.give_up(mail, "it was not sent while it was of use").await;
        }
        match self.postman.deliver(mail).await {
            Ok(()) => {
                mails::sent(&self.database, mail.id, self.clock.now()).await?;
                count("sent");
                Ok(())
            }
            Err(error) if error.is_final() || mail.attempt >= self.max_attempts => {
                self.give_up(mail, &described(&error)).await
            }
            Err(error) => {
                let next = later(self.clock.now(), self.backoff.after(mail.attempt));
                mails::postpone(&self.database, mail, next, &described(&error)).await?;
                count("postponed");
                // The server's words can hold the recipient's address: they stay in the row.
                tracing::warn!(mail.id = %mail.id, mail.attempt = mail.attempt, error = %error, "mail postponed");
                Ok(())
            }
        }
    }

    async fn give_up(&self, mail: &DueMail, fault: &str) -> Result<(), DatabaseError> {
        mails::give_up(&self.database, mail, self.clock.now(), fault).await?;
        count("given_up");
        tracing::warn!(mail.id = %mail.id, mail.attempt = mail.attempt, "mail given up");
        Ok(())
    }
}

/// How mails fared; `given_up` is what an operator wants to be told of.
fn count(outcome: &'static str) {
    metrics::counter!("foodwala_mails_total", "outcome" => outcome).increment(1);
}

fn later(now: Timestamp, by: Duration) -> Timestamp {
    now.checked_add(by).unwrap_or(Timestamp::MAX)
}

/// The error with its causes, for the row.
fn described(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text.chars().take(FAULT_LENGTH).collect()
}
