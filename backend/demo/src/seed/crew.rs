//! Everybody of the town with an account and a client of their own.

use super::{AT_ONCE, Progress, SeedError, Stage, Target, Task};
use crate::{
    people::{PASSWORD, Person},
    town::Town,
};
use foodwala_contract::{
    AccountId,
    auth::{LoginRequest, RegisterRequest},
};
use foodwala_sdk::FoodWala;
use futures_util::future::try_join_all;

/// Everybody, by their place in the town's list.
pub(super) struct Crew {
    members: Vec<Member>,
}

/// A person who is signed in.
pub(super) struct Member {
    pub client: FoodWala,
    pub account: AccountId,
    pub person: Person,
}

impl Crew {
    /// Opens an account for everybody.
    pub(super) async fn sign_up(
        target: &dyn Target,
        town: &Town,
        progress: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<Self, SeedError> {
        let everybody = &town.people.everybody;
        let mut members = Vec::with_capacity(everybody.len());
        for some in everybody.chunks(AT_ONCE) {
            members.extend(try_join_all(some.iter().map(|person| Member::sign_up(target.base_url(), person))).await?);
            progress(Progress {
                stage: Stage::People,
                done: members.len(),
                total: everybody.len(),
            });
        }
        Ok(Self { members })
    }

    /// Somebody, by their place in the town's list.
    pub(super) fn member(&self, place: usize) -> Result<&Member, SeedError> {
        self.members
            .get(place)
            .ok_or(SeedError::Dangling { what: "person", place })
    }
}

impl Member {
    async fn sign_up(base_url: &str, person: &Person) -> Result<Self, SeedError> {
        let client = FoodWala::builder()
            .base_url(base_url)
            .build()
            .map_err(SeedError::Client)?;
        let request = RegisterRequest {
            email: person.email.clone(),
            password: PASSWORD.to_owned(),
            display_name: person.name.to_owned(),
            locale: Some("en".to_owned()),
        };
        let account = client
            .auth()
            .register(&request)
            .await
            .map_err(Task::SignUp.failed(&person.email))?;
        Ok(Self {
            client,
            account: account.id,
            person: person.clone(),
        })
    }

    /// Signs in again after a session has ended: weeks pass between what some people do.
    pub(super) async fn sign_in(&self) -> Result<(), SeedError> {
        let request = LoginRequest {
            email: self.person.email.clone(),
            password: PASSWORD.to_owned(),
        };
        let signed_in = self.client.auth().login(&request).await;
        signed_in.map(drop).map_err(Task::SignIn.failed(&self.person.email))
    }
}
