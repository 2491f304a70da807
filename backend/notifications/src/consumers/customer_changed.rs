//! A profile changed: remember name, address and language.

use crate::store::{
    mails,
    people::{self, Known, Person},
};
use async_trait::async_trait;
use foodwala_contract::events::CustomerChanged;
use foodwala_database::Tx;
use foodwala_messaging::{ConsumeError, Handler, Message};

pub(super) struct KeepProfile;

#[async_trait]
impl Handler for KeepProfile {
    async fn handle(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError> {
        let CustomerChanged { customer } = message.decode()?;
        let changed = Person {
            email: customer.email,
            name: customer.display_name,
            locale: customer.locale,
        };
        people::keep(tx, customer.id, &changed, customer.version).await?;
        if let Known::Person(person) = people::find(tx, customer.id).await? {
            mails::address(tx, customer.id, &person.email).await?;
        }
        Ok(())
    }
}
