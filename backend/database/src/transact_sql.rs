//! Whether a statement is one of SQL Server's, and the same in SQLite's words.
//!
//! With this the tests of services, which run on a temporary SQLite, prove of every statement they send, however it was
//! put together, that SQL Server takes it too. The grammar is sqlparser's, which knows more than SQL Server does; the
//! rest is refused by name.

use std::{
    borrow::Cow,
    collections::HashSet,
    ops::ControlFlow,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use sqlparser::{
    ast::{
        BinaryOperator, Expr, FromTable, JoinConstraint, JoinOperator, Query, Select, SetExpr, Statement,
        TableWithJoins, UnaryOperator,
    },
    dialect::MsSqlDialect,
    parser::Parser,
    tokenizer::{Token, Tokenizer},
};

use crate::{DatabaseError, Dialect, reserved::RESERVED};

/// The statements that are looked at; tables, for one, differ by nature.
const SHARED: &[&str] = &["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"];

/// Words of SQLite that sqlparser accepts, or takes for a column's name.
const FOREIGN: &[&str] = &[
    "LIMIT",
    "TRUE",
    "FALSE",
    "RETURNING",
    "CONFLICT",
    "EXCLUDED",
    "NULLS",
    "ILIKE",
    "GLOB",
    "REGEXP",
    "IFNULL",
    "RANDOM",
    "STRFTIME",
    "JULIANDAY",
    "UNIXEPOCH",
    "TYPEOF",
    "JSON_EXTRACT",
    "PRINTF",
    "SUBSTR",
    "LENGTH",
    "INSTR",
    "CEIL",
    "TOTAL_CHANGES",
    "ROWID",
    "GROUP_CONCAT",
    "USING",
    "NATURAL",
    "EXCEPT_ALL",
];

/// What SQL Server would not take.
#[derive(Debug, thiserror::Error)]
#[error("not a statement of SQL Server ({reason}): {sql}")]
struct Foreign {
    reason: String,
    sql: String,
}

/// The statement in SQLite's words, if it is one of SQL Server's.
pub(crate) fn in_sqlite(sql: &str) -> Result<Cow<'_, str>, DatabaseError> {
    static KNOWN: LazyLock<Mutex<HashSet<String>>> = LazyLock::new(Mutex::default);
    let first = sql.split_whitespace().next().unwrap_or_default();
    if !SHARED.iter().any(|word| word.eq_ignore_ascii_case(first)) {
        return Ok(Cow::Borrowed(sql));
    }
    let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner).contains(sql);
    if !known {
        check(sql).map_err(|reason| {
            let sql = sql.to_owned();
            DatabaseError::Other(Arc::new(Foreign { reason, sql }))
        })?;
        KNOWN
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(sql.to_owned());
    }
    Ok(translate(sql))
}

fn translate(sql: &str) -> Cow<'_, str> {
    let dialect = Dialect::SqlServer;
    let mut sql = Cow::Borrowed(sql);
    if sql.contains(dialect.claim_hint()) {
        sql = Cow::Owned(sql.replace(dialect.claim_hint(), Dialect::Sqlite.claim_hint()));
    }
    let paging = dialect.fetch_first("@P");
    if let Some((before, after)) = paging.split_once("@P")
        && sql.contains(before)
    {
        sql = Cow::Owned(sql.replace(before, "LIMIT ").replace(after, ""));
    }
    sql
}

/// Why SQL Server would not take it.
pub(crate) fn check(sql: &str) -> Result<(), String> {
    let dialect = MsSqlDialect {};
    let tokens = Tokenizer::new(&dialect, sql)
        .tokenize()
        .map_err(|error| error.to_string())?;
    let mut after_as = false;
    let mut ordered = false;
    for token in &tokens {
        match token {
            Token::Whitespace(_) => continue,
            Token::StringConcat | Token::DoubleEq | Token::Arrow | Token::LongArrow => {
                return Err(format!("the operator {token}"));
            }
            Token::Word(word) if word.quote_style.is_none() => {
                let word = word.value.to_uppercase();
                if FOREIGN.contains(&word.as_str()) {
                    return Err(format!("the word {word}"));
                }
                if after_as && RESERVED.contains(&word.as_str()) {
                    return Err(format!("the reserved word {word} as a name"));
                }
                if word == "FETCH" && !ordered {
                    return Err("FETCH without ORDER BY".to_owned());
                }
                ordered |= word == "ORDER";
                after_as = word == "AS";
                continue;
            }
            _ => {}
        }
        after_as = false;
    }
    let statements = Parser::parse_sql(&dialect, &counted(sql)).map_err(|error| error.to_string())?;
    let [statement] = statements.as_slice() else {
        return Err("more than one statement".to_owned());
    };
    conditions(statement)
}

/// With a number where a placeholder says how many rows to fetch: SQL Server takes one there, sqlparser does not.
fn counted(sql: &str) -> String {
    let mut parts = sql.split("FETCH NEXT @P");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str("FETCH NEXT 1");
        text.push_str(part.trim_start_matches(|letter: char| letter.is_ascii_digit()));
    }
    text
}

