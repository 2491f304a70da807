//! What a browser says about the page that a request comes from.

use http::{HeaderMap, HeaderName, header};

const X_FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The web page that sent a request, as its browser describes it. Only a browser's word: other programs can say what
/// they like, and gain nothing by it, as they could send the cookie's value in the body just as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    origin: Option<String>,
    host: Option<String>,
    site: Option<String>,
    cookies: Vec<(String, String)>,
}

impl Page {
    /// The page, if a browser sent the request: it names an origin or brings cookies.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        if !headers.contains_key(header::ORIGIN) && !headers.contains_key(header::COOKIE) {
            return None;
        }
        let text = |name: &HeaderName| Some(headers.get(name)?.to_str().ok()?.to_owned());
        let cookies = headers.get_all(header::COOKIE).iter();
        let cookies = cookies
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        Some(Self {
            origin: text(&header::ORIGIN),
            // The gateway states it, and drops what untrusted peers claim.
            host: text(&X_FORWARDED_HOST).or_else(|| text(&header::HOST)),
            site: text(&SEC_FETCH_SITE),
            cookies: cookies.collect(),
        })
    }

    /// Whether the platform served the page itself, so that nobody else's page can make it act.
    pub fn is_own(&self) -> bool {
        let (Some(origin), Some(host)) = (&self.origin, &self.host) else {
            return false;
        };
        let (authority, port) = match origin.split_once("://") {
            Some(("https", authority)) => (authority, ":443"),
            Some(("http", authority)) => (authority, ":80"),
            _ => return false,
        };
        // Browsers leave a scheme's own port out; proxies may state it.
        let host = host.strip_suffix(port).unwrap_or(host);
        authority.eq_ignore_ascii_case(host) && self.site.as_deref().is_none_or(|site| site == "same-origin")
    }

    /// Whether the page came over TLS, or has to before the platform trusts it: only a page of this very machine may do
    /// without.
    pub fn is_secure(&self) -> bool {
        let authority = self.origin.as_deref().and_then(|origin| origin.strip_prefix("http://"));
        let Some(authority) = authority else { return true };
        let name = match authority.strip_prefix('[') {
            Some(address) => address.split(']').next(),
            None => authority.split(':').next(),
        };
        !matches!(name, Some("localhost" | "127.0.0.1" | "::1"))
    }

    /// A cookie's value.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let found = self.cookies.iter().find(|(known, _)| known == name)?;
        Some(&found.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn page(pairs: &[(&'static str, &'static str)]) -> Option<Page> {
        let headers = pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        Page::of(&headers.collect())
    }

    #[test]
    fn a_page_is_own_if_its_origin_is_where_the_request_went() {
        let own = |pairs: &[_]| page(pairs).is_some_and(|page| page.is_own());
        let origin = ("origin", "https://food.example");
        assert!(own(&[origin, ("host", "food.example")]));
        assert!(own(&[origin, ("host", "FOOD.example:443")]));
        assert!(own(&[
            origin,
            ("host", "10.0.0.1:8080"),
            ("x-forwarded-host", "food.example")
        ]));
        assert!(own(&[
            origin,
            ("host", "food.example"),
            ("sec-fetch-site", "same-origin")
        ]));
        assert!(!own(&[
            origin,
            ("host", "food.example"),
            ("sec-fetch-site", "same-site")
        ]));
        assert!(!own(&[origin, ("host", "food.example:8443")]));
        assert!(!own(&[origin, ("host", "evil.example")]));
        assert!(!own(&[origin]));
        assert!(!own(&[("origin", "null"), ("host", "null")]));
        assert!(!own(&[("cookie", "a=b"), ("host", "food.example")]));
    }

    #[test]
    fn only_this_machine_may_do_without_tls() {
        let secure = |origin| page(&[("origin", origin)]).unwrap().is_secure();
        assert!(secure("https://localhost"));
        assert!(secure("http://food.example"));
        assert!(secure("http://localhost.evil.example"));
        assert!(!secure("http://localhost:8080"));
        assert!(!secure("http://127.0.0.1"));
        assert!(!secure("http://[::1]:8080"));
    }

    #[test]
    fn cookies_are_found_by_name() {
        let page = page(&[("cookie", "a=1; session=x=y ;b=")]).unwrap();
        assert_eq!(page.cookie("session"), Some("x=y"));
        assert_eq!(page.cookie("b"), Some(""));
        assert_eq!(page.cookie("c"), None);
        assert!(Page::of(&HeaderMap::new()).is_none());
    }
}
