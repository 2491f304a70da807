//! Who listens to what, on one connection for the whole process.
//!
//! **Invariant: no silent gap.** When a channel is joined again, after a new connection or a move of its slot, everybody
//! who listens to it hears [`Event::Lagged`], after Redis has confirmed: whoever reads again then has missed nothing.
//! When there has been no connection for a while everybody hears it as well: who then cannot read need not wait in
//! silence.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};
use redis::{PushInfo, PushKind, Value};
use tokio::sync::{broadcast, mpsc, watch};
use tokio::task::JoinSet;
use tokio_stream::wrappers::{BroadcastStream, UnboundedReceiverStream};

use super::connect::Target;
use super::fault::RedisFault;
use super::link::{Link, Live};
use crate::{Event, Subscription};

/// How many messages a subscriber may be behind before it misses some.
const BACKLOG: usize = 64;
/// How many channels are joined or left at the same time.
const AT_ONCE: usize = 64;
/// Between attempts to join again what could not be joined.
const REJOIN_DELAY: Duration = Duration::from_millis(250);
/// How long there may be no connection until who listens is told.
const SILENCE: Duration = Duration::from_secs(3);
/// How often to look whether there is one.
const LOOK: Duration = Duration::from_millis(500);
/// How often Redis is asked whether it is there: who only listens would not notice a server that hangs.
const HEARTBEAT: Duration = Duration::from_secs(2);
/// A generation that no connection has.
const NEVER: u64 = 0;

/// The listeners of this process.
pub(super) struct Announcements {
    link: Link,
    topics: Arc<Topics>,
}

/// The channels that somebody listens to, and those just being left.
struct Topics {
    open: Mutex<HashMap<Arc<str>, Arc<Topic>>>,
    left: mpsc::UnboundedSender<Arc<str>>,
    moved: mpsc::UnboundedSender<Arc<str>>,
}

struct Topic {
    name: Arc<str>,
    sender: broadcast::Sender<Event>,
    /// The generation of the connection on which the channel was joined. Held while joining and leaving.
    joined: tokio::sync::Mutex<Option<u64>>,
    leaving: AtomicBool,
    /// How often Redis has confirmed that the channel is joined.
    confirmed: watch::Sender<u64>,
}

impl Announcements {
    pub(super) fn start(target: Arc<Target>, tasks: &mut JoinSet<()>) -> Arc<Self> {
        let (left, leaving) = mpsc::unbounded_channel();
        let (moved, moving) = mpsc::unbounded_channel();
        let topics = Arc::new(Topics {
            open: Mutex::default(),
            left,
            moved,
        });
        let hearing = Arc::clone(&topics);
        let link = Link::start(target, "announcements", move |push| hearing.hear(push), tasks);
        let this = Arc::new(Self { link, topics });
        tasks.spawn(Arc::clone(&this).leave_unused(leaving));
        tasks.spawn(Arc::clone(&this).rejoin_moved(moving));
        tasks.spawn(Arc::clone(&this).rejoin_all());
        tasks.spawn(Arc::clone(&this).tell_of_silence());
        tasks.spawn(Arc::clone(&this).notice_silence());
        this
    }

    /// Listens from now on: Redis has confirmed it.
    pub(super) async fn subscribe(&self, channel: String) -> Result<Subscription, RedisFault> {
        // Before anything is remembered: while Redis is down nothing piles up.
        self.link.live().await?;
        let limit = self.link.limit();
        let (topic, mut listener) = self.topics.listen(channel);
        // Waiting for others who join the same channel counts too.
        tokio::time::timeout(limit, self.join_now(&topic))
            .await
            .map_err(|_| RedisFault::Timeout { limit })??;
        listener.events = BroadcastStream::new(topic.sender.subscribe());
        Ok(Subscription::new(listener))
    }

    async fn join_now(&self, topic: &Topic) -> Result<(), RedisFault> {
        let mut joined = topic.joined.lock().await;
        let live = self.link.live().await?;
        // Also when it is joined already: what was published before this call may still be on its way to the earlier
        // listeners, and is in front of this confirmation.
        self.join(topic, &mut joined, &live).await
    }

