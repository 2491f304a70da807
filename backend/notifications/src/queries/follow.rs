//! One's own feed, live.

use crate::{
    projection::{FEED, Projection, ProjectionError, TOPIC},
    store::feed,
};
use foodwala_contract::{AccountId, NotificationId, notifications::Notification};
use foodwala_platform::{EventStream, StreamEvent, http::stream_from};
use foodwala_readmodel::{Direction, Event, Partition, RangeQuery, ReadModel, ReadModelError, Subscription};
use futures_util::StreamExt;
use std::collections::{HashSet, VecDeque};

/// Entries read at a time when catching up.
const BATCH: usize = 100;

/// Follows a person's feed: first what came after `last_seen`, if that is given, then everything as it comes. Entries
/// that were seen elsewhere come again without an event id, so that a client resumes at the newest.
pub(crate) async fn follow(
    projection: Projection,
    account: AccountId,
    last_seen: Option<NotificationId>,
) -> Result<EventStream<Notification>, ProjectionError> {
    projection.ensure_built(account).await?;
    let (read_model, partition) = (projection.read_model, Projection::partition(account));
    let newest = match last_seen.and_then(feed::time_of) {
        Some(time) => time.as_microsecond(),
        None => newest(&read_model, &partition).await?,
    };
    // Subscribed before catching up: what comes in between is seen twice rather than never.
    let subscription = read_model.subscribe(&partition.channel(TOPIC)).await?;
    let mut follower = Follower {
        read_model,
        partition,
        subscription,
        waiting: VecDeque::new(),
        caught_up: HashSet::new(),
        newest,
    };
    follower.catch_up().await?;
    Ok(stream_from(follower, Follower::next))
}

async fn newest(read_model: &ReadModel, partition: &Partition) -> Result<i64, ReadModelError> {
    let latest = read_model
        .range(RangeQuery::new(partition, FEED, Direction::Descending, 1))
        .await?;
    Ok(latest.first().map_or(0, |entry| entry.score))
}

struct Follower {
    read_model: ReadModel,
    partition: Partition,
    subscription: Subscription,
    /// To be told next.
    waiting: VecDeque<Notification>,
    /// Read while catching up: their announcements may still come.
    caught_up: HashSet<NotificationId>,
    /// The time of the newest entry told, microseconds.
    newest: i64,
}

impl Follower {
    async fn next(mut self) -> Option<(StreamEvent<Notification>, Self)> {
        loop {
            if let Some(entry) = self.waiting.pop_front() {
                return Some((self.event(entry), self));
            }
            match self.subscription.next().await? {
                Event::Message(body) => match serde_json::from_slice::<Notification>(&body) {
                    Ok(entry) if !entry.read && self.caught_up.remove(&entry.id) => {}
                    Ok(entry) => self.waiting.push_back(entry),
                    Err(error) => tracing::error!(error = %error, "an announcement is not a notification"),
                },
                Event::Lagged => {
                    if let Err(error) = self.catch_up().await {
                        // The client comes back with the last id it has and catches up then.
                        tracing::warn!(error = %error, "a follower could not catch up");
                        return None;
                    }
                }
            }
        }
    }

    async fn catch_up(&mut self) -> Result<(), ReadModelError> {
        let first =
            RangeQuery::new(&self.partition, FEED, Direction::Ascending, BATCH).min(self.newest.saturating_add(1));
        let mut query = first.clone();
        loop {
            let entries = self.read_model.range(query).await?;
            for entry in &entries {
                let entry: Notification = entry.document.json()?;
                self.caught_up.insert(entry.id);
                self.waiting.push_back(entry);
            }
            match entries.last() {
                Some(last) if entries.len() == BATCH => query = first.clone().after(last.score, last.key.clone()),
                _ => return Ok(()),
            }
        }
    }

    fn event(&mut self, entry: Notification) -> StreamEvent<Notification> {
        let time = entry.at.as_microsecond();
        let id = (time > self.newest).then(|| entry.id.to_string());
        self.newest = self.newest.max(time);
        StreamEvent { id, data: entry }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Feed;
    use super::*;

    async fn next(stream: &mut EventStream<Notification>) -> (Option<String>, NotificationId, bool) {
        let event = stream.next().await.unwrap();
        (event.id, event.data.id, event.data.read)
    }

    #[tokio::test]
    async fn a_follower_gets_what_it_missed_and_then_everything_once() {
        let feed = Feed::new().await;
        let (first, second) = (feed.add().await, feed.add().await);
        let mut fresh = follow(feed.projection.clone(), feed.account, None).await.unwrap();
        let mut back = follow(feed.projection.clone(), feed.account, Some(first))
            .await
            .unwrap();
        let third = feed.add().await;
        assert_eq!(next(&mut fresh).await, (Some(third.to_string()), third, false));
        assert_eq!(next(&mut back).await, (Some(second.to_string()), second, false));
        assert_eq!(next(&mut back).await, (Some(third.to_string()), third, false));
        feed.mark_read(first).await;
        assert_eq!(next(&mut back).await, (None, first, true));
    }

    #[tokio::test]
    async fn a_long_absence_is_caught_up_whole() {
        let feed = Feed::new().await;
        let first = feed.add().await;
        let mut missed = Vec::new();
        for _ in 0..BATCH + 3 {
            missed.push(feed.add().await);
        }
        feed.projection.read_model.wipe().await.unwrap();
        let stream = follow(feed.projection.clone(), feed.account, Some(first))
            .await
            .unwrap();
        let told: Vec<_> = stream.take(missed.len()).map(|event| event.data.id).collect().await;
        assert_eq!(told, missed);
    }
}
