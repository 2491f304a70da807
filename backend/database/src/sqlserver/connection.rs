//! One connection, and one statement on it.

use std::{sync::Arc, time::Duration};

use tiberius::{Client, ColumnData, ToSql, error::Error};
use tokio::{net::TcpStream, time::timeout};
use tokio_util::compat::{Compat, TokioAsyncWriteCompatExt};

use super::{
    config::Limits,
    errors::{self, Lost},
    statement::{Prepared, prepare},
};
use crate::{DatabaseError, Row, Value, reserved::bracket};

/// How often a server may send on to another one, as Azure's gateways do.
const LONGEST_WAY: usize = 3;

/// A session.
///
/// **Invariant:** `in_step` is false while an answer is awaited. A future that is dropped there leaves it so, and the
/// connection is never used again: the answer would be taken for that of the next statement.
pub(super) struct Connection {
    client: Client<Compat<TcpStream>>,
    in_step: bool,
    limit: Duration,
    schema: &'static str,
}

impl Connection {
    /// Connects, signs in, and settles how the session behaves.
    pub async fn open(target: &tiberius::Config, limits: Limits, schema: &'static str) -> Result<Self, DatabaseError> {
        let opening = async {
            let mut connection = Self {
                client: connect(target.clone()).await?,
                in_step: true,
                limit: limits.connect,
                schema,
            };
            connection.batch(&session(limits.lock)).await?;
            connection.limit = limits.statement;
            Ok(connection)
        };
        let opened = timeout(limits.connect, opening).await;
        opened.unwrap_or_else(|_| Err(errors::unavailable(Lost::Connect)))
    }

    pub fn is_in_step(&self) -> bool {
        self.in_step
    }

    /// For statements that take longer than a service's.
    pub fn set_limit(&mut self, limit: Duration) {
        self.limit = limit;
    }

    /// Runs a statement without a result; returns the rows it changed.
    pub async fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, DatabaseError> {
        let sql = bracket(sql, self.schema);
        let Prepared { text, sent } = prepare(&sql, params)?;
        let arguments = arguments(params, &sent);
        self.talk(async |client| {
            let changed = client.execute(text, &as_sql(&arguments)).await?;
            Ok(changed.total())
        })
        .await
    }

    /// Runs a statement and collects its result.
    pub async fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        let sql = bracket(sql, self.schema);
        let Prepared { text, sent } = prepare(&sql, params)?;
        let arguments = arguments(params, &sent);
        let rows = self
            .talk(async |client| {
                let result = client.query(text, &as_sql(&arguments)).await?;
                result.into_first_result().await
            })
            .await?;
        collect(rows)
    }

    /// Runs a text that steers the session or changes tables, and returns its first result.
    pub async fn batch(&mut self, sql: &str) -> Result<Vec<Row>, DatabaseError> {
        let rows = self
            .talk(async |client| client.simple_query(sql).await?.into_first_result().await)
            .await?;
        collect(rows)
    }

    async fn talk<T>(
        &mut self,
        say: impl AsyncFnOnce(&mut Client<Compat<TcpStream>>) -> Result<T, Error>,
    ) -> Result<T, DatabaseError> {
        if !self.in_step {
            return Err(errors::unavailable(Lost::OutOfStep));
        }
        self.in_step = false;
        match timeout(self.limit, say(&mut self.client)).await {
            Ok(Ok(answer)) => {
                self.in_step = true;
                Ok(answer)
            }
            Ok(Err(error)) => {
                // The driver skips the rest of an answer that began with an error.
                self.in_step = errors::is_answer(&error);
                Err(errors::classify(error))
            }
            Err(_) => Err(errors::unavailable(Lost::Statement)),
        }
    }
}

async fn connect(mut target: tiberius::Config) -> Result<Client<Compat<TcpStream>>, DatabaseError> {
    for _ in 0..LONGEST_WAY {
        let stream = TcpStream::connect(target.get_addr())
            .await
            .map_err(errors::unavailable)?;
        stream.set_nodelay(true).map_err(errors::unavailable)?;
        match Client::connect(target.clone(), stream.compat_write()).await {
            Err(Error::Routing { host, port }) => {
                target.host(host);
                target.port(port);
            }
            connected => return connected.map_err(errors::classify),
        }
    }
    Err(errors::unavailable(Lost::Routed))
}

/// The first batch of a session. A statement that fails undoes itself alone; reads see a snapshot and lock nothing; and
/// the options are those that filtered indexes ask for.
fn session(lock_timeout: Duration) -> String {
    format!(
        "SET ANSI_NULLS, ANSI_PADDING, ANSI_WARNINGS, ARITHABORT, CONCAT_NULL_YIELDS_NULL, QUOTED_IDENTIFIER ON; \
         SET NUMERIC_ROUNDABORT OFF; SET NOCOUNT OFF; SET XACT_ABORT OFF; SET IMPLICIT_TRANSACTIONS OFF; \
         SET LOCK_TIMEOUT {}; SET TRANSACTION ISOLATION LEVEL SNAPSHOT",
        lock_timeout.as_millis()
    )
}

