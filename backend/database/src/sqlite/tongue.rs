//! Which engine's SQL the embedded engine is asked in.

use std::borrow::Cow;

use crate::{DatabaseError, Dialect};

#[derive(Debug, Clone, Copy)]
pub(super) enum Tongue {
    Sqlite,
    /// SQL Server's, in which it refuses what SQL Server would.
    #[cfg(feature = "bilingual")]
    SqlServer,
}

impl Tongue {
    pub(super) fn for_tests() -> Self {
        #[cfg(feature = "bilingual")]
        let tongue = Self::SqlServer;
        #[cfg(not(feature = "bilingual"))]
        let tongue = Self::Sqlite;
        tongue
    }

    pub(super) fn dialect(self) -> Dialect {
        match self {
            Self::Sqlite => Dialect::Sqlite,
            #[cfg(feature = "bilingual")]
            Self::SqlServer => Dialect::SqlServer,
        }
    }

    pub(super) fn in_sqlite(self, sql: &str) -> Result<Cow<'_, str>, DatabaseError> {
        match self {
            Self::Sqlite => Ok(Cow::Borrowed(sql)),
            #[cfg(feature = "bilingual")]
            Self::SqlServer => crate::transact_sql::in_sqlite(sql),
        }
    }
}
