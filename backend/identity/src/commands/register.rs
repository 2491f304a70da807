//! Opens an account and signs in.

use crate::{
    domain::{
        email::Email,
        invalid::{Faults, Invalid},
        person,
    },
    passwords::PasswordError,
    session::{self, SessionError},
    state::Identity,
    store::accounts::{self, Kept},
};
use foodwala_contract::{
    AccountId,
    auth::{Account, Session},
    events::AccountRegistered,
};
use foodwala_database::DatabaseError;
use foodwala_messaging::outbox;
use jiff::Timestamp;

/// Who wants an account.
#[derive(Debug, Clone)]
pub struct Register {
    pub email: String,
    pub password: String,
    pub display_name: String,
    pub locale: Option<String>,
}

/// No account was opened.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    #[error(transparent)]
    Invalid(#[from] Invalid),
    #[error("an account with this e-mail exists")]
    EmailTaken,
    #[error(transparent)]
    Password(#[from] PasswordError),
    #[error(transparent)]
    Session(#[from] SessionError),
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Opens an account and its first session; emits `AccountRegistered`.
pub async fn register(identity: &Identity, command: Register, now: Timestamp) -> Result<Session, RegisterError> {
    let email = validate(&command)?;
    // Before the hashing, which is the expensive part; the unique key decides in the end.
    if accounts::by_email(&mut &identity.database, email.key())
        .await?
        .is_some()
    {
        return Err(RegisterError::EmailTaken);
    }
    let password_hash = identity.passwords.hash(command.password).await?;
    let account = Account {
        id: AccountId(foodwala_clock::new_id(now)),
        email: email.address().to_owned(),
        display_name: command.display_name.trim().to_owned(),
        locale: command.locale.unwrap_or_else(|| identity.default_locale.clone()),
        platform_roles: Vec::new(),
        created_at: now,
    };
    let kept = Kept {
        account,
        email_key: email.key().to_owned(),
        password_hash,
    };

    let mut tx = identity.database.begin().await?;
    match accounts::insert(&mut tx, &kept).await {
        Err(DatabaseError::UniqueViolation { .. }) => {
            tx.rollback().await?;
            return Err(RegisterError::EmailTaken);
        }
        result => result?,
    }
    outbox::append(
        &mut tx,
        &AccountRegistered {
            account: kept.account.clone(),
        },
        now,
    )
    .await?;
    let session = session::open(&mut tx, identity, kept.account, now).await?;
    tx.commit().await?;
    Ok(session)
}

fn validate(command: &Register) -> Result<Email, Invalid> {
    let mut faults = Faults::default();
    let email = Email::parse(&command.email);
    faults.check(email.is_some(), "/email", "must be an e-mail address");
    faults.check(
        person::is_password(&command.password),
        "/password",
        "must have 8 to 128 characters",
    );
    faults.check(
        person::is_name(&command.display_name),
        "/display_name",
        "must have 1 to 80 visible characters",
    );
    let locale = command.locale.as_deref();
    faults.check(
        locale.is_none_or(person::is_locale),
        "/locale",
        "must be a BCP 47 language tag such as en",
    );
    faults.into_result()?;
    email.ok_or_else(|| Invalid(Vec::new()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::testing::{PASSWORD, World};

    fn command(email: &str) -> Register {
        Register {
            email: email.to_owned(),
            password: PASSWORD.to_owned(),
            display_name: " Ada ".to_owned(),
            locale: Some("en-GB".to_owned()),
        }
    }

    #[tokio::test]
    async fn an_account_is_opened_signed_in_and_announced() {
        let world = World::new().await;
        let session = register(&world.identity, command("Ada@Example.org"), world.now())
            .await
            .unwrap();
        assert_eq!(session.account.display_name, "Ada");
        assert_eq!(session.expires_in, 900);
        let claims = world.deps.auth.verify(&session.access_token, world.now()).unwrap();
        assert_eq!(claims.sub, session.account.id.uuid());
        insta::assert_json_snapshot!(
            world.events("foodwala.account.registered.v1").await,
            { "[].account.id" => "[id]" },
            @r#"
        [
          {
            "account": {
              "created_at": "2027-01-15T08:00:00Z",
              "display_name": "Ada",
              "email": "Ada@Example.org",
              "id": "[id]",
              "locale": "en-GB",
              "platform_roles": []
            }
          }
        ]
        "#
        );
    }

    #[tokio::test]
    async fn an_address_has_one_account_however_it_is_spelt() {
        let world = World::new().await;
        let (one, other) = tokio::join!(
            register(&world.identity, command("ada@example.org"), world.now()),
            register(&world.identity, command("ADA@example.org"), world.now()),
        );
        assert!(one.is_ok() ^ other.is_ok());
        let later = register(&world.identity, command("Ada@Example.Org"), world.now()).await;
        assert!(matches!(later, Err(RegisterError::EmailTaken)));
        assert_eq!(world.count("outbox").await, 1);
    }

    #[tokio::test]
    async fn everything_that_is_wrong_is_named_at_once() {
        let world = World::new().await;
        let bad = Register {
            email: "nobody".to_owned(),
            password: "short".to_owned(),
            display_name: " ".to_owned(),
            locale: Some("?".to_owned()),
        };
        let Err(RegisterError::Invalid(invalid)) = register(&world.identity, bad, world.now()).await else {
            panic!("taken")
        };
        let pointers: Vec<_> = invalid.0.iter().map(|field| field.pointer.as_str()).collect();
        assert_eq!(pointers, ["/email", "/password", "/display_name", "/locale"]);
    }
}
