//! One's own profile, without a renderer. A change made elsewhere in between is merged if it touches other fields, and
//! shown if it touches the same.

use crate::forms::{Problems, Rule, filled};
use foodwala_sdk::{
    Error, ErrorCode,
    contract::customers::{Consents, Customer, UpdateCustomerRequest},
};

/// The id of the name input.
pub const NAME: &str = "account-name";
/// The id of the phone input.
pub const PHONE: &str = "account-phone";

const RULES: &[Rule] = &[
    Rule {
        pointer: "/display_name",
        field: NAME,
        message: "form-name-invalid",
    },
    Rule {
        pointer: "/phone",
        field: PHONE,
        message: "form-phone-invalid",
    },
];

/// What can be edited.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// Name.
    pub name: String,
    /// Phone number; empty for none.
    pub phone: String,
    /// What the person agreed to.
    pub consents: Consents,
}

impl Form {
    fn of(customer: &Customer) -> Self {
        Self {
            name: customer.display_name.clone(),
            phone: customer.phone.clone().unwrap_or_default(),
            consents: customer.consents,
        }
    }

    /// What differs from `base`, as the platform wants it.
    fn changes(&self, base: &Self) -> UpdateCustomerRequest {
        UpdateCustomerRequest {
            display_name: (self.name.trim() != base.name).then(|| self.name.trim().to_owned()),
            phone: (self.phone.trim() != base.phone).then(|| self.phone.trim().to_owned()),
            locale: None,
            consents: (self.consents != base.consents).then_some(self.consents),
        }
    }
}

/// The screen.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The profile that the form began with.
    pub base: Option<Box<Customer>>,
    /// Why it is not there.
    pub load_error: Option<Error>,
    /// As typed.
    pub form: Form,
    /// Whether the platform is being asked.
    pub busy: bool,
    /// It was just saved.
    pub saved: bool,
    /// The profile as somebody else left it, with other values in the same fields.
    pub theirs: Option<Box<Customer>>,
    /// Fields with a problem.
    pub problems: Problems,
    /// What else went wrong.
    pub error: Option<Error>,
}

impl State {
    /// Whether there is anything to save.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.base
            .as_ref()
            .is_some_and(|base| self.form.changes(&Form::of(base)) != UpdateCustomerRequest::default())
    }
}

/// What happens.
#[derive(Debug, Clone)]
pub enum Event {
    /// The profile is there; or it is there again, after it was changed elsewhere.
    Loaded(Result<Box<Customer>, Error>),
    /// Load again.
    Reload,
    /// Typed.
    Name(String),
    /// Typed.
    Phone(String),
    /// Chosen.
    Consents(Consents),
    /// Sent off.
    Submit,
    /// The platform answered.
    Saved(Result<Box<Customer>, Error>),
    /// What I typed shall hold.
    KeepMine,
    /// What was saved elsewhere shall hold.
    TakeTheirs,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Fetch the profile.
    Load,
    /// Ask the platform to change this version.
    Save {
        /// The version that is changed.
        version: u64,
        /// The changes.
        changes: UpdateCustomerRequest,
    },
    /// Move the focus.
    Focus(&'static str),
}

/// One step.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Loaded(Ok(customer)) => loaded(state, customer),
        Event::Loaded(Err(error)) => {
            if state.busy {
                state.busy = false;
                state.error = Some(error);
            } else {
                state.load_error = Some(error);
            }
            None
        }
        Event::Reload => {
            state.load_error = None;
            Some(Effect::Load)
        }
        Event::Name(name) => {
            state.form.name = name;
            state.saved = false;
            state.problems.forget(NAME);
            None
        }
        Event::Phone(phone) => {
            state.form.phone = phone;
            state.saved = false;
            state.problems.forget(PHONE);
            None
        }
        Event::Consents(consents) => {
            state.form.consents = consents;
            state.saved = false;
            None
        }
        Event::Submit if state.busy || state.theirs.is_some() => None,
        Event::Submit => {
            state.error = None;
            state.problems = Problems::default();
            state.problems.note(filled(&state.form.name), NAME, "form-name-missing");
            if let Some(field) = state.problems.first() {
                return Some(Effect::Focus(field));
            }
            save(state)
        }
        Event::Saved(Ok(customer)) => {
            state.busy = false;
            state.saved = true;
            state.form = Form::of(&customer);
            state.base = Some(customer);
            None
        }
        Event::Saved(Err(error)) if error.code() == Some(&ErrorCode::PreconditionFailed) => Some(Effect::Load),
        Event::Saved(Err(error)) => {
            state.busy = false;
            state.problems = Problems::told(&error, RULES);
            if let Some(field) = state.problems.first() {
                return Some(Effect::Focus(field));
            }
            state.error = Some(error);
            None
        }
        Event::KeepMine => {
            state.base = Some(state.theirs.take()?);
            save(state)
        }
        Event::TakeTheirs => {
            let theirs = state.theirs.take()?;
            state.form = Form::of(&theirs);
            state.base = Some(theirs);
            None
        }
    }
}

