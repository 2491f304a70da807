//! Where requests go: a router in this process, or destinations elsewhere.
//!
//! | module | holds |
//! |---|---|
//! | `remote` | the reverse proxy: streaming both ways, retry on another destination |
//! | `pool` | the destinations of a cluster: which are healthy, which is less busy |
//! | `health` | asks each destination's `/readyz` |
//! | `hop_headers` | headers that concern one connection only |
//! | `tracked_body` | a body that counts as work in flight, with a deadline |

mod health;
mod hop_headers;
mod pool;
mod remote;
mod tracked_body;

pub(crate) use remote::Remote;

use crate::problem::Refusal;
use axum::{Router, body::Body};
use http::{Request, Response};
use tower::Service;

/// One cluster.
#[derive(Debug)]
pub(crate) enum Upstream {
    /// Called directly, without a socket.
    InProcess(Router),
    /// Proxied.
    Remote(Box<Remote>),
}

impl Upstream {
    pub(crate) async fn call(&self, request: Request<Body>) -> Result<Response<Body>, Refusal> {
        match self {
            Self::InProcess(router) => match router.clone().call(request).await {
                Ok(response) => Ok(response),
                Err(never) => match never {},
            },
            Self::Remote(remote) => remote.call(request).await,
        }
    }
}
