//! The menu editor, without a renderer: a draft of its own until it is published.

use super::{
    diff::{Change, changes},
    edit::{Edit, apply},
};
use foodwala_sdk::{
    Error, ErrorCode, ItemId,
    contract::menu::{Menu, MenuSection, PublishMenuRequest},
};
use foodwala_ui::sdk::{Failure, Loadable};
use serde::{Deserialize, Serialize};

/// A draft as the device keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The version of the published menu that it began with.
    pub base: u64,
    /// The sections.
    pub sections: Vec<MenuSection>,
}

/// The screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// The menu as guests see it.
    pub published: Loadable<Menu>,
    /// The draft; absent while nothing was changed.
    pub draft: Option<Draft>,
    /// The dish that is edited.
    pub editing: Option<ItemId>,
    /// What will change is shown before it is published.
    pub reviews: bool,
    /// It is being published.
    pub busy: bool,
    /// It was published.
    pub done: bool,
    /// Somebody else has published meanwhile.
    pub conflict: bool,
    /// Why it was not published.
    pub failure: Option<Failure>,
    /// What the platform found wrong, with where.
    pub faults: Vec<(String, String)>,
}

/// What happens.
#[derive(Debug, Clone)]
pub enum Event {
    /// The menu is wanted.
    Load,
    /// The menu came, or did not.
    Came(Result<Menu, Failure>),
    /// The device kept a draft.
    Kept(Draft),
    /// Something is changed.
    Edit(Edit),
    /// A dish is opened, or closed.
    Open(Option<ItemId>),
    /// Show or hide what will change.
    Review(bool),
    /// Publish the draft.
    Publish,
    /// The platform answered.
    Published(Result<Menu, Error>),
    /// Publish over what somebody else has published.
    KeepMine,
    /// Forget the draft.
    Discard,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Fetch the menu.
    Fetch,
    /// Keep the draft on the device, or forget it.
    Keep(Option<Draft>),
    /// Publish, over this version.
    Publish(PublishMenuRequest, u64),
}

impl State {
    /// What is shown: the draft, else what guests see.
    #[must_use]
    pub fn sections(&self) -> &[MenuSection] {
        match (&self.draft, self.published.value()) {
            (Some(draft), _) => &draft.sections,
            (None, Some(menu)) => &menu.sections,
            (None, None) => &[],
        }
    }

    /// What publishing would change for guests.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        match (&self.draft, self.published.value()) {
            (Some(draft), Some(menu)) => changes(&menu.sections, &draft.sections),
            _ => Vec::new(),
        }
    }
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Load => {
            state.published.begin();
            vec![Effect::Fetch]
        }
        Event::Came(outcome) => {
            if let (Ok(menu), Some(draft)) = (&outcome, &state.draft) {
                // A conflict that the platform told stays, even if an older menu was read than the one it meant.
                state.conflict |= menu.version > draft.base;
            }
            state.published.finish(outcome);
            Vec::new()
        }
        Event::Kept(draft) => {
            state.draft = Some(draft);
            Vec::new()
        }
        Event::Edit(edit) => {
            let Some(menu) = state.published.value() else {
                return Vec::new();
            };
            let draft = state.draft.get_or_insert_with(|| Draft {
                base: menu.version,
                sections: menu.sections.clone(),
            });
            apply(&mut draft.sections, edit);
            state.done = false;
            vec![Effect::Keep(Some(draft.clone()))]
        }
        Event::Open(item) => {
            state.editing = item;
            Vec::new()
        }
        Event::Review(shown) => {
            state.reviews = shown;
            Vec::new()
        }
        Event::Publish => publish(state),
        Event::Published(outcome) => published(state, outcome),
        Event::KeepMine => keep_mine(state),
        Event::Discard => {
            forget(state);
            vec![Effect::Keep(None)]
        }
    }
}

/// Builds on what was published meanwhile, which must be known for that: over an older version, it would be refused again.
fn keep_mine(state: &mut State) -> Vec<Effect> {
    let version = match &state.published {
        Loadable::Ready(menu) => menu.version,
        Loadable::Stale { error: Some(_), .. } => {
            state.published.begin();
            return vec![Effect::Fetch];
        }
        _ => return Vec::new(),
    };
    let Some(draft) = &mut state.draft else {
        return Vec::new();
    };
    draft.base = version;
    state.conflict = false;
    state.reviews = true;
    vec![Effect::Keep(Some(draft.clone()))]
}

fn forget(state: &mut State) {
    *state = State {
        published: std::mem::take(&mut state.published),
        ..State::default()
    };
}

fn publish(state: &mut State) -> Vec<Effect> {
    let Some(draft) = state.draft.as_ref().filter(|_| !state.busy) else {
        return Vec::new();
    };
    state.busy = true;
    state.failure = None;
    state.faults.clear();
    let request = PublishMenuRequest {
        sections: draft.sections.clone(),
    };
    vec![Effect::Publish(request, draft.base)]
}