    async fn join(&self, topic: &Topic, joined: &mut Option<u64>, live: &Live) -> Result<(), RedisFault> {
        let before = *topic.confirmed.borrow();
        self.link
            .run_on(live, async |mut connection| {
                connection.subscribe(&topic.name).await?;
                // A cluster connection answers sooner than it hands on the messages in front of the answer. This cannot
                // fail: the sender is in the topic.
                topic.confirmed.subscribe().wait_for(|count| *count > before).await.ok();
                Ok(())
            })
            .await?;
        if joined
            .replace(live.generation)
            .is_some_and(|earlier| earlier != live.generation)
        {
            topic.send(Event::Lagged);
        }
        Ok(())
    }

    /// Joins a channel again that was joined on an earlier connection.
    async fn rejoin(&self, topic: &Topic) -> Result<(), RedisFault> {
        let mut joined = topic.joined.lock().await;
        let live = self.link.live().await?;
        match *joined {
            // Whoever is about to listen joins it.
            None => Ok(()),
            Some(generation) if generation == live.generation => Ok(()),
            Some(_) if topic.is_unused() => Ok(()),
            Some(_) => self.join(topic, &mut joined, &live).await,
        }
    }

    /// Joins everything again on every new connection.
    async fn rejoin_all(self: Arc<Self>) {
        let this = &self;
        let mut seen = NEVER;
        loop {
            seen = this.link.after(seen).await.generation;
            let mut reported = false;
            while this.link.current().is_some_and(|live| live.generation == seen) {
                let (failed, fault) = stream::iter(this.topics.all())
                    .map(|topic| async move { this.rejoin(&topic).await.err() })
                    .buffer_unordered(AT_ONCE)
                    .filter_map(std::future::ready)
                    .fold((0_u64, None), async |(count, _), fault| (count + 1, Some(fault)))
                    .await;
                let Some(error) = fault else { break };
                report(&mut reported, failed, &error);
                tokio::time::sleep(REJOIN_DELAY).await;
            }
        }
    }

    /// Tells everybody who listens when the connection stays away, once.
    async fn tell_of_silence(self: Arc<Self>) {
        let (mut away, mut told) = (Duration::ZERO, false);
        loop {
            tokio::time::sleep(LOOK).await;
            if self.link.current().is_some() {
                (away, told) = (Duration::ZERO, false);
                continue;
            }
            away += LOOK;
            if away >= SILENCE && !told {
                told = true;
                self.topics.all().iter().for_each(|topic| topic.send(Event::Lagged));
            }
        }
    }

    /// Gives up a connection whose server does not answer any more, though nothing has closed it.
    async fn notice_silence(self: Arc<Self>) {
        loop {
            tokio::time::sleep(HEARTBEAT).await;
            let Some(live) = self.link.current() else { continue };
            let mut connection = live.connection.clone();
            let ping = redis::cmd("PING");
            let answer = ping.query_async::<Value>(&mut connection);
            let is_broken = match tokio::time::timeout(self.link.limit(), answer).await {
                Ok(Ok(_)) => false,
                Ok(Err(error)) => live.connection.is_broken_by(&error),
                Err(_) => live.connection.is_broken_by_silence(),
            };
            if is_broken {
                self.link.lost(live.generation);
            }
        }
    }

    /// Joins channels again whose slot has moved to another node of the cluster.
    async fn rejoin_moved(self: Arc<Self>, moved: mpsc::UnboundedReceiver<Arc<str>>) {
        UnboundedReceiverStream::new(moved)
            .for_each_concurrent(AT_ONCE, async |name| {
                let Some(topic) = self.topics.get(&name) else { return };
                if let Some(generation) = topic.joined.lock().await.as_mut() {
                    *generation = NEVER;
                }
                let mut reported = false;
                while let Err(error) = self.rejoin(&topic).await {
                    report(&mut reported, 1, &error);
                    tokio::time::sleep(REJOIN_DELAY).await;
                }
            })
            .await;
    }

    async fn leave_unused(self: Arc<Self>, left: mpsc::UnboundedReceiver<Arc<str>>) {
        UnboundedReceiverStream::new(left)
            .for_each_concurrent(AT_ONCE, async |name| self.leave(&name).await)
            .await;
    }