fn save(state: &mut State) -> Option<Effect> {
    let base = state.base.as_ref()?;
    let changes = state.form.changes(&Form::of(base));
    if changes == UpdateCustomerRequest::default() {
        state.busy = false;
        state.saved = true;
        return None;
    }
    state.busy = true;
    Some(Effect::Save {
        version: base.version,
        changes,
    })
}

fn loaded(state: &mut State, customer: Box<Customer>) -> Option<Effect> {
    state.load_error = None;
    let Some(base) = state.base.as_ref().filter(|_| state.busy) else {
        state.form = Form::of(&customer);
        state.base = Some(customer);
        return None;
    };
    // Somebody saved in between. Their fields that I did not touch are taken; mine stay.
    let (before, theirs, mine) = (Form::of(base), Form::of(&customer), state.form.clone());
    let clash = |changed: bool, same: bool, is_theirs: bool| changed && is_theirs && !same;
    let is_clash = clash(
        mine.name.trim() != before.name,
        mine.name.trim() == theirs.name,
        theirs.name != before.name,
    ) || clash(
        mine.phone.trim() != before.phone,
        mine.phone.trim() == theirs.phone,
        theirs.phone != before.phone,
    ) || clash(
        mine.consents != before.consents,
        mine.consents == theirs.consents,
        theirs.consents != before.consents,
    );
    if is_clash {
        state.busy = false;
        state.theirs = Some(customer);
        return None;
    }
    let pick = |mine: String, before: String, theirs: String| if mine.trim() == before { theirs } else { mine };
    state.form = Form {
        name: pick(mine.name, before.name, theirs.name),
        phone: pick(mine.phone, before.phone, theirs.phone),
        consents: if mine.consents == before.consents {
            theirs.consents
        } else {
            mine.consents
        },
    };
    state.base = Some(customer);
    save(state)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        forms::testing::{invalid, refused},
        samples,
    };

    fn edited() -> State {
        let mut state = State::default();
        reduce(&mut state, Event::Loaded(Ok(Box::new(samples::customer()))));
        reduce(&mut state, Event::Name("Asha R.".to_owned()));
        let effect = reduce(&mut state, Event::Submit);
        assert!(matches!(effect, Some(Effect::Save { version: 3, changes }) if changes.phone.is_none()));
        assert_eq!(
            reduce(&mut state, Event::Saved(Err(refused(ErrorCode::PreconditionFailed)))),
            Some(Effect::Load)
        );
        state
    }

    #[test]
    fn nothing_is_sent_when_nothing_changed() {
        let mut state = State::default();
        reduce(&mut state, Event::Loaded(Ok(Box::new(samples::customer()))));
        assert!(!state.is_changed());
        assert_eq!(reduce(&mut state, Event::Submit), None);
    }

    #[test]
    fn a_change_elsewhere_in_other_fields_is_merged() {
        let mut state = edited();
        let theirs = Customer {
            version: 4,
            phone: Some("+49 30 2".to_owned()),
            ..samples::customer()
        };
        let effect = reduce(&mut state, Event::Loaded(Ok(Box::new(theirs))));
        let Some(Effect::Save { version: 4, changes }) = effect else {
            panic!("{effect:?}");
        };
        assert_eq!(changes.display_name.as_deref(), Some("Asha R."));
        assert_eq!((changes.phone, &*state.form.phone), (None, "+49 30 2"));
    }

    #[test]
    fn a_change_elsewhere_in_the_same_field_is_the_persons_to_settle() {
        let mut state = edited();
        let theirs = Customer {
            version: 4,
            display_name: "A. Rao".to_owned(),
            ..samples::customer()
        };
        assert_eq!(reduce(&mut state, Event::Loaded(Ok(Box::new(theirs)))), None);
        assert_eq!(reduce(&mut state, Event::Submit), None);
        let mut other = state.clone();
        assert!(matches!(
            reduce(&mut state, Event::KeepMine),
            Some(Effect::Save { version: 4, .. })
        ));
        reduce(&mut other, Event::TakeTheirs);
        assert_eq!(other.form.name, "A. Rao");
    }

    #[test]
    fn the_platforms_problems_stand_at_their_field() {
        let mut state = State::default();
        reduce(&mut state, Event::Loaded(Ok(Box::new(samples::customer()))));
        reduce(&mut state, Event::Phone("call me".to_owned()));
        reduce(&mut state, Event::Submit);
        assert_eq!(
            reduce(&mut state, Event::Saved(Err(invalid(&["/phone"])))),
            Some(Effect::Focus(PHONE))
        );
    }
}
