//! The texts of each language as one file, `i18n/<tag>.ftl`: those of the `i18n` folders beside an app's asset folders, as
//! `<tag>.ftl` or as a folder `<tag>`. English is part of the wasm.

use std::path::Path;

use anyhow::{Context, Result};

use super::app::App;
use super::bundle::{Files, read_folder};
use crate::workspace::Workspace;

/// The languages that come as files.
const LANGUAGES: &[&str] = &["hi", "ar"];

/// Adds the files; what comes later in the app's folders wins, as in the app.
///
/// # Errors
///
/// A file cannot be read.
pub fn add(workspace: &Workspace, app: &App, files: &mut Files) -> Result<()> {
    for tag in LANGUAGES {
        let mut all = Vec::new();
        for (assets, _) in app.assets {
            let folder = workspace.root.join(Path::new(assets).with_file_name("i18n"));
            let mut found = Files::new();
            if folder.is_dir() {
                read_folder(&folder, "", &mut found).with_context(|| folder.display().to_string())?;
            }
            all.extend(found.into_iter().filter(|(name, _)| is_of(name, tag)));
        }
        if !all.is_empty() {
            files.insert(format!("i18n/{tag}.ftl"), joined(all));
        }
    }
    Ok(())
}

fn is_of(name: &str, tag: &str) -> bool {
    let rest = name.strip_prefix(tag);
    rest.is_some_and(|rest| rest == ".ftl" || (rest.starts_with('/') && rest.ends_with(".ftl")))
}

fn joined(files: Vec<(String, Vec<u8>)>) -> Vec<u8> {
    let mut all = Vec::new();
    for (_, mut bytes) in files {
        all.append(&mut bytes);
        all.push(b'\n');
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_a_file_or_a_folder() {
        assert!(is_of("hi.ftl", "hi") && is_of("hi/home.ftl", "hi"));
        assert!(!is_of("high.ftl", "hi") && !is_of("en/hi.ftl", "hi") && !is_of("hi/notes.txt", "hi"));
    }

    #[test]
    fn files_do_not_run_into_each_other() {
        let files = vec![
            ("a".to_owned(), b"x = 1".to_vec()),
            ("b".to_owned(), b"y = 2\n".to_vec()),
        ];
        assert_eq!(joined(files), b"x = 1\ny = 2\n\n");
    }
}
