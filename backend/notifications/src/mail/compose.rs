//! A message from a row. The same row always makes the same bytes, `Message-ID` included.

use crate::store::mails::DueMail;
use lettre::{
    Message,
    address::AddressError,
    error::Error as ComposeError,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use std::time::SystemTime;

/// Why a row makes no message.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoMessage {
    /// The recipient's address cannot be one.
    #[error("the recipient is not an address")]
    Recipient(#[source] AddressError),
    /// The parts do not fit together.
    #[error("the message cannot be put together")]
    Compose(#[source] ComposeError),
}

/// The message of a row.
pub(super) fn compose(mail: &DueMail, from: &Mailbox) -> Result<Message, NoMessage> {
    let recipient = mail.recipient.parse().map_err(NoMessage::Recipient)?;
    let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, recipient))
        .subject(mail.subject.as_str())
        .date(SystemTime::from(mail.created_at))
        .message_id(Some(format!("<{}@{}>", mail.id, from.email.domain())))
        // RFC 3834: keeps holiday answers away.
        .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
        .header(ContentType::TEXT_PLAIN)
        .body(mail.body.clone())
        .map_err(NoMessage::Compose)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn mail(recipient: &str) -> DueMail {
        DueMail {
            id: Uuid::from_u128(7),
            recipient: recipient.to_owned(),
            subject: "طلبك K7Q2M".to_owned(),
            body: "مرحبًا\n".to_owned(),
            created_at: "2030-01-01T12:00:00Z".parse().unwrap(),
            useful_until: None,
            attempt: 1,
        }
    }

    #[test]
    fn the_same_row_makes_the_same_bytes() {
        let from = "FoodWala <hello@food.example>".parse().unwrap();
        let first = compose(&mail("a@example.org"), &from).unwrap().formatted();
        let again = compose(
            &DueMail {
                attempt: 2,
                ..mail("a@example.org")
            },
            &from,
        )
        .unwrap()
        .formatted();
        assert_eq!(first, again);
        let text = String::from_utf8(first).unwrap();
        assert!(
            text.contains("Message-ID: <00000000-0000-0000-0000-000000000007@food.example>\r\n"),
            "{text}"
        );
        assert!(text.contains("Date: Tue, 01 Jan 2030 12:00:00 +0000\r\n"), "{text}");
    }

    #[test]
    fn an_address_that_is_none_makes_no_message() {
        let from = "hello@food.example".parse().unwrap();
        for bad in ["", "nobody", "a@b@c", "a@example.org\r\nBcc: b@example.org"] {
            assert!(
                matches!(compose(&mail(bad), &from), Err(NoMessage::Recipient(_))),
                "{bad}"
            );
        }
    }
}
