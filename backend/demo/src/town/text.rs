//! The small texts that files are made of.

use super::ContentError;

/// Minor units of `12.50`.
pub(super) fn price(place: &str, text: &str) -> Result<i64, ContentError> {
    let minor = text
        .split_once('.')
        .filter(|(_, cents)| cents.len() == 2)
        .and_then(|(euros, cents)| {
            let (euros, cents) = (euros.parse::<u32>().ok()?, cents.parse::<u32>().ok()?);
            Some(i64::from(euros) * 100 + i64::from(cents))
        });
    minor.ok_or_else(|| wrong(place, text, "a price such as 12.50"))
}

/// Minor units of a price that may be absent.
pub(super) fn optional_price(place: &str, text: Option<&str>) -> Result<Option<i64>, ContentError> {
    text.map(|text| price(place, text)).transpose()
}

/// Name and difference in price of `Large +2.00`.
pub(super) fn choice<'a>(place: &str, text: &'a str) -> Result<(&'a str, i64), ContentError> {
    match text.rsplit_once(" +") {
        Some((name, delta)) => Ok((name, price(place, delta)?)),
        None => Ok((text, 0)),
    }
}

pub(super) fn wrong(place: &str, text: &str, expected: &'static str) -> ContentError {
    ContentError::Text {
        place: place.to_owned(),
        text: text.to_owned(),
        expected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_euros_and_two_digits() {
        assert_eq!(price("", "12.50").unwrap(), 1250);
        assert_eq!(price("", "0.05").unwrap(), 5);
        for bad in ["12", "12.5", "-1.00", "1.000", "x.00", ""] {
            assert!(price("", bad).is_err(), "{bad}");
        }
        assert_eq!(choice("", "Large +2.00").unwrap(), ("Large", 200));
        assert_eq!(choice("", "Hot").unwrap(), ("Hot", 0));
        assert!(choice("", "Large +2").is_err());
    }
}
