//! A request that was answered before its body was read to the end: no other can follow on its connection, and the
//! answer says so. Without `Connection: close` a client would send its next request into a connection that hyper closes.

use axum::body::{Body, HttpBody};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Request, header};
use hyper::body::{Frame, SizeHint};
use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
};

/// Says afterwards whether the body was read to its end.
#[derive(Debug)]
pub(crate) struct Reading(Option<Arc<AtomicBool>>);

impl Reading {
    /// Writes that the connection ends, if it must.
    pub(crate) fn write(&self, headers: &mut HeaderMap) {
        if self.0.as_ref().is_some_and(|read| !read.load(Ordering::Relaxed)) {
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
    }
}

/// Watches how far the request's body is read.
pub(crate) fn watch(request: &mut Request<Body>) -> Reading {
    if request.body().is_end_stream() {
        return Reading(None);
    }
    let read = Arc::new(AtomicBool::new(false));
    let inner = std::mem::take(request.body_mut());
    *request.body_mut() = Body::new(Watched {
        inner,
        read: Arc::clone(&read),
    });
    Reading(Some(read))
}

struct Watched {
    inner: Body,
    read: Arc<AtomicBool>,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let watched = self.get_mut();
        let frame = std::task::ready!(Pin::new(&mut watched.inner).poll_frame(cx));
        // Who knows the length does not ask for the end.
        if frame.is_none() || watched.inner.is_end_stream() {
            watched.read.store(true, Ordering::Relaxed);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn written(reading: &Reading) -> bool {
        let mut headers = HeaderMap::new();
        reading.write(&mut headers);
        headers.contains_key(header::CONNECTION)
    }

    #[tokio::test]
    async fn only_a_body_that_was_left_ends_the_connection() {
        let mut request = Request::new(Body::from("body"));
        let reading = watch(&mut request);
        assert!(written(&reading));
        assert_eq!(axum::body::to_bytes(request.into_body(), 10).await.unwrap(), "body");
        assert!(!written(&reading));
        assert!(!written(&watch(&mut Request::new(Body::empty()))));
    }
}
