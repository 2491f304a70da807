//! Serves HTTP/1.1 on a listener until told to stop, then lets what is in flight finish.

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::ConnectInfo,
};
use http::{Request, Response};
use hyper::{body::Incoming, server::conn::http1, service::Service as HyperService};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use std::{convert::Infallible, io, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};
use tokio_util::sync::CancellationToken;
use tower::Service;

/// Bounds of a listener.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// How long a client may take to send a request's head, and an idle connection may stay open.
    pub header_read_timeout: Duration,
    /// The largest head a request may have, in bytes. There may be 100 headers in it: hyper's own bound, which costs
    /// nothing as long as it is left alone.
    pub max_head_bytes: usize,
    /// The most connections; further ones wait to be accepted.
    pub max_connections: usize,
    /// How long requests in flight may take to finish after the stop.
    pub drain: Duration,
}

impl Default for ServeOptions {
    fn default() -> Self {
        Self {
            header_read_timeout: Duration::from_secs(60),
            max_head_bytes: 32 << 10,
            max_connections: 65_536,
            drain: Duration::from_secs(20),
        }
    }
}

/// How serving ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drained {
    /// Everything in flight was answered.
    Fully,
    /// The time was up; this many connections were cut.
    Cut(usize),
}

/// Serves until `shutdown`, then drains. Errors of single connections do not end it, and a machine that is out of file
/// descriptors is waited for.
pub async fn serve<S, B>(
    listener: TcpListener,
    service: S,
    options: ServeOptions,
    shutdown: CancellationToken,
) -> Drained
where
    S: Service<Request<Body>, Response = Response<B>, Error = Infallible> + Clone + Send + Sync + 'static,
    S::Future: Send,
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(options.header_read_timeout)
        .max_header_size(options.max_head_bytes);
    let graceful = GracefulShutdown::new();
    let stop_now = CancellationToken::new();
    let places = Arc::new(Semaphore::new(options.max_connections));

    loop {
        let next = async {
            // The semaphore is never closed.
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, (stream, peer)) = match shutdown.run_until_cancelled(next).await {
            None => break,
            Some((place, Ok(accepted))) => (place, accepted),
            Some((_, Err(error))) => {
                wait_after(&error, &shutdown).await;
                continue;
            }
        };
        prepare(&stream);
        let connection = Connection {
            service: service.clone(),
            peer,
        };
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), connection));
        let stop_now = stop_now.clone();
        tokio::spawn(async move {
            let _place = place;
            // A connection that breaks is the client's affair.
            if let Some(Err(error)) = stop_now.run_until_cancelled(connection).await {
                tracing::debug!(error = %error, "connection ended");
            }
        });
    }

    drop(listener);
    let open = || options.max_connections.saturating_sub(places.available_permits());
    tracing::info!(connections = open(), "draining");
    if tokio::time::timeout(options.drain, graceful.shutdown()).await.is_ok() {
        return Drained::Fully;
    }
    let cut = open();
    stop_now.cancel();
    tracing::warn!(connections = cut, "drain time is up, connections cut");
    Drained::Cut(cut)
}

fn prepare(stream: &TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(error = %error, "nodelay refused");
    }
}

/// A connection that was gone before it was accepted costs nothing; anything else is a shortage that passes.
async fn wait_after(error: &io::Error, shutdown: &CancellationToken) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        return;
    }
    tracing::error!(error = %error, "cannot accept connections");
    shutdown
        .run_until_cancelled(tokio::time::sleep(Duration::from_millis(200)))
        .await;
}

/// One client's connection.
struct Connection<S> {
    service: S,
    peer: SocketAddr,
}

impl<S> HyperService<Request<Incoming>> for Connection<S>
where
    S: Service<Request<Body>> + Clone,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn call(&self, request: Request<Incoming>) -> S::Future {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(self.peer));
        // Always ready: the gateway sheds load itself.
        self.service.clone().call(request)
    }
}
