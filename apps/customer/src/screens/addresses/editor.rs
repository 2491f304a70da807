//! Writing an address, without a renderer. Used by the address book and at checkout.

use crate::{
    forms::{Problems, Rule, filled, optional},
    place::areas,
};
use foodwala_sdk::{
    AddressId, Error,
    contract::{
        customers::{Address, AddressDetails},
        geo::{GeoPoint, PostalAddress},
    },
};

/// The id of the label input.
pub const LABEL: &str = "address-label";
/// The id of the street input.
pub const STREET: &str = "address-street";
/// The id of the postal code input.
pub const POSTAL_CODE: &str = "address-postal-code";
/// The id of the city input.
pub const CITY: &str = "address-city";
/// The id of the input of a word for the courier.
pub const INSTRUCTIONS: &str = "address-instructions";
/// The id of the map.
pub const POINT: &str = "address-point";

const RULES: &[Rule] = &[
    Rule {
        pointer: "/label",
        field: LABEL,
        message: "address-label-invalid",
    },
    Rule {
        pointer: "/address/street",
        field: STREET,
        message: "address-street-invalid",
    },
    Rule {
        pointer: "/address/postal_code",
        field: POSTAL_CODE,
        message: "address-postal-code-invalid",
    },
    Rule {
        pointer: "/address/city",
        field: CITY,
        message: "address-city-invalid",
    },
    Rule {
        pointer: "/location",
        field: POINT,
        message: "address-point-missing",
    },
    Rule {
        pointer: "/instructions",
        field: INSTRUCTIONS,
        message: "form-text-too-long",
    },
];

/// How far finding the device is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Locating {
    /// Nobody has asked.
    #[default]
    Idle,
    /// The device is asked.
    Asking,
    /// It does not tell.
    Failed,
}

/// An address as it is being written.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The entry that is changed; none for a new one.
    pub id: Option<AddressId>,
    /// The key under which a new one is added, however often it is sent.
    pub key: String,
    /// As typed.
    pub label: String,
    /// As typed.
    pub street: String,
    /// As typed.
    pub postal_code: String,
    /// As typed.
    pub city: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// As typed.
    pub instructions: String,
    /// Where the door is.
    pub point: Option<GeoPoint>,
    /// How far finding the device is.
    pub locating: Locating,
    /// Whether the platform is being asked.
    pub busy: bool,
    /// Fields with a problem.
    pub problems: Problems,
    /// What else went wrong.
    pub error: Option<Error>,
}

impl State {
    /// A new address, perhaps with what is known of it.
    #[must_use]
    pub fn fresh(key: String, known: Option<&AddressDetails>) -> Self {
        let blank = Self {
            key,
            city: areas::CITY.to_owned(),
            country: areas::COUNTRY.to_owned(),
            ..Self::default()
        };
        match known {
            None => blank,
            Some(details) => blank.with(details),
        }
    }

    /// An entry of the address book.
    #[must_use]
    pub fn change(address: &Address) -> Self {
        Self {
            id: Some(address.id),
            ..Self::default().with(&address.details)
        }
    }

    fn with(self, details: &AddressDetails) -> Self {
        let address = details.address.clone();
        Self {
            label: details.label.clone(),
            street: address.street,
            postal_code: address.postal_code,
            city: address.city,
            country: address.country,
            instructions: details.instructions.clone().unwrap_or_default(),
            point: Some(details.location),
            ..self
        }
    }
}