    async fn leave(&self, name: &Arc<str>) {
        let Some(topic) = self.topics.get(name) else { return };
        let mut joined = topic.joined.lock().await;
        if !topic.is_unused() {
            return;
        }
        if let Some(live) = self.link.current() {
            topic.leaving.store(true, Ordering::SeqCst);
            let left = self
                .link
                .run_on(&live, async |mut connection| connection.unsubscribe(name).await)
                .await;
            if let Err(error) = left {
                // What still comes is dropped; the next connection does not join the channel.
                tracing::debug!(%error, "a channel could not be left");
            }
            topic.leaving.store(false, Ordering::SeqCst);
        }
        *joined = None;
        self.topics.close_if_unused(name);
    }
}

/// Once per trouble.
fn report(reported: &mut bool, channels: u64, error: &RedisFault) {
    if !*reported {
        tracing::warn!(redis.channels = channels, %error, "channels could not be joined again yet");
        *reported = true;
    }
}

impl Topics {
    fn open(&self) -> MutexGuard<'_, HashMap<Arc<str>, Arc<Topic>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self, name: &str) -> Option<Arc<Topic>> {
        self.open().get(name).map(Arc::clone)
    }

    fn all(&self) -> Vec<Arc<Topic>> {
        self.open().values().map(Arc::clone).collect()
    }

    /// Counts a listener before anything else happens to the topic.
    fn listen(&self, channel: String) -> (Arc<Topic>, Listener) {
        let name: Arc<str> = channel.into();
        let mut open = self.open();
        let topic = open.entry(Arc::clone(&name)).or_insert_with(|| {
            Arc::new(Topic {
                name: Arc::clone(&name),
                sender: broadcast::Sender::new(BACKLOG),
                joined: tokio::sync::Mutex::default(),
                leaving: AtomicBool::new(false),
                confirmed: watch::Sender::new(0),
            })
        });
        let listener = Listener {
            events: BroadcastStream::new(topic.sender.subscribe()),
            _seat: Seat {
                left: self.left.clone(),
                name,
            },
        };
        (Arc::clone(topic), listener)
    }

    fn close_if_unused(&self, name: &str) {
        let mut open = self.open();
        if open.get(name).is_some_and(|topic| topic.is_unused()) {
            open.remove(name);
        }
    }

    /// Called by the connection's reader: hands a message on without waiting.
    fn hear(&self, push: PushInfo) {
        let mut data = push.data.into_iter();
        let Some(Value::BulkString(channel)) = data.next() else {
            return;
        };
        let topic = std::str::from_utf8(&channel).ok().and_then(|name| self.get(name));
        let Some(topic) = topic else { return };
        match (push.kind, data.next()) {
            (PushKind::Message | PushKind::SMessage, Some(Value::BulkString(message))) => {
                topic.send(Event::Message(Bytes::from(message)));
            }
            (PushKind::Subscribe | PushKind::SSubscribe, _) => topic.confirmed.send_modify(|count| *count += 1),
            // The node has given the slot away.
            (PushKind::SUnsubscribe, _) if !topic.leaving.load(Ordering::SeqCst) => {
                // Fails only when the engine goes.
                self.moved.send(Arc::clone(&topic.name)).ok();
            }
            _ => {}
        }
    }
}

impl Topic {
    fn send(&self, event: Event) {
        // Fails only when nobody listens.
        self.sender.send(event).ok();
    }

    fn is_unused(&self) -> bool {
        self.sender.receiver_count() == 0
    }
}

/// The receiving end. Fields drop in this order: the seat is given up after the receiver has gone.
struct Listener {
    events: BroadcastStream<Event>,
    _seat: Seat,
}

impl Stream for Listener {
    type Item = Event;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Event>> {
        // The only error there is says that messages were missed.
        Pin::new(&mut self.events)
            .poll_next(cx)
            .map(|next| next.map(|event| event.unwrap_or(Event::Lagged)))
    }
}

/// Asks for the channel to be left behind its last listener.
struct Seat {
    left: mpsc::UnboundedSender<Arc<str>>,
    name: Arc<str>,
}

impl Drop for Seat {
    fn drop(&mut self) {
        // Fails only when the engine is gone, and its connection with it.
        self.left.send(Arc::clone(&self.name)).ok();
    }
}
