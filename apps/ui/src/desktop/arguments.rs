//! What the program is started with.

use super::{App, URL};

/// What to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Start {
    /// Open the window.
    Open(Arguments),
    /// Say how it is started.
    Help,
}

/// How to open it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// Where the platform is.
    pub url: Option<String>,
}

/// Why the arguments make no sense.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArgumentError {
    /// Nobody knows it.
    #[error("{0:?} is not known")]
    Unknown(String),
    /// An address is missing.
    #[error("--url needs an address")]
    NoUrl,
}

impl Arguments {
    /// Reads them.
    pub fn read(given: impl IntoIterator<Item = String>) -> Result<Start, ArgumentError> {
        let mut arguments = Self::default();
        let mut given = given.into_iter();
        while let Some(argument) = given.next() {
            match argument.split_once('=') {
                Some(("--url", url)) => arguments.url = Some(url.to_owned()),
                _ if argument == "--url" => arguments.url = Some(given.next().ok_or(ArgumentError::NoUrl)?),
                _ if argument == "--help" || argument == "-h" => return Ok(Start::Help),
                _ => return Err(ArgumentError::Unknown(argument)),
            }
        }
        Ok(Start::Open(arguments))
    }
}

/// How the program is started.
pub fn help(app: App) -> String {
    format!(
        "Usage: {} [--url <address of the platform>]\n\nThe address can come in {URL} too. It is kept; without one the window asks for it.",
        app.name
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(given: &[&str]) -> Result<Start, ArgumentError> {
        Arguments::read(given.iter().map(ToString::to_string))
    }

    #[test]
    fn the_address_comes_in_either_way() {
        let url = |text: &str| {
            Ok(Start::Open(Arguments {
                url: Some(text.to_owned()),
            }))
        };
        assert_eq!(read(&["--url", "http://a"]), url("http://a"));
        assert_eq!(read(&["--url=http://a?b=c"]), url("http://a?b=c"));
        assert_eq!(read(&[]), Ok(Start::Open(Arguments::default())));
        assert_eq!(read(&["--url"]), Err(ArgumentError::NoUrl));
        assert_eq!(read(&["-h"]), Ok(Start::Help));
        assert_eq!(read(&["--ulr"]), Err(ArgumentError::Unknown("--ulr".to_owned())));
    }
}
