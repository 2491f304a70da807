//! The differences between the engines' SQL, all of them.

use std::fmt::Write;

use crate::Value;

/// Which engine's SQL a schema speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Dialect {
    /// The embedded engine.
    Sqlite,
    /// SQL Server.
    SqlServer,
}

impl Dialect {
    /// The engine's name in OpenTelemetry's conventions.
    pub(crate) const fn system(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::SqlServer => "microsoft.sql_server",
        }
    }

    /// The clause that keeps the first rows of a result; it goes at the end, after an `ORDER BY`, which must be there.
    /// `count` is a placeholder such as `@P3`.
    #[must_use]
    pub fn fetch_first(self, count: &str) -> String {
        match self {
            Self::Sqlite => format!("LIMIT {count}"),
            Self::SqlServer => format!("OFFSET 0 ROWS FETCH NEXT {count} ROWS ONLY"),
        }
    }

    /// The hint that goes after a table's name in the `SELECT` that claims rows of a queue: others skip the rows
    /// instead of waiting for them. Empty where there is one writer anyway.
    #[must_use]
    pub fn claim_hint(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::SqlServer => "WITH (UPDLOCK, ROWLOCK, READPAST)",
        }
    }

    /// The text that inserts a row or overwrites the one with the same keys, and its parameters.
    pub(crate) fn upsert(self, table: &str, keys: &[(&str, Value)], values: &[(&str, Value)]) -> (String, Vec<Value>) {
        let columns: Vec<_> = keys.iter().chain(values).map(|(name, _)| *name).collect();
        let places: Vec<_> = (1..=columns.len()).map(|number| format!("@P{number}")).collect();
        let (names, given) = (columns.join(", "), places.join(", "));
        let pairs = |pairs: &[&str], first: usize, between: &str| {
            let pairs: Vec<_> = pairs
                .iter()
                .zip(first + 1..)
                .map(|(name, number)| format!("{name} = @P{number}"))
                .collect();
            pairs.join(between)
        };
        let (key_names, value_names) = columns.split_at(keys.len());
        // Writing to a String cannot fail.
        let mut sql = String::new();
        match self {
            Self::Sqlite => {
                let _ = write!(
                    sql,
                    "INSERT INTO {table} ({names}) VALUES ({given}) ON CONFLICT ({}) DO ",
                    key_names.join(", ")
                );
                if values.is_empty() {
                    sql.push_str("NOTHING");
                } else {
                    let set: Vec<_> = value_names
                        .iter()
                        .map(|name| format!("{name} = excluded.{name}"))
                        .collect();
                    let _ = write!(sql, "UPDATE SET {}", set.join(", "));
                }
            }
            // Two statements in one round trip, and no MERGE: it has a history of defects and locks no better.
            Self::SqlServer => {
                let same = pairs(key_names, 0, " AND ");
                if values.is_empty() {
                    let _ = write!(
                        sql,
                        "INSERT INTO {table} ({names}) SELECT {given} \
                         WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE {same})"
                    );
                } else {
                    let set = pairs(value_names, keys.len(), ", ");
                    let _ = write!(
                        sql,
                        "UPDATE {table} SET {set} WHERE {same} \
                         IF @@ROWCOUNT = 0 INSERT INTO {table} ({names}) VALUES ({given})"
                    );
                }
            }
        }
        let params = keys.iter().chain(values).map(|(_, value)| value.clone()).collect();
        (sql, params)
    }
}

#[cfg(test)]
mod tests {
    use sqlparser::{dialect::MsSqlDialect, parser::Parser};

    use super::*;

    fn upsert(dialect: Dialect, keys: &[&'static str], values: &[&'static str]) -> String {
        let named = |names: &[&'static str]| -> Vec<_> { names.iter().map(|name| (*name, Value::Int(1))).collect() };
        let (sql, params) = dialect.upsert("s.t", &named(keys), &named(values));
        assert_eq!(params.len(), keys.len() + values.len());
        sql
    }

    #[test]
    fn sqlite() {
        assert_eq!(Dialect::Sqlite.fetch_first("@P3"), "LIMIT @P3");
        assert_eq!(
            upsert(Dialect::Sqlite, &["a", "b"], &["c"]),
            "INSERT INTO s.t (a, b, c) VALUES (@P1, @P2, @P3) ON CONFLICT (a, b) DO UPDATE SET c = excluded.c"
        );
        assert_eq!(
            upsert(Dialect::Sqlite, &["a"], &[]),
            "INSERT INTO s.t (a) VALUES (@P1) ON CONFLICT (a) DO NOTHING"
        );
    }

    #[test]
    fn sqlserver() {
        assert_eq!(
            upsert(Dialect::SqlServer, &["a", "b"], &["c", "d"]),
            "UPDATE s.t SET c = @P3, d = @P4 WHERE a = @P1 AND b = @P2 \
             IF @@ROWCOUNT = 0 INSERT INTO s.t (a, b, c, d) VALUES (@P1, @P2, @P3, @P4)"
        );
        assert_eq!(
            upsert(Dialect::SqlServer, &["a"], &[]),
            "INSERT INTO s.t (a) SELECT @P1 WHERE NOT EXISTS (SELECT 1 FROM s.t WHERE a = @P1)"
        );
        for sql in [
            upsert(Dialect::SqlServer, &["a"], &["b"]).replace(" IF @@ROWCOUNT = 0 ", "; "),
            upsert(Dialect::SqlServer, &["a"], &[]),
            format!(
                "SELECT a FROM s.t {} ORDER BY a {}",
                Dialect::SqlServer.claim_hint(),
                Dialect::SqlServer.fetch_first("5")
            ),
        ] {
            Parser::parse_sql(&MsSqlDialect {}, &sql).unwrap();
        }
    }
}
