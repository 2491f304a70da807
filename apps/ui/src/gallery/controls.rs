//! What is pressed, filled in and chosen.

use crate::prelude::*;
use dioxus::prelude::*;

/// Buttons.
#[component]
pub(super) fn Buttons() -> Element {
    rsx! {
        Section { title: "Buttons",
            div { class: "row",
                Button { "Order now" }
                Button { kind: ButtonKind::Secondary, "Look at the menu" }
                Button { kind: ButtonKind::Quiet, "Not now" }
                Button { kind: ButtonKind::Danger, icon: IconName::Trash2, "Delete account" }
                Button { busy: true, "Sending" }
                Button { disabled: true, "Closed" }
                Button { size: ButtonSize::Small, icon: IconName::Plus, "Add" }
                Button { href: "#", icon_end: IconName::ArrowRight, "A link" }
            }
            div { class: "page-narrow",
                Button { size: ButtonSize::Large, wide: true, detail: formats().money(2_485, "EUR", 2), "Place order" }
            }
            div { class: "row",
                IconButton { icon: IconName::Search, label: "Search" }
                IconButton { icon: IconName::Heart, label: "Favourite", pressed: true }
                IconButton { icon: IconName::Heart, label: "Favourite", pressed: false }
                IconButton { icon: IconName::Bell, label: "3 notices", badge: "3" }
                IconButton { icon: IconName::Plus, label: "Add", kind: ButtonKind::Primary }
                IconButton { icon: IconName::Share2, label: "Share", kind: ButtonKind::Secondary }
                IconButton { icon: IconName::Trash2, label: "Remove", kind: ButtonKind::Danger }
                IconButton { icon: IconName::Minus, label: "Less", disabled: true }
            }
        }
    }
}

/// Fields.
#[component]
pub(super) fn Fields() -> Element {
    let mut text = use_signal(|| "Asha Rao".to_owned());
    let mut search = use_signal(|| "dosa".to_owned());
    let mut note = use_signal(String::new);
    let mut chosen = use_signal(|| "b".to_owned());
    rsx! {
        Section { title: "Fields",
            div { class: "grid-2",
                Field { label: "Name", value: text(), required: true, autocomplete: "name", oninput: move |value| text.set(value) }
                Field { label: "E-mail", kind: FieldKind::Email, value: "", icon: IconName::Mail, placeholder: "you@example.org", required: true, oninput: |_| {} }
                Field { label: "Password", kind: FieldKind::Password, value: "secret", hint: "At least ten characters", required: true, oninput: |_| {} }
                Field { label: "Phone", kind: FieldKind::Tel, value: "12", error: "This is too short", oninput: |_| {} }
                Field { label: "Dish or restaurant", kind: FieldKind::Search, hide_label: true, value: search(), oninput: move |value| search.set(value) }
                Field { label: "Promo code", value: "", disabled: true, oninput: |_| {} }
                Select {
                    label: "When",
                    icon: IconName::CalendarClock,
                    value: chosen(),
                    options: vec![Choice::new("a", "As soon as possible"), Choice::new("b", "Today, 7:30 PM")],
                    onchange: move |value| chosen.set(value),
                }
                TextArea { label: "Note to the kitchen", value: note(), maxlength: 200, placeholder: "No onions, please", oninput: move |value| note.set(value) }
            }
        }
    }
}

