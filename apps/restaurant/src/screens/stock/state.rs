//! What is sold out, without a renderer.

use foodwala_sdk::{
    ItemId, Timestamp,
    contract::menu::{ItemAvailability, Menu, SetAvailabilityRequest},
};
use foodwala_ui::sdk::{Failure, Loadable};
use std::collections::BTreeSet;

/// How long a dish is sold out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// It can be ordered.
    Available,
    /// Until somebody says otherwise.
    UntilTold,
    /// Until the next day.
    Today,
}

/// The screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// The menu as guests see it.
    pub menu: Loadable<Menu>,
    /// What is looked for.
    pub words: String,
    /// Dishes whose change is on its way.
    pub busy: BTreeSet<ItemId>,
    /// Why the last change was not made.
    pub failure: Option<Failure>,
}

/// What happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The menu is wanted.
    Load,
    /// The menu came, or did not.
    Came(Result<Menu, Failure>),
    /// Something is looked for.
    Words(String),
    /// A dish is sold out, or is not.
    Set {
        /// The dish.
        item: ItemId,
        /// For how long.
        span: Span,
        /// When the next day begins.
        tomorrow: Timestamp,
    },
    /// The platform answered.
    Done(ItemId, Result<ItemAvailability, Failure>),
    /// It changed elsewhere.
    Told(ItemAvailability),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Fetch the menu.
    Fetch,
    /// Tell the platform.
    Tell(ItemId, SetAvailabilityRequest),
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Load => {
            state.menu.begin();
            return Some(Effect::Fetch);
        }
        Event::Came(outcome) => state.menu.finish(outcome),
        Event::Words(words) => state.words = words,
        Event::Set { item, .. } if state.busy.contains(&item) => {}
        Event::Set { item, span, tomorrow } => {
            state.busy.insert(item);
            state.failure = None;
            let (portions_left, until) = match span {
                Span::Available => (None, None),
                Span::UntilTold => (Some(0), None),
                Span::Today => (Some(0), Some(tomorrow)),
            };
            return Some(Effect::Tell(item, SetAvailabilityRequest { portions_left, until }));
        }
        Event::Done(item, Ok(availability)) => {
            state.busy.remove(&item);
            note(state, availability);
        }
        Event::Done(item, Err(failure)) => {
            state.busy.remove(&item);
            state.failure = Some(failure);
        }
        Event::Told(availability) => note(state, availability),
    }
    None
}

fn note(state: &mut State, availability: ItemAvailability) {
    if let Some(menu) = state.menu.value_mut() {
        menu.availability.retain(|known| known.item_id != availability.item_id);
        if availability.portions_left.is_some() {
            menu.availability.push(availability);
        }
    }
}

/// How a dish can be ordered at an instant.
#[must_use]
pub fn span(menu: &Menu, item: ItemId, now: Timestamp) -> Span {
    let known = menu.availability.iter().find(|known| known.item_id == item);
    match known {
        Some(known) if !known.allows(1, now) => match known.until {
            Some(_) => Span::Today,
            None => Span::UntilTold,
        },
        _ => Span::Available,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{menu, noon};
    use jiff::SignedDuration;

    #[test]
    fn a_dish_is_sold_out_as_the_platform_says_and_comes_back_by_itself() {
        let mut state = State::default();
        reduce(&mut state, Event::Came(Ok(menu())));
        let item = menu().sections[0].items[0].id;
        let tomorrow = noon() + SignedDuration::from_hours(14);
        let set = Event::Set {
            item,
            span: Span::Today,
            tomorrow,
        };
        let Some(Effect::Tell(_, request)) = reduce(&mut state, set.clone()) else {
            panic!("nothing told")
        };
        assert_eq!((request.portions_left, request.until), (Some(0), Some(tomorrow)));
        assert_eq!(reduce(&mut state, set), None, "one change of a dish at a time");
        let availability = ItemAvailability {
            item_id: item,
            portions_left: Some(0),
            until: Some(tomorrow),
        };
        reduce(&mut state, Event::Done(item, Ok(availability)));
        let Some(menu) = state.menu.value() else {
            panic!("no menu")
        };
        assert_eq!(span(menu, item, noon()), Span::Today);
        assert_eq!(span(menu, item, tomorrow), Span::Available);
    }

    #[test]
    fn what_changes_elsewhere_is_seen_here() {
        let mut state = State::default();
        reduce(&mut state, Event::Came(Ok(menu())));
        let item_id = menu().sections[1].items[0].id;
        let gone = |portions_left| ItemAvailability {
            item_id,
            portions_left,
            until: None,
        };
        reduce(&mut state, Event::Told(gone(Some(0))));
        assert_eq!(span(state.menu.value().unwrap(), item_id, noon()), Span::UntilTold);
        reduce(&mut state, Event::Told(gone(None)));
        assert_eq!(span(state.menu.value().unwrap(), item_id, noon()), Span::Available);
    }
}
