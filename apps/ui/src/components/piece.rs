//! Much on one screen, drawn in pieces, so that a finger is answered in between.

use crate::device;
use dioxus::prelude::*;

/// A piece of something long: a card of a list, a dish of a menu. Until the device has nothing better to do, something of
/// about its size stands for it. So the page is as long as it will be, which is what links to its sections and the way back
/// rely on, and no task is longer than drawing a piece takes. A window of its own has a processor that draws all at once.
#[component]
pub fn Piece(
    /// It is seen at once, so it is drawn at once.
    #[props(default)]
    now: bool,
    /// The class of what stands for it, which is as large as it.
    later: &'static str,
    /// What is drawn.
    children: Element,
) -> Element {
    rsx! {
        InTurn { now: now || !device::DRAWS_IN_PIECES || device::document::is_returning(), later, {children} }
    }
}

/// Browsers call back in the order in which they were asked, so the pieces come in the order of the page.
#[component]
fn InTurn(now: bool, later: &'static str, children: Element) -> Element {
    let mut drawn = use_signal(|| now);
    use_hook(|| {
        if !now {
            spawn(async move {
                device::idle().await;
                drawn.set(true);
            });
        }
    });
    if drawn() {
        return children;
    }
    rsx! {
        div { class: later, "aria-hidden": "true" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Element {
        rsx! {
            InTurn { now: true, later: "later", p { "one" } }
            InTurn { now: false, later: "later", p { "two" } }
        }
    }

    #[tokio::test]
    async fn what_is_seen_comes_first_and_the_rest_in_its_turn() {
        let mut dom = VirtualDom::new(list);
        dom.rebuild_in_place();
        let html = dioxus_ssr::render(&dom);
        assert!(html.contains("one") && !html.contains("two"), "{html}");
        assert!(html.contains(r#"<div class="later" aria-hidden="true">"#), "{html}");
        while dioxus_ssr::render(&dom).contains("later") {
            dom.wait_for_work().await;
            dom.render_immediate(&mut dioxus::core::NoOpMutations);
        }
        assert!(dioxus_ssr::render(&dom).contains("<p>two</p>"));
    }

    #[test]
    fn without_a_browser_all_is_drawn_at_once() {
        let mut dom = VirtualDom::new(|| rsx! { Piece { later: "later", p { "two" } } });
        dom.rebuild_in_place();
        assert_eq!(dioxus_ssr::render(&dom), "<p>two</p>");
    }
}
