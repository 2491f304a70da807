//! The W3C trace context of the work in hand, carried along a task so that an event appended deep inside it belongs to
//! the same trace as the request or message that caused it.

use std::future::Future;

tokio::task_local! {
    static CURRENT: Option<String>;
}

/// The `traceparent` of the surrounding [`with`]; `None` outside of one.
pub fn current() -> Option<String> {
    CURRENT.try_with(Clone::clone).ok().flatten()
}

/// Runs `work` with `traceparent` as the [`current`] one. A task that it spawns does not inherit it.
pub async fn with<F: Future>(traceparent: Option<String>, work: F) -> F::Output {
    CURRENT.scope(traceparent, work).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn is_seen_inside_only() {
        assert_eq!(current(), None);
        let inside = with(Some("00-a-b-01".into()), async {
            let nested = with(None, async { current() }).await;
            (current(), nested)
        })
        .await;
        assert_eq!(inside, (Some("00-a-b-01".into()), None));
        assert_eq!(current(), None);
    }
}
