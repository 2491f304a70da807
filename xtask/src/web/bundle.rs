//! Everything of an app under the hash of its content.
//!
//! ```text
//! index.html, sw.js, manifest.webmanifest     asked for anew each time; they name the hash
//! assets/<hash>/app.js, app_bg.wasm, app.css  never change
//!               parts/                        what comes when it is needed, if the app comes in parts
//!               boot.js, icons/, ui/, …       the files of the app's folders, as they are
//! *.br, *.gz                                  compressed twins
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fmt, fs};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use super::app::App;
use super::compile::Speed;
use super::weight::Weight;
use super::{compressed, glue, styles, texts};
use crate::workspace::Workspace;

/// Files that a browser has to find under a name that stays, with what they refer to filled in.
const TEMPLATES: &[&str] = &["index.html", "sw.js", "manifest.webmanifest"];
/// Names what the bundle was made from.
const MARK: &str = "made-from";
/// Larger files are fetched when they are shown, not kept in advance.
const KEPT_BYTES: usize = 100_000;
/// The folder of the parts of a program.
const PARTS: &str = "parts/";
/// Folders whose files are fetched when they are shown.
const SHOWN_LATER: &[&str] = &["ui/art/", "ui/photos/", "photos/", "ui/fonts/"];

/// The files of a bundle, by path.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// Writes the bundle of an app, unless there is one of the same inputs.
///
/// # Errors
///
/// A file is missing or cannot be read or written, or a template refers to what there is not.
pub fn write(workspace: &Workspace, app: &App, wasm: &Path, speed: Speed) -> Result<()> {
    let folder = app.folder(workspace);
    let sources = sources(workspace, app)?;
    let made_from = made_from(app, &sources, &fs::read(wasm)?, speed);
    if let Ok(mark) = fs::read_to_string(folder.join(MARK))
        && let Some((known, summary)) = mark.split_once('\n')
        && known == made_from
    {
        println!("{}: unchanged; {}", app.name, summary.trim());
        return Ok(());
    }

    let next = folder.with_file_name(format!(".{}.next", app.name));
    clear(&next)?;
    let glue_folder = next.join("glue");
    fs::create_dir_all(&glue_folder)?;
    glue::write(wasm, &glue_folder, app.parts_at(speed))?;
    let mut assets = assets(&sources)?;
    read_folder(&glue_folder, "", &mut assets)?;
    clear(&glue_folder)?;

    let hash = hash_of(&assets);
    let page = sources.iter().find(|(name, _)| name == "index.html");
    let page = page.map_or(String::new(), |(_, page)| String::from_utf8_lossy(page).into_owned());
    let filled = Filled::new(app, &hash, &assets, &page);
    let mut files = Files::new();
    for name in TEMPLATES {
        let template = sources.iter().find(|(path, _)| path == name);
        let (_, template) = template.with_context(|| format!("there is no {name}"))?;
        files.insert((*name).to_owned(), filled.fill(name, template)?.into_bytes());
    }
    for (name, bytes) in assets {
        files.insert(format!("assets/{hash}/{name}"), bytes);
    }

    let page = files.get("index.html").map(|page| String::from_utf8_lossy(page));
    let first_visit = filled.first_visit(&page.unwrap_or_default());
    let mut weight = Weight::default();
    for (name, bytes) in &files {
        let file = next.join(name);
        fs::create_dir_all(file.parent().context("no folder")?)?;
        fs::write(&file, bytes)?;
        let mut sent = bytes.len();
        if speed == Speed::Small && compressed::is_worth_it(name, bytes) {
            let (brotli, gzip) = (compressed::brotli(bytes)?, compressed::gzip(bytes)?);
            sent = sent.min(brotli.len());
            for (ending, twin) in [("br", brotli), ("gz", gzip)] {
                if twin.len() < bytes.len() {
                    fs::write(next.join(format!("{name}.{ending}")), twin)?;
                }
            }
        }
        if first_visit.contains(name) {
            weight.add(name, sent);
        }
    }
    let summary = match speed {
        Speed::Small => weight.to_string(),
        Speed::Quick => "neither small nor compressed".to_owned(),
    };
    fs::write(next.join(MARK), format!("{made_from}\n{summary}\n"))?;
    clear(&folder)?;
    fs::rename(&next, &folder).with_context(|| folder.display().to_string())?;
    println!("{}: {}; {summary}", app.name, folder.display());
    Ok(())
}

/// The files of an app's folders, by their path within the bundle's assets.
pub(super) fn sources(workspace: &Workspace, app: &App) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Files::new();
    for (folder, under) in app.assets {
        let prefix = if under.is_empty() {
            String::new()
        } else {
            format!("{under}/")
        };
        read_folder(&workspace.root.join(folder), &prefix, &mut files)?;
    }
    texts::add(workspace, app, &mut files)?;
    Ok(files.into_iter().collect())
}

