//! Facts about quotas.

use std::num::NonZeroU32;
use std::time::Duration;

use crate::{Partition, Quota, ReadModel, ReadModelError, Spent};

fn quota(burst: u32, every: Duration) -> Quota {
    let burst = NonZeroU32::MIN.saturating_add(burst - 1);
    Quota { burst, every }
}

/// What remains, and when all is back.
fn allowed(spent: Spent) -> Option<(u32, Duration)> {
    match spent {
        Spent::Allowed { remaining, full_in } => Some((remaining, full_in)),
        Spent::Refused { .. } => None,
    }
}

/// A burst is let through and counted down; the next one is told when to come back, and then may.
pub async fn a_burst_is_let_through_and_comes_back(model: ReadModel) -> Result<(), ReadModelError> {
    let (who, every) = (Partition::of("quota", 1), Duration::from_millis(400));
    let begun = std::time::Instant::now();
    for left in [2, 1, 0] {
        let spent = model.spend(&who, quota(3, every)).await?;
        let (remaining, full_in) = allowed(spent).unwrap_or_default();
        assert_ne!(full_in, Duration::ZERO, "{spent:?} with {left} left");
        // On a machine that is slow enough, one has come back already.
        assert!(remaining == left || begun.elapsed() >= every, "{remaining} of {left}");
        assert!(full_in <= every * (3 - left), "{full_in:?}");
    }
    let retry_in = loop {
        match model.spend(&who, quota(3, every)).await? {
            Spent::Refused { retry_in } => break retry_in,
            Spent::Allowed { .. } => assert!(begun.elapsed() >= every),
        }
    };
    assert!(retry_in > Duration::ZERO && retry_in <= every, "{retry_in:?}");
    tokio::time::sleep(retry_in).await;
    assert!(matches!(
        model.spend(&who, quota(3, every)).await?,
        Spent::Allowed { .. }
    ));
    Ok(())
}

/// Each has a quota of its own, also of those who come at the same time.
pub async fn quotas_are_apart_and_exact(model: ReadModel) -> Result<(), ReadModelError> {
    let day = Duration::from_secs(24 * 3600);
    let (one, other) = (Partition::of("quota", 1), Partition::of("quota", 2));
    let many = (0..60).map(|_| model.spend(&one, quota(25, day)));
    let many = futures_util::future::try_join_all(many).await?;
    assert_eq!(many.into_iter().filter_map(allowed).count(), 25);
    let spent = model.spend(&other, quota(25, day)).await?;
    assert_eq!(allowed(spent).map(|(remaining, _)| remaining), Some(24));
    Ok(())
}

/// A quota that becomes smaller binds at once, and locks nobody out for longer than its burst takes to come back.
pub async fn a_quota_can_be_changed(model: ReadModel) -> Result<(), ReadModelError> {
    let (who, day) = (Partition::of("quota", 1), Duration::from_secs(24 * 3600));
    model.spend(&who, quota(2, day)).await?;
    let spent = model.spend(&who, quota(1, Duration::from_secs(60))).await?;
    let bound = Duration::from_secs(60);
    assert!(
        matches!(spent, Spent::Refused { retry_in } if retry_in <= bound),
        "{spent:?}"
    );
    Ok(())
}
