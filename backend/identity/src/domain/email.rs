//! E-mail addresses.

/// Longest address that SMTP carries, in bytes.
const MAX_BYTES: usize = 254;

/// An address in the form it was given, and the key under which it is unique.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email {
    address: String,
    key: String,
}

impl Email {
    /// Reads an address. It only refuses what no mail server takes: whether it exists shows when mail is sent.
    pub fn parse(text: &str) -> Option<Self> {
        let address = text.trim();
        let (local, domain) = address.rsplit_once('@')?;
        let plain = |c: char| !c.is_whitespace() && !c.is_control() && !r#"<>()[]\,;:"@"#.contains(c);
        let local_fits = (1..=64).contains(&local.len()) && local.chars().all(plain);
        let label_fits = |label: &str| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        let domain_fits = domain.contains('.') && domain.split('.').all(label_fits);
        let fits = address.len() <= MAX_BYTES && local_fits && domain_fits;
        fits.then(|| Self {
            address: address.to_owned(),
            key: address.to_lowercase(),
        })
    }

    /// As the person wrote it.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The same for all spellings that differ in letter case only.
    pub fn key(&self) -> &str {
        &self.key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_case_and_space_around_do_not_matter() {
        let email = Email::parse(" Ada.Lovelace+food@Example.ORG ").unwrap();
        assert_eq!(email.address(), "Ada.Lovelace+food@Example.ORG");
        assert_eq!(email.key(), "ada.lovelace+food@example.org");
        assert!(Email::parse("jürgen@straße.example").is_some());
    }

    #[test]
    fn what_no_server_takes_is_refused() {
        let long = format!("{}@example.org", "a".repeat(65));
        for bad in [
            "",
            "a",
            "a@",
            "@example.org",
            "a@b",
            "a b@example.org",
            "a@b@example.org",
            "a@-x.org",
            &long,
        ] {
            assert_eq!(Email::parse(bad), None, "{bad}");
        }
        for bad in [
            "a@example..org",
            "a@example.org.",
            "a\u{0}@example.org",
            "<a@example.org>",
            "a@exa mple.org",
        ] {
            assert_eq!(Email::parse(bad), None, "{bad}");
        }
    }
}
