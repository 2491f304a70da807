//! The embedded migration files: which there are for a schema, in which order, and their checksums.

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

use crate::{DatabaseError, MigrationProblem};

/// The folder whose files every schema gets, before its own.
const EVERY_SERVICE: &str = "every-service";

static SQLITE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../migrations/sqlite");
#[cfg(any(feature = "sqlserver", test))]
static SQLSERVER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../migrations/sqlserver");

/// One file.
#[derive(Debug)]
pub(crate) struct Migration {
    /// Folder and number: `orders/0002`.
    pub version: String,
    /// What the file's name says it does.
    pub name: String,
    /// SQL with the schema's name in place of `$schema`.
    pub sql: String,
    /// SHA-256 of the file, in hex.
    pub checksum: String,
}

/// The SQLite migrations of `schema`, in the order in which they apply.
pub(crate) fn sqlite(schema: &str) -> Result<Vec<Migration>, DatabaseError> {
    of(&SQLITE, schema)
}

/// The SQL Server migrations of `schema`, in the order in which they apply.
#[cfg(any(feature = "sqlserver", test))]
pub(crate) fn sqlserver(schema: &str) -> Result<Vec<Migration>, DatabaseError> {
    of(&SQLSERVER, schema)
}

fn of(engine: &Dir<'_>, schema: &str) -> Result<Vec<Migration>, DatabaseError> {
    let mut migrations = read(engine, EVERY_SERVICE, schema)?;
    migrations.extend(read(engine, schema, schema)?);
    Ok(migrations)
}

fn read(engine: &Dir<'_>, folder: &str, schema: &str) -> Result<Vec<Migration>, DatabaseError> {
    let Some(directory) = engine.get_dir(folder) else {
        return Ok(Vec::new());
    };
    let mut files: Vec<_> = directory.files().collect();
    files.sort_by_key(|file| file.path());
    files
        .into_iter()
        .map(|file| {
            let name = file
                .path()
                .file_stem()
                .and_then(|name| name.to_str())
                .unwrap_or_default();
            let problem = || DatabaseError::Migration {
                version: format!("{folder}/{name}"),
                problem: MigrationProblem::Name,
            };
            let is_sql = file.path().extension().is_some_and(|extension| extension == "sql");
            let (number, what) = name.split_once('_').filter(|_| is_sql).ok_or_else(problem)?;
            if number.len() != 4 || !number.bytes().all(|byte| byte.is_ascii_digit()) || what.is_empty() {
                return Err(problem());
            }
            // A checkout may have rewritten the line ends; that is not a change.
            let text = file.contents_utf8().ok_or_else(problem)?.replace("\r\n", "\n");
            Ok(Migration {
                version: format!("{folder}/{number}"),
                name: what.to_owned(),
                checksum: Sha256::digest(text.as_bytes())
                    .iter()
                    .map(|byte| format!("{byte:02x}"))
                    .collect(),
                sql: text.replace("$schema", schema),
            })
        })
        .collect()
}

