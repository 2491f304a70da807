//! HTTP over the browser's `fetch`. Whoever stops waiting for an answer ends the request.

use super::Outgoing;
use crate::{
    address::BaseUrl,
    runtime::BoxStream,
    windows::{Sight, is_out_of_sight},
};
use bytes::Bytes;
use futures_util::stream::unfold;
use js_sys::{Reflect, Uint8Array};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, ReadableStreamDefaultReader, RequestCache, RequestCredentials, RequestInit, window,
};

/// What goes wrong below HTTP. The browser hardly says.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Fault(String);

impl From<JsValue> for Fault {
    fn from(value: JsValue) -> Self {
        let message = Reflect::get(&value, &"message".into())
            .ok()
            .and_then(|text| text.as_string());
        Self(message.unwrap_or_else(|| "the browser refused".to_owned()))
    }
}

impl Fault {
    /// The browser knows that it has no network.
    pub(crate) fn offline() -> Self {
        Self("offline".to_owned())
    }
}

/// Tells of answers that the page has asked for before the program was there.
pub(crate) type EarlyAnswers = fn(&str) -> Option<js_sys::Promise>;

/// The browser's connections.
pub(crate) struct Wire {
    early: Option<EarlyAnswers>,
}

/// An answer whose body is still to be read.
pub(crate) struct Response {
    answer: web_sys::Response,
    request: Request,
}

/// Ends the request when nobody waits any more; without effect once everything was read.
struct Request(AbortController);

impl Drop for Request {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Wire {
    #[expect(clippy::unnecessary_wraps, reason = "as it is in native programs")]
    pub(crate) fn new(_: &BaseUrl, _: Duration) -> Result<Self, Fault> {
        Ok(Self { early: None })
    }

    pub(crate) fn with_early(self, early: Option<EarlyAnswers>) -> Self {
        Self { early }
    }

    pub(crate) async fn send(&self, request: Outgoing<'_>) -> Result<Response, Fault> {
        let headers = Headers::new()?;
        for (name, value) in request.headers {
            // `fetch` takes bytes as the characters of the same numbers.
            headers.set(name, &value.bytes().map(char::from).collect::<String>())?;
        }
        if let Some(token) = request.token {
            headers.set("authorization", &format!("Bearer {token}"))?;
        }
        let sent = Request(AbortController::new()?);
        // Whoever is signed in gets answers of their own.
        let anybody = request.method == "GET" && request.token.is_none();
        let early = self.early.filter(|_| anybody).and_then(|early| early(request.url));
        if let Some(coming) = early
            && let Ok(answer) = JsFuture::from(coming).await
        {
            return Ok(Response {
                answer: answer.unchecked_into(),
                request: sent,
            });
        }
        let init = RequestInit::new();
        init.set_method(request.method);
        init.set_headers(&headers);
        init.set_signal(Some(&sent.0.signal()));
        // Answers may be private: the browser's own cache would outlive the session.
        init.set_cache(RequestCache::NoStore);
        init.set_credentials(RequestCredentials::SameOrigin);
        if let Some(body) = request.body {
            init.set_body(&Uint8Array::from(body.as_ref()));
        }
        let window = window().ok_or_else(|| Fault("no window".to_owned()))?;
        let answer = JsFuture::from(window.fetch_with_str_and_init(request.url, &init)).await?;
        Ok(Response {
            answer: answer.unchecked_into(),
            request: sent,
        })
    }
}

impl Response {
    pub(crate) fn status(&self) -> u16 {
        self.answer.status()
    }

    pub(crate) fn header(&self, name: &str) -> Option<String> {
        self.answer.headers().get(name).ok().flatten()
    }

    pub(crate) async fn bytes(self) -> Result<Bytes, Fault> {
        let buffer = JsFuture::from(self.answer.array_buffer()?).await?;
        Ok(Uint8Array::new(&buffer).to_vec().into())
    }

    /// The body, piece by piece. It breaks off when the page is left and, unless it stays, when nobody looks at it any more:
    /// a browser has six connections for all the windows and left pages of a site, and each that was held for nobody
    /// would be missing where somebody waits.
    pub(crate) fn stream(self, stays: bool) -> BoxStream<Result<Bytes, Fault>> {
        let Some(body) = self.answer.body() else {
            return Box::pin(futures_util::stream::empty());
        };
        let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
        let controller = self.request.0.clone();
        let sight = if stays {
            Sight::until_left(move || controller.abort())
        } else {
            Sight::watch(move || {
                if is_out_of_sight() {
                    controller.abort();
                }
            })
        };
        let state = Some((reader, self.request, sight));
        Box::pin(unfold(state, async |state| {
            let (reader, request, sight) = state?;
            match read(&reader).await {
                Ok(Some(bytes)) => Some((Ok(bytes), Some((reader, request, sight)))),
                Ok(None) => None,
                Err(fault) => Some((Err(fault), None)),
            }
        }))
    }
}

/// The next piece of a body; none at its end.
async fn read(reader: &ReadableStreamDefaultReader) -> Result<Option<Bytes>, Fault> {
    let piece = JsFuture::from(reader.read()).await?;
    if Reflect::get(&piece, &"done".into())?.is_truthy() {
        return Ok(None);
    }
    let bytes: Uint8Array = Reflect::get(&piece, &"value".into())?.unchecked_into();
    Ok(Some(bytes.to_vec().into()))
}
