//! Links within the app and out of it.

use crate::{
    browser::{Way, shown_address},
    device,
};
use dioxus::{
    core::spawn_forever,
    prelude::*,
    router::{NavigationTarget, try_router},
};

/// A link. Addresses that begin with `/` stay within the app and do not load the page anew. That it was touched is seen before
/// the other screen is drawn, however long that takes.
#[component]
pub fn Anchor(
    /// Where to; `Route::….to_string()`.
    #[props(into)]
    href: String,
    /// Class names.
    #[props(default = "link".to_owned(), into)]
    class: String,
    /// What it says, where its content does not.
    #[props(default, into)]
    label: Option<String>,
    /// Marks the page, step or place where the reader is (`aria-current`).
    #[props(default)]
    current: bool,
    /// Happens beside the way to the address.
    #[props(default)]
    onclick: Option<EventHandler<MouseEvent>>,
    /// Its id.
    #[props(default, into)]
    id: Option<String>,
    /// Further marks for styles, e.g. `data-kind`.
    #[props(extends = a)]
    attributes: Vec<Attribute>,
    /// What is shown.
    children: Element,
) -> Element {
    let is_within = href.starts_with('/') && !href.starts_with("//");
    let target = href.clone();
    let href = shown_address(&href).to_owned();
    // Shown, and opened in another window, it is the whole address.
    let prefix = try_router().filter(|_| is_within).and_then(|router| router.prefix());
    let href = prefix.map_or(href.clone(), |prefix| prefix + &href);
    let mut going = use_hook(|| CopyValue::new(false));
    let follow = move |event: MouseEvent| {
        // Where there are no tabs, nothing is opened in one.
        let is_plain = device::is_window()
            || (event.modifiers().is_empty()
                && event
                    .trigger_button()
                    .is_none_or(|button| button == dioxus::html::input_data::MouseButton::Primary));
        if let Some(onclick) = onclick {
            onclick.call(event.clone());
        }
        if is_within
            && is_plain
            && let Some(router) = try_router()
        {
            event.prevent_default();
            // Only below the router it is known for an address within the app.
            let target: NavigationTarget = target.clone().into();
            let Some(Way(lead)) = try_consume_context() else {
                router.push(target);
                return;
            };
            // Not a task of the link's own: if it is gone by then, it was touched all the same.
            // A double tap leads there once.
            if going.replace(true) {
                return;
            }
            spawn_forever(async move {
                device::document::set_going(true);
                device::painted().await;
                lead.call(Box::new(move || {
                    router.push(target);
                }));
                device::document::set_going(false);
                // The link may be gone with its screen.
                if let Ok(mut going) = going.try_write() {
                    *going = false;
                }
            });
        }
    };
    rsx! {
        a {
            id,
            class,
            href,
            "aria-label": label,
            "aria-current": current.then_some("page"),
            rel: (!is_within).then_some("noopener noreferrer"),
            onclick: follow,
            ..attributes,
            {children}
        }
    }
}
