//! Asks each destination's `/readyz`, so that one that is going away or not yet up gets no work.

use super::{
    pool::{Destination, Pool},
    remote::HttpClient,
};
use crate::config::RemoteConfig;
use axum::body::Body;
use futures_util::future::join_all;
use http::{Request, StatusCode, Uri, header};
use std::{sync::Arc, time::Duration};
use tokio::time::{MissedTickBehavior, interval, timeout};
use tokio_util::sync::CancellationToken;

/// Until `stop`.
pub(super) async fn watch(pool: Arc<Pool>, client: HttpClient, config: RemoteConfig, stop: CancellationToken) {
    let mut ticks = interval(config.health_interval);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while stop.run_until_cancelled(ticks.tick()).await.is_some() {
        let looks = pool
            .destinations
            .iter()
            .map(|at| look(&pool, at, &client, config.health_timeout));
        if stop.run_until_cancelled(join_all(looks)).await.is_none() {
            return;
        }
    }
}

async fn look(pool: &Pool, destination: &Destination, client: &HttpClient, limit: Duration) {
    let answered = timeout(limit, is_ready(destination, client)).await;
    let ready = answered.unwrap_or(false);
    if !destination.set_ready(ready) {
        return;
    }
    let (cluster, destination) = (&pool.cluster, &destination.authority);
    if ready {
        tracing::info!(cluster, %destination, "destination is ready");
    } else {
        tracing::warn!(cluster, %destination, "destination is not ready");
    }
}

async fn is_ready(destination: &Destination, client: &HttpClient) -> bool {
    let uri = Uri::builder()
        .scheme("http")
        .authority(destination.authority.clone())
        .path_and_query("/readyz")
        .build();
    let Ok(uri) = uri else { return false };
    // The pool must not hold on to what may be a dying process.
    let request = Request::builder()
        .uri(uri)
        .header(header::CONNECTION, "close")
        .body(Body::empty());
    let Ok(request) = request else { return false };
    client
        .request(request)
        .await
        .is_ok_and(|response| response.status() == StatusCode::OK)
}