/// Yes or no, one of a few, how many.
#[component]
pub(super) fn Choices() -> Element {
    let mut ticked = use_signal(|| true);
    let mut on = use_signal(|| true);
    let mut pay = use_signal(|| "card".to_owned());
    let mut size = use_signal(|| "l".to_owned());
    let mut way = use_signal(|| "delivery".to_owned());
    let mut count = use_signal(|| 1);
    let mut stars = use_signal(|| 4);
    let money = |amount| formats().money(amount, "EUR", 2);
    rsx! {
        Section { title: "Choices",
            div { class: "grid-2",
                Card {
                    RadioGroup {
                        legend: "Size",
                        value: size(),
                        options: vec![
                            RadioOption::new("r", "Regular"),
                            RadioOption::new("l", "Large").detail(format!("+{}", money(400))),
                            RadioOption::new("f", "Family").hint("For three or four").detail("Sold out").disabled(true),
                        ],
                        onchange: move |value| size.set(value),
                    }
                }
                Card {
                    div { class: "list",
                        Checkbox { label: "Extra cheese", detail: format!("+{}", money(150)), checked: ticked(), onchange: move |value| ticked.set(value) }
                        Checkbox { label: "Olives", detail: format!("+{}", money(80)), checked: false, onchange: |_| {} }
                        Checkbox { label: "Truffle", hint: "Sold out", checked: false, disabled: true, onchange: |_| {} }
                        Checkbox { label: "I agree to the terms", error: "Please agree first", checked: false, onchange: |_| {} }
                        Switch { label: "Offers by e-mail", hint: "Once a week at most", checked: on(), onchange: move |value| on.set(value) }
                        Switch { label: "SMS", checked: false, onchange: |_| {} }
                    }
                }
                RadioGroup {
                    legend: "Payment",
                    layout: RadioLayout::Cards,
                    value: pay(),
                    options: vec![
                        RadioOption::new("card", "Card").icon(IconName::CreditCard).hint("You pay on the next page"),
                        RadioOption::new("cash", "Cash").icon(IconName::Banknote).hint("To the courier"),
                    ],
                    onchange: move |value| pay.set(value),
                }
                div { class: "stack",
                    RadioGroup {
                        legend: "Delivery or pickup",
                        hide_legend: true,
                        layout: RadioLayout::Segments,
                        value: way(),
                        options: vec![RadioOption::new("delivery", "Delivery"), RadioOption::new("pickup", "Pickup")],
                        onchange: move |value| way.set(value),
                    }
                    div { class: "row",
                        Stepper { label: "Margherita", value: count(), min: 1, onchange: move |value| count.set(value) }
                        Stepper { label: "Naan", value: 1, compact: true, removes: true, onchange: |_| {} }
                    }
                    RatingInput { label: "How was it?", value: stars(), onchange: move |value| stars.set(value) }
                }
            }
        }
    }
}

/// Ways through the app.
#[component]
pub(super) fn Navigation() -> Element {
    let mut active = use_signal(|| "menu".to_owned());
    let mut vegan = use_signal(|| true);
    let crumb = |label: &str, href: Option<&str>| Crumb {
        label: label.to_owned(),
        href: href.map(ToOwned::to_owned),
    };
    rsx! {
        Section { title: "Navigation",
            Breadcrumb { crumbs: vec![crumb("Berlin", Some("#")), crumb("Indian", Some("#")), crumb("Saffron Palace", None)] }
            ChipRow { label: "Filters",
                Chip { icon: IconName::SlidersHorizontal, "Filters" }
                Chip { selected: vegan(), icon: IconName::Vegan, onclick: move |()| vegan.toggle(), "Vegan" }
                Chip { selected: false, "Open now" }
                Chip { selected: false, "Free delivery" }
                Chip { removes: true, "Under 30 min" }
                Chip { disabled: true, "Pickup" }
            }
            Tabs {
                label: "Restaurant",
                tabs: vec![Tab::new("menu", "Menu"), Tab { count: Some(312), ..Tab::new("reviews", "Reviews") }, Tab::new("about", "About")],
                active: active(),
                onchange: move |tab| active.set(tab),
                p { "The panel of the tab “{active}”." }
            }
            Disclosure { summary: "Allergens", open: true,
                p { "Milk, gluten, mustard." }
            }
            p {
                "A text with "
                Anchor { href: "#", "a link in it" }
                " reads on."
            }
        }
    }
}
