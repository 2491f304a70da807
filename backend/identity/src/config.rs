//! Settings of the identity service.

use foodwala_platform::config::Validate;
use serde::Deserialize;
use std::time::Duration;

/// Longest life of an access token: it cannot be called back, so nobody may set more.
const LONGEST_ACCESS_SECONDS: u32 = 900;
const DAY: Duration = Duration::from_hours(24);

/// Settings of the identity service.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// `iss` of access tokens; what verifiers expect. Default `foodwala`.
    pub issuer: String,
    /// `aud` of access tokens; what verifiers expect. Default `foodwala`.
    pub audience: String,
    /// Life of an access token in seconds, 60 to 900. Default 900.
    pub access_token_seconds: u32,
    /// Life of a refresh token in days, 1 to 365. Default 30.
    pub refresh_token_days: u32,
    /// Seconds for which a used refresh token may be sent once more, if the answer to its first use was lost and no
    /// successor of it has been used, 0 to 300; 0 is never. Default 120.
    pub refresh_grace_seconds: u32,
    /// Life of a link to set a new password in minutes, 5 to 1440. Default 60.
    pub password_reset_minutes: u32,
    /// Days after which another key signs, 1 to 365. Default 30.
    pub signing_key_days: u32,
    /// Passwords hashed at once, 1 to 64; each takes 19 MiB. Default 4.
    pub concurrent_password_hashes: u32,
    /// Requests that may wait for that before further ones are turned away, 1 to 10000. Default 256.
    pub waiting_password_hashes: u32,
    /// Failed sign-ins with one e-mail within 15 minutes before it has to wait, 3 to 1000. Default 10.
    pub failed_logins_per_account: u32,
    /// Failed sign-ins with all e-mails within 15 minutes from which on an e-mail that has failed 3 times has to wait.
    /// Default 1000.
    pub failed_logins_overall: u32,
    /// Links to set a new password that are sent to one e-mail within an hour, 1 to 100. Default 5.
    pub password_resets_per_hour: u32,
    /// Language of people who state none. Default `en`.
    pub default_locale: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            issuer: "foodwala".to_owned(),
            audience: "foodwala".to_owned(),
            access_token_seconds: LONGEST_ACCESS_SECONDS,
            refresh_token_days: 30,
            refresh_grace_seconds: 120,
            password_reset_minutes: 60,
            signing_key_days: 30,
            concurrent_password_hashes: 4,
            waiting_password_hashes: 256,
            failed_logins_per_account: 10,
            failed_logins_overall: 1000,
            password_resets_per_hour: 5,
            default_locale: "en".to_owned(),
        }
    }
}

impl Config {
    pub(crate) fn access_token_life(&self) -> Duration {
        Duration::from_secs(self.access_token_seconds.into())
    }

    pub(crate) fn refresh_token_life(&self) -> Duration {
        DAY * self.refresh_token_days
    }

    pub(crate) fn refresh_grace(&self) -> Duration {
        Duration::from_secs(self.refresh_grace_seconds.into())
    }

    pub(crate) fn password_reset_life(&self) -> Duration {
        Duration::from_mins(self.password_reset_minutes.into())
    }

    pub(crate) fn signing_key_life(&self) -> Duration {
        DAY * self.signing_key_days
    }
}

impl Validate for Config {
    fn validate(&self, fault: &mut dyn FnMut(&str, &str)) {
        let mut number = |name: &str, value: u32, min: u32, max: u32| {
            if !(min..=max).contains(&value) {
                fault(name, &format!("must be {min} to {max}"));
            }
        };
        number(
            "access_token_seconds",
            self.access_token_seconds,
            60,
            LONGEST_ACCESS_SECONDS,
        );
        number("refresh_token_days", self.refresh_token_days, 1, 365);
        number("refresh_grace_seconds", self.refresh_grace_seconds, 0, 300);
        number("password_reset_minutes", self.password_reset_minutes, 5, 1440);
        number("signing_key_days", self.signing_key_days, 1, 365);
        number("concurrent_password_hashes", self.concurrent_password_hashes, 1, 64);
        number("waiting_password_hashes", self.waiting_password_hashes, 1, 10_000);
        number("failed_logins_per_account", self.failed_logins_per_account, 3, 1000);
        number("failed_logins_overall", self.failed_logins_overall, 1, u32::MAX);
        number("password_resets_per_hour", self.password_resets_per_hour, 1, 100);
        for (name, text) in [("issuer", &self.issuer), ("audience", &self.audience)] {
            if text.trim().is_empty() {
                fault(name, "must not be empty");
            }
        }
        if !crate::domain::person::is_locale(&self.default_locale) {
            fault("default_locale", "must be a BCP 47 language tag");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_valid_and_every_fault_is_named() {
        let faults = |config: Config| {
            let mut faults = Vec::new();
            config.validate(&mut |name, _| faults.push(name.to_owned()));
            faults
        };
        assert!(faults(Config::default()).is_empty());
        let bad = Config {
            access_token_seconds: 901,
            issuer: " ".to_owned(),
            default_locale: "?".to_owned(),
            ..Config::default()
        };
        assert_eq!(faults(bad), ["access_token_seconds", "issuer", "default_locale"]);
    }
}
