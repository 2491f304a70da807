//! What a profile may hold, and what a change makes of it.

use super::invalid::{Faults, Invalid};
use foodwala_contract::customers::{Consents, Customer, UpdateCustomerRequest};

/// The part of a profile that its owner states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    pub display_name: String,
    pub phone: Option<String>,
    pub locale: String,
    pub consents: Consents,
}

impl Stated {
    /// As it is in a profile.
    pub fn of(customer: &Customer) -> Self {
        Self {
            display_name: customer.display_name.clone(),
            phone: customer.phone.clone(),
            locale: customer.locale.clone(),
            consents: customer.consents,
        }
    }

    /// After a change; what the change does not name stays.
    ///
    /// # Errors
    /// Everything in the change that is out of bounds.
    pub fn changed(self, change: UpdateCustomerRequest) -> Result<Self, Invalid> {
        let mut faults = Faults::default();
        if let Some(name) = &change.display_name {
            faults.text(name, "/display_name", 1, 80);
        }
        if let Some(phone) = &change.phone {
            let fits = phone.trim().is_empty() || is_phone(phone.trim());
            faults.check(fits, "/phone", "must be a phone number of 4 to 20 digits");
        }
        if let Some(locale) = &change.locale {
            faults.check(is_locale(locale), "/locale", "must be a BCP 47 language tag such as en");
        }
        faults.into_result()?;
        Ok(Self {
            display_name: change
                .display_name
                .map_or(self.display_name, |name| name.trim().to_owned()),
            phone: match change.phone {
                None => self.phone,
                Some(phone) => Some(phone.trim().to_owned()).filter(|phone| !phone.is_empty()),
            },
            locale: change.locale.unwrap_or(self.locale),
            consents: change.consents.unwrap_or(self.consents),
        })
    }
}

/// Whether somebody could dial it. How numbers are grouped is a matter of taste and country.
fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let rest = text.strip_prefix('+').unwrap_or(text);
    (4..=20).contains(&digits) && text.len() <= 32 && rest.chars().all(|c| c.is_ascii_digit() || " -./()".contains(c))
}

/// Whether it has the shape of a BCP 47 language tag such as `en`, `pt-BR` or `zh-Hant-TW`.
fn is_locale(text: &str) -> bool {
    let mut subtags = text.split('-');
    let language = subtags.next().unwrap_or_default();
    text.len() <= 35
        && (2..=8).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && subtags.all(|tag| (1..=8).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated() -> Stated {
        Stated {
            display_name: "Ada".to_owned(),
            phone: Some("123456".to_owned()),
            locale: "en".to_owned(),
            consents: Consents {
                marketing_email: true,
                personalisation: false,
            },
        }
    }

    #[test]
    fn what_a_change_does_not_name_stays_and_an_empty_phone_goes() {
        assert_eq!(stated().changed(UpdateCustomerRequest::default()).unwrap(), stated());
        let change = UpdateCustomerRequest {
            display_name: Some(" Countess ".to_owned()),
            phone: Some(" ".to_owned()),
            ..UpdateCustomerRequest::default()
        };
        let expected = Stated {
            display_name: "Countess".to_owned(),
            phone: None,
            ..stated()
        };
        assert_eq!(stated().changed(change).unwrap(), expected);
    }

    #[test]
    fn everything_that_is_wrong_is_named() {
        let change = UpdateCustomerRequest {
            display_name: Some("\n".to_owned()),
            phone: Some("call me".to_owned()),
            locale: Some("english please".to_owned()),
            consents: None,
        };
        let pointers: Vec<_> = stated()
            .changed(change)
            .unwrap_err()
            .0
            .into_iter()
            .map(|field| field.pointer)
            .collect();
        assert_eq!(pointers, ["/display_name", "/phone", "/locale"]);
    }

    #[test]
    fn a_phone_number_can_be_written_in_many_ways() {
        for good in ["+49 30 1234567", "(030) 123-45.67", "0301/234567", "1234"] {
            assert!(is_phone(good), "{good}");
        }
        for bad in ["", "123", "49+30", "123456789012345678901", "1234 ext 5", "++491234"] {
            assert!(!is_phone(bad), "{bad}");
        }
    }

    #[test]
    fn a_locale_has_the_shape_of_a_tag() {
        assert!(is_locale("en") && is_locale("zh-Hant-TW") && is_locale("de-CH-1996"));
        assert!(!is_locale("") && !is_locale("en_GB") && !is_locale("en-") && !is_locale("1en"));
    }
}
