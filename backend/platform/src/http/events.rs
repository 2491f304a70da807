//! Server-sent events (WHATWG HTML, section 9.2).

use crate::ApiError;
use axum::response::{
    IntoResponse, Response,
    sse::{Event, KeepAlive, Sse},
};
use futures_util::{
    StreamExt,
    stream::{BoxStream, unfold},
};
use http::{HeaderValue, header};
use serde::Serialize;
use std::{future::Future, time::Duration};

/// How often a silent stream shows that it is alive. Clients take three times this without a byte for a dead line.
const HEART_BEAT: Duration = Duration::from_secs(15);

/// One event: its data, and the id with which a client resumes.
#[derive(Debug, Clone, PartialEq)]
pub struct StreamEvent<T> {
    /// Sent back by the client as `Last-Event-ID`.
    pub id: Option<String>,
    /// The data.
    pub data: T,
}

/// The events an endpoint answers with, until it has nothing more to say.
pub type EventStream<T> = BoxStream<'static, StreamEvent<T>>;

/// The HTTP answer for a stream that also ends when `end` does.
pub(crate) fn into_http<T: Serialize + Send + 'static>(
    events: EventStream<T>,
    end: impl Future<Output = ()> + Send + 'static,
) -> Response {
    let frames = events.filter_map(|event| async move {
        let frame = match event.id {
            Some(id) => Event::default().id(id),
            None => Event::default(),
        };
        match frame.json_data(&event.data) {
            Ok(frame) => Some(Ok::<_, ApiError>(frame)),
            Err(error) => {
                tracing::error!(error = %error, "an event could not be written");
                None
            }
        }
    });
    let mut response = Sse::new(frames.take_until(end))
        .keep_alive(KeepAlive::new().interval(HEART_BEAT))
        .into_response();
    // Proxies that buffer would hold events back.
    response
        .headers_mut()
        .insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A stream from a state and a step, boxed.
pub fn stream_from<S, T, F, Fut>(state: S, step: F) -> EventStream<T>
where
    S: Send + 'static,
    T: Send + 'static,
    F: FnMut(S) -> Fut + Send + 'static,
    Fut: Future<Output = Option<(StreamEvent<T>, S)>> + Send + 'static,
{
    unfold(state, step).boxed()
}
