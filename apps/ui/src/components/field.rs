//! Text that people enter, and what all inputs share: label, hint, error.

use super::{Icon, IconName};
use crate::t;
use dioxus::prelude::*;

/// An id that no other element of the page has.
pub(super) fn use_unique_id(prefix: &'static str) -> String {
    use_hook(|| {
        thread_local!(static LAST: std::cell::Cell<u32> = const { std::cell::Cell::new(0) });
        let next = LAST.get().wrapping_add(1);
        LAST.set(next);
        format!("{prefix}-{next}")
    })
}

/// What describes an input: the ids of its hint and its error.
pub(super) fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (false, false) => None,
        (true, false) => Some(format!("{id}-hint")),
        (false, true) => Some(format!("{id}-error")),
        (true, true) => Some(format!("{id}-error {id}-hint")),
    }
}

/// Hint and error below an input.
#[component]
pub(super) fn Notes(id: String, hint: Option<String>, error: Option<String>) -> Element {
    rsx! {
        if let Some(error) = error {
            p { id: "{id}-error", class: "field-error",
                Icon { name: IconName::TriangleAlert }
                {error}
            }
        }
        if let Some(hint) = hint {
            p { id: "{id}-hint", class: "field-hint", {hint} }
        }
    }
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FieldKind {
    /// Any line of text.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A password, hidden until the person wants to see it.
    Password,
    /// A phone number.
    Tel,
    /// What to look for; it can be emptied with one press.
    Search,
    /// Digits only, e.g. a postcode.
    Digits,
    /// A day.
    Date,
    /// A time of day.
    Time,
}

impl FieldKind {
    const fn input_type(self) -> &'static str {
        match self {
            Self::Text | Self::Digits => "text",
            Self::Email => "email",
            Self::Password => "password",
            Self::Tel => "tel",
            Self::Search => "search",
            Self::Date => "date",
            Self::Time => "time",
        }
    }

    const fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Digits => Some("numeric"),
            Self::Search => Some("search"),
            _ => None,
        }
    }
}

/// A line of text to enter.
#[component]
pub fn Field(
    /// What it is for.
    #[props(into)]
    label: String,
    /// What is in it.
    #[props(into)]
    value: String,
    /// Something was typed; the whole text.
    oninput: EventHandler<String>,
    /// What it takes.
    #[props(default)]
    kind: FieldKind,
    /// Hides the label from sight, not from screen readers.
    #[props(default)]
    hide_label: bool,
    /// Help, below.
    #[props(default, into)]
    hint: Option<String>,
    /// What is wrong, below; the field is then marked invalid.
    #[props(default, into)]
    error: Option<String>,
    /// It must be filled. Those that need not are marked as optional.
    #[props(default)]
    required: bool,
    /// An example inside while it is empty; never the label.
    #[props(default, into)]
    placeholder: Option<String>,
    /// What the browser may fill in: `email`, `current-password`, `street-address` …
    #[props(default, into)]
    autocomplete: Option<String>,
    /// The most characters it takes.
    #[props(default)]
    maxlength: Option<u32>,
    /// The earliest day or time, as the input writes it.
    #[props(default, into)]
    min: Option<String>,
    /// The latest day or time, as the input writes it.
    #[props(default, into)]
    max: Option<String>,
    /// Before the text.
    #[props(default)]
    icon: Option<IconName>,
    /// It cannot be changed.
    #[props(default)]
    disabled: bool,
    /// Its id, to move the focus to it; one is made up unless said otherwise.
    #[props(default, into)]
    id: Option<String>,
    /// The name under which a form sends it.
    #[props(default, into)]
    name: Option<String>,
    /// The person left it: time to check what is in it.
    #[props(default)]
    onblur: Option<EventHandler<()>>,
    /// Enter was pressed, where no form around takes it.
    #[props(default)]
    onenter: Option<EventHandler<()>>,
    /// At the end inside the frame, e.g. a button.
    #[props(default)]
    trailing: Option<Element>,
) -> Element {
    let unique = use_unique_id("field");
    let id = id.unwrap_or(unique);
    let mut revealed = use_signal(|| false);
    let input_type = if revealed() { "text" } else { kind.input_type() };
    let is_password = kind == FieldKind::Password;
    let can_clear = kind == FieldKind::Search && !value.is_empty();
    let icon = icon.or((kind == FieldKind::Search).then_some(IconName::Search));
    rsx! {
        div { class: "field",
            label { class: if hide_label { "visually-hidden" } else { "field-label" }, r#for: id.clone(),
                {label}
                if !required && kind != FieldKind::Search {
                    span { class: "field-optional", {t!("ui-optional")} }
                }
            }
            div { class: "field-frame", "data-invalid": error.is_some().then_some("true"),
                if let Some(name) = icon {
                    Icon { name }
                }
                input {
                    id: id.clone(),
                    r#type: input_type,
                    inputmode: kind.input_mode(),
                    value,
                    name,
                    placeholder,
                    autocomplete,
                    maxlength: maxlength.map(i64::from),
                    min,
                    max,
                    required,
                    disabled,
                    dir: matches!(kind, FieldKind::Email | FieldKind::Tel | FieldKind::Password).then_some("ltr"),
                    "aria-invalid": error.is_some().then_some("true"),
                    "aria-describedby": described_by(&id, hint.is_some(), error.is_some()),
                    oninput: move |event: FormEvent| oninput.call(event.value()),
                    onblur: move |_| {
                        if let Some(onblur) = onblur {
                            onblur.call(());
                        }
                    },
                    onkeydown: move |event: KeyboardEvent| {
                        if let Some(onenter) = onenter && event.key() == Key::Enter {
                            event.prevent_default();
                            onenter.call(());
                        }
                    },
                }
                if can_clear {
                    button {
                        r#type: "button",
                        class: "field-action",
                        "aria-label": t!("ui-clear"),
                        onclick: move |_| oninput.call(String::new()),
                        Icon { name: IconName::X }
                    }
                }
                if is_password {
                    button {
                        r#type: "button",
                        class: "field-action",
                        "aria-label": if revealed() { t!("ui-hide-password") } else { t!("ui-show-password") },
                        "aria-pressed": revealed().to_string(),
                        onclick: move |_| revealed.toggle(),
                        Icon { name: if revealed() { IconName::EyeOff } else { IconName::Eye } }
                    }
                }
                {trailing}
            }
            Notes { id: id.clone(), hint: hint.clone(), error: error.clone() }
        }
    }
}

