//! Choosing how a dish shall be made: pure. How many options may be chosen comes from the menu.

use crate::basket::{Chosen, Line, MOST};
use foodwala_sdk::{
    OptionGroupId, OptionId,
    contract::menu::{MenuItem, OptionGroup},
};
use foodwala_ui::sdk::choosing;

/// The sheet of a dish.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// The dish.
    pub item: MenuItem,
    /// The options chosen.
    pub chosen: Vec<OptionId>,
    /// How many.
    pub quantity: u32,
    /// The most there are.
    pub most: u32,
    /// For the kitchen.
    pub note: String,
    /// Somebody tried to add it while something was missing.
    pub tried: bool,
    /// It was taken: the sheet is on its way out.
    pub taken: bool,
    /// The line of the basket that is being changed, if it is one.
    pub line: Option<usize>,
}

/// What happens in the sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// An option was pressed.
    Toggle(OptionGroupId, OptionId),
    /// How many.
    Quantity(u32),
    /// For the kitchen.
    Note(String),
    /// How many there are, if not without limit.
    Left(Option<u32>),
    /// Take it.
    Confirm,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Add it, or replace the line that is being changed.
    Take(Option<usize>, Line),
    /// Lead to the group in which something is missing.
    Lead(OptionGroupId),
}

impl State {
    /// A dish that is not in the basket yet.
    pub fn new(item: MenuItem, portions_left: Option<u32>) -> Self {
        Self {
            chosen: choosing::at_first(&item),
            most: most(portions_left),
            quantity: 1,
            note: String::new(),
            tried: false,
            taken: false,
            line: None,
            item,
        }
    }

    /// A line of the basket, to be changed. Options that are no longer there are left out.
    pub fn of_line(item: MenuItem, portions_left: Option<u32>, index: usize, line: &Line) -> Self {
        let before: Vec<OptionId> = line.options.iter().map(|option| option.id).collect();
        Self {
            chosen: choosing::chosen(&item, &before).map(|option| option.id).collect(),
            quantity: line.quantity,
            note: line.note.clone().unwrap_or_default(),
            line: Some(index),
            ..Self::new(item.clone(), portions_left)
        }
    }

    /// How many options of a group are chosen.
    pub fn count(&self, group: &OptionGroup) -> u32 {
        choosing::count(group, &self.chosen)
    }

    /// Whether a group has no room for another option.
    pub fn is_full(&self, group: &OptionGroup) -> bool {
        choosing::is_full(group, &self.chosen)
    }

    /// The first group in which too few options are chosen.
    pub fn missing(&self) -> Option<&OptionGroup> {
        choosing::missing(&self.item, &self.chosen)
    }

    /// The price of one as the menu says it, in minor units. For display; the quote decides.
    pub fn unit_minor(&self) -> i64 {
        choosing::unit_minor(&self.item, &self.chosen)
    }

    /// The price of all, in minor units. For display; the quote decides.
    pub fn total_minor(&self) -> i64 {
        self.unit_minor().saturating_mul(self.quantity.into())
    }

    fn line(&self) -> Line {
        let chosen = choosing::chosen(&self.item, &self.chosen);
        let note = self.note.trim();
        Line {
            item_id: self.item.id,
            name: self.item.name.clone(),
            image: self.item.image.clone(),
            unit_minor: self.unit_minor(),
            quantity: self.quantity,
            options: chosen
                .map(|option| Chosen {
                    id: option.id,
                    name: option.name.clone(),
                })
                .collect(),
            note: (!note.is_empty()).then(|| note.to_owned()),
        }
    }
}

