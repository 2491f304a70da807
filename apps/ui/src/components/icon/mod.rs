//! Line icons.

use dioxus::prelude::*;

macro_rules! icons {
    ($($name:ident = $text:literal, $flips:literal, $path:literal;)+) => {
        /// A line icon, by its name at Lucide.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "the names say it; the gallery shows them")]
        pub enum IconName { $($name),+ }

        impl IconName {
            /// Every icon.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its name, e.g. `map-pin`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }

            /// Whether it points somewhere, and so turns round where text runs from the right.
            pub(super) const fn flips(self) -> bool {
                match self { $(Self::$name => $flips),+ }
            }

            pub(super) const fn path(self) -> &'static str {
                match self { $(Self::$name => $path),+ }
            }
        }
    };
}
use icons;

mod paths;
pub use paths::IconName;

/// A line icon in the colour of the text around it. Without a label it is decoration.
#[component]
pub fn Icon(
    /// Which one.
    name: IconName,
    /// How large; as large as the text unless said otherwise.
    #[props(default)]
    size: IconSize,
    /// Filled, as a star or a heart that is set.
    #[props(default)]
    filled: bool,
    /// What it says, where no text beside it does.
    #[props(default, into)]
    label: Option<String>,
) -> Element {
    let flips = name.flips().then_some("true");
    rsx! {
        svg {
            class: "icon",
            "data-size": size.as_str(),
            "data-flip": flips,
            "data-filled": filled.then_some("true"),
            view_box: "0 0 24 24",
            role: label.is_some().then_some("img"),
            "aria-label": label.clone(),
            "aria-hidden": label.is_none().then_some("true"),
            path { d: name.path() }
        }
    }
}

/// How large an icon is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IconSize {
    /// As the text around it.
    #[default]
    Text,
    /// 20 px.
    Small,
    /// 24 px.
    Medium,
    /// 32 px.
    Large,
}

impl IconSize {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }
}
