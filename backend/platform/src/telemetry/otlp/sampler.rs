//! Which traces are recorded.

use opentelemetry::{
    Context, KeyValue, TraceFlags,
    trace::{Link, SpanKind, TraceContextExt as _, TraceId, TraceState},
};
use opentelemetry_sdk::trace::{SamplingDecision, SamplingResult, ShouldSample};

/// Bits of a trace id that are random whoever made it; W3C trace context, level 2.
const RANDOM_BITS: u32 = 56;

/// Decides by the trace's id alone, so that all processes decide alike, and whoever calls from outside cannot have
/// everything recorded.
#[derive(Debug, Clone)]
pub(super) struct ByTraceId {
    /// Traces whose random bits are below it are not recorded.
    threshold: u64,
}

impl ByTraceId {
    /// Records `ratio` of all traces, 0 to 1.
    pub(super) fn new(ratio: f64) -> Self {
        let all = 1_u64 << RANDOM_BITS;
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a ratio within 0 to 1 of 2^56"
        )]
        let threshold = ((1.0 - ratio.clamp(0.0, 1.0)) * all as f64) as u64;
        Self { threshold }
    }

    fn records(&self, trace: TraceId) -> bool {
        let bytes = trace.to_bytes();
        let random = bytes[9..].iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        random >= self.threshold
    }
}

impl ShouldSample for ByTraceId {
    fn should_sample(
        &self,
        parent: Option<&Context>,
        trace_id: TraceId,
        _name: &str,
        _kind: &SpanKind,
        _attributes: &[KeyValue],
        _links: &[Link],
    ) -> SamplingResult {
        let decision = if self.records(trace_id) {
            SamplingDecision::RecordAndSample
        } else {
            SamplingDecision::Drop
        };
        let trace_state = match parent {
            Some(parent) if parent.has_active_span() => parent.span().span_context().trace_state().clone(),
            _ => TraceState::default(),
        };
        SamplingResult {
            decision,
            attributes: Vec::new(),
            trace_state,
        }
    }
}

/// The flags of a context that comes from elsewhere.
pub(super) fn flags(bits: u8) -> TraceFlags {
    TraceFlags::new(bits & TraceFlags::SAMPLED.to_u8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(random: u64) -> TraceId {
        TraceId::from(u128::from(u64::MAX) << 64 | u128::from(random))
    }

    #[test]
    fn the_ratio_is_of_the_random_bits() {
        let (lowest, middle, highest) = (id(0), id(1 << 55), id((1 << 56) - 1));
        let all = ByTraceId::new(1.0);
        assert!([lowest, middle, highest].into_iter().all(|id| all.records(id)));
        let none = ByTraceId::new(0.0);
        assert!(![lowest, middle, highest].into_iter().any(|id| none.records(id)));
        let half = ByTraceId::new(0.5);
        assert_eq!(
            [lowest, middle, highest].map(|id| half.records(id)),
            [false, true, true]
        );
    }

    #[test]
    fn a_tenth_of_ids_with_a_time_in_them_is_a_tenth() {
        let tenth = ByTraceId::new(0.1);
        let recorded = (0..10_000)
            .filter(|_| {
                tenth.records(TraceId::from(
                    uuid::Uuid::new_v4().as_u128() & !(0xC0 << 56) | 0x80 << 56,
                ))
            })
            .count();
        assert!((800..1200).contains(&recorded), "{recorded}");
    }
}
