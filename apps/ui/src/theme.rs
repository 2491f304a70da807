//! Light, dark, or as the system says; kept on the device. The app's boot script reads the same key before the first paint.

use crate::{
    components::{RadioGroup, RadioLayout, RadioOption},
    device, t,
};
use dioxus::prelude::*;

/// The key under which the device keeps the theme.
pub const THEME_KEY: &str = "theme";

/// How the app is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every theme.
    pub const ALL: &'static [Self] = &[Self::System, Self::Light, Self::Dark];

    /// As it is kept, and as `data-theme` on the root element says it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|theme| theme.as_str() == name)
    }
}

/// Reads and sets the theme.
#[derive(Clone, Copy, PartialEq)]
pub struct ThemeHandle(Signal<Theme>);

impl ThemeHandle {
    /// The theme now.
    pub fn get(self) -> Theme {
        (self.0)()
    }

    /// Chooses a theme and keeps it on the device.
    pub fn set(mut self, theme: Theme) {
        device::storage::set(THEME_KEY, theme.as_str());
        self.0.set(theme);
    }
}

/// Gives everything below the theme kept on the device. Call once, in the app's root.
pub fn use_theme_provider() {
    let handle = use_hook(|| {
        let kept = device::storage::get(THEME_KEY);
        let theme = kept.as_deref().and_then(Theme::from_name).unwrap_or_default();
        provide_context(ThemeHandle(Signal::new(theme)))
    });
    use_effect(move || device::document::set_theme(handle.get().as_str()));
}

/// The theme of the app.
pub fn use_theme() -> ThemeHandle {
    use_hook(|| try_consume_context().unwrap_or_else(|| ThemeHandle(Signal::new(Theme::System))))
}

/// Chooses the theme.
#[component]
pub fn ThemeSwitch() -> Element {
    let theme = use_theme();
    let options = vec![
        RadioOption::new("system", t!("ui-theme-system")),
        RadioOption::new("light", t!("ui-theme-light")),
        RadioOption::new("dark", t!("ui-theme-dark")),
    ];
    rsx! {
        RadioGroup {
            legend: t!("ui-theme"),
            layout: RadioLayout::Segments,
            options,
            value: theme.get().as_str().to_owned(),
            onchange: move |name: String| {
                if let Some(chosen) = Theme::from_name(&name) {
                    theme.set(chosen);
                }
            },
        }
    }
}
