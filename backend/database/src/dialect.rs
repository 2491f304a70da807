//! The differences between the engines' SQL, all of them.

use std::fmt::Write;

/// Which engine's SQL a schema speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Dialect {
    /// The embedded engine.
    Sqlite,
}

impl Dialect {
    /// The clause that keeps the first rows of a result; it goes at the end, after `ORDER BY`. `count` is a placeholder
    /// such as `@P3`.
    #[must_use]
    pub fn fetch_first(self, count: &str) -> String {
        match self {
            Self::Sqlite => format!("LIMIT {count}"),
        }
    }

    /// The hint that goes after a table's name in the `SELECT` that claims rows of a queue: others skip the rows
    /// instead of waiting for them. Empty where there is one writer anyway.
    #[must_use]
    pub fn claim_hint(self) -> &'static str {
        match self {
            Self::Sqlite => "",
        }
    }

    /// One statement that inserts a row or overwrites the one with the same keys. Its parameters are the keys' values,
    /// then the others'.
    pub(crate) fn upsert(self, table: &str, keys: &[&str], values: &[&str]) -> String {
        match self {
            Self::Sqlite => {
                let columns = keys.iter().chain(values).copied().collect::<Vec<_>>().join(", ");
                let mut sql = format!("INSERT INTO {table} ({columns}) VALUES (");
                for number in 1..=keys.len() + values.len() {
                    let comma = if number == 1 { "" } else { ", " };
                    // Writing to a String cannot fail.
                    let _ = write!(sql, "{comma}@P{number}");
                }
                let _ = write!(sql, ") ON CONFLICT ({}) DO ", keys.join(", "));
                if values.is_empty() {
                    sql.push_str("NOTHING");
                } else {
                    let set: Vec<_> = values.iter().map(|name| format!("{name} = excluded.{name}")).collect();
                    let _ = write!(sql, "UPDATE SET {}", set.join(", "));
                }
                sql
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlite() {
        assert_eq!(Dialect::Sqlite.fetch_first("@P3"), "LIMIT @P3");
        assert_eq!(
            Dialect::Sqlite.upsert("s.t", &["a", "b"], &["c"]),
            "INSERT INTO s.t (a, b, c) VALUES (@P1, @P2, @P3) ON CONFLICT (a, b) DO UPDATE SET c = excluded.c"
        );
        assert_eq!(
            Dialect::Sqlite.upsert("s.t", &["a"], &[]),
            "INSERT INTO s.t (a) VALUES (@P1) ON CONFLICT (a) DO NOTHING"
        );
    }
}
