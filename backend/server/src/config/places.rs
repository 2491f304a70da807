//! `[services]`: where each side of each service listens and is found, the same for all processes.

use crate::roles::Part;
use foodwala_platform::config::Validate;
use serde::{Deserialize, Deserializer, de::Error as _};
use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
};

/// The first of the ports on which services listen unless told otherwise.
const FIRST_PORT: u16 = 8101;

/// Where the sides of the services are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServicesConfig(BTreeMap<Part, Place>);

/// Where one side of a service is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Where it listens when it does not run in one process with everything else.
    pub listen: SocketAddr,
    /// Where others find it, `http://host:port` each: several are balanced.
    pub urls: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    listen: Option<SocketAddr>,
    urls: Option<Vec<String>>,
}

impl Place {
    fn at(listen: SocketAddr) -> Self {
        Self {
            listen,
            urls: vec![format!("http://{}", on_this_machine(listen))],
        }
    }
}

impl Default for ServicesConfig {
    fn default() -> Self {
        let place = |port| Place::at(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port));
        Self(
            Part::all()
                .zip(FIRST_PORT..)
                .map(|(part, port)| (part, place(port)))
                .collect(),
        )
    }
}

/// A name that the environment can carry too: `orders_query`.
fn setting(part: Part) -> String {
    part.to_string().replace('-', "_")
}

impl<'de> Deserialize<'de> for ServicesConfig {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut places = Self::default();
        for (name, written) in BTreeMap::<String, Written>::deserialize(deserializer)? {
            let Some(part) = Part::all().find(|part| setting(*part) == name) else {
                let known: Vec<_> = Part::all().map(setting).collect();
                return Err(D::Error::custom(format!(
                    "there is no service {name:?}; there are {}",
                    known.join(", ")
                )));
            };
            if let Some(place) = places.0.get_mut(&part) {
                if let Some(listen) = written.listen {
                    *place = Place::at(listen);
                }
                place.urls = written.urls.unwrap_or_else(|| std::mem::take(&mut place.urls));
            }
        }
        Ok(places)
    }
}

impl ServicesConfig {
    /// Where a side of a service is; `None` if there is no such service.
    pub fn of(&self, part: Part) -> Option<&Place> {
        self.0.get(&part)
    }

    /// Where it is to be, instead of where the settings say.
    pub fn put(&mut self, part: Part, place: Place) {
        self.0.insert(part, place);
    }
}

impl Validate for ServicesConfig {
    fn validate(&self, fault: &mut dyn FnMut(&str, &str)) {
        for (part, place) in &self.0 {
            if place.urls.is_empty() || place.urls.iter().any(|url| authority(url).is_none()) {
                let setting = format!("{}.urls", setting(*part));
                fault(&setting, "must be some of \"http://host:port\"");
            }
        }
    }
}

/// Who listens on all addresses is found at the machine's own.
pub(crate) fn on_this_machine(listens: SocketAddr) -> SocketAddr {
    let ip = match listens.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, listens.port())
}

/// The `host:port` of a URL that is nothing else.
pub(crate) fn authority(url: &str) -> Option<http::uri::Authority> {
    let uri: http::Uri = url.parse().ok()?;
    let plain = uri.scheme_str() == Some("http") && uri.path() == "/" && uri.query().is_none();
    uri.into_parts().authority.filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_contract::endpoint::Side;

    const ORDERS: Part = Part::new("orders", Side::Command);
    const READS: Part = Part::new("orders", Side::Query);

    fn faults(config: &ServicesConfig) -> Vec<String> {
        let mut faults = Vec::new();
        config.validate(&mut |setting, _| faults.push(setting.to_owned()));
        faults
    }

    #[test]
    fn what_is_not_said_follows_from_what_is() {
        let text = "[orders]\nlisten = '0.0.0.0:9000'\n[orders_query]\nurls = ['http://a:1', 'http://b:2']";
        let config: ServicesConfig = toml::from_str(text).unwrap();
        assert_eq!(config.of(ORDERS).unwrap().urls, ["http://127.0.0.1:9000"]);
        assert_eq!(config.of(READS).unwrap().urls, ["http://a:1", "http://b:2"]);
        let ports: std::collections::BTreeSet<_> = config.0.values().map(|place| place.listen.port()).collect();
        assert_eq!(ports.len(), config.0.len(), "no two listen on one port");
        assert!(faults(&config).is_empty());
    }

    #[test]
    fn mistakes_are_named() {
        let config: ServicesConfig =
            toml::from_str("[orders]\nurls = ['https://a']\n[orders_query]\nurls = []").unwrap();
        assert_eq!(faults(&config), ["orders.urls", "orders_query.urls"]);
        let unknown = toml::from_str::<ServicesConfig>("[order]\nurls = []")
            .unwrap_err()
            .to_string();
        assert!(unknown.contains("orders_query"), "{unknown}");
    }
}
