//! Somebody asked for a new password: send the link, to the address that asked.

use super::{Desk, no_words};
use crate::{
    domain::messages,
    store::{
        mails::{self, NewMail},
        people::{self, Known},
    },
};
use async_trait::async_trait;
use foodwala_contract::events::PasswordResetRequested;
use foodwala_database::Tx;
use foodwala_messaging::{ConsumeError, Handler, Message};
use std::fmt::Write;

pub(super) struct SendLink(pub Desk);

#[async_trait]
impl Handler for SendLink {
    async fn handle(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError> {
        let event: PasswordResetRequested = message.decode()?;
        let known = people::find(tx, event.account_id).await?;
        let name = match &known {
            Known::Person(person) => Some(person.name.as_str()),
            Known::NotYet => None,
            Known::Erased => return Ok(()),
        };
        let now = self.0.clock.now();
        let minutes = event.expires_at.duration_since(now).as_mins();
        if minutes < 1 {
            // The link would no longer work when it is read.
            return Ok(());
        }
        let link = format!(
            "{}/reset-password?token={}",
            self.0.public_url,
            percent_encoded(&event.token)
        );
        let letter = messages::password_reset(&self.0.texts, self.0.locale(&event.locale), name, &link, minutes)
            .map_err(no_words)?;
        let mail = NewMail {
            account: event.account_id,
            recipient: Some(&event.email),
            letter: &letter,
            useful_until: Some(event.expires_at),
        };
        mails::enqueue(tx, mail, now).await?;
        Ok(())
    }
}

/// A value for a query string (RFC 3986: everything but unreserved characters is encoded).
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_survive_the_link() {
        assert_eq!(percent_encoded("aZ0-._~"), "aZ0-._~");
        assert_eq!(percent_encoded("a+b/c=&é"), "a%2Bb%2Fc%3D%26%C3%A9");
    }
}
