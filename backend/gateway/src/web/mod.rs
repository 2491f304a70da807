//! The web apps: files that were built before and are the same for everyone.
//!
//! Owns which file an address means, how it may be cached and what a page may do. Never reads a path that a client sends:
//! files are found in memory, by their names. A bundle that is replaced on disk is picked up by itself.
//!
//! | module | holds |
//! |---|---|
//! | `bundle` | one app's files, in memory |
//! | `file` | one file, and its compressed twins |
//! | `rules` | what browsers let the pages do |

mod bundle;
mod file;
mod rules;

use crate::{policies::cors, problem::Refusal};
use axum::body::Body;
use bundle::Bundle;
use foodwala_contract::ErrorCode;
use http::{Method, Response, header, request::Parts};
use std::path::Path;

/// What belongs to others: an address under one of these is never an app's.
const RESERVED: [&str; 5] = ["/v1", "/docs", "/healthz", "/readyz", "/metrics"];

/// The web apps of a folder: `customer` at `/`, `restaurant` at `/restaurant/`.
#[derive(Debug)]
pub struct WebApps {
    customer: Bundle,
    restaurant: Bundle,
}

impl WebApps {
    /// The apps in `directory`, each in a folder of its name. One that is not there yet is served as soon as it is.
    pub fn of(directory: &Path) -> Self {
        Self {
            customer: Bundle::of(directory.join("customer")),
            restaurant: Bundle::of(directory.join("restaurant")),
        }
    }

    /// Whether an address that nothing else answers can be an app's.
    pub(crate) fn has(path: &str) -> bool {
        !RESERVED.iter().any(|reserved| below(path, reserved).is_some())
    }

    /// Answers an address.
    pub(crate) async fn answer(&self, request: &Parts) -> Result<Response<Body>, Refusal> {
        if request.method != Method::GET && request.method != Method::HEAD {
            let allow = cors::list(&[Method::GET, Method::HEAD]);
            return Err(Refusal::new(ErrorCode::MethodNotAllowed).header(header::ALLOW, allow));
        }
        let path = request.uri.path();
        let (bundle, name) = match below(path, "/restaurant") {
            Some(name) if self.restaurant.is_there().await => (&self.restaurant, name),
            _ => (&self.customer, path.strip_prefix('/').unwrap_or(path)),
        };
        bundle.answer(name, request).await
    }
}

/// What is left of a path after `prefix` and a slash; `None` if it is not below it.
fn below<'a>(path: &'a str, prefix: &str) -> Option<&'a str> {
    let rest = path.strip_prefix(prefix)?;
    if rest.is_empty() {
        Some("")
    } else {
        rest.strip_prefix('/')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_others_is_not_an_apps() {
        for path in ["/v1", "/v1/nothing", "/docs/x", "/healthz", "/metrics"] {
            assert!(!WebApps::has(path), "{path}");
        }
        for path in ["/", "/orders/1", "/v10", "/restaurants/1", "/assets/x"] {
            assert!(WebApps::has(path), "{path}");
        }
    }

    #[test]
    fn a_prefix_ends_at_a_slash() {
        assert_eq!(below("/restaurant", "/restaurant"), Some(""));
        assert_eq!(below("/restaurant/board", "/restaurant"), Some("board"));
        assert_eq!(below("/restaurants/1", "/restaurant"), None);
    }
}