fn most(portions_left: Option<u32>) -> u32 {
    portions_left.map_or(MOST, |left| left.min(MOST))
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Toggle(group, option) => choosing::toggle(&state.item, &mut state.chosen, group, option),
        Event::Quantity(quantity) => state.quantity = quantity.clamp(1, state.most.max(1)),
        Event::Note(note) => state.note = note,
        Event::Left(left) => {
            state.most = most(left);
            state.quantity = state.quantity.clamp(1, state.most.max(1));
        }
        Event::Confirm if state.taken => {}
        Event::Confirm => {
            if let Some(group) = state.missing() {
                let group = group.id;
                state.tried = true;
                return Some(Effect::Lead(group));
            }
            state.taken = true;
            return Some(Effect::Take(state.line, state.line()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_sdk::contract::menu::MenuOption;

    fn option(number: u32, delta: i64) -> MenuOption {
        MenuOption {
            id: format!("00000000-0000-7000-a000-{number:012}").parse().unwrap(),
            name: format!("Option {number}"),
            price_delta_minor: delta,
        }
    }

    fn group(number: u32, min: u32, max: u32, options: Vec<MenuOption>) -> OptionGroup {
        OptionGroup {
            id: format!("00000000-0000-7000-b000-{number:012}").parse().unwrap(),
            name: format!("Group {number}"),
            min,
            max,
            options,
        }
    }

    /// A size, two scoops, up to two extras.
    fn state() -> State {
        let item = MenuItem {
            id: "00000000-0000-7000-9000-000000000001".parse().unwrap(),
            name: "Pizza".into(),
            description: String::new(),
            price_minor: 900,
            packaging_minor: 0,
            image: None,
            dietary: Vec::new(),
            option_groups: vec![
                group(1, 1, 1, vec![option(1, 0), option(2, 400)]),
                group(2, 2, 2, vec![option(3, 0), option(4, 0), option(5, 0)]),
                group(3, 0, 2, vec![option(6, 150), option(7, 150), option(8, 150)]),
            ],
            station: None,
        };
        State::new(item, None)
    }

    fn press(state: &mut State, group: usize, option: usize) {
        let group = &state.item.option_groups[group];
        let event = Event::Toggle(group.id, group.options[option].id);
        assert_eq!(reduce(state, event), None);
    }

    #[test]
    fn one_of_one_is_chosen_at_first_and_changed_by_another() {
        let mut state = state();
        assert_eq!(state.unit_minor(), 900);
        press(&mut state, 0, 1);
        assert_eq!(state.unit_minor(), 1300);
        press(&mut state, 0, 1);
        assert_eq!(state.unit_minor(), 1300, "it stays");
    }

    #[test]
    fn what_is_missing_is_led_to() {
        let mut state = state();
        press(&mut state, 1, 0);
        let scoops = state.item.option_groups[1].id;
        assert_eq!(reduce(&mut state, Event::Confirm), Some(Effect::Lead(scoops)));
        assert!(state.tried);
        press(&mut state, 1, 1);
        press(&mut state, 1, 2);
        assert_eq!(
            state.count(&state.item.option_groups[1]),
            2,
            "no more than the group takes"
        );
        reduce(&mut state, Event::Quantity(3));
        reduce(&mut state, Event::Note("  well done ".into()));
        let Some(Effect::Take(None, line)) = reduce(&mut state, Event::Confirm) else {
            panic!("not taken")
        };
        assert_eq!((line.quantity, line.unit_minor, line.options.len()), (3, 900, 3));
        assert_eq!(line.note.as_deref(), Some("well done"));
        assert_eq!(
            reduce(&mut state, Event::Confirm),
            None,
            "it was touched twice, and taken once"
        );
    }

    #[test]
    fn extras_come_and_go_up_to_their_most() {
        let mut state = state();
        press(&mut state, 2, 0);
        press(&mut state, 2, 1);
        press(&mut state, 2, 2);
        assert_eq!(state.total_minor(), 1200);
        press(&mut state, 2, 0);
        assert_eq!(state.total_minor(), 1050);
    }

    #[test]
    fn no_more_than_there_are() {
        let mut state = State::new(state().item, Some(2));
        reduce(&mut state, Event::Quantity(9));
        assert_eq!(state.quantity, 2);
        reduce(&mut state, Event::Left(Some(1)));
        assert_eq!(state.quantity, 1, "others have taken some meanwhile");
        reduce(&mut state, Event::Left(None));
        reduce(&mut state, Event::Quantity(9));
        assert_eq!(state.quantity, 9);
    }

    #[test]
    fn a_line_is_changed_in_its_place() {
        let mut state = state();
        press(&mut state, 1, 0);
        press(&mut state, 1, 1);
        let line = state.line();
        let mut changed = State::of_line(state.item.clone(), None, 4, &line);
        press(&mut changed, 0, 1);
        let Some(Effect::Take(Some(4), line)) = reduce(&mut changed, Event::Confirm) else {
            panic!("not taken")
        };
        assert_eq!(line.unit_minor, 1300);
    }
}
