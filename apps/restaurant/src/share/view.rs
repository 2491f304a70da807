//! How sharing a delivery looks.

use super::{Event, SPANS, Standing, State, standing};
use crate::{
    actions::{self, use_actions},
    board::CardView,
    clock::use_clock,
    crew::use_crew,
    shop::use_shop,
};
use dioxus::prelude::*;
use foodwala_sdk::{
    Timestamp,
    contract::couriers::{CourierLink, ShareDelivery},
};
use foodwala_ui::{prelude::*, sdk::FailureBanner};

/// Where the link stands, by the minute.
fn use_standing(view: &CardView) -> Option<Standing> {
    let clock = use_clock();
    let minute = use_memo(move || clock.now().as_second() / 60);
    let now = Timestamp::from_second(minute() * 60 + 59).unwrap_or_default();
    standing(&view.card, now)
}

fn told(standing: &Standing, zone: &str) -> Option<String> {
    let at = |time: Timestamp| formats().moment(time, zone, device::now());
    match standing {
        Standing::None => None,
        Standing::Stands { name, until } => Some(t!("link-stands", name = name.clone(), time = at(*until))),
        Standing::Ended { name, at: end } => Some(t!("link-ended", name = name.clone(), time = at(*end))),
    }
}

/// The part of an order's page: whether somebody from outside brings it, and the way to the sheet.
#[component]
pub fn SharePart(view: CardView) -> Element {
    let actions = use_actions();
    let crew = use_crew();
    let zone = use_shop().zone();
    let id = view.card.order.id;
    let may = crew.may::<ShareDelivery>(view.card.order.restaurant_id);
    let Some(standing) = use_standing(&view).filter(|_| may) else {
        return rsx! {};
    };
    rsx! {
        Card { class: "detail-part",
            h2 { class: "title-s", {t!("link-title")} }
            p { class: "sheet-text", {told(&standing, &zone).unwrap_or_else(|| t!("link-text"))} }
            Button {
                kind: ButtonKind::Secondary,
                wide: true,
                id: "link-open",
                icon: IconName::Share2,
                onclick: move |_| actions.send(actions::Event::Share(id)),
                {if standing == Standing::None { t!("link-open") } else { t!("link-manage") }}
            }
        }
    }
}

/// The sheet.
#[component]
pub fn View(
    view: CardView,
    state: ReadSignal<State>,
    link: Option<CourierLink>,
    url: Option<String>,
    send: Callback<Event>,
    copy: Callback<String>,
    hand_on: Callback<String>,
    onclose: EventHandler<()>,
) -> Element {
    let zone = use_shop().zone();
    let standing = use_standing(&view);
    let shown = state.read();
    let text = standing.as_ref().and_then(|standing| told(standing, &zone));
    let asks = link.is_none() && (shown.anew || standing == Some(Standing::None));
    rsx! {
        Sheet {
            open: true,
            title: t!("link-sheet-title", number = view.card.order.number.clone()),
            onclose: move |()| onclose.call(()),
            footer: rsx! {
                if asks {
                    Button {
                        wide: true,
                        size: ButtonSize::Large,
                        id: "link-make",
                        busy: shown.busy,
                        icon: IconName::Share2,
                        onclick: move |_| send(Event::Make(uuid::Uuid::now_v7().to_string())),
                        {t!("link-make")}
                    }
                } else {
                    Button { wide: true, kind: ButtonKind::Secondary, onclick: move |_| onclose.call(()), {t!("ui-close")} }
                }
            },
            div { class: "stack",
                if let Some(failure) = &shown.failure {
                    FailureBanner { failure: failure.clone() }
                }
                match standing {
                    None => rsx! { Banner { tone: Tone::Info, p { {t!("link-over")} } } },
                    Some(_) => rsx! {
                        if let Some(text) = text.filter(|_| link.is_none()) {
                            Banner { tone: Tone::Info, icon: IconName::Bike, p { {text} } }
                        }
                        if let (Some(link), Some(url)) = (link, url) {
                            Made { link, url, state, zone, copy, hand_on }
                        } else if asks {
                            Form { state, send }
                        } else {
                            p { class: "sheet-text", {t!("link-once")} }
                            Button { kind: ButtonKind::Secondary, wide: true, icon: IconName::RotateCcw, id: "link-anew", onclick: move |_| send(Event::Anew), {t!("link-anew")} }
                        }
                        if view.card.shared_with.is_some() {
                            Button {
                                kind: ButtonKind::Danger,
                                wide: true,
                                id: "link-back",
                                busy: shown.busy && !asks,
                                icon: IconName::X,
                                onclick: move |_| send(Event::TakeBack),
                                {t!("link-back")}
                            }
                        }
                    },
                }
            }
        }
    }
}

#[component]
fn Made(
    link: CourierLink,
    url: String,
    state: ReadSignal<State>,
    zone: String,
    copy: Callback<String>,
    hand_on: Callback<String>,
) -> Element {
    let shown = state.read();
    let until = formats().moment(link.expires_at, &zone, device::now());
    rsx! {
        p { class: "sheet-text", {t!("link-made", name = link.name.clone(), time = until)} }
        Field {
            id: "link-url",
            label: t!("link-url"),
            required: true,
            value: url.clone(),
            // To be read and copied; what is typed leads nowhere.
            oninput: move |_| {},
        }
        div { class: "link-ways",
            Button {
                size: ButtonSize::Large,
                icon: IconName::Share2,
                id: "link-share",
                onclick: {
                    let url = url.clone();
                    move |_| hand_on(url.clone())
                },
                {t!("link-share")}
            }
            Button {
                kind: ButtonKind::Secondary,
                size: ButtonSize::Large,
                icon: IconName::Copy,
                onclick: move |_| copy(url.clone()),
                {t!("link-copy")}
            }
        }
        p { class: "field-hint", role: "status",
            if shown.copied {
                {t!("link-copied")}
            } else if shown.unkept {
                {t!("link-no-clipboard")}
            }
        }
    }
}

#[component]
fn Form(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let shown = state.read();
    let spans = SPANS.into_iter().map(|minutes| {
        let label = formats().minutes(minutes);
        RadioOption::new(minutes.to_string(), label)
    });
    rsx! {
        p { class: "sheet-text", {t!("link-text")} }
        Field {
            id: "link-name",
            label: t!("link-name"),
            hint: t!("link-name-hint"),
            required: true,
            maxlength: 80,
            value: shown.name.clone(),
            error: shown.missing.then(|| t!("link-name-missing")),
            oninput: move |name| send(Event::Name(name)),
        }
        RadioGroup {
            legend: t!("link-span"),
            layout: RadioLayout::Segments,
            options: spans.collect::<Vec<_>>(),
            value: shown.minutes.to_string(),
            onchange: move |value: String| {
                if let Ok(minutes) = value.parse() {
                    send(Event::Minutes(minutes));
                }
            },
        }
    }
}
