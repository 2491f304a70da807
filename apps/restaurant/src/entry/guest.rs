//! Who orders and how the food reaches them; without a renderer.

use foodwala_sdk::contract::{
    customers::AddressDetails,
    geo::{GeoPoint, PostalAddress},
    orders::{Contact, Fulfilment, OrderChannel},
};
use foodwala_ui::forms::{Problems, Rule, filled, optional};

/// The id of the name input.
pub const NAME: &str = "entry-name";
/// The id of the phone input.
pub const PHONE: &str = "entry-phone";
/// The id of the street input.
pub const STREET: &str = "entry-street";
/// The id of the postal code input.
pub const POSTAL_CODE: &str = "entry-postal-code";
/// The id of the city input.
pub const CITY: &str = "entry-city";
/// The id of the map.
pub const POINT: &str = "entry-point";
/// The id of the input of a word for the courier.
pub const INSTRUCTIONS: &str = "entry-instructions";
/// The id of the note input.
pub const NOTE: &str = "entry-note";

/// Where the platform's problems stand.
pub const RULES: &[Rule] = &[
    rule("/contact/name", NAME, "entry-name-invalid"),
    rule("/contact/phone", PHONE, "entry-text-too-long"),
    rule("/fulfilment/address/address/street", STREET, "entry-street-missing"),
    rule(
        "/fulfilment/address/address/postal_code",
        POSTAL_CODE,
        "entry-text-too-long",
    ),
    rule("/fulfilment/address/address/city", CITY, "entry-city-missing"),
    rule("/fulfilment/address/location", POINT, "entry-point-missing"),
    rule("/fulfilment/address/instructions", INSTRUCTIONS, "entry-text-too-long"),
    rule("/note", NOTE, "entry-text-too-long"),
];

const fn rule(pointer: &'static str, field: &'static str, message: &'static str) -> Rule {
    Rule {
        pointer,
        field,
        message,
    }
}

/// How the guest orders, and how the food reaches them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Way {
    /// Stands at the counter and waits.
    #[default]
    Counter,
    /// On the phone, and fetches it.
    PhonePickup,
    /// On the phone, and has it brought.
    PhoneDelivery,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Counter, Self::PhonePickup, Self::PhoneDelivery];

    /// As it is known within the page.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::PhonePickup => "phone_pickup",
            Self::PhoneDelivery => "phone_delivery",
        }
    }

    /// As the platform calls it.
    #[must_use]
    pub const fn channel(self) -> OrderChannel {
        match self {
            Self::Counter => OrderChannel::Counter,
            Self::PhonePickup | Self::PhoneDelivery => OrderChannel::Phone,
        }
    }
}

/// The guest as typed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Guest {
    /// How they order.
    pub way: Way,
    /// Name.
    pub name: String,
    /// Phone number.
    pub phone: String,
    /// Street and number.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// Town.
    pub city: String,
    /// ISO 3166-1 alpha-2, the restaurant's.
    pub country: String,
    /// Where the door is.
    pub point: Option<GeoPoint>,
    /// For the courier.
    pub instructions: String,
    /// For the whole order.
    pub note: String,
}

/// Something was typed or chosen.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Another way.
    Way(Way),
    /// Typed.
    Name(String),
    /// Typed.
    Phone(String),
    /// Typed.
    Street(String),
    /// Typed.
    PostalCode(String),
    /// Typed.
    City(String),
    /// Chosen on the map.
    Point(GeoPoint),
    /// The door of an earlier order.
    Door(Box<AddressDetails>),
    /// Typed.
    Instructions(String),
    /// Typed.
    Note(String),
}

impl Edit {
    /// The field whose problem is out of date by it.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Way(_) => "",
            Self::Name(_) => NAME,
            Self::Phone(_) => PHONE,
            Self::Street(_) => STREET,
            Self::PostalCode(_) => POSTAL_CODE,
            Self::City(_) => CITY,
            Self::Point(_) | Self::Door(_) => POINT,
            Self::Instructions(_) => INSTRUCTIONS,
            Self::Note(_) => NOTE,
        }
    }

    /// Whether the price may be another one after it.
    #[must_use]
    pub const fn changes_the_price(&self) -> bool {
        !matches!(
            self,
            Self::Name(_) | Self::Phone(_) | Self::Instructions(_) | Self::Note(_)
        )
    }
}