pub(super) fn read_folder(folder: &Path, prefix: &str, files: &mut Files) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_str().with_context(|| format!("{name:?} is no text"))?;
        if name.starts_with('.') {
            continue;
        }
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            read_folder(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.insert(path, fs::read(entry.path())?);
        }
    }
    Ok(())
}

/// What goes under the hash: all but the templates, with the style sheets as one.
pub(super) fn assets(sources: &[(String, Vec<u8>)]) -> Result<Files> {
    let mut assets = Files::new();
    let mut sheets = Vec::new();
    for (name, bytes) in sources {
        if TEMPLATES.contains(&name.as_str()) {
            continue;
        }
        if name.ends_with(".css") {
            let text = std::str::from_utf8(bytes).with_context(|| name.clone())?;
            sheets.push((name, text));
        } else {
            assets.insert(name.clone(), bytes.clone());
        }
    }
    // The design system's come first, so that its layers do.
    sheets.sort_by_key(|(name, _)| (!name.starts_with("ui/"), name.matches('/').count(), *name));
    let mut all = String::new();
    for (name, text) in sheets {
        let folder = name
            .rsplit_once('/')
            .map_or(String::new(), |(folder, _)| format!("{folder}/"));
        styles::append(&mut all, name, &folder, text)?;
    }
    assets.insert("app.css".to_owned(), all.into_bytes());
    Ok(assets)
}

/// What the templates may refer to, as `{{name}}`.
pub(super) struct Filled {
    values: Vec<(&'static str, String)>,
    prefix: String,
}

impl Filled {
    fn new(app: &App, hash: &str, assets: &Files, page: &str) -> Self {
        let prefix = format!("{}assets/{hash}/", app.base);
        let modules: Vec<&String> = assets
            .keys()
            .filter(|name| name.as_str() == "app.js" || name.starts_with("snippets/"))
            .collect();
        let preloads: Vec<String> = modules
            .iter()
            .map(|name| format!("<link rel=\"modulepreload\" href=\"{prefix}{name}\">"))
            .collect();
        let parts: Vec<&str> = assets
            .keys()
            .filter_map(|name| name.strip_prefix(PARTS)?.strip_suffix(".wasm"))
            .collect();
        let is_kept = |name: &str, bytes: &[u8]| {
            let is_linked = page.contains(&format!("{{{{assets}}}}{name}\""));
            let later = SHOWN_LATER.iter().any(|folder| name.starts_with(folder));
            // Without a network no part could be fetched.
            let is_part = name.starts_with(PARTS);
            is_linked || is_part || (!later && bytes.len() <= KEPT_BYTES)
        };
        let kept: Vec<String> = assets
            .iter()
            .filter(|(name, bytes)| is_kept(name, bytes) && !name.ends_with(".txt") && !name.ends_with(".md"))
            .map(|(name, _)| format!("{prefix}{name}"))
            .collect();
        Self {
            prefix: prefix.clone(),
            values: vec![
                ("base", app.base.to_owned()),
                ("hash", hash.to_owned()),
                ("assets", prefix),
                ("modules", preloads.join("\n    ")),
                ("parts", parts.join(" ")),
                ("kept", format!("[\n  \"{}\"\n]", kept.join("\",\n  \""))),
            ],
        }
    }

    /// Where nothing is under a hash and the app is at the root.
    pub(super) fn in_the_open() -> Self {
        let root = || "/".to_owned();
        Self {
            prefix: root(),
            values: vec![
                ("base", root()),
                ("hash", "open".to_owned()),
                ("assets", root()),
                ("modules", String::new()),
                ("parts", String::new()),
                ("kept", "[]".to_owned()),
            ],
        }
    }

    /// The files that a browser downloads for the page: itself, and what it links to but for icons and drawings.
    fn first_visit(&self, page: &str) -> BTreeSet<String> {
        let linked = page.split(self.prefix.as_str()).skip(1);
        let linked = linked.filter_map(|rest| rest.split('"').next());
        let folder = self
            .prefix
            .find("assets/")
            .and_then(|at| self.prefix.get(at..))
            .unwrap_or_default();
        linked
            .filter(|name| !name.is_empty() && !["icons/", "ui/art/"].iter().any(|shown| name.starts_with(shown)))
            .map(|name| format!("{folder}{name}"))
            .chain(["index.html".to_owned()])
            .collect()
    }

