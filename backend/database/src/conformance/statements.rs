//! What one statement does, and the tables that are there.
#![expect(missing_docs, reason = "the names say what each function proves")]

use std::collections::HashSet;

use jiff::Timestamp;
use uuid::Uuid;

use super::{Outcome, committed, fresh, insert, seen};
use crate::{Database, DatabaseError, Value, params};

pub async fn failed_statements_are_typed_and_leave_the_transaction_usable(database: &Database) -> Outcome {
    let schema = database.schema();
    let (first, second) = (fresh(), fresh());
    let mut tx = database.begin().await?;
    insert(&mut tx, first, 1).await?;

    let twice = insert(&mut tx, first, 2).await;
    assert!(matches!(twice, Err(DatabaseError::UniqueViolation { .. })), "{twice:?}");

    let named = format!("INSERT INTO {schema}.trial_names (id, name) VALUES (@P1, @P2)");
    let name = first.to_string();
    tx.execute(&named, params![fresh(), &name]).await?;
    let same_name = tx.execute(&named, params![fresh(), &name]).await;
    assert!(
        matches!(same_name, Err(DatabaseError::UniqueViolation { .. })),
        "{same_name:?}"
    );

    let child = format!("INSERT INTO {schema}.trial_items (id, amount, parent) VALUES (@P1, 0, @P2)");
    let orphan = tx.execute(&child, params![fresh(), fresh()]).await;
    assert!(matches!(orphan, Err(DatabaseError::ForeignKey { .. })), "{orphan:?}");
    tx.execute(&child, params![fresh(), first]).await?;
    let parent = tx
        .execute(
            &format!("DELETE FROM {schema}.trial_items WHERE id = @P1"),
            params![first],
        )
        .await;
    assert!(matches!(parent, Err(DatabaseError::ForeignKey { .. })), "{parent:?}");

    let two = format!("DELETE FROM {schema}.trial_values; DELETE FROM {schema}.trial_values");
    let two = tx.execute(&two, &[]).await;
    assert!(
        matches!(two, Err(DatabaseError::Other(_))),
        "only one statement at a time: {two:?}"
    );

    let nonsense = format!("SELECT nothing FROM {schema}.trial_items");
    let nonsense = tx.query(&nonsense, &[]).await.map(drop);
    assert!(matches!(nonsense, Err(DatabaseError::Other(_))), "{nonsense:?}");

    insert(&mut tx, second, 3).await?;
    tx.commit().await?;
    assert_eq!(
        (committed(database, first).await?, committed(database, second).await?),
        (Some(1), Some(3))
    );
    Ok(())
}

pub async fn parameters_are_bound_by_number_and_counted(database: &Database) -> Outcome {
    let schema = database.schema();
    let (id, other) = (fresh(), fresh());
    let mut tx = database.begin().await?;
    // In the text @P2 comes first, and @P1 twice.
    let sql = format!(
        "INSERT INTO {schema}.trial_items (amount, id, name) VALUES (@P2, @P1, CASE WHEN @P1 = @P3 THEN @P4 END)"
    );
    tx.execute(&sql, params![id, 7, other, "same"]).await?;
    assert_eq!(seen(&mut tx, id).await?, Some(7));
    let sql = format!("SELECT name FROM {schema}.trial_items WHERE id = @P1");
    let row = tx.query_opt(&sql, params![id]).await?;
    assert_eq!(
        row.map(|row| row.get::<Option<String>>("name")).transpose()?,
        Some(None)
    );

    for given in [params![], params![id, id]] {
        let miscounted = tx.query(&sql, given).await.map(drop);
        assert!(
            matches!(miscounted, Err(DatabaseError::Parameters { .. })),
            "{miscounted:?}"
        );
    }
    let gap = format!("SELECT id FROM {schema}.trial_items WHERE id = @P2");
    let gap = tx.query(&gap, params![id]).await.map(drop);
    assert!(matches!(gap, Err(DatabaseError::Parameters { .. })), "{gap:?}");
    tx.rollback().await
}

