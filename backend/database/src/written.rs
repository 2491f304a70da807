//! The statements that services' sources hold, for tests that look at all of them.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A statement as it is written, with `{…}` where the program puts something in.
pub(crate) struct Statement {
    pub file: PathBuf,
    pub sql: String,
}

/// Every statement of every crate of the backend but this one, without those of tests in the same file.
pub(crate) fn statements() -> Vec<Statement> {
    let backend = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for entry in fs::read_dir(&backend).unwrap() {
        let source = entry.unwrap().path().join("src");
        if source.is_dir() && !source.ends_with("database/src") {
            sources(&source, &mut files);
        }
    }
    let mut statements = Vec::new();
    for file in files {
        let starts = ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM "];
        let written = literals(&fs::read_to_string(&file).unwrap()).into_iter();
        let written = written.filter(|literal| starts.iter().any(|start| literal.starts_with(start)));
        statements.extend(written.map(|sql| Statement {
            file: file.clone(),
            sql,
        }));
    }
    statements
}

/// The string literals of a source file up to its tests, as the compiler reads them; nothing in these files needs more of
/// Rust's grammar.
fn literals(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let literals = source.split('"').skip(1).step_by(2);
    literals
        .map(|literal| {
            let mut pieces = literal.split("\\\n");
            let first = pieces.next().unwrap_or_default().to_owned();
            pieces.fold(first, |text, piece| text + piece.trim_start())
        })
        .collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}
