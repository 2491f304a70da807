//! Open event streams: they outlive the request, so they have places of their own, and they end when the process is to
//! end: the client comes back to another one.

use super::{
    client::Client,
    load_shed::{Place, Room},
};
use crate::{config::ServerConfig, problem::Refusal};
use axum::body::{Body, HttpBody};
use bytes::Bytes;
use foodwala_contract::ErrorCode;
use http::{HeaderValue, Response, header};
use hyper::body::{Frame, SizeHint};
use metrics::Gauge;
use std::{
    collections::{HashMap, hash_map::Entry},
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll},
};
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

/// Seconds after which one of the client's other streams may have ended.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("30");

/// Whether the answer is a `text/event-stream`.
pub(crate) fn is_event_stream<B>(response: &Response<B>) -> bool {
    let content_type = response
        .headers()
        .get(header::CONTENT_TYPE)
        .map(|value| value.as_bytes());
    content_type.is_some_and(|value| value.starts_with(b"text/event-stream"))
}

/// The event streams that are open.
#[derive(Debug, Default)]
pub(crate) struct EventStreams {
    all: Room,
    /// How many each client holds; nobody who holds none. Behind an [`Arc`], for streams outlive what asks for them.
    by_client: Arc<Mutex<HashMap<Client, usize>>>,
}

impl EventStreams {
    /// A place for one more, among all and among the client's own.
    pub(crate) fn enter(&self, client: Client, server: &ServerConfig) -> Result<StreamPlace, Refusal> {
        let place = self.all.enter(server.max_event_streams)?;
        let mut held = held(&self.by_client);
        let own = held.entry(client).or_default();
        if *own >= server.max_event_streams_per_client {
            return Err(Refusal::new(ErrorCode::RateLimited)
                .detail("too many event streams are open")
                .header(header::RETRY_AFTER, RETRY_AFTER));
        }
        *own += 1;
        let open = metrics::gauge!("http_event_streams_open");
        open.increment(1);
        Ok(StreamPlace {
            client,
            by_client: Arc::clone(&self.by_client),
            open,
            _place: place,
        })
    }
}

/// Open, until dropped.
pub(crate) struct StreamPlace {
    client: Client,
    by_client: Arc<Mutex<HashMap<Client, usize>>>,
    open: Gauge,
    _place: Place,
}

impl StreamPlace {
    /// Holds the place for as long as the stream is open, which is until `stop` at the latest.
    pub(crate) fn held_by(self, response: Response<Body>, stop: &CancellationToken) -> Response<Body> {
        let stop = Box::pin(stop.clone().cancelled_owned());
        response.map(|inner| {
            Body::new(Counted {
                inner,
                stop,
                _place: self,
            })
        })
    }
}

impl Drop for StreamPlace {
    fn drop(&mut self) {
        self.open.decrement(1);
        if let Entry::Occupied(mut own) = held(&self.by_client).entry(self.client) {
            *own.get_mut() -= 1;
            if *own.get() == 0 {
                own.remove();
            }
        }
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing in here panics half way through a change.
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Counted {
    inner: Body,
    stop: Pin<Box<WaitForCancellationFutureOwned>>,
    _place: StreamPlace,
}

impl HttpBody for Counted {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let body = self.get_mut();
        if let Poll::Ready(frame) = Pin::new(&mut body.inner).poll_frame(cx) {
            return Poll::Ready(frame);
        }
        // Between two frames: nothing is cut in half.
        body.stop.as_mut().poll(cx).map(|()| None)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::GatewayConfig;
    use std::net::IpAddr;

    fn network(address: &str) -> Client {
        Client::of(None, address.parse::<IpAddr>().unwrap())
    }

    #[test]
    fn one_client_cannot_take_the_places_of_all() {
        let text = "[server]\nmax_event_streams = 3\nmax_event_streams_per_client = 2\n";
        let server = GatewayConfig::from_toml("test.toml", text).unwrap().server;
        let (streams, greedy, other) = (EventStreams::default(), network("192.0.2.1"), network("192.0.2.2"));
        let first = streams.enter(greedy, &server).unwrap();
        let _second = streams.enter(greedy, &server).unwrap();
        let refused = |client| streams.enter(client, &server).err().unwrap();
        let id = HeaderValue::from_static("r");
        assert_eq!(refused(greedy).into_response(&id).status(), 429);
        let third = streams.enter(other, &server).unwrap();
        assert_eq!(refused(network("192.0.2.3")).into_response(&id).status(), 503);
        drop((first, third));
        assert!(!held(&streams.by_client).contains_key(&other), "nobody is remembered");
        let _again = streams.enter(greedy, &server).unwrap();
        assert_eq!(held(&streams.by_client).values().sum::<usize>(), 2);
    }

    #[test]
    fn a_refused_stream_leaves_nothing_behind() {
        let text = "[server]\nmax_event_streams = 1\nmax_event_streams_per_client = 1\n";
        let server = GatewayConfig::from_toml("test.toml", text).unwrap().server;
        let (streams, client) = (EventStreams::default(), network("2001:db8::1"));
        let neighbour = network("2001:db8::2");
        let place = streams.enter(client, &server).unwrap();
        assert_eq!(client, neighbour, "a household is one network");
        assert!(streams.enter(neighbour, &server).is_err());
        drop(place);
        assert!(streams.enter(neighbour, &server).is_ok());
    }
}