/// Some lines of text to enter.
#[component]
pub fn TextArea(
    /// What it is for.
    #[props(into)]
    label: String,
    /// What is in it.
    #[props(into)]
    value: String,
    /// Something was typed; the whole text.
    oninput: EventHandler<String>,
    /// Lines that are seen.
    #[props(default = 3)]
    rows: u32,
    /// Help, below.
    #[props(default, into)]
    hint: Option<String>,
    /// What is wrong, below.
    #[props(default, into)]
    error: Option<String>,
    /// It must be filled.
    #[props(default)]
    required: bool,
    /// An example inside while it is empty.
    #[props(default, into)]
    placeholder: Option<String>,
    /// The most characters it takes; a count of them is shown.
    #[props(default)]
    maxlength: Option<u32>,
    /// It cannot be changed.
    #[props(default)]
    disabled: bool,
    /// Its id; one is made up unless said otherwise.
    #[props(default, into)]
    id: Option<String>,
) -> Element {
    let unique = use_unique_id("field");
    let id = id.unwrap_or(unique);
    let used = value.chars().count();
    let counted = maxlength.map(|limit| t!("ui-characters", used = used, limit = limit));
    let hint = match (hint, counted) {
        (Some(hint), Some(counted)) => Some(format!("{hint} · {counted}")),
        (hint, counted) => hint.or(counted),
    };
    rsx! {
        div { class: "field",
            label { class: "field-label", r#for: id.clone(),
                {label}
                if !required {
                    span { class: "field-optional", {t!("ui-optional")} }
                }
            }
            div { class: "field-frame", "data-invalid": error.is_some().then_some("true"),
                textarea {
                    id: id.clone(),
                    rows: i64::from(rows),
                    value,
                    placeholder,
                    maxlength: maxlength.map(i64::from),
                    required,
                    disabled,
                    "aria-invalid": error.is_some().then_some("true"),
                    "aria-describedby": described_by(&id, hint.is_some(), error.is_some()),
                    oninput: move |event: FormEvent| oninput.call(event.value()),
                }
            }
            Notes { id: id.clone(), hint: hint.clone(), error: error.clone() }
        }
    }
}
