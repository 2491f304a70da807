//! Bodies that are too large: refused before they are read if they say so, cut off otherwise.

use crate::problem::Refusal;
use axum::body::{Body, HttpBody};
use bytes::Bytes;
use foodwala_contract::ErrorCode;
use http::Request;
use hyper::body::{Frame, SizeHint};
use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
};

/// Says afterwards whether a body of unknown length grew too large.
#[derive(Debug)]
pub(crate) struct Cut(Option<Arc<AtomicBool>>);

impl Cut {
    /// Whatever a service made of the broken-off body, this is what was wrong.
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        match &self.0 {
            Some(cut) if cut.load(Ordering::Relaxed) => Err(Refusal::new(ErrorCode::BodyTooLarge)),
            _ => Ok(()),
        }
    }
}

/// Holds the request's body to `limit` bytes.
pub(crate) fn hold(request: &mut Request<Body>, limit: u64) -> Result<Cut, Refusal> {
    let hint = request.body().size_hint();
    if hint.lower() > limit {
        return Err(Refusal::new(ErrorCode::BodyTooLarge));
    }
    if hint.exact().is_some() {
        return Ok(Cut(None));
    }
    let cut = Arc::new(AtomicBool::new(false));
    let inner = std::mem::take(request.body_mut());
    *request.body_mut() = Body::new(Held {
        inner,
        left: limit,
        cut: Arc::clone(&cut),
    });
    Ok(Cut(Some(cut)))
}

struct Held {
    inner: Body,
    left: u64,
    cut: Arc<AtomicBool>,
}

#[derive(Debug, thiserror::Error)]
#[error("the body is too large")]
struct TooLarge;

impl HttpBody for Held {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let held = self.get_mut();
        let frame = std::task::ready!(Pin::new(&mut held.inner).poll_frame(cx));
        if let Some(Ok(frame)) = &frame
            && let Some(data) = frame.data_ref()
        {
            let length = u64::try_from(data.len()).unwrap_or(u64::MAX);
            match held.left.checked_sub(length) {
                Some(left) => held.left = left,
                None => {
                    held.cut.store(true, Ordering::Relaxed);
                    return Poll::Ready(Some(Err(axum::Error::new(TooLarge))));
                }
            }
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
