//! An address as people type it.

/// Why it is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Nothing was typed.
    #[error("no address")]
    Empty,
    /// No web address.
    #[error("not an http or https address")]
    Wrong,
}

/// The address of the platform: with its scheme, without what only leads to one of its pages.
pub fn read(typed: &str) -> Result<String, AddressError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(AddressError::Empty);
    }
    let (scheme, rest) = match typed.split_once("://") {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        None if is_near(typed) => ("http".to_owned(), typed),
        None => ("https".to_owned(), typed),
    };
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let is_host = |letter: char| letter.is_alphanumeric() || "-.:[]".contains(letter);
    if !matches!(scheme.as_str(), "http" | "https") || host.is_empty() || !host.chars().all(is_host) {
        return Err(AddressError::Wrong);
    }
    // What is copied from a browser at work ends in the restaurant app's own addresses.
    let path: Vec<&str> = path
        .split('/')
        .take_while(|piece| !matches!(*piece, "" | "restaurant" | "v1"))
        .collect();
    let path = if path.is_empty() {
        String::new()
    } else {
        format!("/{}", path.join("/"))
    };
    Ok(format!("{scheme}://{}{path}", host.to_ascii_lowercase()))
}

/// Whether it is in the house, where there are no certificates.
fn is_near(typed: &str) -> bool {
    let host = typed.split(['/', ':', '?', '#']).next().unwrap_or_default();
    host == "localhost" || host.ends_with(".local") || host.parse::<std::net::Ipv4Addr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_becomes_an_address() {
        for (typed, meant) in [
            (" food.example ", "https://food.example"),
            ("Food.Example:8443/", "https://food.example:8443"),
            ("http://food.example/restaurant/at/1/board?x=1", "http://food.example"),
            ("https://town.example/food/restaurant", "https://town.example/food"),
            ("192.168.1.20:8080", "http://192.168.1.20:8080"),
            ("localhost:8080", "http://localhost:8080"),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(meant), "{typed}");
        }
        assert_eq!(read("  "), Err(AddressError::Empty));
        for wrong in ["ftp://food.example", "two words", "https://", "mail@food.example"] {
            assert_eq!(read(wrong), Err(AddressError::Wrong), "{wrong}");
        }
    }
}
