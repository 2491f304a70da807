//! What screen readers and keyboards find, read from the markup.

use super::*;
use crate::{
    gallery::Gallery,
    i18n::{Catalogue, LANGUAGE_KEY, Language, use_i18n_provider},
    theme::use_theme_provider,
};
use dioxus::prelude::*;
use std::collections::BTreeSet;

fn drawn(view: fn() -> Element) -> String {
    let mut dom = VirtualDom::new(view);
    dom.rebuild_in_place();
    dioxus_ssr::render(&dom)
}

/// The start tags of a kind, e.g. `<input …>`.
fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!("<{name} ");
    let starts = html.match_indices(&opening);
    starts.filter_map(|(at, _)| html[at..].split('>').next()).collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

#[test]
fn a_field_is_tied_to_its_label_hint_and_error() {
    let html = drawn(|| {
        rsx! {
            Field { id: "mail", label: "E-mail", value: "x", hint: "We write rarely", error: "Not an address", required: true, oninput: |_| {} }
        }
    });
    let input = tags(&html, "input")[0];
    assert_eq!(attribute(input, "aria-describedby"), Some("mail-error mail-hint"));
    assert_eq!(attribute(input, "aria-invalid"), Some("true"));
    assert!(html.contains(r#"for="mail""#) && html.contains(r#"id="mail-error""#));
    assert!(html.contains("Not an address") && html.contains("We write rarely"));
}

#[test]
fn a_password_can_be_shown_and_says_so() {
    let html = drawn(|| {
        rsx! {
            Field { label: "Password", kind: FieldKind::Password, value: "x", oninput: |_| {} }
        }
    });
    assert_eq!(attribute(tags(&html, "input")[0], "type"), Some("password"));
    let button = tags(&html, "button")[0];
    assert_eq!(attribute(button, "aria-label"), Some("Show password"));
    assert_eq!(attribute(button, "aria-pressed"), Some("false"));
}

#[test]
fn only_the_chosen_tab_is_in_the_way_of_the_tab_key() {
    let html = drawn(|| {
        rsx! {
            Tabs { label: "Views", tabs: vec![Tab::new("a", "A"), Tab::new("b", "B")], active: "b", onchange: |_| {}, "B's view" }
        }
    });
    let tabs = tags(&html, "button");
    assert_eq!(attribute(tabs[0], "tabindex"), Some("-1"));
    assert_eq!(attribute(tabs[1], "tabindex"), Some("0"));
    assert_eq!(attribute(tabs[1], "aria-selected"), Some("true"));
    let panel = html.split("role=\"tabpanel\"").nth(1).unwrap();
    assert_eq!(attribute(panel, "aria-labelledby"), attribute(tabs[1], "id"));
    assert_eq!(attribute(tabs[0], "role"), Some("tab"));
}

#[test]
fn a_question_is_an_alert_dialog_with_a_name() {
    let html = drawn(|| {
        rsx! {
            Dialog { open: true, title: "Delete?", confirm: "Delete", danger: true, onconfirm: |()| {}, onclose: |()| {} }
            Sheet { open: false, title: "Closed", onclose: |()| {}, "never drawn" }
        }
    });
    let dialog = tags(&html, "dialog")[0];
    assert_eq!(attribute(dialog, "role"), Some("alertdialog"));
    let heading = attribute(dialog, "aria-labelledby").unwrap();
    assert!(html.contains(&format!(r#"<h2 id="{heading}""#)));
    assert!(!html.contains("never drawn"));
}

#[test]
fn what_cannot_be_had_any_more_keeps_its_place_and_the_focus() {
    let html = drawn(|| {
        rsx! {
            Dialog { open: true, title: "Too late", confirm: "Delete", past: true, onconfirm: |()| {}, onclose: |()| {} }
        }
    });
    let buttons = tags(&html, "button");
    let delete = buttons.last().unwrap();
    assert_eq!(attribute(delete, "aria-disabled"), Some("true"));
    assert_eq!(attribute(delete, "disabled"), None);
}

#[test]
fn a_busy_button_says_so_and_keeps_the_focus() {
    let html = drawn(|| {
        rsx! {
            Button { busy: true, "Order" }
        }
    });
    let button = tags(&html, "button")[0];
    assert_eq!(attribute(button, "aria-busy"), Some("true"));
    assert_eq!(attribute(button, "disabled"), None);
}

#[test]
fn links_out_of_the_app_give_nothing_away() {
    let html = drawn(|| {
        rsx! {
            Anchor { href: "https://example.org", "out" }
            Anchor { href: "/orders", "in" }
        }
    });
    let links = tags(&html, "a");
    assert_eq!(attribute(links[0], "rel"), Some("noopener noreferrer"));
    assert_eq!(attribute(links[1], "rel"), None);
}

fn gallery() -> Element {
    use_i18n_provider(Catalogue::EMPTY);
    use_theme_provider();
    use_toasts_provider();
    rsx! {
        Gallery {}
        Toaster {}
    }
}

#[test]
fn in_the_whole_gallery_everything_has_its_name_and_ids_are_unique() {
    for language in Language::ALL {
        crate::device::storage::set(LANGUAGE_KEY, language.tag());
        let html = drawn(gallery);
        assert!(
            !html.contains(">ui-") && !html.contains("\"ui-"),
            "a key is shown as it is"
        );

        let mut ids = BTreeSet::new();
        for (_, rest) in html
            .match_indices(" id=\"")
            .map(|(at, found)| (at, &html[at + found.len()..]))
        {
            let id = rest.split('"').next().unwrap();
            assert!(ids.insert(id.to_owned()), "{id} is there twice");
        }
        for reference in ["aria-labelledby", "aria-describedby", "aria-controls", "for"] {
            let mark = format!(" {reference}=\"");
            for (at, found) in html.match_indices(&mark) {
                let list = html[at + found.len()..].split('"').next().unwrap();
                for id in list.split(' ') {
                    assert!(ids.contains(id), "{reference} names {id}, which is not there");
                }
            }
        }
        for image in tags(&html, "img") {
            assert!(attribute(image, "alt").is_some(), "{image}");
        }
        for button in tags(&html, "button") {
            assert!(attribute(button, "type").is_some(), "{button}");
        }
    }
    crate::device::storage::remove(LANGUAGE_KEY);
}
