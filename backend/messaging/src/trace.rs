//! The W3C trace context of the work in hand, carried along a task so that an event appended deep inside it belongs to
//! the same trace as the request or message that caused it.
//!
//! Spans for an operator's tracing backend have targets that begin with `foodwala_trace` and are meant for nobody else.
//! What reads and names them there is [`install`]ed by the process; without it a trace context is passed on as it came,
//! and the spans cost a look at a flag.

use std::future::Future;
use std::sync::OnceLock;

use tracing::Span;

/// The target of this crate's spans.
pub(crate) const TARGET: &str = "foodwala_trace::messaging";

tokio::task_local! {
    static CURRENT: Option<String>;
}

static PROPAGATION: OnceLock<Box<dyn Propagation>> = OnceLock::new();

/// How spans and trace contexts become each other.
pub trait Propagation: Send + Sync {
    /// Makes a span that has not been entered the child of a `traceparent`; one that cannot be read changes nothing.
    fn adopt(&self, span: &Span, traceparent: &str);

    /// The `traceparent` that names a span; `None` if nobody records it.
    fn traceparent(&self, span: &Span) -> Option<String>;
}

/// Sets how spans and trace contexts become each other, once in a process: later calls change nothing.
pub fn install(propagation: impl Propagation + 'static) {
    let _set_before = PROPAGATION.set(Box::new(propagation));
}

/// Makes `span`, not entered yet, a child of `parent`, and answers the trace context for what happens within it:
/// the span's own, or `parent` unchanged if nobody records the span.
pub fn descend(span: &Span, parent: Option<String>) -> Option<String> {
    let Some(propagation) = PROPAGATION.get().filter(|_| !span.is_disabled()) else {
        return parent;
    };
    if let Some(parent) = &parent {
        propagation.adopt(span, parent);
    }
    propagation.traceparent(span).or(parent)
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

    #[test]
    fn what_nobody_records_passes_the_context_on() {
        let parent = Some("00-a-b-01".to_owned());
        assert_eq!(descend(&Span::none(), parent.clone()), parent);
        assert_eq!(descend(&Span::none(), None), None);
    }
}
