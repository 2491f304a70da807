//! Gateways that share Redis share their rate limits; each counts for itself while Redis is away.

use anyhow::{Context, Result};
use foodwala_tests::{Engines, Fleet, Plan, eventually};
use reqwest::StatusCode;
use std::{net::SocketAddr, time::Duration};

const POLL: Duration = Duration::from_millis(300);
const LIMIT: &str = "[rate_limits.sign_in]\nrequests = 10\nperiod = \"1h\"\nburst = 30\nby = \"ip\"\n";

/// A gateway, and what it has left for whoever asks.
struct Gateway {
    http: reqwest::Client,
    url: String,
}

impl Gateway {
    fn at(address: SocketAddr) -> Result<Self> {
        let url = format!("http://{address}/v1/auth/refresh");
        let http = reqwest::Client::builder().build()?;
        Ok(Self { http, url })
    }

    /// What is left after one more request; `None` if it was one too many.
    async fn left(&self) -> Result<Option<u32>> {
        let body = serde_json::json!({ "refresh_token": "nobody's" });
        let answer = self.http.post(&self.url).json(&body).send().await?;
        let header = |name: &str| Some(answer.headers().get(name)?.to_str().ok()?.to_owned());
        let state = header("ratelimit").context("a limit is told")?;
        assert_eq!(header("ratelimit-policy").as_deref(), Some("\"sign_in\";q=10;w=3600"));
        let left = state.split(';').find_map(|part| part.strip_prefix("r="));
        let left = left.context("what is left is told")?.parse()?;
        if answer.status() == StatusCode::TOO_MANY_REQUESTS {
            assert_eq!(left, 0);
            let wait: u32 = header("retry-after").context("a time is told")?.parse()?;
            assert!((1..=360).contains(&wait), "{wait}");
            return Ok(None);
        }
        anyhow::ensure!(answer.status() == StatusCode::UNAUTHORIZED, "{}", answer.status());
        Ok(Some(left))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn gateways_count_together_and_alone_while_redis_is_away() -> Result<()> {
    // The SDK chooses how TLS is done.
    foodwala_sdk::FoodWala::builder().base_url("http://127.0.0.1").build()?;
    let Some(mut engines) = Engines::start().await? else {
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    let routes = folder.path().join("limits.toml");
    std::fs::write(&routes, LIMIT)?;
    let named = |name: &str, roles: &[&str]| (name.to_owned(), roles.iter().map(|role| (*role).to_owned()).collect());
    let setting = |name: &str, value: String| (format!("FOODWALA_{name}"), value);
    let plan = Plan {
        processes: vec![
            named("gateway", &["gateway"]),
            named("other", &["gateway"]),
            named("identity", &["identity", "identity-query"]),
        ],
        settings: vec![
            setting("GATEWAY__UNLIMITED", "false".to_owned()),
            setting("GATEWAY__ROUTES", routes.display().to_string()),
        ],
        ..Plan::default()
    };
    let mut fleet = Fleet::start(&engines, plan)?;
    fleet.ready().await?;
    let (one, other) = (
        Gateway::at(fleet.address("gateway")?)?,
        Gateway::at(fleet.address("other")?)?,
    );
    for expected in (0..30).rev() {
        let gateway = if expected % 2 == 0 { &one } else { &other };
        assert_eq!(gateway.left().await?, Some(expected));
    }
    assert_eq!((one.left().await?, other.left().await?), (None, None));

    engines.redis.kill()?;
    assert_eq!((one.left().await?, one.left().await?), (Some(29), Some(28)));
    assert_eq!(other.left().await?, Some(29));

    engines.redis.restart()?;
    eventually(|| async {
        // Every look spends what is to be compared, so it is not looked too often.
        tokio::time::sleep(POLL).await;
        let (here, there) = (one.left().await?, other.left().await?);
        let together = here.zip(there).is_some_and(|(here, there)| here == there + 1);
        anyhow::ensure!(together, "{here:?} here and {there:?} there");
        anyhow::Ok(())
    })
    .await?;
    fleet.stop_all().await
}
