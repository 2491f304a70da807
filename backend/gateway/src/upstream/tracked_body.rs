//! The body of a proxied answer: work in flight until it ends, and, unless it is an event stream, with a deadline.

use super::pool::InFlight;
use axum::body::HttpBody;
use bytes::Bytes;
use hyper::body::{Frame, Incoming, SizeHint};
use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};
use tokio::time::Sleep;

/// How long the body of an answer may take once it has begun.
const LONGEST: Duration = Duration::from_secs(120);

pub(super) struct TrackedBody {
    inner: Incoming,
    deadline: Option<Pin<Box<Sleep>>>,
    _work: InFlight,
}

/// Why the body broke off.
#[derive(Debug, thiserror::Error)]
pub(super) enum Broken {
    #[error(transparent)]
    Upstream(#[from] hyper::Error),
    #[error("the answer took too long")]
    TooSlow,
}

impl TrackedBody {
    pub(super) fn new(inner: Incoming, endless: bool, work: InFlight) -> Self {
        let may_wait = !endless && !inner.is_end_stream();
        Self {
            inner,
            deadline: may_wait.then(|| Box::pin(tokio::time::sleep(LONGEST))),
            _work: work,
        }
    }
}

impl HttpBody for TrackedBody {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        let body = self.get_mut();
        if let Poll::Ready(frame) = Pin::new(&mut body.inner).poll_frame(cx) {
            return Poll::Ready(frame.map(|frame| frame.map_err(Broken::from)));
        }
        let Some(deadline) = &mut body.deadline else {
            return Poll::Pending;
        };
        deadline.as_mut().poll(cx).map(|()| Some(Err(Broken::TooSlow)))
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
