//! One review, its answer, and the form for it.

use super::{
    entry::{Change, Draft, Entry},
    field,
    state::{Event, LONGEST},
    summary::Stars,
};
use crate::route::Route;
use dioxus::prelude::*;
use foodwala_sdk::RestaurantId;
use foodwala_ui::{
    prelude::*,
    sdk::{Failure, FailureBanner, FailureKind},
};

/// A review.
#[component]
pub fn ReviewCard(entry: Entry, place: RestaurantId, zone: String, may_answer: bool, send: Callback<Event>) -> Element {
    let review = entry.review.clone();
    let order = review.order_id;
    let name = if review.author.is_empty() {
        t!("ratings-former-guest")
    } else {
        review.author.clone()
    };
    let is_open = may_answer && entry.words().is_none() && entry.draft.is_none() && entry.sending.is_none();
    rsx! {
        li { class: "review", id: "review-{order}",
            div { class: "review-head",
                Avatar { name: name.clone() }
                div { class: "review-who",
                    p { class: "review-name", bdi { {name.clone()} } }
                    p { class: "review-facts",
                        Stars { stars: f64::from(review.stars) }
                        span { {formats().moment(review.at, &zone, device::now())} }
                    }
                }
                div { class: "review-head-ways",
                    Button {
                        kind: ButtonKind::Quiet,
                        size: ButtonSize::Small,
                        icon: IconName::ReceiptText,
                        href: Route::Order { place, id: order }.to_string(),
                        label: t!("ratings-order-label", name = name.clone()),
                        {t!("ratings-order")}
                    }
                    if is_open {
                        Button {
                            kind: ButtonKind::Secondary,
                            size: ButtonSize::Small,
                            icon: IconName::Reply,
                            label: t!("ratings-answer-label", name = name.clone()),
                            onclick: move |_| send(Event::Write(order)),
                            {t!("ratings-answer")}
                        }
                    }
                }
            }
            if let Some(comment) = review.comment {
                p { class: "review-text", dir: "auto", {comment} }
            }
            if let Some(words) = entry.words().map(str::to_owned) {
                Reply { entry: entry.clone(), words, name: name.clone(), zone, may_answer, send }
            }
            if entry.removed.is_some() && entry.draft.is_none() && entry.sending.is_none() {
                Banner { icon: IconName::Trash2,
                    p { {t!("ratings-removed")} }
                    Button { kind: ButtonKind::Quiet, size: ButtonSize::Small, onclick: move |_| send(Event::Restore(order)), {t!("ratings-undo")} }
                }
            }
            if entry.is_overtaken {
                Banner { tone: Tone::Warning, title: t!("ratings-overtaken"), p { {t!("ratings-overtaken-removed")} } }
            }
            if let Some(failure) = entry.failure.clone() {
                Failed { failure, onretry: move |()| send(Event::Remove(order)) }
            }
            if let Some(draft) = entry.draft.clone().filter(|_| entry.sending.is_none()) {
                Form { entry: entry.clone(), draft, name, send }
            }
        }
    }
}

/// The answer.
#[component]
fn Reply(entry: Entry, words: String, name: String, zone: String, may_answer: bool, send: Callback<Event>) -> Element {
    let order = entry.review.order_id;
    let is_sending = matches!(entry.sending, Some(Change::Reply(_)));
    let at = entry.review.reply.as_ref().map(|reply| reply.at);
    let is_open = entry.draft.is_some();
    rsx! {
        div { class: "review-reply", "data-sending": is_sending.then_some("true"),
            p { class: "review-reply-head",
                Icon { name: IconName::Reply }
                strong { {t!("ratings-your-answer")} }
                if is_sending {
                    span { role: "status", {t!("ratings-sending")} }
                } else if let Some(at) = at {
                    span { {formats().moment(at, &zone, device::now())} }
                }
            }
            p { class: "review-text", dir: "auto", {words} }
            if may_answer && !is_sending && !is_open {
                div { class: "review-ways",
                    Button {
                        kind: ButtonKind::Quiet,
                        size: ButtonSize::Small,
                        icon: IconName::Pencil,
                        label: t!("ratings-edit-label", name = name.clone()),
                        onclick: move |_| send(Event::Write(order)),
                        {t!("ratings-edit")}
                    }
                    Button {
                        kind: ButtonKind::Quiet,
                        size: ButtonSize::Small,
                        icon: IconName::Trash2,
                        label: t!("ratings-remove-label", name = name.clone()),
                        onclick: move |_| send(Event::Remove(order)),
                        {t!("ratings-remove")}
                    }
                }
            }
        }
    }
}

/// The form for an answer.
#[component]
fn Form(entry: Entry, draft: Draft, name: String, send: Callback<Event>) -> Element {
    let order = entry.review.order_id;
    let has_answer = entry.review.reply.is_some();
    // Whoever opened it wants to write; one that came back by itself does not take the keyboard away from elsewhere.
    let is_wanted = draft.failure.is_none() && draft.problem.is_none() && !draft.is_overtaken;
    rsx! {
        form {
            class: "review-form",
            novalidate: true,
            onmounted: move |_| {
                if is_wanted {
                    device::document::focus(&field(order));
                }
            },
            "aria-label": t!("ratings-answer-label", name = name.clone()),
            onsubmit: move |event: FormEvent| {
                event.prevent_default();
                send(Event::Send(order));
            },
            if draft.is_overtaken {
                Banner { tone: Tone::Warning, title: t!("ratings-overtaken"), p { {t!("ratings-overtaken-text")} } }
            }
            if let Some(failure) = draft.failure.clone() {
                Failed { failure, onretry: move |()| send(Event::Send(order)) }
            }
            TextArea {
                id: field(order),
                label: t!("ratings-answer-label", name = name.clone()),
                value: draft.text.clone(),
                required: true,
                rows: 4,
                maxlength: LONGEST,
                hint: t!("ratings-answer-hint"),
                error: draft.problem.map(|key| t!(key)),
                oninput: move |text| send(Event::Typed(order, text)),
            }
            div { class: "review-ways",
                Button { submit: true, size: ButtonSize::Small, icon: IconName::Check,
                    {if draft.is_overtaken { t!("ratings-replace") } else if has_answer { t!("save") } else { t!("ratings-publish") }}
                }
                Button { kind: ButtonKind::Quiet, size: ButtonSize::Small, onclick: move |_| send(Event::Cancel(order)),
                    {if draft.is_overtaken { t!("ratings-keep-theirs") } else { t!("ui-cancel") }}
                }
            }
        }
    }
}

/// Why an answer was not published or taken back.
#[component]
fn Failed(failure: Failure, onretry: EventHandler<()>) -> Element {
    if failure.kind == FailureKind::NotFound {
        return rsx! {
            Banner { tone: Tone::Danger, title: t!("ratings-gone"), p { {t!("ratings-gone-text")} } }
        };
    }
    rsx! {
        FailureBanner { failure, onretry }
    }
}
