//! Where SQL Server is.

use std::path::PathBuf;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use tiberius::{AuthMethod, EncryptionLevel};

/// The settings of the SQL Server engine. SQL Server 2019 or later, or Azure SQL.
///
/// Connections are encrypted and the server's certificate is checked, unless told otherwise.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SqlServerConfig {
    /// An ADO.NET connection string, such as `server=tcp:sql.example,1433;user=foodwala;password=…`. It stands in place
    /// of host, port, user, password and all that is said about encryption.
    pub connection_string: Option<SecretString>,
    /// The server's name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// The database, which must exist. It goes before one that the connection string names.
    pub database: Option<String>,
    /// A login of the server.
    pub user: String,
    /// The login's password.
    pub password: Option<SecretString>,
    /// How much is encrypted.
    pub encrypt: Encryption,
    /// Takes any certificate: whoever is between here and the server can then read and change everything.
    pub trust_server_certificate: bool,
    /// A file of certificates, PEM or DER, that are trusted besides those that the system trusts.
    pub ca_file: Option<PathBuf>,
    /// The name that the server's certificate is for, if that is not `host`.
    pub certificate_host: Option<String>,
    /// The most connections that one service has for transactions; as many again read.
    pub max_connections: u32,
    /// How long connecting may take, in seconds: name, network, encryption and login.
    pub connect_timeout_seconds: u64,
    /// How long to wait for a free connection, in seconds.
    pub acquire_timeout_seconds: u64,
    /// How long one statement may take, in seconds.
    pub statement_timeout_seconds: u64,
    /// How long a statement waits for another transaction's lock, in seconds.
    pub lock_timeout_seconds: u64,
}

/// How much of a connection is encrypted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encryption {
    /// All of it, from the first byte: SQL Server 2022 or later.
    Strict,
    /// All of it, after a greeting.
    #[default]
    On,
    /// Nothing, not even the password. Only for a server on this machine.
    Off,
}

impl Default for SqlServerConfig {
    fn default() -> Self {
        Self {
            connection_string: None,
            host: "localhost".to_owned(),
            port: 1433,
            database: None,
            user: "foodwala".to_owned(),
            password: None,
            encrypt: Encryption::default(),
            trust_server_certificate: false,
            ca_file: None,
            certificate_host: None,
            max_connections: 16,
            connect_timeout_seconds: 15,
            acquire_timeout_seconds: 10,
            statement_timeout_seconds: 30,
            lock_timeout_seconds: 10,
        }
    }
}

impl SqlServerConfig {
    /// Everything that is out of bounds: setting and reason, which never shows a password.
    pub fn faults(&self) -> Vec<(&'static str, &'static str)> {
        let mut faults = Vec::new();
        let mut check = |holds: bool, setting, reason| {
            if !holds {
                faults.push((setting, reason));
            }
        };
        match &self.connection_string {
            Some(given) => check(
                tiberius::Config::from_ado_string(given.expose_secret()).is_ok(),
                "connection_string",
                "is not an ADO.NET connection string",
            ),
            None => {
                check(!self.host.is_empty(), "host", "is empty");
                check(!self.user.is_empty(), "user", "is empty");
                check(self.password.is_some(), "password", "is missing");
                check(
                    !(self.trust_server_certificate && self.ca_file.is_some()),
                    "ca_file",
                    "has no meaning when any certificate is taken",
                );
            }
        }
        check(
            self.ca_file.as_ref().is_none_or(|file| file.is_file()),
            "ca_file",
            "there is no such file",
        );
        check(
            (1..=1_000).contains(&self.max_connections),
            "max_connections",
            "must be 1 to 1000",
        );
        for (setting, seconds) in [
            ("connect_timeout_seconds", self.connect_timeout_seconds),
            ("acquire_timeout_seconds", self.acquire_timeout_seconds),
            ("statement_timeout_seconds", self.statement_timeout_seconds),
            ("lock_timeout_seconds", self.lock_timeout_seconds),
        ] {
            check((1..=600).contains(&seconds), setting, "must be 1 to 600");
        }
        faults
    }