pub async fn upsert_inserts_and_overwrites(database: &Database) -> Outcome {
    let table = format!("{}.trial_items", database.schema());
    let (id, parent) = (fresh(), fresh());
    let key = [("id", Value::from(id))];
    let mut tx = database.begin().await?;
    insert(&mut tx, parent, 0).await?;
    for amount in [1, 2] {
        tx.upsert(&table, &key, &[("amount", amount.into()), ("parent", parent.into())])
            .await?;
        assert_eq!(seen(&mut tx, id).await?, Some(amount));
    }
    tx.commit().await?;

    let mut tx = database.begin().await?;
    // What is not named stays.
    tx.upsert(&table, &key, &[("amount", 3.into())]).await?;
    let sql = format!("SELECT parent FROM {table} WHERE id = @P1");
    let row = tx.query_opt(&sql, params![id]).await?;
    assert_eq!(row.map(|row| row.get::<Uuid>("parent")).transpose()?, Some(parent));

    // Without values: inserted once, then left alone.
    let values = format!("{}.trial_values", database.schema());
    tx.upsert(&values, &key, &[]).await?;
    tx.upsert(&values, &key, &[("whole", 5.into())]).await?;
    tx.upsert(&values, &key, &[]).await?;
    let row = tx
        .query_opt(&format!("SELECT whole FROM {values} WHERE id = @P1"), params![id])
        .await?;
    assert_eq!(row.map(|row| row.get::<i64>("whole")).transpose()?, Some(5));
    tx.commit().await?;
    assert_eq!(committed(database, id).await?, Some(3));
    Ok(())
}

pub async fn the_first_rows_are_fetched(database: &Database) -> Outcome {
    let parent = fresh();
    let mut tx = database.begin().await?;
    insert(&mut tx, parent, 0).await?;
    let sql = format!(
        "INSERT INTO {}.trial_items (id, amount, parent) VALUES (@P1, @P2, @P3)",
        tx.schema()
    );
    for amount in 0..5 {
        tx.execute(&sql, params![fresh(), amount, parent]).await?;
    }
    tx.commit().await?;
    let sql = format!(
        "SELECT amount FROM {}.trial_items WHERE parent = @P1 ORDER BY amount DESC {}",
        database.schema(),
        database.dialect().fetch_first("@P2")
    );
    let rows = database.query(&sql, params![parent, 2]).await?;
    assert_eq!(
        rows.iter()
            .map(|row| row.get("amount"))
            .collect::<Result<Vec<i64>, _>>()?,
        [4, 3]
    );
    assert_eq!(database.query(&sql, params![parent, 9]).await?.len(), 5);
    assert!(database.query_opt(&sql, params![fresh(), 2]).await?.is_none());

    let claim = format!(
        "SELECT id FROM {}.trial_items {} WHERE parent = @P1",
        database.schema(),
        database.dialect().claim_hint()
    );
    let mut tx = database.begin().await?;
    assert_eq!(tx.query(&claim, params![parent]).await?.len(), 5);
    tx.rollback().await
}

pub async fn readers_cannot_write(database: &Database) -> Outcome {
    let id = fresh();
    let sql = format!(
        "INSERT INTO {}.trial_items (id, amount) VALUES (@P1, 1)",
        database.schema()
    );
    assert!(database.query(&sql, params![id]).await.is_err());
    assert_eq!(committed(database, id).await?, None);
    Ok(())
}

pub async fn migrations_are_applied_once(database: &Database) -> Outcome {
    assert_eq!(database.migrate().await?, 0);
    let sql = format!(
        "SELECT version, name, applied_at, checksum FROM {}.schema_migrations",
        database.schema()
    );
    let rows = database.query(&sql, &[]).await?;
    let versions = rows
        .iter()
        .map(|row| row.get("version"))
        .collect::<Result<HashSet<String>, _>>()?;
    assert!(versions.contains("every-service/0001"), "{versions:?}");
    for row in rows {
        row.get::<Timestamp>("applied_at")?;
        assert!(!row.get::<String>("name")?.is_empty() && !row.get::<String>("checksum")?.is_empty());
    }
    Ok(())
}

pub async fn every_schema_has_the_messaging_tables(database: &Database) -> Outcome {
    let schema = database.schema();
    for columns in [
        "id, type, subject, payload, traceparent, created_at, claimed_until, sent_at FROM #.outbox",
        "consumer, message_id, received_at FROM #.inbox",
        "caller, key_text, endpoint, request_hash, status, response, etag, created_at FROM #.idempotency",
    ] {
        database
            .query(&format!("SELECT {}", columns.replace('#', schema)), &[])
            .await?;
    }
    Ok(())
}
