//! The route table as requests meet it: one matcher per method, the most specific path wins.

use crate::{
    config::Auth,
    policies::{rate_limit::Limit, request_metrics::RequestMetrics},
    upstream::Upstream,
};
use http::Method;
use std::{sync::Arc, time::Duration};

/// The methods that can be routed. `HEAD` follows `GET`.
static METHODS: [Method; 5] = [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];

/// One path and method, with everything that answering it takes.
#[derive(Debug)]
pub(crate) struct Route {
    pub(crate) path: String,
    pub(crate) upstream: Arc<Upstream>,
    pub(crate) auth: Auth,
    pub(crate) rate_limit: Option<Arc<Limit>>,
    pub(crate) timeout: Duration,
    pub(crate) body_limit: u64,
    pub(crate) cors: bool,
    pub(crate) metrics: RequestMetrics,
}

/// What the table says of a request.
#[derive(Debug, Clone)]
pub(crate) enum Found {
    Route(Arc<Route>),
    /// The path exists, for these methods.
    OtherMethods(Vec<Method>),
    Nothing,
}

/// All routes.
#[derive(Debug, Default)]
pub(crate) struct Table {
    by_method: [matchit::Router<Arc<Route>>; 5],
}

impl Table {
    /// Adds a route.
    ///
    /// # Errors
    /// When the path is no path or is taken; a checked configuration has neither.
    pub(crate) fn add(&mut self, method: &Method, route: Arc<Route>) -> Result<(), matchit::InsertError> {
        match METHODS
            .iter()
            .position(|known| known == method)
            .and_then(|at| self.by_method.get_mut(at))
        {
            Some(routes) => routes.insert(route.path.clone(), route),
            None => Ok(()),
        }
    }

    pub(crate) fn find(&self, method: &Method, path: &str) -> Found {
        let routed = if method == Method::HEAD { &Method::GET } else { method };
        let routes = METHODS.iter().zip(&self.by_method).find(|(known, _)| *known == routed);
        if let Some(found) = routes.and_then(|(_, routes)| routes.at(path).ok()) {
            return Found::Route(Arc::clone(found.value));
        }
        let others: Vec<Method> = self.methods_of(path).map(|(method, _)| method.clone()).collect();
        if others.is_empty() {
            Found::Nothing
        } else {
            Found::OtherMethods(with_head(others))
        }
    }

    /// Whether web pages may call the path with some method.
    pub(crate) fn is_open_to_pages(&self, path: &str) -> bool {
        self.methods_of(path).any(|(_, route)| route.cors)
    }

    fn methods_of(&self, path: &str) -> impl Iterator<Item = (&'static Method, &Arc<Route>)> {
        METHODS
            .iter()
            .zip(&self.by_method)
            .filter_map(move |(method, routes)| Some((method, routes.at(path).ok()?.value)))
    }
}

fn with_head(mut methods: Vec<Method>) -> Vec<Method> {
    if methods.contains(&Method::GET) {
        methods.push(Method::HEAD);
    }
    methods
}
