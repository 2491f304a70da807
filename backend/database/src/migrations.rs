//! The embedded migration files: which there are for a schema, in which order, and their checksums.

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

use crate::{DatabaseError, MigrationProblem};

/// The folder whose files every schema gets, before its own.
const EVERY_SERVICE: &str = "every-service";

static SQLITE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../migrations/sqlite");

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
    let mut migrations = read(&SQLITE, EVERY_SERVICE, schema)?;
    migrations.extend(read(&SQLITE, schema, schema)?);
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
    use std::collections::HashSet;

    use include_dir::{DirEntry, File};

    use super::*;

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
