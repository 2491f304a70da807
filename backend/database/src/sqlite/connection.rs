//! Opening a connection and running one statement on it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};

use rusqlite::{
    Connection, OpenFlags, Statement, ToSql,
    config::DbConfig,
    types::{ToSqlOutput, ValueRef},
};

use super::{BUSY_PAUSE, BUSY_TIMEOUT, errors::classify};
use crate::{DatabaseError, Row, Value};

/// Statements kept prepared; more than a service has.
const WRITER_STATEMENTS: usize = 128;
const READER_STATEMENTS: usize = 64;

/// The write connection. It never waits for another process by itself (its statements run on an async thread): the
/// caller sees `Transient` and decides.
pub(super) fn open_writer(file: &Path, schema: &str) -> Result<Connection, DatabaseError> {
    let started = Instant::now();
    loop {
        match open_writer_once(file, schema) {
            // Putting a file into WAL mode takes it whole for a moment, and SQLite does not wait for that by itself: of
            // the processes that open a new file together all but one would fail.
            Err(error) if error.is_transient() && started.elapsed() < BUSY_TIMEOUT => std::thread::sleep(BUSY_PAUSE),
            opened => return opened,
        }
    }
}

fn open_writer_once(file: &Path, schema: &str) -> Result<Connection, DatabaseError> {
    let open = || {
        let connection = attach(file, schema)?;
        connection.pragma_update(Some(schema), "journal_mode", "WAL")?;
        connection.pragma_update(Some(schema), "synchronous", "FULL")?;
        connection.pragma_update(Some(schema), "cache_size", -2048)?;
        connection.pragma_update(Some(schema), "journal_size_limit", 64 * 1024 * 1024)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // What a savepoint would restore stays in memory instead of in a temporary file.
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        connection.set_prepared_statement_cache_capacity(WRITER_STATEMENTS);
        connection.busy_timeout(std::time::Duration::ZERO)?;
        Ok(connection)
    };
    open().map_err(classify)
}

/// A connection that cannot write. Only for threads that may block.
pub(super) fn open_reader(file: &Path, schema: &str) -> Result<Connection, DatabaseError> {
    let open = || {
        let connection = attach(file, schema)?;
        connection.pragma_update(Some(schema), "cache_size", -1024)?;
        connection.pragma_update(None, "query_only", true)?;
        connection.set_prepared_statement_cache_capacity(READER_STATEMENTS);
        Ok(connection)
    };
    open().map_err(classify)
}

fn attach(file: &Path, schema: &str) -> Result<Connection, rusqlite::Error> {
    // Without SQLITE_OPEN_URI: a folder named `file:…` is a folder.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_in_memory_with_flags(flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    let file = file
        .to_str()
        .ok_or_else(|| rusqlite::Error::InvalidPath(PathBuf::from(file)))?;
    connection.execute(&format!("ATTACH DATABASE ?1 AS {schema}"), [file])?;
    connection.pragma_update(Some(schema), "mmap_size", 0)?;
    // A prepared statement keeps its plan whatever is bound to it: without this, a range over an index is planned anew
    // for each new value, which took a tenth of all time when orders were placed.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

/// Runs a statement without a result; returns the rows it changed.
pub(super) fn execute(connection: &Connection, sql: &str, params: &[Value]) -> Result<u64, DatabaseError> {
    let mut statement = connection.prepare_cached(sql).map_err(classify)?;
    bind(&mut statement, params)?;
    let changed = statement.raw_execute().map_err(classify)?;
    Ok(u64::try_from(changed).unwrap_or(u64::MAX))
}

/// Runs a statement and collects its result.
pub(super) fn query(connection: &Connection, sql: &str, params: &[Value]) -> Result<Vec<Row>, DatabaseError> {
    let mut statement = connection.prepare_cached(sql).map_err(classify)?;
    bind(&mut statement, params)?;
    let columns: Arc<[String]> = statement.column_names().map(str::to_owned).collect();
    let mut rows = Vec::new();
    let mut cursor = statement.raw_query();
    while let Some(row) = cursor.next().map_err(classify)? {
        let values = (0..columns.len()).map(|index| {
            row.get_ref(index)
                .map_err(classify)
                .and_then(|value| decode(value, columns.get(index).map_or("", String::as_str)))
        });
        rows.push(Row::new(Arc::clone(&columns), values.collect::<Result<_, _>>()?));
    }
    Ok(rows)
}

/// SQLite numbers placeholders as they appear and binds NULL where nothing was given, so both are settled by name here.
fn bind(statement: &mut Statement<'_>, params: &[Value]) -> Result<(), DatabaseError> {
    let placeholders = statement.parameter_count();
    let mismatch = || DatabaseError::Parameters {
        placeholders,
        given: params.len(),
    };
    if placeholders != params.len() {
        return Err(mismatch());
    }
    for index in 1..=placeholders {
        let name = statement.parameter_name(index).and_then(|name| name.strip_prefix("@P"));
        let number = name
            .and_then(|number| number.parse::<usize>().ok())
            .ok_or_else(mismatch)?;
        let value = number
            .checked_sub(1)
            .and_then(|position| params.get(position))
            .ok_or_else(mismatch)?;
        let stored = encode(value).ok_or(DatabaseError::Encode { parameter: number })?;
        statement
            .raw_bind_parameter(index, Borrowed(stored))
            .map_err(classify)?;
    }
    Ok(())
}

struct Borrowed<'a>(ToSqlOutput<'a>);

impl ToSql for Borrowed<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.clone())
    }
}

fn encode(value: &Value) -> Option<ToSqlOutput<'_>> {
    let stored = match value {
        Value::Null => ValueRef::Null,
        Value::Bool(value) => ValueRef::Integer(i64::from(*value)),
        Value::Int(value) => ValueRef::Integer(*value),
        // SQLite would store NaN as NULL.
        Value::Real(value) if value.is_nan() => return None,
        Value::Real(value) => ValueRef::Real(*value),
        Value::Text(value) => ValueRef::Text(value.as_bytes()),
        Value::Bytes(value) => ValueRef::Blob(value),
        Value::Uuid(value) => ValueRef::Blob(value.as_bytes()),
        Value::Time(value) => ValueRef::Integer(value.as_microsecond()),
        Value::TooLarge(_) => return None,
    };
    Some(ToSqlOutput::Borrowed(stored))
}

fn decode(value: ValueRef<'_>, column: &str) -> Result<Value, DatabaseError> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(value) => Value::Int(value),
        ValueRef::Real(value) => Value::Real(value),
        ValueRef::Text(value) => match std::str::from_utf8(value) {
            Ok(text) => Value::Text(text.to_owned()),
            Err(_) => {
                return Err(DatabaseError::Decode {
                    column: column.to_owned(),
                    expected: "UTF-8 text",
                });
            }
        },
        ValueRef::Blob(value) => Value::Bytes(value.to_vec()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{sync::Barrier, thread};

    #[test]
    fn a_new_file_may_be_opened_by_many_at_once() {
        let directory = tempfile::tempdir().unwrap();
        for round in 0..40 {
            let file = directory.path().join(format!("{round}.sqlite"));
            let start = Barrier::new(4);
            thread::scope(|scope| {
                for _ in 0..4 {
                    scope.spawn(|| {
                        start.wait();
                        open_writer(&file, "trial").unwrap();
                    });
                }
            });
        }
    }
}
