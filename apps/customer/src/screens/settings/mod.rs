//! How the app looks and speaks.

use crate::{
    calls::use_calls,
    context::{use_person, use_title},
    route::Route,
};
use dioxus::prelude::*;
use foodwala_sdk::contract::customers::UpdateCustomerRequest;
use foodwala_ui::{
    components::*,
    i18n::{Language, use_language},
    platform::PlatformCard,
    sdk::SignedIn,
    t,
    theme::{Theme, use_theme},
};

/// How the app looks and speaks.
#[component]
pub fn Settings() -> Element {
    use_title(t!("settings-title"));
    let language = use_language();
    let theme = use_theme();
    let person = use_person();
    let calls = use_calls();
    let mut untold = use_signal(|| false);
    let languages = Language::ALL
        .iter()
        .map(|language| RadioOption::new(language.tag(), language.own_name()))
        .collect::<Vec<_>>();
    let themes = vec![
        RadioOption::new("system", t!("settings-theme-system")).icon(IconName::Monitor),
        RadioOption::new("light", t!("settings-theme-light")).icon(IconName::Sun),
        RadioOption::new("dark", t!("settings-theme-dark")).icon(IconName::Moon),
    ];
    // E-mails are written in the language of the profile.
    let tell = move |chosen: Language| {
        if person.signed_in() != SignedIn::Yes {
            return;
        }
        spawn(async move {
            let me = calls.client().me();
            let told = match me.get().await {
                Ok(known) => {
                    let request = UpdateCustomerRequest {
                        locale: Some(chosen.tag().to_owned()),
                        ..UpdateCustomerRequest::default()
                    };
                    me.update(&request, known.version).await.is_ok()
                }
                Err(_) => false,
            };
            untold.set(!told);
        });
    };
    rsx! {
        div { class: "settings",
            TopBar { title: t!("settings-title"), back_href: Route::Account {}.to_string() }
            Card { class: "settings-part",
                RadioGroup {
                    legend: t!("settings-language"),
                    hint: t!("settings-language-hint"),
                    layout: RadioLayout::Cards,
                    options: languages,
                    value: language.get().tag(),
                    onchange: move |tag: String| {
                        if let Some(chosen) = Language::from_tag(&tag) {
                            language.set(chosen);
                            tell(chosen);
                        }
                    },
                }
                if untold() {
                    Banner { tone: Tone::Warning, p { {t!("settings-language-untold")} } }
                }
            }
            Card { class: "settings-part",
                RadioGroup {
                    legend: t!("settings-theme"),
                    layout: RadioLayout::Cards,
                    options: themes,
                    value: theme.get().as_str(),
                    onchange: move |name: String| theme.set(Theme::from_name(&name).unwrap_or_default()),
                }
            }
            PlatformCard {}
        }
    }
}