/// A parameter as the driver takes it. Ids are bytes, which sort as they are written, unlike `uniqueidentifier`; times
/// are microseconds since 1970, which compute the same on every engine.
struct Argument<'a>(&'a Value);

impl ToSql for Argument<'_> {
    fn to_sql(&self) -> ColumnData<'_> {
        match self.0 {
            Value::Null | Value::TooLarge(_) => ColumnData::I64(None),
            Value::Bool(value) => ColumnData::Bit(Some(*value)),
            Value::Int(value) => ColumnData::I64(Some(*value)),
            Value::Real(value) => ColumnData::F64(Some(*value)),
            Value::Text(value) => ColumnData::String(Some(value.into())),
            Value::Bytes(value) => ColumnData::Binary(Some(value.into())),
            Value::Uuid(value) => ColumnData::Binary(Some(value.as_bytes().as_slice().into())),
            Value::Time(value) => ColumnData::I64(Some(value.as_microsecond())),
        }
    }
}

fn arguments<'a>(params: &'a [Value], sent: &[usize]) -> Vec<Argument<'a>> {
    sent.iter()
        .filter_map(|position| params.get(*position))
        .map(Argument)
        .collect()
}

fn as_sql<'a>(arguments: &'a [Argument<'_>]) -> Vec<&'a dyn ToSql> {
    arguments.iter().map(|argument| argument as &dyn ToSql).collect()
}

fn collect(rows: Vec<tiberius::Row>) -> Result<Vec<Row>, DatabaseError> {
    let Some(first) = rows.first() else {
        return Ok(Vec::new());
    };
    let columns: Arc<[String]> = first.columns().iter().map(|column| column.name().to_owned()).collect();
    rows.into_iter()
        .map(|row| {
            let values = columns.iter().zip(row).map(|(column, value)| decode(value, column));
            Ok(Row::new(Arc::clone(&columns), values.collect::<Result<_, _>>()?))
        })
        .collect()
}

fn decode(data: ColumnData<'static>, column: &str) -> Result<Value, DatabaseError> {
    let value = match data {
        ColumnData::U8(value) => value.map(Value::from),
        ColumnData::I16(value) => value.map(Value::from),
        ColumnData::I32(value) => value.map(Value::from),
        ColumnData::I64(value) => value.map(Value::from),
        ColumnData::F32(value) => value.map(|value| Value::Real(value.into())),
        ColumnData::F64(value) => value.map(Value::Real),
        ColumnData::Bit(value) => value.map(Value::Bool),
        ColumnData::String(value) => value.map(|value| Value::Text(value.into_owned())),
        ColumnData::Binary(value) => value.map(|value| Value::Bytes(value.into_owned())),
        ColumnData::Guid(value) => value.map(Value::Uuid),
        // Sums of whole numbers.
        ColumnData::Numeric(Some(value)) if value.scale() == 0 => Some(whole(value.value(), column)?),
        ColumnData::Numeric(None) => None,
        _ => return Err(undecodable(column)),
    };
    Ok(value.unwrap_or(Value::Null))
}

fn whole(value: i128, column: &str) -> Result<Value, DatabaseError> {
    i64::try_from(value).map(Value::Int).map_err(|_| undecodable(column))
}

fn undecodable(column: &str) -> DatabaseError {
    DatabaseError::Decode {
        column: column.to_owned(),
        expected: "of a type that the engines share",
    }
}

#[cfg(test)]
mod tests {
    use tiberius::numeric::Numeric;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_id_keeps_its_order_of_bytes_and_a_time_its_microseconds() {
        let id = Uuid::from_u128(0x0102_0304_0506_0708_090a_0b0c_0d0e_0f10);
        let bytes: Vec<u8> = (1..=16).collect();
        assert_eq!(
            Argument(&Value::Uuid(id)).to_sql(),
            ColumnData::Binary(Some(bytes.into()))
        );
        let time = jiff::Timestamp::from_microsecond(-1).unwrap();
        assert_eq!(Argument(&Value::Time(time)).to_sql(), ColumnData::I64(Some(-1)));
    }

    #[test]
    fn nothing_is_cut_to_fit_and_no_other_type_is_guessed() {
        let sum = |value| decode(ColumnData::Numeric(Some(Numeric::new_with_scale(value, 0))), "x");
        assert_eq!(sum(7).unwrap(), Value::Int(7));
        assert!(sum(i128::MAX).is_err());
        let half = Numeric::new_with_scale(5, 1);
        assert!(decode(ColumnData::Numeric(Some(half)), "x").is_err());
        assert_eq!(decode(ColumnData::String(None), "x").unwrap(), Value::Null);
        assert!(decode(ColumnData::DateTime2(None), "x").is_err());
    }
}
