//! Settings of the customer service.

use foodwala_platform::config::Validate;
use serde::Deserialize;

/// Settings of the customer service.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// How long a request waits for the profile of somebody who has just registered, in milliseconds, up to 10000.
    /// Default 2000.
    pub arrival_wait_ms: u32,
}

impl Default for Config {
    fn default() -> Self {
        Self { arrival_wait_ms: 2000 }
    }
}

impl Validate for Config {
    fn validate(&self, fault: &mut dyn FnMut(&str, &str)) {
        if self.arrival_wait_ms > 10_000 {
            fault("arrival_wait_ms", "must be 0 to 10000");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_valid_and_a_fault_is_named() {
        let faults = |config: Config| {
            let mut faults = Vec::new();
            config.validate(&mut |name, _| faults.push(name.to_owned()));
            faults
        };
        assert!(faults(Config::default()).is_empty());
        assert_eq!(
            faults(Config {
                arrival_wait_ms: 10_001
            }),
            ["arrival_wait_ms"]
        );
    }
}
