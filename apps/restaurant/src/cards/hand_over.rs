//! Where a delivery goes, and handing it over at the door: for couriers on the staff and for those with a link.

use crate::wording;
use dioxus::prelude::*;
use foodwala_sdk::{
    Money,
    contract::{customers::AddressDetails, orders::Contact},
};
use foodwala_ui::prelude::*;

/// How many digits a guest's code has.
const DIGITS: usize = 4;

/// What a guest said, as far as it is needed: nothing where no code is, none while digits are missing.
#[must_use]
pub fn said(needs_code: bool, code: &str) -> Option<String> {
    let code = code.trim();
    match needs_code {
        false => Some(String::new()),
        true if code.len() == DIGITS => Some(code.to_owned()),
        true => None,
    }
}

/// Where it goes, the way there, and whom to call.
#[component]
pub fn DoorPart(contact: Contact, address: AddressDetails) -> Element {
    let at = address.location;
    let phone = contact.phone.clone();
    rsx! {
        p { class: "detail-name", {contact.name.clone()} }
        p { class: "delivery-address", {wording::address(&address)} }
        if let Some(instructions) = &address.instructions {
            p { class: "order-note", Icon { name: IconName::MapPin } {instructions.clone()} }
        }
        div { class: "delivery-ways",
            Button {
                kind: ButtonKind::Secondary,
                icon: IconName::Navigation,
                href: "geo:{at.latitude},{at.longitude}?q={at.latitude},{at.longitude}",
                {t!("delivery-navigate")}
            }
            if !phone.is_empty() {
                Button { kind: ButtonKind::Secondary, icon: IconName::Phone, href: "tel:{phone}", {t!("delivery-call")} }
            }
        }
    }
}

/// The question at the door: did they get it, did they pay, what is their code.
#[component]
pub fn HandOver(
    /// Whether it is asked.
    open: bool,
    /// The guest.
    name: String,
    /// What the guest pays at the door, if anything.
    cash: Option<Money>,
    /// Whether the guest must say a code.
    needs_code: bool,
    /// The restaurant's number, for a guest who has no code.
    restaurant_phone: String,
    /// The platform is being asked.
    #[props(default)]
    busy: bool,
    /// What was wrong with the code that was given last.
    #[props(default)]
    problem: Option<String>,
    /// They got it. With the code, which is empty where none is needed.
    ondone: EventHandler<String>,
    /// They did not, yet.
    onclose: EventHandler<()>,
) -> Element {
    let mut code = use_signal(String::new);
    let mut is_short = use_signal(|| false);
    let error = if is_short() {
        Some(t!("delivery-code-missing"))
    } else {
        problem
    };
    rsx! {
        Dialog {
            open,
            title: t!("delivery-ask", name = name),
            text: cash.map(|cash| t!("delivery-cash", amount = money(cash))),
            confirm: t!("delivery-done"),
            busy,
            onconfirm: move |()| {
                let said = said(needs_code, &code.peek());
                is_short.set(said.is_none());
                if let Some(said) = said {
                    code.set(String::new());
                    ondone.call(said);
                }
            },
            onclose: move |()| onclose.call(()),
            if needs_code {
                div { class: "delivery-code",
                Field {
                    label: t!("delivery-code"),
                    hint: t!("delivery-code-hint"),
                    id: "delivery-code",
                    kind: FieldKind::Digits,
                    autocomplete: "off",
                    required: true,
                    maxlength: 4,
                    value: code(),
                    error,
                    oninput: move |text| {
                        is_short.set(false);
                        code.set(text);
                    },
                }
                p { class: "field-hint",
                    {t!("delivery-no-code")}
                    if !restaurant_phone.is_empty() {
                        " "
                        Anchor { href: "tel:{restaurant_phone}", bdi { {restaurant_phone.clone()} } }
                    }
                }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guests_code_is_asked_for_where_there_is_one() {
        assert_eq!(said(false, "").as_deref(), Some(""));
        assert_eq!(said(true, "12"), None);
        assert_eq!(said(true, " 1234 ").as_deref(), Some("1234"));
    }
}