    /// What the driver needs to know.
    pub(super) fn target(&self) -> Result<tiberius::Config, Invalid> {
        if let Some((setting, reason)) = self.faults().into_iter().next() {
            return Err(Invalid { setting, reason });
        }
        let mut target = match &self.connection_string {
            Some(given) => tiberius::Config::from_ado_string(given.expose_secret()).map_err(|_| Invalid {
                setting: "connection_string",
                reason: "is not an ADO.NET connection string",
            })?,
            None => self.as_parts_say(),
        };
        if let Some(database) = &self.database {
            target.database(database);
        }
        target.application_name("foodwala");
        // Both are bounded here, the latter as a whole and not from packet to packet.
        target.handshake_timeout(None);
        target.command_timeout(None);
        Ok(target)
    }

    fn as_parts_say(&self) -> tiberius::Config {
        let mut target = tiberius::Config::new();
        target.host(&self.host);
        target.port(self.port);
        let password = self.password.as_ref().map_or("", |password| password.expose_secret());
        target.authentication(AuthMethod::sql_server(&self.user, password));
        target.encryption(match self.encrypt {
            Encryption::Strict => EncryptionLevel::Strict,
            Encryption::On => EncryptionLevel::Required,
            Encryption::Off => EncryptionLevel::NotSupported,
        });
        if self.trust_server_certificate {
            target.trust_cert();
        } else if let Some(file) = &self.ca_file {
            target.trust_cert_ca(file.display());
        }
        if let Some(host) = &self.certificate_host {
            target.hostname_in_certificate(host);
        }
        target
    }

    pub(super) fn limits(&self) -> Limits {
        Limits {
            connect: Duration::from_secs(self.connect_timeout_seconds),
            acquire: Duration::from_secs(self.acquire_timeout_seconds),
            statement: Duration::from_secs(self.statement_timeout_seconds),
            lock: Duration::from_secs(self.lock_timeout_seconds),
        }
    }
}

/// How long things may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub connect: Duration,
    pub acquire: Duration,
    pub statement: Duration,
    pub lock: Duration,
}

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the setting {setting} {reason}")]
pub(super) struct Invalid {
    setting: &'static str,
    reason: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_assumed_about_the_password_and_faults_do_not_show_it() {
        let config = SqlServerConfig::default();
        assert_eq!(config.faults(), [("password", "is missing")]);
        let config = SqlServerConfig {
            connection_string: Some("password=hunter2 without server or sense".into()),
            statement_timeout_seconds: 0,
            max_connections: 0,
            ca_file: Some("/no/such/file".into()),
            ..config
        };
        let settings: Vec<_> = config.faults().into_iter().map(|(setting, _)| setting).collect();
        assert_eq!(
            settings,
            ["ca_file", "max_connections", "statement_timeout_seconds"],
            "{:?}",
            config.faults()
        );
        assert!(!format!("{config:?} {:?}", config.faults()).contains("hunter2"));
    }

    #[test]
    fn a_connection_string_goes_before_the_parts_and_a_database_before_both() {
        let config = SqlServerConfig {
            connection_string: Some("server=tcp:sql.example,1500;user=a;password=b;database=c".into()),
            database: Some("d".into()),
            ..SqlServerConfig::default()
        };
        let target = config.target().unwrap();
        assert_eq!(target.get_addr(), "sql.example:1500");
        assert!(format!("{target:?}").contains("Some(\"d\")"));
    }

    #[test]
    fn encryption_is_on_and_certificates_are_checked_unless_told_otherwise() {
        let password = Some("b".into());
        let config = SqlServerConfig {
            password,
            ..SqlServerConfig::default()
        };
        let shown = format!("{:?}", config.target().unwrap());
        assert!(
            shown.contains("encryption: Required") && shown.contains("bypass: false"),
            "{shown}"
        );
        let short = SqlServerConfig {
            connection_string: Some("server=tcp:sql.example;user=a;password=b".into()),
            ..SqlServerConfig::default()
        };
        let shown = format!("{:?}", short.target().unwrap());
        assert!(
            shown.contains("encryption: Required") && shown.contains("bypass: false"),
            "a connection string that says nothing of it: {shown}"
        );
        let open = SqlServerConfig {
            encrypt: Encryption::Off,
            trust_server_certificate: true,
            ..config
        };
        let shown = format!("{:?}", open.target().unwrap());
        assert!(
            shown.contains("encryption: NotSupported") && shown.contains("bypass: true"),
            "{shown}"
        );
    }
}
