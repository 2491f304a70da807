//! The service's settings.

use foodwala_platform::config::Validate;
use serde::Deserialize;

/// The service's settings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The most local days that can be asked for at once.
    pub longest_range_days: u32,
}

impl Default for Config {
    fn default() -> Self {
        Self { longest_range_days: 92 }
    }
}

impl Validate for Config {
    fn validate(&self, fault: &mut dyn FnMut(&str, &str)) {
        if !(1..=366).contains(&self.longest_range_days) {
            fault("longest_range_days", "must be 1 to 366");
        }
    }
}
