//! What differs between a native program and a browser: timers, tasks, and whether futures are `Send`.

use crate::Error;
use futures_util::{
    future::{Either, select},
    stream::Stream,
};
use std::{future::Future, pin::Pin, pin::pin, time::Duration};

pub(crate) use web_time::Instant;

#[cfg(not(target_arch = "wasm32"))]
mod target {
    use super::*;

    pub(crate) type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;
    pub(crate) type BoxStream<T> = Pin<Box<dyn Stream<Item = T> + Send>>;

    pub(crate) async fn sleep(time: Duration) {
        tokio::time::sleep(time).await;
    }

    /// Sees a future through, whoever else stops waiting for it.
    pub(crate) fn spawn(task: impl Future<Output = ()> + Send + 'static) {
        tokio::spawn(task);
    }
}

#[cfg(target_arch = "wasm32")]
mod target {
    use super::*;

    pub(crate) type BoxFuture<T> = Pin<Box<dyn Future<Output = T>>>;
    pub(crate) type BoxStream<T> = Pin<Box<dyn Stream<Item = T>>>;

    pub(crate) async fn sleep(time: Duration) {
        // The browser's timers count in 31 bits.
        gloo_timers::future::sleep(time.min(Duration::from_secs(2_000_000))).await;
    }

    /// Sees a future through, whoever else stops waiting for it.
    pub(crate) fn spawn(task: impl Future<Output = ()> + 'static) {
        wasm_bindgen_futures::spawn_local(task);
    }
}

pub(crate) use target::{BoxFuture, BoxStream, sleep, spawn};

/// Waits for `work`, but not for longer than `limit`; dropping the work ends the request.
pub(crate) async fn within<T>(limit: Duration, work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    match select(pin!(work), pin!(sleep(limit))).await {
        Either::Left((outcome, _)) => outcome,
        Either::Right(((), _)) => Err(Error::Timeout { after: limit }),
    }
}
