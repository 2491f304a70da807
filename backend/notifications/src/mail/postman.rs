//! Takes mails out of the house.

use super::compose::{NoMessage, compose};
use crate::{
    SetUpError,
    config::{MailConfig, SmtpConfig, Tls, TransportKind},
    store::mails::DueMail,
};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    message::Mailbox,
    transport::smtp::{self, authentication::Credentials},
};
use secrecy::ExposeSecret;
use std::{fmt, path::PathBuf, time::Duration};
use tokio::fs;

/// How long a mail server may take to answer each command.
const SMTP_TIMEOUT: Duration = Duration::from_secs(30);

/// Why a mail did not go out.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DeliveryError {
    /// There is no message to send.
    #[error(transparent)]
    NoMessage(#[from] NoMessage),
    /// The mail server did not take it.
    #[error("the mail server did not take it")]
    Smtp(#[source] smtp::Error),
    /// The file could not be written.
    #[error("the file could not be written")]
    File(#[source] std::io::Error),
}

impl DeliveryError {
    /// Whether no further attempt can help. Of the server's refusals only those of the recipient count (RFC 5321,
    /// section 4.2.3: 550, 551, 553): others, such as of our password, are for the operator to mend.
    pub fn is_final(&self) -> bool {
        match self {
            Self::NoMessage(_) => true,
            Self::Smtp(error) => error
                .status()
                .is_some_and(|code| matches!(u16::from(code), 550 | 551 | 553)),
            Self::File(_) => false,
        }
    }
}

/// Takes mails out of the house, one way or the other.
pub(crate) struct Postman {
    from: Mailbox,
    way: Way,
}

enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Files(PathBuf),
}

impl fmt::Debug for Postman {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Postman").finish_non_exhaustive()
    }
}

impl Postman {
    pub fn new(config: &MailConfig) -> Result<Self, SetUpError> {
        let way = match config.transport {
            TransportKind::Smtp => Way::Smtp(smtp_transport(&config.smtp)?),
            TransportKind::Files => Way::Files(config.directory.clone()),
        };
        Ok(Self {
            from: config.from.parse().map_err(SetUpError::Sender)?,
            way,
        })
    }

    /// Sends a mail; `Ok` once the server has accepted it, or the file is there.
    pub async fn deliver(&self, mail: &DueMail) -> Result<(), DeliveryError> {
        let message = compose(mail, &self.from)?;
        match &self.way {
            Way::Smtp(transport) => transport.send(message).await.map(drop).map_err(DeliveryError::Smtp),
            Way::Files(directory) => {
                // Named by the mail, so that writing it again makes no second one; renamed, so that it is there whole.
                let (part, whole) = (
                    directory.join(format!("{}.part", mail.id)),
                    directory.join(format!("{}.eml", mail.id)),
                );
                let write = async {
                    fs::create_dir_all(directory).await?;
                    fs::write(&part, message.formatted()).await?;
                    fs::rename(&part, &whole).await
                };
                write.await.map_err(DeliveryError::File)
            }
        }
    }
}

fn smtp_transport(config: &SmtpConfig) -> Result<AsyncSmtpTransport<Tokio1Executor>, SetUpError> {
    let builder = match config.tls {
        Tls::Starttls => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(&config.host),
        Tls::Tls => AsyncSmtpTransport::<Tokio1Executor>::relay(&config.host),
        Tls::None => Ok(AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&config.host)),
    };
    let mut builder = builder.map_err(SetUpError::Smtp)?.timeout(Some(SMTP_TIMEOUT));
    if let Some(port) = config.port {
        builder = builder.port(port);
    }
    match (&config.username, &config.password) {
        (Some(name), Some(password)) => {
            builder = builder.credentials(Credentials::new(name.clone(), password.expose_secret().to_owned()));
        }
        (None, None) => {}
        _ => return Err(SetUpError::Credentials),
    }
    Ok(builder.build())
}
