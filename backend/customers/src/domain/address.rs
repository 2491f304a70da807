//! What a delivery address may hold.

use super::invalid::{Faults, Invalid};
use foodwala_contract::{customers::AddressDetails, geo::PostalAddress};

/// The address without the space around its texts and with its country in capitals.
///
/// # Errors
/// Everything that is out of bounds.
pub fn checked(details: AddressDetails) -> Result<AddressDetails, Invalid> {
    let address = &details.address;
    let country = address.country.trim().to_ascii_uppercase();
    let mut faults = Faults::default();
    faults.text(&details.label, "/label", 1, 50);
    faults.text(&address.street, "/address/street", 1, 200);
    faults.text(&address.city, "/address/city", 1, 100);
    faults.text(&address.postal_code, "/address/postal_code", 0, 16);
    let is_code = country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
    faults.check(
        is_code,
        "/address/country",
        "must be an ISO 3166-1 alpha-2 code such as DE",
    );
    faults.check(
        details.location.is_valid(),
        "/location",
        "must be a point on the earth in degrees",
    );
    if let Some(instructions) = &details.instructions {
        // Lines may be broken here.
        let text = instructions.replace(['\n', '\r', '\t'], " ");
        faults.text(&text, "/instructions", 0, 300);
    }
    faults.into_result()?;
    let trimmed = |text: String| text.trim().to_owned();
    Ok(AddressDetails {
        label: trimmed(details.label),
        address: PostalAddress {
            street: trimmed(details.address.street),
            city: trimmed(details.address.city),
            postal_code: trimmed(details.address.postal_code),
            country,
        },
        location: details.location,
        instructions: details.instructions.map(trimmed).filter(|text| !text.is_empty()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_contract::geo::GeoPoint;

    fn details() -> AddressDetails {
        AddressDetails {
            label: " Home ".to_owned(),
            address: PostalAddress {
                street: "Unter den Linden 1".to_owned(),
                city: " Berlin".to_owned(),
                postal_code: String::new(),
                country: "de".to_owned(),
            },
            location: GeoPoint {
                latitude: 52.5,
                longitude: 13.4,
            },
            instructions: Some("Second floor,\nring twice ".to_owned()),
        }
    }

    #[test]
    fn an_address_is_tidied() {
        let tidy = checked(details()).unwrap();
        assert_eq!((tidy.label.as_str(), tidy.address.city.as_str()), ("Home", "Berlin"));
        assert_eq!(
            (tidy.address.country.as_str(), tidy.address.postal_code.as_str()),
            ("DE", "")
        );
        assert_eq!(tidy.instructions.as_deref(), Some("Second floor,\nring twice"));
        assert_eq!(
            checked(AddressDetails {
                instructions: Some(" ".into()),
                ..details()
            })
            .unwrap()
            .instructions,
            None
        );
    }

    #[test]
    fn everything_that_is_wrong_is_named() {
        let bad = AddressDetails {
            label: " ".to_owned(),
            address: PostalAddress {
                street: "a".repeat(201),
                city: "Ber\u{0}lin".to_owned(),
                postal_code: "1".repeat(17),
                country: "DEU".to_owned(),
            },
            location: GeoPoint {
                latitude: 91.0,
                longitude: 0.0,
            },
            instructions: Some("a".repeat(301)),
        };
        let pointers: Vec<_> = checked(bad)
            .unwrap_err()
            .0
            .into_iter()
            .map(|field| field.pointer)
            .collect();
        let expected = [
            "label",
            "address/street",
            "address/city",
            "address/postal_code",
            "address/country",
        ];
        let expected = expected
            .into_iter()
            .chain(["location", "instructions"])
            .map(|name| format!("/{name}"));
        assert_eq!(pointers, expected.collect::<Vec<_>>());
    }
}
