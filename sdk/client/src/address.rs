//! Where requests go: the platform's address, and an endpoint's path and query after it.

use crate::{BuildError, Error, request::invalid};
use foodwala_contract::EndpointInfo;
use http::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but what RFC 3986 calls unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The platform's address, without a slash at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BaseUrl(String);

impl BaseUrl {
    pub(crate) fn parse(text: &str) -> Result<Self, BuildError> {
        let is_address = text.parse::<Uri>().is_ok_and(|uri| {
            matches!(uri.scheme_str(), Some("http" | "https")) && uri.authority().is_some() && uri.query().is_none()
        });
        if !is_address {
            return Err(BuildError::InvalidBaseUrl {
                base_url: text.to_owned(),
            });
        }
        Ok(Self(text.trim_end_matches('/').to_owned()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn is_plain(&self) -> bool {
        self.0.starts_with("http:")
    }

    /// The address of an endpoint with these values.
    pub(crate) fn of(
        &self,
        endpoint: &EndpointInfo,
        path: &[(String, String)],
        query: &[(String, String)],
    ) -> Result<String, Error> {
        let mut url = self.0.clone();
        for part in endpoint.path.split('/').skip(1) {
            url.push('/');
            let Some(name) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) else {
                url.push_str(part);
                continue;
            };
            let value = path
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.as_str());
            match value {
                // Addresses are normalised on the way: these would lead somewhere else.
                None | Some("" | "." | "..") => return Err(invalid(name)),
                Some(value) => url.extend(utf8_percent_encode(value, RESERVED)),
            }
        }
        if !query.is_empty() {
            url.push('?');
            url.push_str(&form(query));
        }
        Ok(url)
    }
}

/// `application/x-www-form-urlencoded`, with spaces as `%20`, which every reader takes.
pub(crate) fn form(pairs: &[(String, String)]) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        if !text.is_empty() {
            text.push('&');
        }
        text.extend(utf8_percent_encode(name, RESERVED));
        text.push('=');
        text.extend(utf8_percent_encode(value, RESERVED));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_contract::{Endpoint, restaurants::PutPromo};

    fn promo(code: &str) -> Result<String, Error> {
        let base = BaseUrl::parse("https://api.example/food/").unwrap();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let path = [pair("restaurant_id", "7"), pair("code", code)];
        base.of(&PutPromo::INFO, &path, &[])
    }

    #[test]
    fn addresses_are_filled_in_and_escaped() {
        let start = "https://api.example/food/v1/restaurants/7/promos/";
        assert_eq!(promo("SPRING").unwrap(), format!("{start}SPRING"));
        assert_eq!(promo("10 %/ä?#").unwrap(), format!("{start}10%20%25%2F%C3%A4%3F%23"));
        for code in ["", ".", ".."] {
            assert!(matches!(promo(code), Err(Error::InvalidRequest { .. })), "{code}");
        }
    }

    #[test]
    fn a_form_escapes_what_would_end_a_value() {
        let pairs = [("a", "b&c=d e"), ("ä", "+")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(form(&pairs), "a=b%26c%3Dd%20e&%C3%A4=%2B");
    }

    #[test]
    fn only_web_addresses_are_taken() {
        for bad in [
            "",
            "localhost",
            "ftp://example.org",
            "data:text/plain,x",
            "http://a/?b",
            "/v1",
        ] {
            assert!(BaseUrl::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(
            BaseUrl::parse("http://localhost:1/api/").unwrap().as_str(),
            "http://localhost:1/api"
        );
        assert!(BaseUrl::parse("https://example.org").is_ok());
    }
}
