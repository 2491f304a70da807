//! The address book, without a renderer.

use super::editor;
use foodwala_sdk::{
    AddressId, Error,
    contract::customers::{Address, Customer},
};

/// The screen.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The address book, newest first; none until it is there.
    pub items: Option<Vec<Address>>,
    /// Why it is not there.
    pub error: Option<Error>,
    /// The address that is being written.
    pub editor: Option<Box<editor::State>>,
    /// The address that is to be removed, if the person means it.
    pub removing: Option<AddressId>,
    /// Why it was not removed.
    pub remove_error: Option<Error>,
}

/// What happens.
#[derive(Debug, Clone)]
pub enum Event {
    /// The profile is there.
    Loaded(Result<Box<Customer>, Error>),
    /// Load again.
    Reload,
    /// Write a new one, under a key.
    Add(String),
    /// Change one.
    Change(AddressId),
    /// Something in the editor.
    Editor(editor::Event),
    /// Leave the editor.
    Close,
    /// Remove one?
    AskRemove(AddressId),
    /// Yes.
    Remove,
    /// No.
    Keep,
    /// The platform answered.
    Removed(AddressId, Result<(), Error>),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Fetch the profile.
    Load,
    /// Something for the editor.
    Editor(editor::Effect),
    /// Remove it from the book.
    Remove(AddressId),
}

/// One step.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Loaded(Ok(customer)) => {
            state.items = Some(customer.addresses);
            state.error = None;
        }
        Event::Loaded(Err(error)) => state.error = Some(error),
        Event::Reload => {
            state.error = None;
            return Some(Effect::Load);
        }
        Event::Add(key) => state.editor = Some(Box::new(editor::State::fresh(key, None))),
        Event::Change(id) => {
            let address = state.items.as_ref()?.iter().find(|address| address.id == id)?;
            state.editor = Some(Box::new(editor::State::change(address)));
        }
        Event::Editor(event) => {
            let effect = editor::reduce(state.editor.as_mut()?, event)?;
            let editor::Effect::Kept(address) = effect else {
                return Some(Effect::Editor(effect));
            };
            let items = state.items.get_or_insert_default();
            match items.iter_mut().find(|known| known.id == address.id) {
                Some(known) => *known = *address,
                None => items.insert(0, *address),
            }
            state.editor = None;
        }
        Event::Close => state.editor = None,
        Event::AskRemove(id) => {
            state.remove_error = None;
            state.removing = Some(id);
        }
        Event::Remove => return state.removing.map(Effect::Remove),
        Event::Keep => state.removing = None,
        Event::Removed(id, Ok(())) => {
            state.removing = None;
            state.items.as_mut()?.retain(|address| address.id != id);
        }
        Event::Removed(_, Err(error)) => state.remove_error = Some(error),
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{forms::testing::lost, samples};

    fn loaded() -> State {
        let mut state = State::default();
        reduce(&mut state, Event::Loaded(Ok(Box::new(samples::customer()))));
        state
    }

    #[test]
    fn what_was_changed_stands_where_it_stood() {
        let mut state = loaded();
        let address = samples::address();
        reduce(&mut state, Event::Change(address.id));
        let effect = reduce(&mut state, Event::Editor(editor::Event::Submit));
        assert!(matches!(effect, Some(Effect::Editor(editor::Effect::Change(..)))));
        let mut changed = address;
        changed.details.label = "Office".to_owned();
        reduce(
            &mut state,
            Event::Editor(editor::Event::Answered(Ok(Box::new(changed.clone())))),
        );
        assert!(state.editor.is_none());
        assert_eq!(state.items, Some(vec![changed]));
    }

    #[test]
    fn removing_asks_first_and_may_fail() {
        let mut state = loaded();
        let id = samples::address().id;
        assert_eq!(reduce(&mut state, Event::Remove), None);
        reduce(&mut state, Event::AskRemove(id));
        assert_eq!(reduce(&mut state, Event::Remove), Some(Effect::Remove(id)));
        reduce(&mut state, Event::Removed(id, Err(lost())));
        assert!(state.remove_error.is_some());
        reduce(&mut state, Event::Removed(id, Ok(())));
        assert_eq!(state.items, Some(vec![]));
    }
}