    pub(super) fn fill(&self, name: &str, template: &[u8]) -> Result<String> {
        let mut text = std::str::from_utf8(template)
            .with_context(|| name.to_owned())?
            .to_owned();
        for (key, value) in &self.values {
            text = text.replace(&format!("{{{{{key}}}}}"), value);
        }
        if let Some((_, rest)) = text.split_once("{{") {
            bail!("{name} refers to {{{{{}", rest.chars().take(20).collect::<String>());
        }
        Ok(text)
    }
}

fn hash_of(assets: &Files) -> String {
    let mut hasher = Sha256::new();
    for (name, bytes) in assets {
        update(&mut hasher, name, bytes);
    }
    short(hasher)
}

fn made_from(app: &App, sources: &[(String, Vec<u8>)], wasm: &[u8], speed: Speed) -> String {
    let mut hasher = Sha256::new();
    // This program is an input as well.
    let program = std::env::current_exe().ok().and_then(|file| fs::read(file).ok());
    update(&mut hasher, app.base, &program.unwrap_or_default());
    update(&mut hasher, speed.profile(), wasm);
    for (name, bytes) in sources {
        update(&mut hasher, name, bytes);
    }
    short(hasher)
}

fn update(hasher: &mut Sha256, name: &str, bytes: &[u8]) {
    hasher.update(name.as_bytes());
    hasher.update([0]);
    hasher.update(bytes.len().to_le_bytes());
    hasher.update(bytes);
}

fn short(hasher: Sha256) -> String {
    use fmt::Write;
    let mut text = String::new();
    for byte in hasher.finalize().iter().take(8) {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

pub(super) fn clear(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| folder.display().to_string())
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const APP: App = App {
        name: "test",
        package: "test",
        parts: None,
        base: "/shop/",
        assets: &[],
    };

    #[test]
    fn templates_name_the_hash_and_nothing_that_is_not_there() {
        let assets = Files::from([
            ("app.js".to_owned(), b"x".to_vec()),
            ("snippets/a/b.js".to_owned(), b"y".to_vec()),
            ("ui/art/plate.svg".to_owned(), b"z".to_vec()),
            ("ui/fonts/a.woff2".to_owned(), b"f".to_vec()),
            ("ui/fonts/b.woff2".to_owned(), b"g".to_vec()),
        ]);
        let filled = Filled::new(&APP, "abc", &assets, "{{assets}}ui/fonts/a.woff2\"");
        let page = filled
            .fill(
                "index.html",
                b"{{modules}} \"{{assets}}app.css\" \"{{assets}}icons/i.svg\"",
            )
            .expect("known names");
        assert_eq!(
            page,
            "<link rel=\"modulepreload\" href=\"/shop/assets/abc/app.js\">\n    \
             <link rel=\"modulepreload\" href=\"/shop/assets/abc/snippets/a/b.js\"> \"/shop/assets/abc/app.css\" \
             \"/shop/assets/abc/icons/i.svg\""
        );
        assert_eq!(
            filled.first_visit(&page).into_iter().collect::<Vec<_>>(),
            [
                "assets/abc/app.css",
                "assets/abc/app.js",
                "assets/abc/snippets/a/b.js",
                "index.html"
            ]
        );
        let kept = filled.fill("sw.js", b"{{kept}}").expect("a known name");
        assert!(kept.contains("app.js") && !kept.contains("plate.svg"), "{kept}");
        assert!(kept.contains("a.woff2") && !kept.contains("b.woff2"), "{kept}");
        assert!(filled.fill("index.html", b"{{nonsense}}").is_err());
    }

    #[test]
    fn the_hash_changes_with_every_name_and_byte() {
        let one = |name: &str, bytes: &[u8]| hash_of(&Files::from([(name.to_owned(), bytes.to_vec())]));
        assert_eq!(one("a", b"b"), one("a", b"b"));
        assert_ne!(one("a", b"b"), one("a", b"c"));
        assert_ne!(one("a", b"b"), one("c", b"b"));
        assert_eq!(one("a", b"b").len(), 16);
    }

    #[test]
    fn sheets_of_the_design_system_come_first() {
        let sheet = |name: &str| {
            (
                name.to_owned(),
                format!(".{} {{}}", name.replace(['/', '.'], "-")).into_bytes(),
            )
        };
        let sources = [sheet("css/a.css"), sheet("customer.css"), sheet("ui/ui.css")];
        let assets = assets(&sources).expect("plain sheets");
        let text = String::from_utf8(assets["app.css"].clone()).expect("text");
        let order: Vec<&str> = text.lines().collect();
        assert_eq!(order, [".ui-ui-css {}", ".customer-css {}", ".css-a-css {}"]);
    }
}