/// What happens.
#[derive(Debug, Clone)]
pub enum Event {
    /// Typed.
    Label(String),
    /// Typed.
    Street(String),
    /// Typed.
    PostalCode(String),
    /// Typed.
    City(String),
    /// Typed.
    Instructions(String),
    /// Chosen on the map.
    Point(GeoPoint),
    /// Use the device's position.
    Locate,
    /// The device answered.
    Located(Option<GeoPoint>),
    /// Sent off.
    Submit,
    /// The platform answered.
    Answered(Result<Box<Address>, Error>),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the device where it is.
    Locate,
    /// Add it to the book.
    Add {
        /// The idempotency key.
        key: String,
        /// The address.
        details: AddressDetails,
    },
    /// Change it in the book.
    Change(AddressId, AddressDetails),
    /// It is in the book.
    Kept(Box<Address>),
    /// Move the focus.
    Focus(&'static str),
}

/// One step.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    let typed = match &event {
        Event::Label(_) => LABEL,
        Event::Street(_) => STREET,
        Event::PostalCode(_) => POSTAL_CODE,
        Event::City(_) => CITY,
        Event::Instructions(_) => INSTRUCTIONS,
        Event::Point(_) | Event::Located(Some(_)) => POINT,
        _ => "",
    };
    state.problems.forget(typed);
    match event {
        Event::Label(text) => state.label = text,
        Event::Street(text) => state.street = text,
        Event::PostalCode(text) => state.postal_code = text,
        Event::City(text) => state.city = text,
        Event::Instructions(text) => state.instructions = text,
        Event::Point(point) => state.point = Some(point),
        Event::Locate => {
            state.locating = Locating::Asking;
            return Some(Effect::Locate);
        }
        Event::Located(Some(point)) => {
            state.locating = Locating::Idle;
            state.point = Some(point);
        }
        Event::Located(None) => state.locating = Locating::Failed,
        Event::Submit if state.busy => {}
        Event::Submit => return Some(submit(state)),
        Event::Answered(Ok(address)) => return Some(Effect::Kept(address)),
        Event::Answered(Err(error)) => {
            state.busy = false;
            state.problems = Problems::told(&error, RULES);
            if let Some(field) = state.problems.first() {
                return Some(Effect::Focus(field));
            }
            state.error = Some(error);
        }
    }
    None
}

fn submit(state: &mut State) -> Effect {
    let mut problems = Problems::default();
    problems.note(filled(&state.street), STREET, "address-street-missing");
    problems.note(filled(&state.city), CITY, "address-city-missing");
    problems.note(state.point.is_some(), POINT, "address-point-missing");
    problems.note(filled(&state.label), LABEL, "address-label-missing");
    state.problems = problems;
    state.error = None;
    let (Some(location), None) = (state.point, state.problems.first()) else {
        return Effect::Focus(state.problems.first().unwrap_or(POINT));
    };
    state.busy = true;
    let details = AddressDetails {
        label: state.label.trim().to_owned(),
        address: PostalAddress {
            street: state.street.trim().to_owned(),
            city: state.city.trim().to_owned(),
            postal_code: state.postal_code.trim().to_owned(),
            country: state.country.clone(),
        },
        location,
        instructions: optional(&state.instructions),
    };
    match state.id {
        Some(id) => Effect::Change(id, details),
        None => Effect::Add {
            key: state.key.clone(),
            details,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        forms::testing::{invalid, lost},
        samples,
    };

    #[test]
    fn a_door_needs_a_street_and_a_point() {
        let mut state = State::fresh("key".to_owned(), None);
        assert_eq!(reduce(&mut state, Event::Submit), Some(Effect::Focus(STREET)));
        reduce(&mut state, Event::Street("Oranienstr. 7".to_owned()));
        reduce(&mut state, Event::Label("Home".to_owned()));
        assert_eq!(reduce(&mut state, Event::Submit), Some(Effect::Focus(POINT)));
        reduce(&mut state, Event::Located(Some(samples::address().details.location)));
        let Some(Effect::Add { key, details }) = reduce(&mut state, Event::Submit) else {
            panic!("not sent");
        };
        assert_eq!((&*key, &*details.address.street), ("key", "Oranienstr. 7"));
        assert_eq!(reduce(&mut state, Event::Submit), None, "once");
        reduce(&mut state, Event::Answered(Err(lost())));
        assert!(matches!(reduce(&mut state, Event::Submit), Some(Effect::Add { key, .. }) if key == "key"));
    }

    #[test]
    fn the_platforms_problems_stand_at_their_field() {
        let mut state = State::change(&samples::address());
        assert!(matches!(reduce(&mut state, Event::Submit), Some(Effect::Change(..))));
        let effect = reduce(&mut state, Event::Answered(Err(invalid(&["/address/postal_code"]))));
        assert_eq!(effect, Some(Effect::Focus(POSTAL_CODE)));
        assert_eq!(state.street, "Oranienstr. 7");
    }
}