impl Guest {
    /// The next guest, in the restaurant's town until told otherwise.
    #[must_use]
    pub fn next(&self) -> Self {
        Self {
            way: self.way,
            city: self.city.clone(),
            country: self.country.clone(),
            ..Self::default()
        }
    }

    /// Takes an edit over.
    pub fn edit(&mut self, edit: Edit) {
        match edit {
            Edit::Way(way) => self.way = way,
            Edit::Name(text) => self.name = text,
            Edit::Phone(text) => self.phone = text,
            Edit::Street(text) => self.street = text,
            Edit::PostalCode(text) => self.postal_code = text,
            Edit::City(text) => self.city = text,
            Edit::Point(point) => self.point = Some(point),
            Edit::Door(door) => {
                self.street = door.address.street;
                self.postal_code = door.address.postal_code;
                self.city = door.address.city;
                self.country = door.address.country;
                self.point = Some(door.location);
                self.instructions = door.instructions.unwrap_or_default();
            }
            Edit::Instructions(text) => self.instructions = text,
            Edit::Note(text) => self.note = text,
        }
    }

    /// How the food reaches them; none while the door is not known.
    #[must_use]
    pub fn fulfilment(&self) -> Option<Fulfilment> {
        if self.way != Way::PhoneDelivery {
            return Some(Fulfilment::Pickup);
        }
        let location = self.point?;
        (filled(&self.street) && filled(&self.city)).then(|| Fulfilment::Delivery {
            address: AddressDetails {
                label: String::new(),
                address: PostalAddress {
                    street: self.street.trim().to_owned(),
                    city: self.city.trim().to_owned(),
                    postal_code: self.postal_code.trim().to_owned(),
                    country: self.country.clone(),
                },
                location,
                instructions: optional(&self.instructions),
            },
        })
    }

    /// Whom to call. A guest at the counter need not say a name: then `nameless` is written on the ticket.
    #[must_use]
    pub fn contact(&self, nameless: &str) -> Contact {
        let name = self.name.trim();
        let is_nameless = name.is_empty() && self.way == Way::Counter;
        Contact {
            name: if is_nameless { nameless } else { name }.to_owned(),
            phone: self.phone.trim().to_owned(),
        }
    }

    /// What is still to be filled in, in the order of the form.
    #[must_use]
    pub fn problems(&self) -> Problems {
        let mut problems = Problems::default();
        let is_delivered = self.way == Way::PhoneDelivery;
        problems.note(
            self.way == Way::Counter || filled(&self.name),
            NAME,
            "entry-name-missing",
        );
        // A courier in front of a closed door has nobody else to ask.
        problems.note(!is_delivered || filled(&self.phone), PHONE, "entry-phone-missing");
        problems.note(!is_delivered || filled(&self.street), STREET, "entry-street-missing");
        problems.note(!is_delivered || filled(&self.city), CITY, "entry-city-missing");
        problems.note(!is_delivered || self.point.is_some(), POINT, "entry-point-missing");
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guest_at_the_counter_need_not_say_anything() {
        let guest = Guest::default();
        assert!(guest.problems().is_empty());
        assert_eq!(guest.contact("Walk-in").name, "Walk-in");
        assert_eq!(guest.fulfilment(), Some(Fulfilment::Pickup));
    }

    #[test]
    fn a_delivery_needs_whom_to_call_and_the_door() {
        let mut guest = Guest {
            way: Way::PhoneDelivery,
            city: "Berlin".to_owned(),
            country: "DE".to_owned(),
            ..Guest::default()
        };
        assert_eq!(guest.problems().first(), Some(NAME));
        assert_eq!(guest.fulfilment(), None);
        guest.edit(Edit::Name("Asha".to_owned()));
        guest.edit(Edit::Phone("030 1234567".to_owned()));
        guest.edit(Edit::Street("Oranienstr. 7".to_owned()));
        assert_eq!(guest.problems().first(), Some(POINT));
        guest.edit(Edit::Point(GeoPoint {
            latitude: 52.5,
            longitude: 13.42,
        }));
        assert!(guest.problems().is_empty());
        assert!(matches!(guest.fulfilment(), Some(Fulfilment::Delivery { .. })));
        assert_eq!(guest.next().way, Way::PhoneDelivery);
        assert!(guest.next().street.is_empty());
    }
}
