//! An account was opened: remember whom to tell, and greet them.

use super::{Desk, no_words};
use crate::{
    domain::messages,
    store::{
        feed, mails,
        people::{self, Known, Person},
    },
};
use async_trait::async_trait;
use foodwala_contract::{events::AccountRegistered, notifications::NotificationKind};
use foodwala_database::Tx;
use foodwala_messaging::{ConsumeError, Handler, Message};

pub(super) struct Welcome(pub Desk);

#[async_trait]
impl Handler for Welcome {
    async fn handle(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError> {
        let AccountRegistered { account } = message.decode()?;
        let registered = Person {
            email: account.email,
            name: account.display_name,
            locale: account.locale,
        };
        people::keep(tx, account.id, &registered, 0).await?;
        let Known::Person(person) = people::find(tx, account.id).await? else {
            return Ok(());
        };
        mails::address(tx, account.id, &person.email).await?;
        let words = messages::welcome(&self.0.texts, self.0.locale(&person.locale), &person.name).map_err(no_words)?;
        feed::add(tx, account.id, &NotificationKind::Welcome, &words, self.0.clock.now()).await?;
        Ok(())
    }
}
