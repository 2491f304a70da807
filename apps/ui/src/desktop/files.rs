//! What a browser would fetch, from within the program: the page with its styles, fonts and drawings.

use super::App;
use crate::{
    device::storage,
    i18n,
    theme::{THEME_KEY, Theme},
};
use dioxus_desktop::{AssetRequest, RequestAsyncResponder, wry::http::Response};
use include_dir::{Dir, include_dir};
use std::fmt::Write;

static UI: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets");

/// The first piece of the addresses of files.
pub const ROOT: &str = "assets";

/// The page, in the colours and the language that the device keeps: nothing flashes by.
pub fn index(app: App) -> String {
    let language = i18n::first_language();
    let theme = storage::get(THEME_KEY).as_deref().and_then(Theme::from_name);
    let mut page = String::new();
    // Writing to a text does not fail.
    let _written = write!(
        page,
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\" data-theme=\"{}\" data-app=\"running\">\n<head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{}</title>\n<style>\n{}</style></head>\n\
         <body><div id=\"app\"></div></body></html>\n",
        language.tag(),
        language.direction().as_str(),
        theme.unwrap_or_default().as_str(),
        app.title,
        styles(app)
    );
    page
}

/// All styles: the design system's, then the app's own in the order of their names.
fn styles(app: App) -> String {
    let mut all = String::new();
    let own = app.assets.get_dir("css").map(Dir::files).into_iter().flatten();
    let sheets = UI.files().map(|file| (file, "ui/")).chain(own.map(|file| (file, "")));
    for (file, folder) in sheets {
        if file.path().extension().is_some_and(|extension| extension == "css")
            && let Some(text) = file.contents_utf8()
        {
            // What a sheet names relative to itself is found from the page.
            all.push_str(&text.replace("url(\"fonts/", &format!("url(\"/{ROOT}/{folder}fonts/")));
            all.push('\n');
        }
    }
    all.push_str(include_str!("connect.css"));
    all
}

/// Answers a request for a file.
pub fn answer(app: App, request: &AssetRequest, responder: RequestAsyncResponder) {
    let path = request.uri().path().trim_start_matches('/');
    let found = path
        .strip_prefix(ROOT)
        .and_then(|path| find(app, path.trim_start_matches('/')));
    let response = match found {
        Some((bytes, kind)) => Response::builder()
            .header("content-type", kind)
            .header("cache-control", "max-age=31536000, immutable")
            .body(bytes.to_vec()),
        None => {
            tracing::warn!(path, "there is no such file");
            Response::builder().status(404).body(Vec::new())
        }
    };
    match response {
        Ok(response) => responder.respond(response),
        Err(error) => tracing::error!(error = &error as &dyn std::error::Error, "a file cannot be answered"),
    }
}

fn find(app: App, path: &str) -> Option<(&'static [u8], &'static str)> {
    let file = match path.strip_prefix("ui/") {
        Some(path) => UI.get_file(path),
        None => app.assets.get_file(path),
    }?;
    let kind = match path.rsplit_once('.')?.1 {
        "css" => "text/css",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
    Some((file.contents(), kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dioxus::prelude::*;

    static NONE: Dir<'static> = Dir::new("", &[]);

    const APP: App = App {
        name: "test",
        title: "Test",
        assets: &NONE,
        size: (800.0, 600.0),
        view: |_| rsx! {},
    };

    #[test]
    fn everything_that_the_styles_name_is_there() {
        let styles = styles(APP);
        let named: Vec<&str> = styles
            .split("url(\"/assets/")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert!(named.len() >= 6, "{named:?}");
        for name in named {
            assert_eq!(find(APP, name).map(|(_, kind)| kind), Some("font/woff2"), "{name}");
        }
        // Nothing is left that a page of its own would not find.
        assert!(!styles.contains("url(fonts") && !styles.contains("url('fonts") && !styles.contains("@import"));
        assert_eq!(
            find(APP, "ui/art/pizza.svg").map(|(_, kind)| kind),
            Some("image/svg+xml")
        );
        assert!(find(APP, "ui/../Cargo.toml").is_none());
    }

    #[test]
    fn the_page_has_a_place_for_the_app_and_for_what_starts_it() {
        let page = index(APP);
        assert!(page.contains("id=\"app\"") && page.contains("</head>") && page.contains("</body>"));
    }
}
