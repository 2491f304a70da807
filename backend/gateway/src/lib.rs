//! The edge: everything that reaches the platform comes in here.
//!
//! Owns the route table, the policies that every request meets, proxying and load balancing, the health and metrics
//! endpoints and the API page. Never knows what a request is about: it holds no order, no rule of business, no database,
//! and what a caller may do is decided, again, by the service.
//!
//! | module | holds |
//! |---|---|
//! | [`config`] | the TOML file: routes, clusters, limits; every mistake reported with its place |
//! | `snapshot`, `table` | one revision of it, ready for requests |
//! | `edge` | the road of a request through the policies, in order |
//! | `policies` | one concern a file: request id, tokens, rate limits, CORS, … |
//! | `upstream` | clusters: a router in this process, or a reverse proxy with health checks and failover |
//! | `web` | the web apps, where nothing else answers |
//! | [`admin`] | `/healthz`, `/readyz`, `/metrics`, `/v1/openapi.json`, `/docs` |
//! | `serve` | the listener: HTTP/1.1, bounded, drained at the end |
//!
//! Invariant: a cluster in this process and one elsewhere meet the same policies; only [`Clusters`] and the
//! destinations in the file differ.

pub mod admin;
pub mod config;
mod edge;
mod gateway;
mod policies;
mod problem;
mod serve;
mod snapshot;
mod table;
mod upstream;
mod web;

pub use admin::{AdminDeps, ReadinessCheck, admin_router};
pub use config::{ConfigErrors, GatewayConfig};
pub use edge::Edge;
pub use gateway::{Clusters, Gateway, GatewayDeps, GatewayService, gateway};
pub use policies::compression::Worth;
pub use serve::{Drained, ServeOptions, serve};
pub use web::WebApps;
