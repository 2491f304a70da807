//! Open event streams: they outlive the request, so they have places of their own.

use super::load_shed::{Place, Room};
use crate::problem::Refusal;
use axum::body::{Body, HttpBody};
use bytes::Bytes;
use http::{Response, header};
use hyper::body::{Frame, SizeHint};
use std::{
    pin::Pin,
    task::{Context, Poll},
};

/// Whether the answer is a `text/event-stream`.
pub(crate) fn is_event_stream<B>(response: &Response<B>) -> bool {
    let content_type = response
        .headers()
        .get(header::CONTENT_TYPE)
        .map(|value| value.as_bytes());
    content_type.is_some_and(|value| value.starts_with(b"text/event-stream"))
}

/// Counts an event stream for as long as it is open.
pub(crate) fn count(response: Response<Body>, room: &Room, most: usize) -> Result<Response<Body>, Refusal> {
    if !is_event_stream(&response) {
        return Ok(response);
    }
    let place = room.enter(most)?;
    Ok(response.map(|inner| Body::new(Counted { inner, _place: place })))
}

struct Counted {
    inner: Body,
    _place: Place,
}

impl HttpBody for Counted {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.get_mut().inner).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
