//! Writes the gallery as files for a look at it without a browser build: `cargo run -p foodwala-ui --example preview -- <folder>`.

use dioxus::prelude::*;
use foodwala_ui::{
    gallery::{Gallery, SampleSheet},
    i18n::{Catalogue, Language, use_i18n_provider},
    prelude::*,
    theme::use_theme_provider,
};
use std::path::PathBuf;

fn page() -> Element {
    use_i18n_provider(Catalogue::EMPTY);
    use_theme_provider();
    use_toasts_provider();
    let item = |label: &str, icon, current, badge: Option<&str>| NavItem {
        label: label.to_owned(),
        href: format!("/{label}"),
        icon,
        current,
        badge: badge.map(ToOwned::to_owned),
    };
    rsx! {
        SkipLink {}
        main { id: "content", tabindex: "-1", Gallery {} }
        BottomNav {
            label: "App",
            items: vec![
                item("Home", IconName::House, true, None),
                item("Search", IconName::Search, false, None),
                item("Basket", IconName::ShoppingBag, false, Some("2")),
                item("Orders", IconName::ReceiptText, false, None),
                item("Account", IconName::User, false, None),
            ],
        }
        Toaster {}
    }
}

fn sheet() -> Element {
    use_i18n_provider(Catalogue::EMPTY);
    rsx! {
        SampleSheet { open: true, onclose: |()| {} }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder: PathBuf = std::env::args_os().nth(1).ok_or("which folder?")?.into();
    std::fs::create_dir_all(&folder)?;
    let assets = concat!("file://", env!("CARGO_MANIFEST_DIR"), "/assets/");
    for language in Language::ALL {
        device::storage::set(foodwala_ui::i18n::LANGUAGE_KEY, language.tag());
        for (name, view) in [("gallery", page as fn() -> Element), ("sheet", sheet)] {
            let mut dom = VirtualDom::new(view);
            dom.rebuild_in_place();
            let body = dioxus_ssr::render(&dom).replace("/assets/ui/", assets);
            for theme in ["light", "dark"] {
                let (tag, direction) = (language.tag(), language.direction().as_str());
                let html = format!(
                    r#"<!doctype html><html lang="{tag}" dir="{direction}" data-theme="{theme}"><meta charset="utf-8"><title>Gallery</title><meta name="viewport" content="width=device-width"><link rel="stylesheet" href="{assets}ui.css"><body>{body}"#
                );
                std::fs::write(folder.join(format!("{name}-{tag}-{theme}.html")), html)?;
            }
        }
    }
    Ok(())
}