/// SQL Server has no truth values: a condition compares, and a column is none.
fn conditions(statement: &Statement) -> Result<(), String> {
    let refused = sqlparser::ast::visit_expressions(statement, |expression| match expression {
        Expr::Tuple(_) => ControlFlow::Break(format!("the row {expression}")),
        Expr::IsTrue(_) | Expr::IsFalse(_) | Expr::IsNotTrue(_) | Expr::IsNotFalse(_) => {
            ControlFlow::Break(format!("the test {expression}"))
        }
        Expr::Case {
            conditions,
            operand: None,
            ..
        } => match conditions.iter().find(|when| !is_condition(&when.condition)) {
            Some(when) => ControlFlow::Break(format!("{} for a condition", when.condition)),
            None => ControlFlow::Continue(()),
        },
        _ => ControlFlow::Continue(()),
    });
    if let ControlFlow::Break(reason) = refused {
        return Err(reason);
    }
    let mut all = Vec::new();
    match statement {
        Statement::Query(query) => of_query(query, &mut all),
        Statement::Update(update) => {
            all.extend(update.selection.as_ref());
        }
        Statement::Delete(delete) => {
            all.extend(delete.selection.as_ref());
            let (FromTable::WithFromKeyword(tables) | FromTable::WithoutKeyword(tables)) = &delete.from;
            of_tables(tables, &mut all);
        }
        _ => {}
    }
    match all.into_iter().find(|expression| !is_condition(expression)) {
        Some(expression) => Err(format!("{expression} for a condition")),
        None => Ok(()),
    }
}

fn of_query<'a>(query: &'a Query, all: &mut Vec<&'a Expr>) {
    if let SetExpr::Select(select) = query.body.as_ref() {
        let select: &Select = select;
        all.extend(&select.selection);
        all.extend(&select.having);
        of_tables(&select.from, all);
    }
}

fn of_tables<'a>(tables: &'a [TableWithJoins], all: &mut Vec<&'a Expr>) {
    for join in tables.iter().flat_map(|table| &table.joins) {
        if let JoinOperator::Join(JoinConstraint::On(on))
        | JoinOperator::Inner(JoinConstraint::On(on))
        | JoinOperator::Left(JoinConstraint::On(on))
        | JoinOperator::LeftOuter(JoinConstraint::On(on)) = &join.join_operator
        {
            all.push(on);
        }
    }
}

fn is_condition(expression: &Expr) -> bool {
    match expression {
        Expr::Nested(inner) => is_condition(inner),
        Expr::UnaryOp {
            op: UnaryOperator::Not,
            expr,
        } => is_condition(expr),
        Expr::BinaryOp { left, op, right } => match op {
            BinaryOperator::And | BinaryOperator::Or => is_condition(left) && is_condition(right),
            BinaryOperator::Eq
            | BinaryOperator::NotEq
            | BinaryOperator::Lt
            | BinaryOperator::LtEq
            | BinaryOperator::Gt
            | BinaryOperator::GtEq => !is_condition(left) && !is_condition(right),
            _ => false,
        },
        Expr::IsNull(inner) | Expr::IsNotNull(inner) => !is_condition(inner),
        Expr::InList { .. }
        | Expr::InSubquery { .. }
        | Expr::Between { .. }
        | Expr::Like { .. }
        | Expr::Exists { .. } => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::written::{self, Statement};

    #[test]
    fn what_both_engines_know_passes() {
        for sql in [
            "SELECT a, COUNT(*) AS n FROM s.t WHERE (@P1 IS NULL OR a = @P1) AND NOT (b < 2) GROUP BY a",
            "SELECT t.a FROM s.t t LEFT JOIN s.u u ON u.a = t.a AND u.b IS NOT NULL WHERE t.a IN (@P1, @P2)",
            "SELECT CASE WHEN a = 1 THEN 'x' END AS b FROM s.t",
            "DELETE FROM s.t WHERE a IN (SELECT a FROM s.t WHERE b = @P1 ORDER BY a OFFSET 0 ROWS FETCH NEXT @P2 ROWS ONLY)",
            "UPDATE s.t SET a = a + 1 WHERE EXISTS (SELECT 1 FROM s.u WHERE s.u.a = s.t.a)",
        ] {
            assert_eq!(check(sql), Ok(()), "{sql}");
        }
    }

    #[test]
    fn what_only_sqlite_knows_does_not() {
        for sql in [
            "SELECT a FROM s.t ORDER BY a LIMIT 1",
            "SELECT a FROM s.t OFFSET 0 ROWS FETCH NEXT 1 ROWS ONLY",
            "SELECT a || b AS c FROM s.t",
            "SELECT a AS user FROM s.t",
            "SELECT a FROM s.t WHERE flag",
            "SELECT a FROM s.t WHERE NOT flag AND b = 1",
            "SELECT a FROM s.t WHERE (a, b) > (@P1, @P2)",
            "SELECT a FROM s.t WHERE (a = 1) = (b = 2)",
            "UPDATE s.t SET a = TRUE",
            "INSERT INTO s.t (a) VALUES (1) ON CONFLICT DO NOTHING",
            "DELETE FROM s.t; DELETE FROM s.t",
        ] {
            assert!(check(sql).is_err(), "{sql}");
        }
    }

    /// Also what no test sends. Statements put together from parts are looked at when tests send them.
    #[test]
    fn every_statement_written_in_a_service_is_sql_servers() {
        let (mut checked, mut wrong) = (0, Vec::new());
        for Statement { file, sql } in written::statements() {
            if sql.contains('{') {
                continue;
            }
            checked += 1;
            if let Err(reason) = check(&sql) {
                wrong.push(format!("{}: {reason}: {sql}", file.display()));
            }
        }
        assert!(checked > 100, "only {checked} statements found");
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn the_differences_are_put_into_sqlites_words() {
        let sql = format!(
            "SELECT a FROM s.t {} ORDER BY a {}",
            Dialect::SqlServer.claim_hint(),
            Dialect::SqlServer.fetch_first("@P2")
        );
        assert_eq!(in_sqlite(&sql).unwrap(), "SELECT a FROM s.t  ORDER BY a LIMIT @P2");
        assert_eq!(
            in_sqlite("CREATE TABLE x (a BLOB) STRICT").unwrap(),
            "CREATE TABLE x (a BLOB) STRICT"
        );
        assert!(in_sqlite("SELECT a FROM s.t LIMIT 1").is_err());
    }
}
