//! SQL Server's reserved words. A name that is one of them has to be written in brackets.

use std::borrow::Cow;

pub(crate) const RESERVED: &[&str] = &[
    "ADD",
    "ALL",
    "ALTER",
    "AND",
    "ANY",
    "AS",
    "ASC",
    "AUTHORIZATION",
    "BACKUP",
    "BEGIN",
    "BETWEEN",
    "BREAK",
    "BROWSE",
    "BULK",
    "BY",
    "CASCADE",
    "CASE",
    "CHECK",
    "CHECKPOINT",
    "CLOSE",
    "CLUSTERED",
    "COALESCE",
    "COLLATE",
    "COLUMN",
    "COMMIT",
    "COMPUTE",
    "CONSTRAINT",
    "CONTAINS",
    "CONTAINSTABLE",
    "CONTINUE",
    "CONVERT",
    "CREATE",
    "CROSS",
    "CURRENT",
    "CURRENT_DATE",
    "CURRENT_TIME",
    "CURRENT_TIMESTAMP",
    "CURRENT_USER",
    "CURSOR",
    "DATABASE",
    "DBCC",
    "DEALLOCATE",
    "DECLARE",
    "DEFAULT",
    "DELETE",
    "DENY",
    "DESC",
    "DISK",
    "DISTINCT",
    "DISTRIBUTED",
    "DOUBLE",
    "DROP",
    "DUMP",
    "ELSE",
    "END",
    "ERRLVL",
    "ESCAPE",
    "EXCEPT",
    "EXEC",
    "EXECUTE",
    "EXISTS",
    "EXIT",
    "EXTERNAL",
    "FETCH",
    "FILE",
    "FILLFACTOR",
    "FOR",
    "FOREIGN",
    "FREETEXT",
    "FREETEXTTABLE",
    "FROM",
    "FULL",
    "FUNCTION",
    "GOTO",
    "GRANT",
    "GROUP",
    "HAVING",
    "HOLDLOCK",
    "IDENTITY",
    "IDENTITYCOL",
    "IDENTITY_INSERT",
    "IF",
    "IN",
    "INDEX",
    "INNER",
    "INSERT",
    "INTERSECT",
    "INTO",
    "IS",
    "JOIN",
    "KEY",
    "KILL",
    "LEFT",
    "LIKE",
    "LINENO",
    "LOAD",
    "MERGE",
    "NATIONAL",
    "NOCHECK",
    "NONCLUSTERED",
    "NOT",
    "NULL",
    "NULLIF",
    "OF",
    "OFF",
    "OFFSETS",
    "ON",
    "OPEN",
    "OPENDATASOURCE",
    "OPENQUERY",
    "OPENROWSET",
    "OPENXML",
    "OPTION",
    "OR",
    "ORDER",
    "OUTER",
    "OVER",
    "PERCENT",
    "PIVOT",
    "PLAN",
    "PRECISION",
    "PRIMARY",
    "PRINT",
    "PROC",
    "PROCEDURE",
    "PUBLIC",
    "RAISERROR",
    "READ",
    "READTEXT",
    "RECONFIGURE",
    "REFERENCES",
    "REPLICATION",
    "RESTORE",
    "RESTRICT",
    "RETURN",
    "REVERT",
    "REVOKE",
    "RIGHT",
    "ROLLBACK",
    "ROWCOUNT",
    "ROWGUIDCOL",
    "RULE",
    "SAVE",
    "SCHEMA",
    "SECURITYAUDIT",
    "SELECT",
    "SESSION_USER",
    "SET",
    "SETUSER",
    "SHUTDOWN",
    "SOME",
    "STATISTICS",
    "SYSTEM_USER",
    "TABLE",
    "TABLESAMPLE",
    "TEXTSIZE",
    "THEN",
    "TO",
    "TOP",
    "TRAN",
    "TRANSACTION",
    "TRIGGER",
    "TRUNCATE",
    "TRY_CONVERT",
    "TSEQUAL",
    "UNION",
    "UNIQUE",
    "UNPIVOT",
    "UPDATE",
    "UPDATETEXT",
    "USE",
    "USER",
    "VALUES",
    "VARYING",
    "VIEW",
    "WAITFOR",
    "WHEN",
    "WHERE",
    "WHILE",
    "WITH",
    "WITHIN",
    "WRITETEXT",
];

/// The statement with the schema's name in brackets where it qualifies a name, if it is a reserved word.
///
/// Services write their schemas as they are called, and `identity` is a word of SQL Server's.
pub(crate) fn bracket<'a>(sql: &'a str, schema: &str) -> Cow<'a, str> {
    if !RESERVED.iter().any(|word| word.eq_ignore_ascii_case(schema)) {
        return Cow::Borrowed(sql);
    }
    let mut bracketed = String::with_capacity(sql.len() + 16);
    let mut rest = sql;
    while let Some(at) = rest.find(schema) {
        let (before, found) = rest.split_at(at);
        let after = found.get(schema.len()..).unwrap_or_default();
        let in_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '.' | '[' | '@');
        bracketed.push_str(before);
        if after.starts_with('.') && !before.ends_with(in_name) {
            bracketed.push('[');
            bracketed.push_str(schema);
            bracketed.push(']');
        } else {
            bracketed.push_str(schema);
        }
        rest = after;
    }
    bracketed.push_str(rest);
    Cow::Owned(bracketed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_reserved_schema_is_put_in_brackets_and_only_where_it_qualifies() {
        assert_eq!(
            bracket(
                "SELECT identity.a.identity FROM identity.a, [identity].b, an_identity.c",
                "identity"
            ),
            "SELECT [identity].a.identity FROM [identity].a, [identity].b, an_identity.c"
        );
        assert_eq!(
            bracket("SELECT 1 FROM orders.orders", "orders"),
            "SELECT 1 FROM orders.orders"
        );
    }
}
