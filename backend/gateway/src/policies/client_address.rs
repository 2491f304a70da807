//! Who is on the other end: the peer, or whom a trusted proxy names; and the `X-Forwarded-*` headers that pass it on.

use crate::config::Block;
use axum::{body::Body, extract::ConnectInfo};
use http::{HeaderMap, HeaderName, HeaderValue, Request, header};
use std::{
    io::Write,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const X_FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const X_FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");

/// Finds the client's address and states it, alone, in `X-Forwarded-For`: what untrusted peers claim is dropped.
pub(crate) fn resolve(request: &mut Request<Body>, trusted: &[Block]) -> IpAddr {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip().to_canonical());
    let headers = request.headers_mut();
    let is_trusted = |address: IpAddr| trusted.iter().any(|block| block.contains(address));

    let client = if is_trusted(peer) {
        named_by_proxies(headers, peer, is_trusted)
    } else {
        headers.remove(X_FORWARDED_PROTO);
        headers.remove(X_FORWARDED_HOST);
        peer
    };
    if let Some(value) = text_of(client) {
        headers.insert(X_FORWARDED_FOR, value);
    }
    headers
        .entry(X_FORWARDED_PROTO)
        .or_insert(HeaderValue::from_static("http"));
    if !headers.contains_key(X_FORWARDED_HOST)
        && let Some(host) = headers.get(header::HOST).cloned()
    {
        headers.insert(X_FORWARDED_HOST, host);
    }
    client
}

/// The last address in the chain that is not itself a trusted proxy: everything before it may be made up.
fn named_by_proxies(headers: &HeaderMap, peer: IpAddr, is_trusted: impl Fn(IpAddr) -> bool) -> IpAddr {
    let mut client = peer;
    for value in headers.get_all(X_FORWARDED_FOR).iter().rev() {
        for part in value.to_str().unwrap_or_default().rsplit(',') {
            let Ok(address) = part.trim().parse::<IpAddr>() else {
                return client;
            };
            client = address.to_canonical();
            if !is_trusted(client) {
                return client;
            }
        }
    }
    client
}

fn text_of(address: IpAddr) -> Option<HeaderValue> {
    let mut buffer = [0; 48];
    let mut rest = &mut buffer[..];
    write!(rest, "{address}").ok()?;
    let length = 48 - rest.len();
    HeaderValue::from_bytes(buffer.get(..length)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, chain: &[&'static str]) -> String {
        let mut request = Request::new(Body::empty());
        request
            .extensions_mut()
            .insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 1)));
        for value in chain {
            request
                .headers_mut()
                .append(X_FORWARDED_FOR, HeaderValue::from_static(value));
        }
        let trusted = [Block::parse("10.0.0.0/8").unwrap()];
        let found = resolve(&mut request, &trusted).to_string();
        assert_eq!(request.headers()[X_FORWARDED_FOR], found);
        assert_eq!(request.headers().get_all(X_FORWARDED_FOR).iter().count(), 1);
        found
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        assert_eq!(client("203.0.113.9", &["1.1.1.1"]), "203.0.113.9");
        assert_eq!(client("10.0.0.1", &["1.1.1.1, 2.2.2.2"]), "2.2.2.2");
        assert_eq!(client("10.0.0.1", &["1.1.1.1", "2.2.2.2, 10.0.0.2"]), "2.2.2.2");
        assert_eq!(client("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &["nonsense"]), "10.0.0.1");
        assert_eq!(client("::ffff:203.0.113.9", &[]), "203.0.113.9");
    }
}