/// Every schema with a folder of its own.
#[cfg(test)]
pub(crate) fn sqlite_schemas() -> impl Iterator<Item = &'static str> {
    SQLITE
        .dirs()
        .filter_map(|folder| folder.path().to_str())
        .filter(|folder| *folder != EVERY_SERVICE)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet, HashSet};

    use include_dir::{DirEntry, File};
    use sqlparser::{
        ast::{AlterTableOperation, ColumnDef, ColumnOption, CreateIndex, Statement},
        dialect::{Dialect, MsSqlDialect, SQLiteDialect},
        parser::Parser,
    };

    use super::*;
    use crate::reserved::RESERVED;

    #[test]
    fn every_embedded_file_can_be_applied_to_any_schema() {
        for schema in sqlite_schemas() {
            let migrations = sqlite(schema).unwrap();
            let versions: HashSet<_> = migrations.iter().map(|migration| &migration.version).collect();
            assert_eq!(versions.len(), migrations.len(), "{schema}: two files with one number");
            for migration in &migrations {
                assert!(
                    !migration.sql.contains('$'),
                    "{}: an unknown placeholder",
                    migration.version
                );
                // A deferred check would fail at the commit, and with it every transaction of the group.
                assert!(
                    !migration.sql.to_uppercase().contains("DEFERR"),
                    "{}: deferred checks",
                    migration.version
                );
            }
        }
    }

    /// Tables of a folder's files, with their columns in order, and whether each may be null.
    type Tables = BTreeMap<String, Vec<(String, bool)>>;

    /// Indexes of a folder's files by name.
    type Indexes = BTreeMap<String, Indexed>;

    #[derive(Debug)]
    struct Indexed {
        table: String,
        unique: bool,
        columns: Vec<String>,
        /// The condition for the rows that are in it.
        rows: Option<String>,
    }

    /// Without the signs that engines put around names.
    fn plain(name: &dyn std::fmt::Display) -> String {
        name.to_string().replace(['[', ']', '"'], "")
    }

    /// By its name. One engine names the schema before the index, the other before the table.
    fn indexed(index: &CreateIndex) -> (String, Indexed) {
        let last = |name: String| name.rsplit('.').next().unwrap_or_default().to_owned();
        let name = index.name.as_ref().map(|name| plain(name)).unwrap_or_default();
        let indexed = Indexed {
            table: last(plain(&index.table_name)),
            unique: index.unique,
            columns: index.columns.iter().map(|column| plain(column)).collect(),
            rows: index.predicate.as_ref().map(|rows| plain(rows)),
        };
        (last(name), indexed)
    }

    fn tables(dialect: &dyn Dialect, migrations: &[Migration]) -> (Tables, Indexes) {
        let may_be_null = |column: &ColumnDef| {
            !column
                .options
                .iter()
                .any(|option| matches!(option.option, ColumnOption::NotNull | ColumnOption::PrimaryKey(_)))
        };
        let (mut tables, mut indexes) = (Tables::new(), Indexes::new());
        for migration in migrations {
            for batch in migration.sql.split("\nGO\n") {
                let statements = Parser::parse_sql(dialect, &readable(batch))
                    .unwrap_or_else(|error| panic!("{}: {error}", migration.version));
                for statement in statements {
                    match statement {
                        Statement::CreateTable(table) => {
                            let columns = table.columns.iter();
                            let columns = columns.map(|column| (plain(&column.name), may_be_null(column)));
                            let before = tables.insert(plain(&table.name), columns.collect());
                            assert!(before.is_none(), "{} is made twice", table.name);
                        }
                        Statement::AlterTable(change) => {
                            let columns = tables.get_mut(&plain(&change.name)).unwrap();
                            for operation in change.operations {
                                let AlterTableOperation::AddColumn { column_def, .. } = operation else {
                                    panic!("{}: teach this test about {operation}", migration.version)
                                };
                                columns.push((plain(&column_def.name), may_be_null(&column_def)));
                            }
                        }
                        Statement::CreateIndex(index) => {
                            let (name, what) = indexed(&index);
                            let before = indexes.insert(name.clone(), what);
                            assert!(before.is_none(), "{name} is made twice");
                        }
                        // Changes no table.
                        Statement::Update { .. } => {}
                        other => panic!("{}: teach this test about {other}", migration.version),
                    }
                }
            }
        }
        (tables, indexes)
    }

    /// Without what the grammar does not know: kinds of tables and indexes, which say nothing about columns.
    fn readable(sql: &str) -> String {
        sql.replace(") STRICT, WITHOUT ROWID;", ");")
            .replace(") STRICT;", ");")
            .replace("NONCLUSTERED", "")
            .replace("CLUSTERED", "")
    }

    #[test]
    fn both_engines_have_the_same_tables_columns_and_indexes() {
        let schemas: BTreeSet<_> = sqlite_schemas().collect();
        let folders = SQLSERVER.dirs().filter_map(|folder| folder.path().to_str());
        assert_eq!(schemas, folders.filter(|folder| *folder != EVERY_SERVICE).collect());
        for schema in schemas {
            let (ours, theirs) = (sqlite(schema).unwrap(), sqlserver(schema).unwrap());
            let names = |migrations: &[Migration]| -> Vec<_> {
                migrations
                    .iter()
                    .map(|file| (file.version.clone(), file.name.clone()))
                    .collect()
            };
            assert_eq!(names(&ours), names(&theirs));
            let (ours, our_indexes) = tables(&SQLiteDialect {}, &ours);
            let (theirs, their_indexes) = tables(&MsSqlDialect {}, &theirs);
            assert_eq!(ours, theirs, "{schema}");
            assert!(our_indexes.keys().eq(their_indexes.keys()), "{schema}");
            for ((name, ours), theirs) in our_indexes.iter().zip(their_indexes.values()) {
                // SQL Server's may go on with what saves it a look into the table.
                let alike = theirs.columns.starts_with(&ours.columns);
                let same = (&ours.table, ours.unique, &ours.rows) == (&theirs.table, theirs.unique, &theirs.rows);
                assert!(alike && same, "{schema}.{name}: {ours:?}, {theirs:?}");
            }
            for (column, _) in theirs.values().flatten() {
                let reserved = RESERVED.iter().any(|word| word.eq_ignore_ascii_case(column));
                assert!(!reserved, "{schema}: {column} is a reserved word of SQL Server");
            }
        }
    }

    #[test]
    fn every_service_comes_first_and_a_missing_folder_is_fine() {
        let migrations = sqlite("no_such_service").unwrap();
        assert_eq!(migrations.first().unwrap().version, "every-service/0001");
        assert!(
            migrations
                .first()
                .unwrap()
                .sql
                .contains("CREATE TABLE no_such_service.outbox")
        );
        assert!(
            migrations
                .iter()
                .all(|migration| migration.version.starts_with(EVERY_SERVICE))
        );
    }

    #[test]
    fn line_ends_do_not_change_a_checksum_and_names_are_checked() {
        static FILES: &[DirEntry<'static>] = &[
            DirEntry::Dir(Dir::new(
                "unix",
                &[DirEntry::File(File::new("unix/0001_a.sql", b"a\nb"))],
            )),
            DirEntry::Dir(Dir::new(
                "dos",
                &[DirEntry::File(File::new("dos/0001_a.sql", b"a\r\nb"))],
            )),
            DirEntry::Dir(Dir::new("bad", &[DirEntry::File(File::new("bad/1_a.sql", b""))])),
            DirEntry::Dir(Dir::new("notes", &[DirEntry::File(File::new("notes/0001_a.txt", b""))])),
        ];
        let root = Dir::new("", FILES);
        let checksum = |folder| read(&root, folder, "s").unwrap().remove(0).checksum;
        assert_eq!(checksum("unix"), checksum("dos"));
        for folder in ["bad", "notes"] {
            let error = read(&root, folder, "s").unwrap_err();
            assert!(
                matches!(
                    error,
                    DatabaseError::Migration {
                        problem: MigrationProblem::Name,
                        ..
                    }
                ),
                "{error}"
            );
        }
    }
}
