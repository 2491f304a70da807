//! What a process runs: the gateway, and sides of services.

use crate::{
    Config, engines,
    services::{READS, SERVICES},
};
use foodwala_contract::endpoint::Side;
use std::{
    collections::BTreeSet,
    fmt::{self, Display},
};

/// The gateway's name on the command line.
pub const GATEWAY: &str = "gateway";
/// Everything's name on the command line.
const ALL: &str = "all";

/// One side of a service: its commands with everything that happens in the background, or its queries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Part {
    service: &'static str,
    side: Side,
}

impl Part {
    /// A side of a service.
    pub const fn new(service: &'static str, side: Side) -> Self {
        Self { service, side }
    }

    /// All sides of all services.
    pub fn all() -> impl Iterator<Item = Self> {
        let sides = |service| [Side::Command, Side::Query].map(|side| Self::new(service, side));
        SERVICES.iter().flat_map(move |service| sides(service.name))
    }

    /// The service.
    pub const fn service(self) -> &'static str {
        self.service
    }

    /// Which side of it.
    pub const fn side(self) -> Side {
        self.side
    }
}

/// As on the command line, and as the gateway's clusters are called: `orders`, `orders-query`.
impl Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.service)?;
        f.write_str(match self.side {
            Side::Command => "",
            Side::Query => READS,
        })
    }
}

/// What a process runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roles {
    parts: BTreeSet<Part>,
    gateway: bool,
}

/// Why a process cannot be what it was told to be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RolesError {
    /// Nothing has this name.
    #[error("there is no service {name:?}; there are {}", known.join(", "))]
    Unknown {
        /// The name.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// An engine lives in one process, and this one is not to run everything.
    #[error(
        "{setting} = \"embedded\" lives in one process and cannot be shared; name no service, or choose another engine"
    )]
    Embedded {
        /// The setting that chose it.
        setting: &'static str,
    },
}

impl Roles {
    /// Everything in one process.
    pub fn all() -> Self {
        Self {
            parts: Part::all().collect(),
            gateway: true,
        }
    }

    /// What the names stand for; everything if there is none.
    ///
    /// # Errors
    /// Of the first name that nothing has.
    pub fn named<S: AsRef<str>>(names: &[S]) -> Result<Self, RolesError> {
        let mut roles = Self {
            parts: BTreeSet::new(),
            gateway: false,
        };
        for name in names.iter().map(AsRef::as_ref) {
            match (name, Part::all().find(|part| part.to_string() == name)) {
                (ALL, _) => roles = Self::all(),
                (GATEWAY, _) => roles.gateway = true,
                (_, Some(part)) => drop(roles.parts.insert(part)),
                (_, None) => {
                    let known = Part::all().map(|part| part.to_string());
                    return Err(RolesError::Unknown {
                        name: name.to_owned(),
                        known: [ALL, GATEWAY].into_iter().map(str::to_owned).chain(known).collect(),
                    });
                }
            }
        }
        Ok(if names.is_empty() { Self::all() } else { roles })
    }

    /// The sides of services, in order.
    pub fn parts(&self) -> impl Iterator<Item = Part> {
        self.parts.iter().copied()
    }

    /// Whether the gateway is among them.
    pub const fn gateway(&self) -> bool {
        self.gateway
    }

    /// Whether that is all there is.
    pub fn is_all(&self) -> bool {
        *self == Self::all()
    }

    /// Whether a side of a service is among them.
    pub fn has(&self, service: &'static str, side: Side) -> bool {
        self.parts.contains(&Part::new(service, side))
    }

    /// Whether the settings allow it.
    ///
    /// # Errors
    /// When an engine is chosen that lives in one process and this is not everything.
    pub fn check(&self, config: &Config) -> Result<(), RolesError> {
        match engines::in_one_process(config) {
            Some(setting) if !self.is_all() => Err(RolesError::Embedded { setting }),
            _ => Ok(()),
        }
    }
}

impl Display for Roles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_all() {
            return f.write_str(ALL);
        }
        let gateway = self.gateway.then(|| GATEWAY.to_owned());
        let names: Vec<_> = gateway
            .into_iter()
            .chain(self.parts.iter().map(Part::to_string))
            .collect();
        f.write_str(&names.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{BusEngine, ReadModelEngine};

    fn named(names: &str) -> Result<Roles, RolesError> {
        Roles::named(&names.split_whitespace().collect::<Vec<_>>())
    }

    #[test]
    fn names_stand_for_sides_of_services() {
        for everything in ["", "all", "orders all"] {
            assert!(named(everything).unwrap().is_all(), "{everything}");
        }
        let roles = named("orders restaurants-query gateway").unwrap();
        assert_eq!(roles.to_string(), "gateway orders restaurants-query");
        assert!(roles.gateway() && roles.has("orders", Side::Command) && !roles.has("orders", Side::Query));
        assert_eq!(named(&roles.to_string()).unwrap(), roles);
        let unknown = named("order").unwrap_err().to_string();
        assert!(
            unknown.contains("\"order\"") && unknown.contains("orders-query"),
            "{unknown}"
        );
    }

    #[test]
    fn engines_of_one_process_are_not_shared() {
        let mut config = Config::default();
        let some = named("orders").unwrap();
        assert_eq!(Roles::all().check(&config), Ok(()));
        assert_eq!(some.check(&config), Err(RolesError::Embedded { setting: "bus.engine" }));
        config.bus.engine = BusEngine::Rabbitmq;
        assert_eq!(
            some.check(&config),
            Err(RolesError::Embedded {
                setting: "read_model.engine"
            })
        );
        config.read_model.engine = ReadModelEngine::Redis;
        assert_eq!(some.check(&config), Ok(()));
    }
}
