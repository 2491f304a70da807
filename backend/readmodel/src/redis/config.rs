//! Where Redis is.

use std::fmt;
use std::time::Duration;

use redis::{ConnectionInfo, IntoConnectionInfo};
use serde::Deserialize;

/// The settings of the Redis engine. Redis 7 or later.
///
/// The engine owns the logical database that the address names: [`wipe`](crate::ReadModel::wipe) empties all of it. The
/// server's `maxmemory-policy` is `noeviction`, or an index may count documents that are gone.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RedisConfig {
    /// Addresses such as `redis://user:password@host:6379/0`, or `rediss://…` for TLS: the one server, the sentinels, or
    /// some nodes of the cluster.
    pub urls: Vec<String>,
    /// What is at the addresses.
    pub mode: RedisMode,
    /// With sentinels: an address with the name of the service in place of a host, and the servers' credentials, such as
    /// `redis://user:password@foodwala/0`.
    pub service: Option<String>,
    /// How long an attempt to connect may take, in milliseconds.
    pub connect_timeout_ms: u64,
    /// How long an answer may take, in milliseconds.
    pub response_timeout_ms: u64,
}

/// What answers at the addresses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RedisMode {
    /// One server.
    #[default]
    Single,
    /// Sentinels, which know the present server.
    Sentinel,
    /// Nodes of a cluster.
    Cluster,
}

impl Default for RedisConfig {
    fn default() -> Self {
        Self {
            urls: vec!["redis://127.0.0.1:6379".to_owned()],
            mode: RedisMode::default(),
            service: None,
            connect_timeout_ms: 1_000,
            response_timeout_ms: 1_000,
        }
    }
}

impl RedisConfig {
    /// Everything that is out of bounds: setting and reason, which never shows an address.
    pub fn faults(&self) -> Vec<(&'static str, String)> {
        let mut faults = Vec::new();
        let single = self.mode == RedisMode::Single;
        match self.urls.len() {
            0 => faults.push(("urls", "is empty".to_owned())),
            1 => {}
            _ if single => faults.push(("urls", "a single server has one address".to_owned())),
            _ => {}
        }
        for (at, url) in self.urls.iter().enumerate() {
            if let Err(reason) = parse(url) {
                faults.push(("urls", format!("address {} {reason}", at + 1)));
            }
        }
        match (&self.service, self.mode) {
            (None, RedisMode::Sentinel) => faults.push(("service", "sentinels need the name of a service".to_owned())),
            (Some(service), RedisMode::Sentinel) => {
                if let Err(reason) = parse(service) {
                    faults.push(("service", reason.to_owned()));
                }
            }
            (Some(_), _) => faults.push(("service", "is for sentinels only".to_owned())),
            (None, _) => {}
        }
        for (setting, value) in [
            ("connect_timeout_ms", self.connect_timeout_ms),
            ("response_timeout_ms", self.response_timeout_ms),
        ] {
            if !(10..=60_000).contains(&value) {
                faults.push((setting, "is not between 10 and 60000".to_owned()));
            }
        }
        faults
    }

    pub(super) fn connect_timeout(&self) -> Duration {
        Duration::from_millis(self.connect_timeout_ms)
    }

    pub(super) fn response_timeout(&self) -> Duration {
        Duration::from_millis(self.response_timeout_ms)
    }
}

/// Reads an address. The reason names no part of it: there may be a password anywhere in what is not understood.
pub(super) fn parse(url: &str) -> Result<ConnectionInfo, &'static str> {
    if url.starts_with("rediss:") && !cfg!(feature = "redis-tls") {
        return Err("needs a build with the feature `redis-tls`");
    }
    url.into_connection_info()
        .map_err(|_| "is no address such as redis://host:6379/0")
}

/// Shows where, but not who and with what password.
impl fmt::Debug for RedisConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place =
            |url: &String| parse(url).map_or_else(|_| "(not understood)".to_owned(), |info| info.addr().to_string());
        f.debug_struct("RedisConfig")
            .field("urls", &self.urls.iter().map(place).collect::<Vec<_>>())
            .field("mode", &self.mode)
            .field("service", &self.service.as_ref().map(place))
            .field("connect_timeout_ms", &self.connect_timeout_ms)
            .field("response_timeout_ms", &self.response_timeout_ms)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_never_shown() {
        let config = RedisConfig {
            urls: vec![
                "redis://user:secret@host:7000/2".to_owned(),
                "redis:/secret@@".to_owned(),
            ],
            mode: RedisMode::Sentinel,
            service: Some("redis://user:secret@foodwala/0".to_owned()),
            ..RedisConfig::default()
        };
        let shown = format!("{config:?} {:?}", config.faults());
        assert!(!shown.contains("secret"), "{shown}");
        assert!(
            shown.contains("host:7000") && shown.contains("foodwala:6379"),
            "{shown}"
        );
    }

    #[test]
    fn every_fault_is_named() {
        assert_eq!(RedisConfig::default().faults(), []);
        let config = RedisConfig {
            urls: vec!["nonsense".to_owned(), "redis://localhost".to_owned()],
            service: Some("redis://foodwala".to_owned()),
            connect_timeout_ms: 0,
            response_timeout_ms: 100_000,
            ..RedisConfig::default()
        };
        let settings: Vec<_> = config.faults().into_iter().map(|(setting, _)| setting).collect();
        assert_eq!(
            settings,
            ["urls", "urls", "service", "connect_timeout_ms", "response_timeout_ms"]
        );
        let sentinel = RedisConfig {
            mode: RedisMode::Sentinel,
            ..RedisConfig::default()
        };
        assert_eq!(sentinel.faults()[0].0, "service");
    }

    #[test]
    fn it_is_read_from_settings() {
        let config: RedisConfig = serde_json::from_str(r#"{"urls": ["redis://a"], "mode": "cluster"}"#).unwrap();
        assert_eq!(config.mode, RedisMode::Cluster);
        assert!(serde_json::from_str::<RedisConfig>(r#"{"url": "redis://a"}"#).is_err());
    }
}
