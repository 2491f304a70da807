//! Queries while the read model is away: answered from SQL, by the same code.
//!
//! A query reads documents and has those that are missing made from SQL. Over an empty read model of its own it
//! therefore answers from SQL alone, page by page and in the same order as ever, only slower.

use crate::ApiError;
use std::future::Future;

/// What queries read from: the read model, and SQL for what is missing there.
pub trait StandIn: Clone {
    /// The same over a fresh, empty read model in this process, for one query.
    #[must_use]
    fn stand_in(&self) -> Self;
}

/// Does a query, and once more over a stand-in when the read model is away.
///
/// # Errors
/// The query's; when SQL is away too, that.
pub async fn answer<R, T, Fut>(name: &'static str, reader: &R, query: impl Fn(R) -> Fut + Send) -> Result<T, ApiError>
where
    R: StandIn + Send + Sync,
    Fut: Future<Output = Result<T, ApiError>> + Send,
{
    match query(reader.clone()).await {
        Err(error) if error.is_read_model_away() => {
            // Readiness tells the operator, once; here it is counted.
            metrics::counter!("foodwala_queries_from_sql_total", "query" => name).increment(1);
            query(reader.stand_in()).await
        }
        answered => answered,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_contract::ErrorCode;
    use foodwala_readmodel::ReadModelError;

    #[derive(Clone, Copy)]
    enum Reader {
        Away,
        Sql,
    }

    impl StandIn for Reader {
        fn stand_in(&self) -> Self {
            Self::Sql
        }
    }

    #[tokio::test]
    async fn only_an_absent_read_model_is_stood_in_for() {
        let away = || ApiError::from(ReadModelError::Unavailable("gone".into()));
        let from = answer("test", &Reader::Away, |reader| async move {
            match reader {
                Reader::Away => Err(away()),
                Reader::Sql => Ok("sql"),
            }
        });
        assert_eq!(from.await.unwrap(), "sql");
        let refused = answer("test", &Reader::Away, |_| async move {
            Err::<(), _>(ApiError::new(ErrorCode::NotFound))
        });
        assert_eq!(refused.await.unwrap_err().code(), &ErrorCode::NotFound);
        let both = answer("test", &Reader::Away, |_| async move { Err::<(), _>(away()) });
        assert_eq!(both.await.unwrap_err().code(), &ErrorCode::Unavailable);
    }
}
