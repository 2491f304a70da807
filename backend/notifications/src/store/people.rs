//! Whom to tell and in which language.

use foodwala_contract::AccountId;
use foodwala_database::{DatabaseError, Tx, Value, params};
use jiff::Timestamp;

/// Somebody to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    /// E-mail address.
    pub email: String,
    /// How they want to be called.
    pub name: String,
    /// BCP 47 tag of their language, as they gave it.
    pub locale: String,
}

/// What is known of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Known {
    /// Who it is.
    Person(Person),
    /// Nothing yet: its registration has not arrived.
    NotYet,
    /// Nothing any more, and nothing is to be kept of it.
    Erased,
}

/// What is known of an account.
pub(crate) async fn find(tx: &mut Tx, account: AccountId) -> Result<Known, DatabaseError> {
    let sql = "SELECT email, name, locale, erased_at FROM notifications.people WHERE account_id = @P1";
    let Some(row) = tx.query_opt(sql, params![account.uuid()]).await? else {
        return Ok(Known::NotYet);
    };
    if row.get::<Option<Timestamp>>("erased_at")?.is_some() {
        return Ok(Known::Erased);
    }
    Ok(Known::Person(Person {
        email: row.get("email")?,
        name: row.get("name")?,
        locale: row.get("locale")?,
    }))
}

/// Keeps what an event of profile version `version` says, unless a newer one was first or the person is erased. The
/// registration is version 0.
pub(crate) async fn keep(tx: &mut Tx, account: AccountId, person: &Person, version: u64) -> Result<(), DatabaseError> {
    let values = params![
        account.uuid(),
        person.email.as_str(),
        person.name.as_str(),
        person.locale.as_str(),
        version
    ];
    if find(tx, account).await? == Known::NotYet {
        let sql = "INSERT INTO notifications.people (account_id, email, name, locale, version) \
                   VALUES (@P1, @P2, @P3, @P4, @P5)";
        tx.execute(sql, values).await?;
    } else {
        let sql = "UPDATE notifications.people SET email = @P2, name = @P3, locale = @P4, version = @P5 \
                   WHERE account_id = @P1 AND version < @P5 AND erased_at IS NULL";
        tx.execute(sql, values).await?;
    }
    Ok(())
}

/// Forgets the person and remembers to.
pub(crate) async fn erase(tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<(), DatabaseError> {
    let keys = [("account_id", Value::from(account.uuid()))];
    let values = [
        ("email", Value::Null),
        ("name", Value::Null),
        ("locale", Value::Null),
        ("version", Value::Int(0)),
        ("erased_at", Value::from(now)),
    ];
    tx.upsert("notifications.people", &keys, &values).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_database::Database;
    use uuid::Uuid;

    fn named(name: &str) -> Person {
        Person {
            email: "a@example.org".to_owned(),
            name: name.to_owned(),
            locale: "en".to_owned(),
        }
    }

    #[tokio::test]
    async fn the_newest_profile_wins_and_the_erased_stay_erased() {
        let database = Database::temporary("notifications").await.unwrap();
        let mut tx = database.begin().await.unwrap();
        let account = AccountId(Uuid::from_u128(1));
        assert_eq!(find(&mut tx, account).await.unwrap(), Known::NotYet);
        for (name, version, expected) in [("three", 3, "three"), ("registered", 0, "three"), ("four", 4, "four")] {
            keep(&mut tx, account, &named(name), version).await.unwrap();
            assert_eq!(find(&mut tx, account).await.unwrap(), Known::Person(named(expected)));
        }
        let now = "2030-01-01T00:00:00Z".parse().unwrap();
        erase(&mut tx, account, now).await.unwrap();
        keep(&mut tx, account, &named("five"), 5).await.unwrap();
        assert_eq!(find(&mut tx, account).await.unwrap(), Known::Erased);
        // A deletion that arrives before the registration counts too.
        let other = AccountId(Uuid::from_u128(2));
        erase(&mut tx, other, now).await.unwrap();
        keep(&mut tx, other, &named("late"), 0).await.unwrap();
        assert_eq!(find(&mut tx, other).await.unwrap(), Known::Erased);
    }
}
