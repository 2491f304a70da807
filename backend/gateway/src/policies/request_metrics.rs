//! Count and duration of requests by route, method and status.

use http::{Method, StatusCode};
use metrics::{Counter, Histogram, SharedString};
use std::{sync::OnceLock, time::Duration};

const REQUESTS: &str = "http_requests_total";
const DURATION: &str = "http_request_duration_seconds";

/// Statuses whose handles are kept; looking one up for every request would cost more than the rest of this file.
const USUAL: [u16; 20] = [
    200, 201, 202, 204, 304, 400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 428, 429, 500, 503, 504,
];

/// The series of one route and method.
#[derive(Debug)]
pub(crate) struct RequestMetrics {
    route: SharedString,
    method: &'static str,
    usual: [OnceLock<(Counter, Histogram)>; USUAL.len()],
}

impl RequestMetrics {
    pub(crate) fn new(route: impl Into<SharedString>, method: &Method) -> Self {
        // Callers may send any method; labels must stay few.
        let method = match method.as_str() {
            "GET" => "GET",
            "HEAD" => "HEAD",
            "POST" => "POST",
            "PUT" => "PUT",
            "PATCH" => "PATCH",
            "DELETE" => "DELETE",
            "OPTIONS" => "OPTIONS",
            _ => "other",
        };
        Self {
            route: route.into(),
            method,
            usual: [const { OnceLock::new() }; USUAL.len()],
        }
    }

    pub(crate) fn record(&self, status: StatusCode, took: Duration) {
        let status = status.as_u16();
        match USUAL.binary_search(&status).ok().and_then(|at| self.usual.get(at)) {
            Some(handles) => count(handles.get_or_init(|| self.series(status)), took),
            None => count(&self.series(status), took),
        }
    }

    fn series(&self, status: u16) -> (Counter, Histogram) {
        let labels = [
            ("route", self.route.clone()),
            ("method", SharedString::const_str(self.method)),
            ("status", SharedString::from_owned(status.to_string())),
        ];
        (
            metrics::counter!(REQUESTS, &labels),
            metrics::histogram!(DURATION, &labels),
        )
    }
}

fn count((requests, duration): &(Counter, Histogram), took: Duration) {
    requests.increment(1);
    duration.record(took);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_statuses_can_be_searched() {
        assert!(USUAL.is_sorted());
    }
}
