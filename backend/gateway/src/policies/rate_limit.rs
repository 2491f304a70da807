//! Rate limits per caller or address (GCRA), told to clients in the headers of draft-ietf-httpapi-ratelimit-headers.

use crate::{
    config::{CountBy, RateLimitConfig},
    problem::Refusal,
};
use foodwala_contract::ErrorCode;
use foodwala_platform::Claims;
use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    middleware::StateInformationMiddleware,
    state::keyed::DefaultKeyedStateStore,
};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use std::{
    collections::hash_map::RandomState,
    hash::BuildHasher,
    net::{IpAddr, Ipv6Addr},
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    time::Duration,
};

pub(crate) const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
pub(crate) const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// Clients remembered per limit: some 10 MB. Beyond them, newcomers share [`SHARED`] places until others are forgotten.
const MOST_KEYS: usize = 200_000;
const SHARED: u64 = 1024;
/// How many requests go by between two looks at how many clients are remembered.
const LOOK_EVERY: u64 = 4096;

/// One rate limit and the clients it has seen lately.
///
/// It runs on the machine's monotonic clock: a wall clock set back would lock everybody out.
#[derive(Debug)]
pub(crate) struct Limit {
    name: String,
    config: RateLimitConfig,
    policy: HeaderValue,
    limiter: RateLimiter<u64, DefaultKeyedStateStore<u64>, DefaultClock, StateInformationMiddleware>,
    replenish_one: Duration,
    hasher: RandomState,
    seen: AtomicU64,
    full: AtomicBool,
}

/// What is left to a client that was let through.
#[derive(Debug)]
pub(crate) struct Allowance {
    policy: HeaderValue,
    state: Option<HeaderValue>,
}

impl Allowance {
    pub(crate) fn write(self, headers: &mut HeaderMap) {
        headers.insert(RATE_LIMIT_POLICY, self.policy);
        if let Some(state) = self.state {
            headers.insert(RATE_LIMIT, state);
        }
    }
}

impl Limit {
    pub(crate) fn new(name: &str, config: &RateLimitConfig) -> Self {
        let replenish_one = (config.period / config.requests.get()).max(Duration::from_nanos(1));
        let quota = Quota::with_period(replenish_one).unwrap_or(Quota::per_second(config.requests));
        let limiter = RateLimiter::dashmap(quota.allow_burst(config.burst));
        let window = config.period.as_secs().max(1);
        let policy = format!("\"{name}\";q={};w={window}", config.requests);
        Self {
            name: name.to_owned(),
            config: config.clone(),
            policy: HeaderValue::try_from(policy).unwrap_or_else(|_| HeaderValue::from_static("\"limit\"")),
            limiter: limiter.with_middleware(),
            replenish_one,
            hasher: RandomState::new(),
            seen: AtomicU64::new(0),
            full: AtomicBool::new(false),
        }
    }

    pub(crate) fn config(&self) -> &RateLimitConfig {
        &self.config
    }

    /// Counts one request.
    pub(crate) fn check(&self, claims: Option<&Claims>, address: IpAddr) -> Result<Allowance, Refusal> {
        if self.seen.fetch_add(1, Ordering::Relaxed).is_multiple_of(LOOK_EVERY) {
            self.forget_old();
        }
        let key = match claims {
            Some(claims) if self.config.by == CountBy::Caller => self.hasher.hash_one(claims.sub),
            _ => self.hasher.hash_one(network_of(address)),
        };
        let key = if self.full.load(Ordering::Relaxed) {
            key % SHARED
        } else {
            key
        };
        match self.limiter.check_key(&key) {
            Ok(state) => {
                let remaining = state.remaining_burst_capacity();
                let used = self.config.burst.get().saturating_sub(remaining);
                let state = self.state(remaining, whole_seconds(self.replenish_one.saturating_mul(used)));
                Ok(Allowance {
                    policy: self.policy.clone(),
                    state,
                })
            }
            Err(denied) => {
                let seconds = whole_seconds(denied.wait_time_from(self.limiter.clock().now())).max(1);
                let mut refusal = Refusal::new(ErrorCode::RateLimited)
                    .header(header::RETRY_AFTER, HeaderValue::from(seconds))
                    .header(RATE_LIMIT_POLICY, self.policy.clone());
                if let Some(state) = self.state(0, seconds) {
                    refusal = refusal.header(RATE_LIMIT, state);
                }
                Err(refusal)
            }
        }
    }

    fn state(&self, remaining: u32, reset_seconds: u64) -> Option<HeaderValue> {
        HeaderValue::try_from(format!("\"{}\";r={remaining};t={reset_seconds}", self.name)).ok()
    }

    /// Drops the clients whose allowance is whole again.
    fn forget_old(&self) {
        if self.limiter.len() < MOST_KEYS / 2 && !self.full.load(Ordering::Relaxed) {
            return;
        }
        self.limiter.retain_recent();
        let full = self.limiter.len() >= MOST_KEYS;
        if self.full.swap(full, Ordering::Relaxed) != full && full {
            tracing::warn!(
                rate_limit = self.name,
                clients = MOST_KEYS,
                "too many clients to tell apart"
            );
        }
    }
}

/// A household or machine has a whole /64 of IPv6.
fn network_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
    }
}

/// Rounded up.
fn whole_seconds(duration: Duration) -> u64 {
    duration.as_secs() + u64::from(duration.subsec_nanos() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::num::NonZeroU32;

    fn limit(burst: u32) -> Limit {
        let count = |n| NonZeroU32::new(n).unwrap();
        let period = Duration::from_secs(3600);
        Limit::new(
            "slow",
            &RateLimitConfig {
                requests: count(60),
                period,
                burst: count(burst),
                by: CountBy::Ip,
            },
        )
    }

    #[test]
    fn the_burst_is_let_through_and_the_next_one_is_told_when_to_return() {
        let limit = limit(2);
        let address = "192.0.2.1".parse().unwrap();
        let mut headers = HeaderMap::new();
        limit.check(None, address).unwrap().write(&mut headers);
        assert_eq!(headers[RATE_LIMIT_POLICY], "\"slow\";q=60;w=3600");
        assert_eq!(headers[RATE_LIMIT], "\"slow\";r=1;t=60");
        limit.check(None, address).unwrap();

        let refused = limit
            .check(None, address)
            .unwrap_err()
            .into_response(&HeaderValue::from_static("r"));
        assert_eq!(refused.status(), 429);
        assert_eq!(refused.headers()[header::RETRY_AFTER], "60");
        assert_eq!(refused.headers()[RATE_LIMIT], "\"slow\";r=0;t=60");
        limit.check(None, "192.0.2.2".parse().unwrap()).unwrap();
    }

    #[test]
    fn one_ipv6_network_is_one_client() {
        let limit = limit(1);
        limit.check(None, "2001:db8::1".parse().unwrap()).unwrap();
        limit.check(None, "2001:db8::2".parse().unwrap()).unwrap_err();
        limit.check(None, "2001:db8:0:1::1".parse().unwrap()).unwrap();
    }
}
