//! What `dx` serves beside the program: an app's page, and its files without a hash, beside its sources.

use std::fs;

use anyhow::{Context, Result};

use super::app::App;
use super::bundle::{Filled, assets, clear, sources};
use crate::workspace::Workspace;

/// The program as dx calls it, which starts itself as soon as it is there.
const PROGRAM: &str = "boot.js\" data-program=\"/{base_path}/{js_path}\"";

/// Filled in from `Dioxus.toml`.
const TITLE: &str = "    <title>{app_title}</title>";

/// Writes `index.html` and the folder `public` of an app, as its `Dioxus.toml` names them.
///
/// # Errors
///
/// A file is missing or cannot be read or written, or the page refers to what there is not.
pub fn write(workspace: &Workspace, app: &App) -> Result<()> {
    let folder = workspace.root.join("apps").join(app.name);
    let sources = sources(workspace, app)?;
    let filled = Filled::in_the_open();
    let template = |name: &str| {
        let found = sources.iter().find(|(path, _)| path == name);
        let (_, template) = found.with_context(|| format!("there is no {name}"))?;
        filled.fill(name, template)
    };
    let public = folder.join("public");
    clear(&public)?;
    let mut files = assets(&sources)?;
    files.insert(
        "manifest.webmanifest".to_owned(),
        template("manifest.webmanifest")?.into_bytes(),
    );
    for (name, bytes) in files {
        let file = public.join(name);
        fs::create_dir_all(file.parent().context("no folder")?)?;
        fs::write(&file, bytes).with_context(|| file.display().to_string())?;
    }
    let page = page(&template("index.html")?);
    fs::write(folder.join("index.html"), page).with_context(|| folder.display().to_string())
}

/// The page, with dx's program in place of ours, and the title where dx puts its own.
fn page(page: &str) -> String {
    let lines = page.lines().filter(|line| !line.contains("app_bg.wasm"));
    let lines: Vec<&str> = lines
        .map(|line| if line.contains("<title>") { TITLE } else { line })
        .collect();
    lines.join("\n").replace("boot.js\"", PROGRAM) + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::app::APPS;

    #[test]
    fn every_page_starts_the_program_of_dx() {
        let workspace = Workspace::find().unwrap();
        for app in APPS {
            let sources = sources(&workspace, app).unwrap();
            let (_, template) = sources.iter().find(|(name, _)| name == "index.html").unwrap();
            let page = page(&Filled::in_the_open().fill("index.html", template).unwrap());
            assert!(
                page.contains("src=\"/boot.js\" data-program=\"/{base_path}/{js_path}\""),
                "{page}"
            );
            assert!(page.contains("<link rel=\"stylesheet\" href=\"/app.css\">"), "{page}");
            assert!(page.contains("<meta name=\"assets\" content=\"/\">") && !page.contains("app_bg.wasm"));
        }
    }

    /// What dx is told of an app is where things are.
    #[test]
    fn every_app_has_settings_for_dx() {
        let workspace = Workspace::find().unwrap();
        for app in APPS {
            let file = workspace.root.join("apps").join(app.name).join("Dioxus.toml");
            let settings = fs::read_to_string(&file).unwrap();
            assert!(settings.contains("public_dir = \"public\""), "{}", file.display());
        }
    }
}
