//! The sheet in which a person says where the food shall go: pure.

use super::{
    Place,
    areas::{self, Area},
};
use foodwala_sdk::contract::{customers::Address, geo::GeoPoint};

/// What the sheet shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// The address book of who is signed in.
    pub saved: Vec<Address>,
    /// How far finding the device is.
    pub locating: Locating,
    /// The point chosen so far.
    pub point: Option<GeoPoint>,
    /// Street and number, as typed.
    pub street: String,
    /// Postal code, as typed or of the area.
    pub postal_code: String,
    /// Floor, bell and the like, as typed.
    pub instructions: String,
    /// Somebody tried to go on without a point.
    pub point_missing: bool,
    typed_code: bool,
}

/// How far finding the device is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Locating {
    /// Nobody has asked.
    #[default]
    Idle,
    /// The device is asked.
    Asking,
    /// The person does not want it; the browser's settings decide.
    Denied,
    /// The device does not know.
    Unknown,
    /// It is too far away for any restaurant here.
    Elsewhere,
}

/// What happens in the sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The sheet opens, with what is chosen so far.
    Opened(Option<Place>),
    /// The address book has come.
    Saved(Vec<Address>),
    /// Use the device's position.
    Locate,
    /// The device's answer.
    Located(Result<GeoPoint, Locating>),
    /// An area was chosen.
    Area(&'static Area),
    /// A point on the map was chosen.
    Point(GeoPoint),
    /// Street and number.
    Street(String),
    /// Postal code.
    PostalCode(String),
    /// Floor, bell.
    Instructions(String),
    /// An address of the address book was chosen.
    Choose(Address),
    /// Take what is there.
    Confirm,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the device.
    Locate,
    /// This is the place: keep it and close.
    Take(Place),
    /// Say what is missing, and lead there.
    FocusMap,
}

impl State {
    /// The area of the chosen point.
    pub fn area(&self) -> Option<&'static Area> {
        self.point.as_ref().and_then(areas::nearest)
    }

    fn move_to(&mut self, point: GeoPoint) {
        self.point = Some(point);
        self.point_missing = false;
        if !self.typed_code {
            self.postal_code = self.area().map(|area| area.postal_code.to_owned()).unwrap_or_default();
        }
    }
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Opened(place) => {
            let saved = std::mem::take(&mut state.saved);
            *state = State {
                saved,
                ..State::default()
            };
            if let Some(place) = place {
                let details = place.details;
                state.point = Some(details.location);
                if !place.rough {
                    state.street = details.address.street;
                }
                state.postal_code = details.address.postal_code;
                state.instructions = details.instructions.unwrap_or_default();
            }
        }
        Event::Saved(saved) => state.saved = saved,
        Event::Locate => {
            state.locating = Locating::Asking;
            return Some(Effect::Locate);
        }
        Event::Located(Ok(point)) if areas::is_near(&point) => {
            state.locating = Locating::Idle;
            state.move_to(point);
        }
        Event::Located(Ok(_)) => state.locating = Locating::Elsewhere,
        Event::Located(Err(why)) => state.locating = why,
        Event::Area(area) => state.move_to(area.centre),
        Event::Point(point) => state.move_to(point),
        Event::Street(street) => state.street = street,
        Event::PostalCode(code) => {
            state.typed_code = !code.is_empty();
            state.postal_code = code;
        }
        Event::Instructions(text) => state.instructions = text,
        Event::Choose(address) => return Some(Effect::Take(Place::saved(address))),
        Event::Confirm => {
            let Some(point) = state.point else {
                state.point_missing = true;
                return Some(Effect::FocusMap);
            };
            return Some(Effect::Take(Place::typed(
                point,
                &state.street,
                &state.postal_code,
                &state.instructions,
            )));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_enough_to_look_around() {
        let mut state = State::default();
        assert_eq!(reduce(&mut state, Event::Confirm), Some(Effect::FocusMap));
        assert!(state.point_missing);
        reduce(&mut state, Event::Area(&areas::AREAS[1]));
        assert_eq!(state.postal_code, areas::AREAS[1].postal_code);
        let Some(Effect::Take(place)) = reduce(&mut state, Event::Confirm) else {
            panic!("no place")
        };
        assert!(place.rough);
        assert_eq!(place.details.address.street, "Mitte");
    }

    #[test]
    fn a_street_makes_it_a_door() {
        let mut state = State::default();
        reduce(&mut state, Event::Area(&areas::AREAS[0]));
        reduce(&mut state, Event::Street("  Oranienstraße 5 ".into()));
        reduce(&mut state, Event::PostalCode("10997".into()));
        reduce(&mut state, Event::Area(&areas::AREAS[1]));
        assert_eq!(state.postal_code, "10997", "what was typed stays");
        let Some(Effect::Take(place)) = reduce(&mut state, Event::Confirm) else {
            panic!("no place")
        };
        assert!(!place.rough);
        assert_eq!(place.details.address.street, "Oranienstraße 5");
    }

    #[test]
    fn a_device_far_away_is_told_so() {
        let mut state = State::default();
        assert_eq!(reduce(&mut state, Event::Locate), Some(Effect::Locate));
        assert_eq!(state.locating, Locating::Asking);
        let paris = GeoPoint {
            latitude: 48.8566,
            longitude: 2.3522,
        };
        reduce(&mut state, Event::Located(Ok(paris)));
        assert_eq!((state.locating, state.point), (Locating::Elsewhere, None));
        reduce(&mut state, Event::Located(Err(Locating::Denied)));
        assert_eq!(state.locating, Locating::Denied);
    }
}
