//! The destinations of a cluster: which are healthy, and which of two is less busy.

use crate::config::RemoteConfig;
use http::uri::Authority;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, AtomicU64, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

/// The destinations of one cluster.
#[derive(Debug)]
pub(super) struct Pool {
    pub(super) cluster: String,
    pub(super) destinations: Vec<Arc<Destination>>,
    eject_after: u32,
    eject_for: Duration,
    since: Instant,
    turn: AtomicU64,
}

/// One machine that serves the cluster.
#[derive(Debug)]
pub(super) struct Destination {
    pub(super) authority: Authority,
    /// What its `/readyz` said last.
    ready: AtomicBool,
    failures_in_a_row: AtomicU32,
    /// Milliseconds of the pool's time; 0 when it is not left out.
    left_out_until: AtomicU64,
    in_flight: AtomicUsize,
}

/// Work at a destination, until dropped.
#[derive(Debug)]
pub(super) struct InFlight(Arc<Destination>);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.in_flight.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Destination {
    fn new(authority: Authority) -> Self {
        Self {
            authority,
            ready: AtomicBool::new(true),
            failures_in_a_row: AtomicU32::new(0),
            left_out_until: AtomicU64::new(0),
            in_flight: AtomicUsize::new(0),
        }
    }

    pub(super) fn enter(self: &Arc<Self>) -> InFlight {
        self.in_flight.fetch_add(1, Ordering::Relaxed);
        InFlight(Arc::clone(self))
    }

    pub(super) fn succeeded(&self) {
        if self.failures_in_a_row.load(Ordering::Relaxed) != 0 {
            self.failures_in_a_row.store(0, Ordering::Relaxed);
        }
    }

    /// Notes what `/readyz` said; returns whether that is news.
    pub(super) fn set_ready(&self, ready: bool) -> bool {
        if ready {
            self.left_out_until.store(0, Ordering::Relaxed);
        }
        self.ready.swap(ready, Ordering::Relaxed) != ready
    }
}

impl Pool {
    pub(super) fn new(cluster: &str, config: &RemoteConfig) -> Self {
        Self {
            cluster: cluster.to_owned(),
            destinations: config
                .destinations
                .iter()
                .cloned()
                .map(|at| Arc::new(Destination::new(at)))
                .collect(),
            eject_after: config.eject_after,
            eject_for: config.eject_for,
            since: Instant::now(),
            turn: AtomicU64::new(0),
        }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.since.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// The less busy of two healthy destinations picked at random, none of `tried`. When none is healthy, any: refusing
    /// everything would be worse than asking.
    pub(super) fn pick(&self, tried: &[&Arc<Destination>]) -> Option<&Arc<Destination>> {
        let untried = |at: &&Arc<Destination>| !tried.iter().any(|tried| Arc::ptr_eq(tried, at));
        let now = self.now();
        let healthy = |at: &&Arc<Destination>| {
            at.ready.load(Ordering::Relaxed) && at.left_out_until.load(Ordering::Relaxed) <= now
        };
        self.less_busy(|at| untried(at) && healthy(at))
            .or_else(|| self.less_busy(untried))
    }

    fn less_busy(&self, usable: impl Fn(&&Arc<Destination>) -> bool) -> Option<&Arc<Destination>> {
        let count = self.destinations.iter().filter(&usable).count();
        let chance = scatter(self.turn.fetch_add(1, Ordering::Relaxed));
        let nth = |chance: u64| {
            let nth = usize::try_from(chance).unwrap_or(0).checked_rem(count)?;
            self.destinations.iter().filter(&usable).nth(nth)
        };
        let (one, other) = (nth(chance & 0xffff_ffff)?, nth(chance >> 32)?);
        let busy = |at: &Arc<Destination>| at.in_flight.load(Ordering::Relaxed);
        Some(if busy(other) < busy(one) { other } else { one })
    }

    /// Notes a failure; after enough of them in a row the destination is left out for a while.
    pub(super) fn failed(&self, destination: &Destination) {
        let failures = destination
            .failures_in_a_row
            .fetch_add(1, Ordering::Relaxed)
            .saturating_add(1);
        if failures < self.eject_after {
            return;
        }
        // When it is let back in, one more failure is enough.
        destination
            .failures_in_a_row
            .store(self.eject_after - 1, Ordering::Relaxed);
        let pause = u64::try_from(self.eject_for.as_millis()).unwrap_or(u64::MAX);
        destination
            .left_out_until
            .store(self.now().saturating_add(pause), Ordering::Relaxed);
        tracing::warn!(
            cluster = self.cluster,
            destination = %destination.authority,
            failures,
            pause_ms = pause,
            "destination left out after failures"
        );
    }
}

/// Spreads consecutive numbers evenly (splitmix64): load balancing needs no better chance.
fn scatter(turn: u64) -> u64 {
    let mut z = turn.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pool(count: usize) -> Pool {
        let second = Duration::from_secs(1);
        let config = RemoteConfig {
            destinations: (0..count).map(|n| format!("10.0.0.{n}:80").parse().unwrap()).collect(),
            connect_timeout: second,
            health_interval: second,
            health_timeout: second,
            eject_after: 2,
            eject_for: Duration::from_secs(3600),
        };
        Pool::new("test", &config)
    }

    fn share(pool: &Pool, destination: usize) -> usize {
        (0..1000)
            .filter(|_| Arc::ptr_eq(pool.pick(&[]).unwrap(), &pool.destinations[destination]))
            .count()
    }

    #[test]
    fn work_is_spread_and_the_busy_get_less() {
        let pool = pool(3);
        for destination in 0..3 {
            let share = share(&pool, destination);
            assert!((250..420).contains(&share), "{share}");
        }
        let _work = pool.destinations[0].enter();
        assert!(share(&pool, 0) < 170);
    }

    #[test]
    fn the_unhealthy_get_none_unless_all_are() {
        let pool = pool(2);
        let [a, b] = &pool.destinations[..] else { panic!() };
        pool.failed(a);
        assert!(share(&pool, 0) > 0);
        pool.failed(a);
        assert_eq!(share(&pool, 0), 0);
        assert!(b.set_ready(false));
        assert!(!b.set_ready(false));
        assert!(share(&pool, 0) > 0 && share(&pool, 1) > 0);
        assert!(a.set_ready(true) || share(&pool, 0) == 1000);
    }

    #[test]
    fn what_was_tried_is_not_picked_again() {
        let pool = pool(2);
        let [a, b] = &pool.destinations[..] else { panic!() };
        assert!((0..100).all(|_| Arc::ptr_eq(pool.pick(&[a]).unwrap(), b)));
        assert!(pool.pick(&[a, b]).is_none());
    }
}
