//! The texts of a language, where they are not part of the program: a browser gets those of other languages than English as a
//! file of the app's assets, when somebody wants to read them.

use super::Language;

#[cfg(not(target_arch = "wasm32"))]
mod platform {
    use super::Language;

    pub const fn has(_language: Language) -> bool {
        true
    }

    pub const fn text(_language: Language) -> Option<String> {
        None
    }

    pub async fn fetch(_language: Language) -> bool {
        true
    }
}

#[cfg(target_arch = "wasm32")]
mod platform {
    use super::Language;
    use crate::device;
    use js_sys::Reflect;
    use std::{cell::RefCell, collections::BTreeMap};
    use wasm_bindgen::JsCast;
    use wasm_bindgen_futures::JsFuture;

    thread_local! {
        static FETCHED: RefCell<BTreeMap<&'static str, String>> = const { RefCell::new(BTreeMap::new()) };
    }

    pub fn has(language: Language) -> bool {
        language == Language::En || text(language).is_some()
    }

    pub fn text(language: Language) -> Option<String> {
        let tag = language.tag();
        FETCHED
            .with_borrow(|fetched| fetched.get(tag).cloned())
            .or_else(|| given(tag))
    }

    /// What the boot script has fetched while the program itself was on its way.
    fn given(tag: &str) -> Option<String> {
        let page = Reflect::get(&js_sys::global(), &"foodwala".into()).ok()?;
        let texts = Reflect::get(&page, &"texts".into()).ok()?;
        Reflect::get(&texts, &tag.into()).ok()?.as_string()
    }

    pub async fn fetch(language: Language) -> bool {
        let tag = language.tag();
        let text = async {
            let url = device::document::asset_url(&format!("i18n/{tag}.ftl"));
            let answer = JsFuture::from(web_sys::window()?.fetch_with_str(&url)).await.ok()?;
            let answer: web_sys::Response = answer.dyn_into().ok()?;
            if !answer.ok() {
                return None;
            }
            JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
        };
        let Some(text) = text.await else {
            tracing::warn!(language = tag, "the texts did not arrive");
            return false;
        };
        FETCHED.with_borrow_mut(|fetched| fetched.insert(tag, text));
        true
    }
}

/// Whether the texts are at hand.
pub(super) fn has(language: Language) -> bool {
    platform::has(language)
}

/// The texts that came as a file.
pub(super) fn text(language: Language) -> Option<String> {
    platform::text(language)
}

/// Brings the texts; answers whether they are at hand now.
pub(super) async fn fetch(language: Language) -> bool {
    platform::has(language) || platform::fetch(language).await
}
