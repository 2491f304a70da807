//! Rate limits per caller or address (GCRA), told to clients in the headers of draft-ietf-httpapi-ratelimit-headers.

use crate::{
    config::{CountBy, RateLimitConfig},
    policies::{client::Client, counter::Counter},
    problem::Refusal,
};
use foodwala_contract::ErrorCode;
use foodwala_platform::Claims;
use foodwala_readmodel::{Partition, Quota, Spent};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use std::{net::IpAddr, time::Duration};

pub(crate) const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
pub(crate) const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// One rate limit.
#[derive(Debug)]
pub(crate) struct Limit {
    name: String,
    config: RateLimitConfig,
    policy: HeaderValue,
    quota: Quota,
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
        let window = config.period.as_secs().max(1);
        let policy = format!("\"{name}\";q={};w={window}", config.requests);
        Self {
            name: name.to_owned(),
            config: config.clone(),
            policy: HeaderValue::try_from(policy).unwrap_or_else(|_| HeaderValue::from_static("\"limit\"")),
            quota: Quota {
                burst: config.burst,
                every: config.period / config.requests.get(),
            },
        }
    }

    pub(crate) fn config(&self) -> &RateLimitConfig {
        &self.config
    }

    /// Counts one request.
    pub(crate) async fn check(
        &self,
        counter: &Counter,
        claims: Option<&Claims>,
        address: IpAddr,
    ) -> Result<Allowance, Refusal> {
        let name = &self.name;
        let client = Client::of(claims.filter(|_| self.config.by == CountBy::Caller), address);
        let who = Partition::of("rate", format_args!("{name}:{client}"));
        match counter.spend(&who, self.quota).await {
            Spent::Allowed { remaining, full_in } => Ok(Allowance {
                policy: self.policy.clone(),
                state: self.state(remaining, whole_seconds(full_in)),
            }),
            Spent::Refused { retry_in } => {
                let seconds = whole_seconds(retry_in).max(1);
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
}

/// Rounded up.
fn whole_seconds(duration: Duration) -> u64 {
    duration.as_secs() + u64::from(duration.subsec_nanos() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_readmodel::ReadModel;
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

    #[tokio::test]
    async fn the_burst_is_let_through_and_the_next_one_is_told_when_to_return() {
        let (limit, counter) = (limit(2), Counter::new(ReadModel::in_process()));
        let address = "192.0.2.1".parse().unwrap();
        let mut headers = HeaderMap::new();
        limit.check(&counter, None, address).await.unwrap().write(&mut headers);
        assert_eq!(headers[RATE_LIMIT_POLICY], "\"slow\";q=60;w=3600");
        assert_eq!(headers[RATE_LIMIT], "\"slow\";r=1;t=60");
        limit.check(&counter, None, address).await.unwrap();

        let refused = limit
            .check(&counter, None, address)
            .await
            .unwrap_err()
            .into_response(&HeaderValue::from_static("r"));
        assert_eq!(refused.status(), 429);
        assert_eq!(refused.headers()[header::RETRY_AFTER], "60");
        assert_eq!(refused.headers()[RATE_LIMIT], "\"slow\";r=0;t=60");
        limit.check(&counter, None, "192.0.2.2".parse().unwrap()).await.unwrap();
    }

    #[tokio::test]
    async fn one_ipv6_network_is_one_client() {
        let (limit, counter) = (limit(1), Counter::new(ReadModel::in_process()));
        limit
            .check(&counter, None, "2001:db8::1".parse().unwrap())
            .await
            .unwrap();
        limit
            .check(&counter, None, "2001:db8::2".parse().unwrap())
            .await
            .unwrap_err();
        limit
            .check(&counter, None, "2001:db8:0:1::1".parse().unwrap())
            .await
            .unwrap();
    }
}
