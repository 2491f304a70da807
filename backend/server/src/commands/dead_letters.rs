//! `foodwala dead-letters`: messages that could not be handled, and bringing them back.

use super::say;
use crate::{Config, engines};
use anyhow::Context;
use clap::Subcommand;
use foodwala_clock::{Clock, SystemClock};
use foodwala_messaging::DeadLetterQuery;
use uuid::Uuid;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// List them, newest first.
    List {
        /// Only those of one queue, e.g. `orders.staff-actions`.
        #[arg(long)]
        queue: Option<String>,
        /// At most so many.
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// Show one with its message and fault.
    Show {
        /// Its id, as `list` prints it.
        id: Uuid,
    },
    /// Deliver one again, to the queue that gave up on it. A running platform does so within a second.
    Replay {
        /// Its id, as `list` prints it.
        id: Uuid,
    },
}

pub(super) async fn run(config: Config, command: Command) -> anyhow::Result<()> {
    let letters = engines::set_aside(&config.bus, &config.database).await;
    let letters = letters.context("the bus has no database")?;
    match command {
        Command::List { queue, limit } => {
            let query = DeadLetterQuery {
                queue,
                limit,
                ..DeadLetterQuery::default()
            };
            let found = letters.list(&query).await?;
            for letter in &found {
                let again = if letter.replay_requested_at.is_some() {
                    "  (replay requested)"
                } else {
                    ""
                };
                say(format_args!(
                    "{}  {}  {}  {}  after {} tries: {}{again}",
                    letter.id, letter.failed_at, letter.queue, letter.message.kind, letter.attempts, letter.fault
                ));
            }
            say(format_args!("{} dead letter(s)", found.len()));
        }
        Command::Show { id } => {
            let letter = letters.show(id).await?;
            say(format_args!("queue     {}", letter.queue));
            say(format_args!(
                "failed    {} after {} tries",
                letter.failed_at, letter.attempts
            ));
            say(format_args!("fault     {}", letter.fault));
            say(format_args!(
                "message   {}",
                serde_json::to_string_pretty(&letter.message)?
            ));
        }
        Command::Replay { id } => {
            letters.replay(id, SystemClock.now()).await?;
            say("replay requested");
        }
    }
    Ok(())
}
