//! What an operator can set.

use crate::{domain::order::Deadlines, payments::PaymentsConfig};
use foodwala_platform::config::Validate;
use jiff::SignedDuration;
use serde::Deserialize;
use std::time::Duration;

/// Settings of the order service.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// How long a restaurant has to accept an order before it expires.
    pub accept_within_seconds: u32,
    /// How long a customer has to pay by card.
    pub pay_within_seconds: u32,
    /// How often to look for orders whose time has come.
    pub look_every_seconds: u32,
    /// Payments by card.
    pub payments: PaymentsConfig,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            accept_within_seconds: 10 * 60,
            pay_within_seconds: 15 * 60,
            look_every_seconds: 5,
            payments: PaymentsConfig::default(),
        }
    }
}

impl Validate for Config {
    fn validate(&self, fault: &mut dyn FnMut(&str, &str)) {
        for (setting, seconds, most) in [
            ("accept_within_seconds", self.accept_within_seconds, 86_400),
            ("pay_within_seconds", self.pay_within_seconds, 86_400),
            ("look_every_seconds", self.look_every_seconds, 3_600),
        ] {
            if !(1..=most).contains(&seconds) {
                fault(setting, &format!("must be 1 to {most}"));
            }
        }
        self.payments
            .validate(&mut |setting, reason| fault(&format!("payments.{setting}"), reason));
    }
}

impl Config {
    pub(crate) fn deadlines(&self) -> Deadlines {
        let seconds = |count: u32| SignedDuration::from_secs(i64::from(count));
        Deadlines {
            accept: seconds(self.accept_within_seconds),
            payment: seconds(self.pay_within_seconds),
        }
    }

    pub(crate) fn look_every(&self) -> Duration {
        Duration::from_secs(u64::from(self.look_every_seconds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_within_bounds_and_zero_is_not() {
        let faults = |config: Config| {
            let mut faults = Vec::new();
            config.validate(&mut |setting, _| faults.push(setting.to_owned()));
            faults
        };
        assert!(faults(Config::default()).is_empty());
        assert_eq!(
            faults(Config {
                look_every_seconds: 0,
                ..Config::default()
            }),
            ["look_every_seconds"]
        );
        let mut nowhere = Config::default();
        nowhere.payments.return_url = "{order_id}".into();
        assert_eq!(faults(nowhere), ["payments.return_url"]);
    }
}
