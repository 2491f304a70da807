//! Random secrets that are handed out once and kept as a hash.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use std::fmt;

/// What a secret is for. The prefix lets scanners recognise one that leaked.
#[derive(Debug, Clone, Copy)]
pub enum Purpose {
    /// `fwr_…`
    Refresh,
    /// `fwp_…`
    PasswordReset,
    /// `fws_…`
    Client,
}

/// 256 random bits with a prefix. Never logged.
pub struct Secret(String);

impl Secret {
    /// A fresh one, from the thread's generator, which is cryptographically secure and seeded by the system.
    pub fn random(purpose: Purpose) -> Self {
        let prefix = match purpose {
            Purpose::Refresh => "fwr_",
            Purpose::PasswordReset => "fwp_",
            Purpose::Client => "fws_",
        };
        Self(format!(
            "{prefix}{}",
            URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
        ))
    }

    /// As it is kept.
    pub fn hash(&self) -> [u8; 32] {
        hash(&self.0)
    }

    /// As it is handed out.
    pub fn into_text(self) -> String {
        self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// As a secret that somebody presents would be kept. One plain SHA-256 is enough for 256 random bits.
pub fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_and_do_not_show() {
        let (one, other) = (Secret::random(Purpose::Refresh), Secret::random(Purpose::Refresh));
        assert_ne!(one.hash(), other.hash());
        assert_eq!(format!("{one:?}"), "Secret");
        let kept = one.hash();
        let text = one.into_text();
        assert!(text.starts_with("fwr_") && text.len() == 47);
        assert_eq!(hash(&text), kept);
    }
}