fn published(state: &mut State, outcome: Result<Menu, Error>) -> Vec<Effect> {
    state.busy = false;
    match outcome {
        Ok(menu) => {
            state.published.finish(Ok(menu));
            forget(state);
            state.done = true;
            vec![Effect::Keep(None)]
        }
        Err(error) if error.code() == Some(&ErrorCode::PreconditionFailed) => {
            state.reviews = false;
            state.conflict = true;
            state.published.begin();
            vec![Effect::Fetch]
        }
        Err(error) => {
            let failure = Failure::from(error);
            state.faults.clone_from(&failure.fields);
            state.failure = Some(failure);
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::menu;
    use foodwala_ui::forms::testing::{lost, refused};

    fn rename(state: &mut State) -> Vec<Effect> {
        let id = menu().sections[0].id;
        reduce(state, Event::Edit(Edit::RenameSection(id, "Curries".to_owned())))
    }

    fn with_draft() -> State {
        let mut state = State::default();
        reduce(&mut state, Event::Came(Ok(menu())));
        rename(&mut state);
        state
    }

    #[test]
    fn a_draft_is_kept_with_every_change_and_gone_when_it_is_published() {
        let mut state = State::default();
        reduce(&mut state, Event::Came(Ok(menu())));
        assert!(matches!(rename(&mut state).as_slice(), [Effect::Keep(Some(draft))] if draft.base == 4));
        assert_eq!(state.changes().len(), 1);
        assert!(matches!(
            reduce(&mut state, Event::Publish).as_slice(),
            [Effect::Publish(_, 4)]
        ));
        assert_eq!(reduce(&mut state, Event::Publish), [], "once");
        let mut new = menu();
        new.version = 5;
        assert_eq!(reduce(&mut state, Event::Published(Ok(new))), [Effect::Keep(None)]);
        assert!(state.done && state.draft.is_none() && state.changes().is_empty());
    }

    #[test]
    fn whoever_was_second_sees_it_and_decides() {
        let mut state = with_draft();
        reduce(&mut state, Event::Publish);
        let effects = reduce(
            &mut state,
            Event::Published(Err(refused(ErrorCode::PreconditionFailed))),
        );
        assert_eq!(effects, [Effect::Fetch]);
        let mut theirs = menu();
        theirs.version = 5;
        theirs.sections[1].name = "Naans".to_owned();
        reduce(&mut state, Event::Came(Ok(theirs)));
        assert!(state.conflict);
        // Both changes are seen: theirs would be undone.
        assert_eq!(state.changes().len(), 2);
        reduce(&mut state, Event::KeepMine);
        assert!(matches!(
            reduce(&mut state, Event::Publish).as_slice(),
            [Effect::Publish(_, 5)]
        ));
    }

    #[test]
    fn nobody_decides_before_the_other_menu_is_there() {
        let mut state = with_draft();
        reduce(&mut state, Event::Publish);
        let refusal = Err(refused(ErrorCode::PreconditionFailed));
        assert_eq!(reduce(&mut state, Event::Published(refusal)), [Effect::Fetch]);
        assert_eq!(reduce(&mut state, Event::KeepMine), []);
        assert!(state.conflict && !state.reviews);
        reduce(&mut state, Event::Came(Err(Failure::from(lost()))));
        assert_eq!(
            reduce(&mut state, Event::KeepMine),
            [Effect::Fetch],
            "it is asked for again"
        );
        // An older answer does not take the conflict away.
        reduce(&mut state, Event::Came(Ok(menu())));
        assert!(state.conflict);
        let mut theirs = menu();
        theirs.version = 5;
        reduce(&mut state, Event::Came(Ok(theirs)));
        assert!(matches!(
            reduce(&mut state, Event::KeepMine).as_slice(),
            [Effect::Keep(Some(draft))] if draft.base == 5
        ));
        assert!(!state.conflict && state.reviews);
    }

    #[test]
    fn a_draft_of_an_old_menu_is_noticed_when_the_app_begins() {
        let mut state = State::default();
        let draft = Draft {
            base: 3,
            sections: menu().sections,
        };
        reduce(&mut state, Event::Kept(draft));
        reduce(&mut state, Event::Came(Ok(menu())));
        assert!(state.conflict);
        reduce(&mut state, Event::Discard);
        assert!(!state.conflict && state.draft.is_none() && state.published.value().is_some());
    }

    #[test]
    fn nothing_is_lost_when_publishing_fails() {
        let mut state = with_draft();
        reduce(&mut state, Event::Publish);
        reduce(&mut state, Event::Published(Err(lost())));
        assert!(state.draft.is_some() && state.failure.is_some() && !state.busy);
    }
}
