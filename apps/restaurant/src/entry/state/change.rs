//! Changing what is being entered: dishes, the sheet, the guest; and the price that follows.

use super::{
    Effect, Event, State,
    sending::{enter, next},
};
use crate::entry::{
    basket::{MOST, Sheet, add, find},
    guest::Edit,
};
use foodwala_sdk::{OptionGroupId, contract::orders::Quote};
use foodwala_ui::{
    forms::Problems,
    sdk::{Failure, Loadable, choosing},
};

/// A change, and what follows from it: the price, and the times where they are other ones.
pub(super) fn changed(state: &mut State, event: Event) -> Vec<Effect> {
    let before = state.times_wanted();
    let mut effects = change(state, event);
    if state.times_wanted() != before {
        effects.extend(ask_times(state));
    }
    effects
}

fn change(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Press(item) => {
            let Some(item) = state.menu.value().and_then(|menu| find(menu, item)).cloned() else {
                return Vec::new();
            };
            state.entered = None;
            let sheet = Sheet::new(item);
            // Without a choice one touch is enough.
            match sheet.line().filter(|line| line.item.option_groups.is_empty()) {
                Some(line) => add(&mut state.lines, line),
                None => {
                    state.sheet = Some(sheet);
                    return Vec::new();
                }
            }
        }
        Event::Change(index) => {
            state.sheet = state.lines.get(index).map(|line| Sheet::of_line(index, line));
            return Vec::new();
        }
        Event::Close => {
            state.sheet = None;
            return Vec::new();
        }
        Event::Toggle(..) | Event::Many(_) | Event::Note(_) => {
            fill(state, event);
            return Vec::new();
        }
        Event::Take => {
            if let Some(group) = take(state) {
                return vec![Effect::Lead(group)];
            }
        }
        Event::Quantity(index, 0) if index < state.lines.len() => {
            state.lines.remove(index);
        }
        Event::Quantity(index, quantity) => {
            if let Some(line) = state.lines.get_mut(index) {
                line.quantity = quantity.min(MOST);
            }
        }
        Event::TakeOut(item) => state.lines.retain(|line| line.item.id != item),
        Event::Guest(edit) => {
            state.problems.forget(edit.field());
            if matches!(edit, Edit::Way(_)) {
                state.problems = Problems::default();
            }
            let is_priced = edit.changes_the_price();
            state.guest.edit(edit);
            if !is_priced {
                return Vec::new();
            }
        }
        Event::Wanted(at) => state.wanted = at,
        Event::Again => {}
        Event::Enter {
            place,
            account,
            key,
            nameless,
        } => return enter(state, place, account, key, &nameless),
        Event::Next => *state = next(state),
        _ => return Vec::new(),
    }
    ask(state)
}

fn fill(state: &mut State, event: Event) {
    let Some(sheet) = &mut state.sheet else { return };
    match event {
        Event::Toggle(group, option) => sheet.toggle(group, option),
        Event::Many(quantity) => sheet.quantity = quantity.clamp(1, MOST),
        Event::Note(note) => sheet.note = note,
        _ => {}
    }
}

/// Takes what the sheet says; answers the group in which something is missing, if it is so.
fn take(state: &mut State) -> Option<String> {
    let sheet = state.sheet.as_mut()?;
    let Some(line) = sheet.line() else {
        sheet.tried = true;
        let missing = choosing::missing(&sheet.item, &sheet.chosen);
        return missing.map(|group| group_id(group.id));
    };
    match sheet.line.and_then(|index| state.lines.get_mut(index)) {
        Some(known) => *known = line,
        None => add(&mut state.lines, line),
    }
    state.sheet = None;
    None
}

/// The id of a group of options on the page.
#[must_use]
pub fn group_id(group: OptionGroupId) -> String {
    format!("entry-group-{group}")
}

/// Lines show the dishes as the menu has them now. What it has no more stays as it was: the platform refuses it by name.
pub(super) fn refresh(state: &mut State) {
    let Some(menu) = state.menu.value() else { return };
    for line in &mut state.lines {
        if let Some(item) = find(menu, line.item.id) {
            line.item = item.clone();
        }
    }
}

/// The times are other ones, or out of date.
pub(super) fn ask_times(state: &mut State) -> Option<Effect> {
    let query = state.times_wanted();
    if query.is_some() {
        state.slots.begin();
    } else {
        state.slots = Loadable::Idle;
    }
    query.map(Effect::Slots)
}

/// The price is out of date.
pub(super) fn ask(state: &mut State) -> Vec<Effect> {
    state.asked = state.asked.wrapping_add(1);
    state.refused = None;
    state.before = None;
    // Without a door only the dishes have a price.
    state.asking = !state.lines.is_empty() && state.guest.fulfilment().is_some() && !state.is_locked();
    if state.asking {
        return vec![Effect::Quote(state.asked)];
    }
    state.quote = None;
    Vec::new()
}

pub(super) fn quoted(state: &mut State, asked: u32, outcome: Result<Box<Quote>, Failure>) {
    if asked != state.asked || state.is_locked() {
        return;
    }
    state.asking = false;
    match outcome {
        Ok(quote) => state.quote = Some(quote),
        Err(failure) => {
            state.quote = None;
            state.refused = Some(failure);
        }
    }
}
