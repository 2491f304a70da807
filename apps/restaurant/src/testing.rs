//! The app around a view or a text, for tests: English, a client that reaches nobody.

use crate::{clock::use_clock_provider, texts::TEXTS};
use dioxus::prelude::*;
use foodwala_sdk::FoodWala;
use foodwala_ui::{components::use_toasts_provider, i18n::use_i18n_provider, sdk::use_client_provider};

/// A view as a property, which never changes.
#[derive(Clone)]
struct Shown(fn() -> Element);

impl PartialEq for Shown {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

#[component]
fn Around(shown: Shown) -> Element {
    use_i18n_provider(TEXTS);
    use_client_provider(|| FoodWala::builder().base_url("http://localhost:8080").build().unwrap());
    use_clock_provider();
    use_toasts_provider();
    (shown.0)()
}

fn built(view: fn() -> Element) -> VirtualDom {
    let mut dom = VirtualDom::new_with_props(Around, AroundProps { shown: Shown(view) });
    dom.rebuild_in_place();
    dom
}

/// What a view looks like.
pub fn drawn(view: fn() -> Element) -> String {
    dioxus_ssr::render(&built(view))
}

/// What is said where the app's texts are.
pub fn said<T>(say: impl FnOnce() -> T) -> T {
    built(|| rsx! {}).in_scope(ScopeId::APP, say)
}
