//! Whether there is an index for every statement that services send. The embedded engine tells how it goes about a
//! statement, and both engines have the same indexes (`migrations`).

use rusqlite::Connection;

use crate::{
    migrations::{sqlite, sqlite_schemas},
    written::{self, Statement},
};

/// What reads whole tables, and may.
const WHOLE: &[(&str, &str)] = &[
    ("created_at FROM identity.accounts", "the beginning of others"),
    (
        "erase_when_ended, document FROM orders.orders",
        "the beginning of others",
    ),
    (
        "identity.api_clients ORDER BY",
        "a few clients, for the platform's people",
    ),
    ("identity.signing_keys ORDER BY", "two or three keys"),
    (
        "restaurants.restaurants r JOIN restaurants.menus",
        "once a minute, and every one is wanted",
    ),
    ("DISTINCT account_id FROM notifications.feed", "a rebuild"),
    ("orders.portions", "the portions of one restaurant, joined to its book"),
];

/// The statement as it is sent, as far as the text tells.
fn sent(sql: &str) -> Option<String> {
    let unsent = "sent_at IS NULL AND (claimed_until IS NULL OR claimed_until <= @P1)";
    let mut sql = sql
        .replace("{first}", "LIMIT 10")
        .replace("{rows}", "LIMIT 10")
        .replace("{schema}", "orders")
        .replace("{hint}", "")
        .replace("{UNSENT}", unsent)
        .replace("{COLUMNS}", "*");
    if let Some(start) = sql.strip_suffix(" {}") {
        sql = format!("{start} LIMIT 10");
    }
    (!sql.contains('{')).then_some(sql)
}

fn every_schema() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    for schema in sqlite_schemas() {
        connection
            .execute(&format!("ATTACH DATABASE ':memory:' AS {schema}"), [])
            .unwrap();
        for migration in sqlite(schema).unwrap() {
            connection.execute_batch(&migration.sql).unwrap();
        }
    }
    connection
}

/// What the engine reads from one end to the other: steps of its plan. A part of a table that has an index of its own is
/// meant to be read whole, and so is one in whose order the first rows are fetched.
fn reads_whole(connection: &Connection, sql: &str) -> Vec<String> {
    let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let steps = plan.raw_query().mapped(|row| row.get::<_, String>("detail"));
    let steps: Vec<_> = steps.map(Result::unwrap).collect();
    let sorts = steps.iter().any(|step| step.contains("TEMP B-TREE FOR ORDER BY"));
    let filters = sql.contains(" WHERE ");
    steps
        .into_iter()
        .filter(|step| {
            let partial = step
                .split_once("INDEX ")
                .is_some_and(|(_, index)| is_partial(connection, index));
            step.starts_with("SCAN ")
                && step != "SCAN CONSTANT ROW"
                && !partial
                && (sorts || filters || !sql.contains(" LIMIT "))
        })
        .collect()
}

fn is_partial(connection: &Connection, index: &str) -> bool {
    sqlite_schemas().any(|schema| {
        let sql = format!("SELECT sql FROM {schema}.sqlite_schema WHERE type = 'index' AND name = ?1");
        let made = connection.query_row(&sql, [index], |row| row.get::<_, Option<String>>(0));
        made.is_ok_and(|made| made.is_some_and(|made| made.contains(" WHERE ")))
    })
}

#[test]
fn every_statement_finds_its_rows_by_an_index() {
    let connection = every_schema();
    let (mut looked_at, mut whole) = (0, Vec::new());
    for Statement { file, sql } in written::statements() {
        let path = file.display().to_string();
        let for_tests = ["testing", "tests.rs", "snapshots", "conformance", "samples"];
        if for_tests.iter().any(|part| path.contains(part)) || WHOLE.iter().any(|(part, _)| sql.contains(part)) {
            continue;
        }
        let Some(sent) = sent(&sql) else { continue };
        looked_at += 1;
        for step in reads_whole(&connection, &sent) {
            whole.push(format!("{path}: {step}: {sql}"));
        }
    }
    assert!(looked_at > 150, "only {looked_at} statements looked at");
    assert!(whole.is_empty(), "{whole:#?}");
}
