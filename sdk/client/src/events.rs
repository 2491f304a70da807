//! Event streams that live on: they reconnect, go on where they were, and notice silence.

use crate::{
    Error, FoodWala,
    request::{CallOptions, Prepared},
    retry::random,
    runtime::{BoxStream, sleep, within},
    sse,
    windows::in_sight,
    wire::Fault,
};
use bytes::Bytes;
use foodwala_contract::{Endpoint, endpoint::Nothing};
use futures_util::stream::{Stream, StreamExt, unfold};
use serde::de::Error as _;
use std::{
    collections::VecDeque,
    fmt,
    marker::PhantomData,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};
use tokio::sync::watch;

/// Events as they happen. A broken or silent connection is made anew by itself, as often as it takes, and goes on after
/// the last event. An event that this version cannot read is an error in between; an error that will not pass (signed
/// out, not allowed, gone) is the last item. Dropping the stream closes the connection. In a browser there is one only while the
/// page is looked at, unless [asked otherwise](Self::even_out_of_sight).
#[must_use = "nothing is received until it is polled"]
pub struct Events<T> {
    items: BoxStream<Result<T, Error>>,
    connected: watch::Receiver<bool>,
    stays: Arc<AtomicBool>,
}

impl<T> Stream for Events<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.items.as_mut().poll_next(context)
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").finish_non_exhaustive()
    }
}

impl<T> Events<T> {
    /// Whether the connection stands: now, and after every change, while the events are polled. For those who watch to
    /// see that what they see may be old.
    pub fn connection(&self) -> impl Stream<Item = bool> + use<T> {
        let mut connected = self.connected.clone();
        connected.mark_changed();
        unfold(connected, async |mut connected| {
            connected.changed().await.ok()?;
            let stands = *connected.borrow_and_update();
            Some((stands, connected))
        })
    }
}

impl<T> Events<T> {
    /// Keeps the connection in a browser also while nobody looks at the page. For what must be heard when it is not seen:
    /// a browser has few connections to a platform, and whoever holds one that nobody needs takes it from another window.
    /// To be called before the first event is waited for.
    pub fn even_out_of_sight(self) -> Self {
        self.stays.store(true, Ordering::Relaxed);
        self
    }
}

impl<T: 'static> Events<T> {
    pub(crate) fn new<E>(client: FoodWala, path: E::Path) -> Self
    where
        E: Endpoint<Query = Nothing, Request = (), Response = T>,
    {
        let (stands, connected) = watch::channel(false);
        let stays = Arc::new(AtomicBool::new(false));
        let follower = Follower::<E> {
            client,
            stands,
            stays: Arc::clone(&stays),
            path,
            connection: None,
            ready: VecDeque::new(),
            last_id: None,
            reconnect: None,
            failures: 0,
            ended: false,
            request_id: None,
            endpoint: PhantomData,
        };
        let items = Box::pin(unfold(follower, async |mut follower| {
            follower.next().await.map(|item| (item, follower))
        }));
        Self {
            items,
            connected,
            stays,
        }
    }
}

struct Follower<E: Endpoint> {
    client: FoodWala,
    path: E::Path,
    stands: watch::Sender<bool>,
    /// Whether the connection is kept while nobody looks at the page.
    stays: Arc<AtomicBool>,
    connection: Option<Connection>,
    ready: VecDeque<sse::Event>,
    last_id: Option<String>,
    /// How long the server wants us to stay away: for this one time.
    reconnect: Option<Duration>,
    /// Connections in a row that brought nothing.
    failures: u32,
    ended: bool,
    request_id: Option<String>,
    endpoint: PhantomData<E>,
}

struct Connection {
    body: BoxStream<Result<Bytes, Fault>>,
    parser: sse::Parser,
}

impl<E> Follower<E>
where
    E: Endpoint<Query = Nothing, Request = ()>,
{
    async fn next(&mut self) -> Option<Result<E::Response, Error>> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                self.last_id = event.id;
                return Some(serde_json::from_slice(event.data.as_bytes()).map_err(|source| self.undecodable(source)));
            }
            if self.ended {
                return None;
            }
            match &mut self.connection {
                Some(connection) => {
                    if !receive(
                        connection,
                        self.client.inner.silence,
                        &mut self.ready,
                        &mut self.failures,
                    )
                    .await
                    {
                        self.reconnect = connection.parser.retry();
                        self.connection = None;
                        self.stands.send_replace(false);
                        self.failures += 1;
                    }
                }
                None => {
                    if self.failures > 0 {
                        let own = self.client.inner.retries.backoff(self.failures, random());
                        let asked = self.reconnect.take().unwrap_or_default();
                        sleep(asked.min(self.client.inner.retries.longest_retry_after) + own).await;
                    }
                    if !self.stays.load(Ordering::Relaxed) {
                        in_sight().await;
                    }
                    match self.connect().await {
                        Ok(connection) => {
                            self.ended = connection.is_none();
                            self.stands.send_replace(connection.is_some());
                            self.connection = connection;
                        }
                        Err(error) if error.is_retryable() => {
                            tracing::debug!(
                                endpoint = E::INFO.id,
                                error = &error as &dyn std::error::Error,
                                "the event stream will be opened again"
                            );
                            self.reconnect = error.retry_after();
                            self.failures += 1;
                        }
                        Err(error) => {
                            self.ended = true;
                            return Some(Err(error));
                        }
                    }
                }
            }
        }
    }

    /// Opens the stream; none if the server has nothing more to say (204).
    async fn connect(&mut self) -> Result<Option<Connection>, Error> {
        let inner = &self.client.inner;
        let mut prepared = Prepared::new::<E>(inner, &self.path, &Nothing {}, &(), &CallOptions::default())?;
        if let Some(id) = &self.last_id {
            prepared.after_event(id)?;
        }
        self.request_id = Some(prepared.request_id.clone());
        let response = within(inner.timeout, inner.open(&prepared)).await?;
        if response.status() == 204 {
            return Ok(None);
        }
        let kind = response.header("content-type");
        if !kind.is_some_and(|kind| kind.starts_with("text/event-stream")) {
            return Err(self.undecodable(serde_json::Error::custom("not an event stream")));
        }
        let parser = sse::Parser::after(self.last_id.clone());
        Ok(Some(Connection {
            body: response.stream(self.stays.load(Ordering::Relaxed)),
            parser,
        }))
    }

    fn undecodable(&self, source: serde_json::Error) -> Error {
        Error::Decode {
            endpoint: E::INFO.id,
            request_id: self.request_id.clone(),
            source: Arc::new(source),
        }
    }
}

/// Takes the next piece of a stream; false if it ended, broke, or fell silent.
async fn receive(
    connection: &mut Connection,
    silence: Duration,
    ready: &mut VecDeque<sse::Event>,
    failures: &mut u32,
) -> bool {
    match within(silence, async { Ok(connection.body.next().await) }).await {
        Ok(Some(Ok(bytes))) => {
            connection.parser.push(&bytes, ready);
            *failures = 0;
            true
        }
        Ok(Some(Err(_)) | None) | Err(_) => false,
    }
}
