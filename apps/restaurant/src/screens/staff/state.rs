//! Who works here, without a renderer.

use foodwala_sdk::{
    AccountId, Error, ErrorCode,
    contract::{
        access::StaffRole,
        restaurants::{AddStaffRequest, StaffMember},
    },
};
use foodwala_ui::{
    forms::{Problems, Rule, filled},
    sdk::{Failure, Loadable},
};

/// The id of the e-mail input.
pub const EMAIL: &str = "staff-email";

const RULES: &[Rule] = &[Rule {
    pointer: "/email",
    field: EMAIL,
    message: "staff-email-wrong",
}];

/// The screen.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// Who works here.
    pub staff: Loadable<Vec<StaffMember>>,
    /// The form to add somebody is open.
    pub adding: bool,
    /// As typed.
    pub email: String,
    /// What they will do.
    pub role: StaffRole,
    /// Fields with a problem.
    pub problems: Problems,
    /// Something is being changed.
    pub busy: bool,
    /// Why the last change was not made.
    pub failure: Option<Failure>,
    /// Somebody about to be taken off the staff.
    pub removing: Option<StaffMember>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            staff: Loadable::Idle,
            adding: false,
            email: String::new(),
            role: StaffRole::Kitchen,
            problems: Problems::default(),
            busy: false,
            failure: None,
            removing: None,
        }
    }
}

/// What happens.
#[derive(Debug, Clone)]
pub enum Event {
    /// The list is wanted.
    Load,
    /// The list came, or did not.
    Came(Result<Vec<StaffMember>, Failure>),
    /// Open or close the form.
    Adding(bool),
    /// Typed.
    Email(String),
    /// Chosen.
    Role(StaffRole),
    /// Add them.
    Submit,
    /// The platform answered.
    Added(Result<StaffMember, Error>),
    /// Take somebody off, or think better of it.
    Removing(Option<StaffMember>),
    /// Yes.
    Remove,
    /// The platform answered.
    Removed(AccountId, Result<(), Failure>),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Fetch the list.
    Fetch,
    /// Tell the platform.
    Add(AddStaffRequest),
    /// Tell the platform.
    Remove(AccountId),
    /// Move the focus to an input.
    Focus(&'static str),
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Load => {
            state.staff.begin();
            return Some(Effect::Fetch);
        }
        Event::Came(outcome) => state.staff.finish(outcome),
        Event::Adding(adding) => {
            state.adding = adding;
            state.failure = None;
            state.problems = Problems::default();
        }
        Event::Email(email) => {
            state.email = email;
            state.problems.forget(EMAIL);
        }
        Event::Role(role) => state.role = role,
        Event::Submit if state.busy => {}
        Event::Submit => {
            state.problems = Problems::default();
            state.problems.note(filled(&state.email), EMAIL, "ui-email-missing");
            state.failure = None;
            if !state.problems.is_empty() {
                return Some(Effect::Focus(EMAIL));
            }
            state.busy = true;
            return Some(Effect::Add(AddStaffRequest {
                email: state.email.trim().to_owned(),
                role: state.role,
            }));
        }
        Event::Added(outcome) => return added(state, outcome),
        Event::Removing(member) => {
            state.removing = member;
            state.failure = None;
        }
        Event::Remove => {
            let member = state.removing.as_ref().filter(|_| !state.busy)?;
            state.busy = true;
            return Some(Effect::Remove(member.account_id));
        }
        Event::Removed(account, outcome) => {
            state.busy = false;
            state.removing = None;
            match outcome {
                Ok(()) => {
                    if let Some(staff) = state.staff.value_mut() {
                        staff.retain(|member| member.account_id != account);
                    }
                }
                Err(failure) => state.failure = Some(failure),
            }
        }
    }
    None
}

fn added(state: &mut State, outcome: Result<StaffMember, Error>) -> Option<Effect> {
    state.busy = false;
    match outcome {
        Ok(member) => {
            state.adding = false;
            state.email.clear();
            if let Some(staff) = state.staff.value_mut() {
                staff.retain(|known| known.account_id != member.account_id);
                staff.push(member);
                staff.sort_by(|a, b| a.name.cmp(&b.name));
            }
            None
        }
        Err(error) => {
            let problems = Problems::told(&error, RULES);
            match error.code() {
                Some(ErrorCode::NotFound) => state.problems.note(false, EMAIL, "staff-email-unknown"),
                Some(ErrorCode::AlreadyStaff) => state.problems.note(false, EMAIL, "staff-email-known"),
                _ if !problems.is_empty() => state.problems = problems,
                _ => state.failure = Some(Failure::from(error)),
            }
            state.problems.first().map(Effect::Focus)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{account, noon};
    use foodwala_ui::forms::testing::{lost, refused};

    fn member(name: &str) -> StaffMember {
        StaffMember {
            account_id: account(),
            name: name.to_owned(),
            role: StaffRole::Kitchen,
            since: noon(),
        }
    }

    #[test]
    fn somebody_new_is_on_the_list_at_once() {
        let mut state = State::default();
        reduce(&mut state, Event::Came(Ok(Vec::new())));
        reduce(&mut state, Event::Adding(true));
        assert_eq!(reduce(&mut state, Event::Submit), Some(Effect::Focus(EMAIL)));
        reduce(&mut state, Event::Email(" a@b.example ".to_owned()));
        assert!(matches!(reduce(&mut state, Event::Submit), Some(Effect::Add(add)) if add.email == "a@b.example"));
        assert_eq!(reduce(&mut state, Event::Submit), None);
        reduce(&mut state, Event::Added(Ok(member("Asha"))));
        assert!(!state.adding && state.email.is_empty());
        assert_eq!(state.staff.value().map(Vec::len), Some(1));
    }

    #[test]
    fn an_address_without_an_account_is_said_beside_it() {
        let mut state = State::default();
        reduce(&mut state, Event::Email("a@b.example".to_owned()));
        reduce(&mut state, Event::Submit);
        reduce(&mut state, Event::Added(Err(refused(ErrorCode::NotFound))));
        assert_eq!(state.problems.of(EMAIL), Some("staff-email-unknown"));
        reduce(&mut state, Event::Submit);
        reduce(&mut state, Event::Added(Err(lost())));
        assert!(state.failure.is_some() && state.problems.is_empty());
    }

    #[test]
    fn whoever_cannot_be_taken_off_stays() {
        let mut state = State::default();
        reduce(&mut state, Event::Came(Ok(vec![member("Asha")])));
        reduce(&mut state, Event::Removing(Some(member("Asha"))));
        assert_eq!(reduce(&mut state, Event::Remove), Some(Effect::Remove(account())));
        let failure = Failure::from(refused(ErrorCode::LastOwner));
        reduce(&mut state, Event::Removed(account(), Err(failure)));
        assert_eq!(state.staff.value().map(Vec::len), Some(1));
        assert!(state.failure.is_some() && state.removing.is_none());
    }
}
