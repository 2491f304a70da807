//! What can be stored comes back as it was.
#![expect(missing_docs, reason = "the names say what each function proves")]

use foodwala_clock::{Clock, SystemClock};
use jiff::Timestamp;
use uuid::Uuid;

use super::{Outcome, fresh};
use crate::{Database, DatabaseError, params};

pub async fn every_value_survives_the_round_trip(database: &Database) -> Outcome {
    let schema = database.schema();
    let insert = format!(
        "INSERT INTO {schema}.trial_values (id, flag, whole, real, words, bytes, uid, at) \
         VALUES (@P1, @P2, @P3, @P4, @P5, @P6, @P7, @P8)"
    );
    let select = format!("SELECT flag, whole, real, words, bytes, uid, at FROM {schema}.trial_values WHERE id = @P1");
    let micros = |time: Timestamp| Timestamp::from_microsecond(time.as_microsecond()).unwrap_or(Timestamp::UNIX_EPOCH);
    let every_byte: Vec<u8> = (0..=u8::MAX).collect();
    let cases = [
        (
            true,
            i64::MAX,
            f64::MAX,
            "नमस्ते 🍲 'quoted'; --".to_owned(),
            every_byte,
            Uuid::max(),
            micros(Timestamp::MAX),
        ),
        (
            false,
            i64::MIN,
            f64::MIN,
            "a\tb\r\n".repeat(20_000),
            vec![0; 300_000],
            Uuid::nil(),
            Timestamp::MIN,
        ),
        (
            true,
            0,
            f64::MIN_POSITIVE,
            String::new(),
            Vec::new(),
            fresh(),
            micros(SystemClock.now()),
        ),
        (
            false,
            -1,
            -0.1,
            " ".to_owned(),
            vec![255],
            fresh(),
            Timestamp::UNIX_EPOCH,
        ),
    ];
    for (flag, whole, real, words, bytes, uid, at) in cases {
        let id = fresh();
        let mut tx = database.begin().await?;
        tx.execute(
            &insert,
            params![id, flag, whole, real, &words, bytes.as_slice(), uid, at],
        )
        .await?;
        tx.commit().await?;
        let rows = database.query(&select, params![id]).await?;
        let [row] = rows.as_slice() else {
            unreachable!("one row was inserted, {} found", rows.len())
        };
        assert_eq!(row.get::<bool>("flag")?, flag);
        assert_eq!(row.get::<i64>("whole")?, whole);
        assert_eq!(row.get::<f64>("real")?.to_bits(), real.to_bits());
        assert_eq!(row.get::<String>("words")?, words);
        assert_eq!(row.get::<Vec<u8>>("bytes")?, bytes);
        assert_eq!(row.get::<Uuid>("uid")?, uid);
        assert_eq!(row.get::<Timestamp>("at")?, at);
    }

    let id = fresh();
    let null = || None::<i64>;
    let mut tx = database.begin().await?;
    tx.execute(
        &insert,
        params![id, null(), null(), null(), null(), null(), null(), null()],
    )
    .await?;
    let row = tx.query_opt(&select, params![id]).await?;
    assert!(row.is_some());
    if let Some(row) = row {
        assert_eq!(row.get::<Option<bool>>("flag")?, None);
        assert_eq!(row.get::<Option<i64>>("whole")?, None);
        assert_eq!(row.get::<Option<f64>>("real")?, None);
        assert_eq!(row.get::<Option<String>>("words")?, None);
        assert_eq!(row.get::<Option<Vec<u8>>>("bytes")?, None);
        assert_eq!(row.get::<Option<Uuid>>("uid")?, None);
        assert_eq!(row.get::<Option<Timestamp>>("at")?, None);
        assert!(matches!(row.get::<i64>("whole"), Err(DatabaseError::Decode { .. })));
    }
    tx.rollback().await
}

pub async fn text_with_a_zero_character_survives_the_round_trip(database: &Database) -> Outcome {
    let (schema, id, words) = (database.schema(), fresh(), "a\u{0}b");
    let mut tx = database.begin().await?;
    let sql = format!("INSERT INTO {schema}.trial_values (id, words) VALUES (@P1, @P2)");
    tx.execute(&sql, params![id, words]).await?;
    let sql = format!("SELECT words FROM {schema}.trial_values WHERE id = @P1");
    let row = tx.query_opt(&sql, params![id]).await?;
    assert_eq!(
        row.map(|row| row.get::<String>("words")).transpose()?.as_deref(),
        Some(words)
    );
    tx.rollback().await
}

pub async fn text_is_compared_as_it_is_written(database: &Database) -> Outcome {
    let schema = database.schema();
    let mut tx = database.begin().await?;
    let sql = format!("INSERT INTO {schema}.trial_names (id, name) VALUES (@P1, @P2)");
    let name = format!("Straße-{}", fresh());
    for name in [
        name.clone(),
        name.to_uppercase(),
        name.to_lowercase(),
        name.replace('ß', "ss"),
    ] {
        tx.execute(&sql, params![fresh(), name]).await?;
    }
    let sql = format!("SELECT id FROM {schema}.trial_names WHERE name = @P1");
    assert_eq!(tx.query(&sql, params![name]).await?.len(), 1);
    tx.rollback().await
}

pub async fn what_cannot_be_stored_is_refused(database: &Database) -> Outcome {
    let sql = format!(
        "INSERT INTO {}.trial_values (id, real, whole) VALUES (@P1, @P2, @P3)",
        database.schema()
    );
    let mut tx = database.begin().await?;
    let nan = tx.execute(&sql, params![fresh(), f64::NAN, 1]).await;
    assert!(matches!(nan, Err(DatabaseError::Encode { parameter: 2 })), "{nan:?}");
    let large = tx.execute(&sql, params![fresh(), 1.0, u64::MAX]).await;
    assert!(
        matches!(large, Err(DatabaseError::Encode { parameter: 3 })),
        "{large:?}"
    );
    tx.execute(&sql, params![fresh(), 1.0, i64::MAX.unsigned_abs()]).await?;
    tx.rollback().await
}
