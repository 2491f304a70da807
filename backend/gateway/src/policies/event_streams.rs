//! Open event streams: they outlive the request, so they have places of their own, and they end when the process is to
//! end: the client comes back to another one.

use super::load_shed::{Place, Room};
use crate::problem::Refusal;
use axum::body::{Body, HttpBody};
use bytes::Bytes;
use http::{Response, header};
use hyper::body::{Frame, SizeHint};
use metrics::Gauge;
use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

/// Whether the answer is a `text/event-stream`.
pub(crate) fn is_event_stream<B>(response: &Response<B>) -> bool {
    let content_type = response
        .headers()
        .get(header::CONTENT_TYPE)
        .map(|value| value.as_bytes());
    content_type.is_some_and(|value| value.starts_with(b"text/event-stream"))
}

/// Counts an event stream for as long as it is open, which is until `stop` at the latest.
pub(crate) fn count(
    response: Response<Body>,
    room: &Room,
    most: usize,
    stop: &CancellationToken,
) -> Result<Response<Body>, Refusal> {
    if !is_event_stream(&response) {
        return Ok(response);
    }
    let place = room.enter(most)?;
    let stop = Box::pin(stop.clone().cancelled_owned());
    let open = metrics::gauge!("http_event_streams_open");
    open.increment(1);
    Ok(response.map(|inner| {
        Body::new(Counted {
            inner,
            stop,
            open,
            _place: place,
        })
    }))
}

struct Counted {
    inner: Body,
    stop: Pin<Box<WaitForCancellationFutureOwned>>,
    open: Gauge,
    _place: Place,
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.open.decrement(1);
    }
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
