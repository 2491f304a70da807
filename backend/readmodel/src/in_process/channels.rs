//! Who listens to what.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Arc, PoisonError, RwLock, Weak};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_util::Stream;
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;

use crate::{Channel, Event, Subscription};

/// How many messages a subscriber may be behind before it misses some. The room is taken per channel in use.
const BACKLOG: usize = 64;

/// The channels that somebody listens to, and no others.
#[derive(Default)]
pub(super) struct Channels(RwLock<HashMap<Channel, broadcast::Sender<Bytes>>>);

impl Channels {
    pub(super) fn publish(&self, channel: &Channel, message: Bytes) {
        let channels = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = channels.get(channel) {
            // Fails only when the last subscriber is just leaving: then nobody misses the message.
            sender.send(message).ok();
        }
    }

    pub(super) fn subscribe(self: &Arc<Self>, channel: &Channel) -> Subscription {
        let mut channels = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let sender = channels
            .entry(channel.clone())
            .or_insert_with(|| broadcast::Sender::new(BACKLOG));
        let messages = BroadcastStream::new(sender.subscribe());
        Subscription::new(Listener {
            messages,
            _seat: Seat {
                channels: Arc::downgrade(self),
                channel: channel.clone(),
            },
        })
    }

    fn close_if_unused(&self, channel: &Channel) {
        let mut channels = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if channels.get(channel).is_some_and(|sender| sender.receiver_count() == 0) {
            channels.remove(channel);
        }
    }
}

/// The receiving end. Fields drop in this order: the seat counts the receivers after this one has gone.
struct Listener {
    messages: BroadcastStream<Bytes>,
    _seat: Seat,
}

impl Stream for Listener {
    type Item = Event;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Event>> {
        Pin::new(&mut self.messages).poll_next(cx).map(|next| {
            // The only error there is says that messages were missed.
            next.map(|message| message.map_or(Event::Lagged, Event::Message))
        })
    }
}

/// Closes the channel behind the last subscriber.
struct Seat {
    channels: Weak<Channels>,
    channel: Channel,
}

impl Drop for Seat {
    fn drop(&mut self) {
        if let Some(channels) = self.channels.upgrade() {
            channels.close_if_unused(&self.channel);
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::StreamExt;

    use super::*;
    use crate::Partition;

    fn open(channels: &Channels) -> usize {
        channels.0.read().unwrap().len()
    }

    #[tokio::test]
    async fn a_channel_lives_as_long_as_somebody_listens() {
        let channels = Arc::new(Channels::default());
        let channel = Partition::of("test", 1).channel("news");
        channels.publish(&channel, Bytes::from_static(b"unheard"));
        assert_eq!(open(&channels), 0);

        let (mut first, second) = (channels.subscribe(&channel), channels.subscribe(&channel));
        drop(second);
        channels.publish(&channel, Bytes::from_static(b"heard"));
        assert_eq!(first.next().await, Some(Event::Message(Bytes::from_static(b"heard"))));
        drop(first);
        assert_eq!(open(&channels), 0);
    }

    #[tokio::test]
    async fn a_subscription_ends_with_the_engine() {
        let channels = Arc::new(Channels::default());
        let mut subscription = channels.subscribe(&Partition::of("test", 1).channel("news"));
        drop(channels);
        assert_eq!(subscription.next().await, None);
    }
}
