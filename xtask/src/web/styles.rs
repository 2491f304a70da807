//! Many style sheets as one: one request, in one order, without comments and indentation.

use anyhow::{Result, bail};

/// Adds a sheet of the folder `folder` (within the assets, `""` or ending in `/`) to `all`. What it refers to relative to
/// itself stays the same file.
///
/// # Errors
///
/// It imports another sheet, which only works at the top of a sheet.
pub fn append(all: &mut String, name: &str, folder: &str, sheet: &str) -> Result<()> {
    let text = without_comments(sheet);
    if text.contains("@import") {
        bail!("{name} uses @import: sheets are joined, in the order of their names");
    }
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        rebase(all, folder, line);
        all.push('\n');
    }
    Ok(())
}

fn without_comments(mut text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    while let Some((before, comment)) = text.split_once("/*") {
        kept.push_str(before);
        text = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(text);
    kept
}

/// Puts `folder` before every relative `url(…)`.
fn rebase(all: &mut String, folder: &str, mut line: &str) {
    while let Some((before, reference)) = line.split_once("url(") {
        all.push_str(before);
        all.push_str("url(");
        let quote: &str = match reference.chars().next() {
            Some('"') => "\"",
            Some('\'') => "'",
            _ => "",
        };
        line = reference.get(quote.len()..).unwrap_or_default();
        all.push_str(quote);
        let is_relative = !["/", "#", "data:", "http:", "https:"]
            .iter()
            .any(|start| line.starts_with(start));
        if is_relative {
            all.push_str(folder);
        }
    }
    all.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(folder: &str, sheet: &str) -> String {
        let mut all = String::new();
        append(&mut all, "x.css", folder, sheet).expect("a sheet without imports");
        all
    }

    #[test]
    fn what_a_sheet_refers_to_stays_the_same_file() {
        assert_eq!(
            joined(
                "ui/",
                "@font-face {\n  src: url(fonts/a.woff2), url(\"b.woff2\"), url('/c'), url(data:x,y), url(#d);\n}\n"
            ),
            "@font-face {\nsrc: url(ui/fonts/a.woff2), url(\"ui/b.woff2\"), url('/c'), url(data:x,y), url(#d);\n}\n"
        );
    }

    #[test]
    fn comments_and_indentation_go() {
        assert_eq!(
            joined("", "/* a\n b */\n.x {\n    color: red; /* c */\n}\n"),
            ".x {\ncolor: red;\n}\n"
        );
    }

    #[test]
    fn an_import_is_refused() {
        assert!(append(&mut String::new(), "x.css", "", "@import url(y.css);").is_err());
    }
}
