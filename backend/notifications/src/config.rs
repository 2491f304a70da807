//! The settings of the notification service.

use crate::Locale;
use foodwala_platform::config::Validate;
use lettre::message::Mailbox;
use secrecy::SecretString;
use serde::Deserialize;
use std::{path::PathBuf, time::Duration};

/// Settings of the notification service.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where people reach the app, for links in mails, e.g. `https://food.example`.
    pub public_url: String,
    /// The language for people whose own is not spoken here.
    pub default_locale: Locale,
    /// How mails go out.
    pub mail: MailConfig,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            public_url: "http://localhost:8080".to_owned(),
            default_locale: Locale::En,
            mail: MailConfig::default(),
        }
    }
}

/// How mails go out.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MailConfig {
    /// By which way.
    pub transport: TransportKind,
    /// The sender, e.g. `FoodWala <hello@food.example>`. Its domain is that of the message ids.
    pub from: String,
    /// Where `files` are written, one `.eml` per mail.
    pub directory: PathBuf,
    /// For `smtp`.
    pub smtp: SmtpConfig,
    /// How often a mail is tried before it is given up.
    pub max_attempts: u32,
    /// Seconds after the first failure until the next try; doubles with each failure.
    pub first_retry_seconds: u32,
    /// The most seconds between two tries.
    pub longest_retry_seconds: u32,
}

impl Default for MailConfig {
    fn default() -> Self {
        Self {
            transport: TransportKind::Files,
            from: "FoodWala <no-reply@localhost>".to_owned(),
            directory: PathBuf::from("data/mails"),
            smtp: SmtpConfig::default(),
            max_attempts: 12,
            first_retry_seconds: 30,
            longest_retry_seconds: 3600,
        }
    }
}

impl MailConfig {
    pub(crate) fn backoff(&self) -> foodwala_messaging::retry::Backoff {
        foodwala_messaging::retry::Backoff {
            first: Duration::from_secs(self.first_retry_seconds.into()),
            longest: Duration::from_secs(self.longest_retry_seconds.into()),
        }
    }
}

/// By which way mails go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransportKind {
    /// To a folder, for development.
    Files,
    /// To a mail server.
    Smtp,
}

/// The mail server.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SmtpConfig {
    /// Its host name.
    pub host: String,
    /// Its port; the usual one for `tls` if absent (587, 465, 25).
    pub port: Option<u16>,
    /// How the line is protected.
    pub tls: Tls,
    /// User name, if it asks for one.
    pub username: Option<String>,
    /// Password of that user.
    pub password: Option<SecretString>,
}

/// How the line to the mail server is protected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tls {
    /// Plain at first, then TLS; refused if the server does not offer it.
    #[default]
    Starttls,
    /// TLS from the first byte.
    Tls,
    /// Not at all: for a relay on the same machine.
    None,
}

impl Validate for Config {
    fn validate(&self, fault: &mut dyn FnMut(&str, &str)) {
        if !self.public_url.starts_with("https://") && !self.public_url.starts_with("http://") {
            fault("public_url", "must begin with https:// or http://");
        }
        let mail = &self.mail;
        if mail.from.parse::<Mailbox>().is_err() {
            fault("mail.from", "must be an address, such as FoodWala <hello@food.example>");
        }
        if mail.max_attempts == 0 {
            fault("mail.max_attempts", "must be at least 1");
        }
        if mail.first_retry_seconds == 0 {
            fault("mail.first_retry_seconds", "must be at least 1");
        }
        if mail.longest_retry_seconds < mail.first_retry_seconds {
            fault(
                "mail.longest_retry_seconds",
                "must not be less than mail.first_retry_seconds",
            );
        }
        match mail.transport {
            TransportKind::Files => {
                if mail.directory.as_os_str().is_empty() {
                    fault("mail.directory", "must be set for files");
                }
            }
            TransportKind::Smtp => mail.smtp.validate(fault),
        }
    }
}

impl Validate for SmtpConfig {
    fn validate(&self, fault: &mut dyn FnMut(&str, &str)) {
        if self.host.is_empty() {
            fault("mail.smtp.host", "must be set for smtp");
        }
        if self.username.is_some() != self.password.is_some() {
            fault(
                "mail.smtp.username",
                "needs a password, and a password needs a user name",
            );
        }
        if self.password.is_some() && self.tls == Tls::None {
            fault("mail.smtp.tls", "must not be none when there is a password to protect");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(config: &Config) -> Vec<String> {
        let mut faults = Vec::new();
        config.validate(&mut |setting, _| faults.push(setting.to_owned()));
        faults
    }

    #[test]
    fn the_defaults_are_valid_and_every_fault_is_named() {
        let mut config = Config::default();
        assert!(faults(&config).is_empty());
        config.public_url = "food.example".to_owned();
        config.mail.from = "nobody".to_owned();
        config.mail.max_attempts = 0;
        config.mail.transport = TransportKind::Smtp;
        config.mail.smtp.tls = Tls::None;
        config.mail.smtp.password = Some("secret".into());
        assert_eq!(
            faults(&config),
            [
                "public_url",
                "mail.from",
                "mail.max_attempts",
                "mail.smtp.host",
                "mail.smtp.username",
                "mail.smtp.tls"
            ]
        );
        assert!(!format!("{config:?}").contains("secret\""));
    }
}
