//! How reviewing looks.

use super::state::{COMMENT, Event, STARS, State};
use crate::route::Route;
use dioxus::prelude::*;
use foodwala_sdk::OrderId;
use foodwala_ui::{
    components::*,
    sdk::{Failure, FailureBanner, FailureState},
    t,
};

/// The screen.
#[component]
pub fn View(state: ReadSignal<State>, order: OrderId, send: Callback<Event>) -> Element {
    let state = state.read();
    let problem = |field| state.problems.of(field).map(|key| t!(key));
    let back = Route::Order { id: order }.to_string();
    let body = match (&state.order, &state.load_error) {
        (None, Some(error)) => rsx! {
            FailureState { failure: Failure::from(error), onretry: move |()| send(Event::Reload) }
        },
        (None, None) => rsx! {
            Loading { Skeleton { shape: SkeletonShape::Title } Skeleton { shape: SkeletonShape::Row } }
        },
        (Some(order), _) if order.review.is_some() => {
            let review = order.review.clone();
            rsx! {
                EmptyState {
                    art: "party",
                    title: if state.thanked { t!("review-thanks") } else { t!("review-before") },
                    text: t!("review-thanks-text", restaurant = order.restaurant_name.clone()),
                    Button { href: back.clone(), {t!("review-back")} }
                }
                if let Some(review) = review {
                    Card { class: "review-given",
                        Rating { stars: f64::from(review.stars) }
                        if let Some(comment) = review.comment {
                            p { bdi { "“{comment}”" } }
                        }
                    }
                }
            }
        }
        (Some(order), _) if !order.status.is_fulfilled() => rsx! {
            EmptyState { art: "courier", title: t!("review-early"), text: t!("review-early-text"),
                Button { href: back.clone(), {t!("orders-follow")} }
            }
        },
        (Some(order), _) => rsx! {
            form {
                class: "review-form",
                novalidate: true,
                onsubmit: move |event: FormEvent| {
                    event.prevent_default();
                    send(Event::Submit);
                },
                div { class: "review-what",
                    Avatar { name: order.restaurant_name.clone(), large: true }
                    h2 { {t!("review-how", restaurant = order.restaurant_name.clone())} }
                }
                div { id: STARS, tabindex: "-1", class: "review-stars",
                    "aria-describedby": problem(STARS).is_some().then_some("review-stars-error"),
                    RatingInput { label: t!("review-stars"), hide_label: true, value: state.stars, onchange: move |stars| send(Event::Stars(stars)) }
                    p { class: "review-word", "aria-live": "polite",
                        {match state.stars {
                            1 => t!("review-word-1"),
                            2 => t!("review-word-2"),
                            3 => t!("review-word-3"),
                            4 => t!("review-word-4"),
                            5 => t!("review-word-5"),
                            _ => t!("review-word-0"),
                        }}
                    }
                    if let Some(text) = problem(STARS) {
                        p { id: "review-stars-error", class: "field-error", role: "alert", Icon { name: IconName::TriangleAlert } {text} }
                    }
                }
                TextArea {
                    id: COMMENT,
                    label: t!("review-comment"),
                    hint: t!("review-comment-hint"),
                    value: state.comment.clone(),
                    error: problem(COMMENT),
                    maxlength: 500,
                    rows: 4,
                    oninput: move |text| send(Event::Comment(text)),
                }
                if let Some(error) = &state.error {
                    FailureBanner { failure: Failure::from(error), onretry: move |()| send(Event::Submit) }
                }
                Button { submit: true, wide: true, size: ButtonSize::Large, busy: state.busy, {t!("review-send")} }
            }
        },
    };
    rsx! {
        div { class: "review",
            TopBar { title: t!("review-title"), back_href: back.clone() }
            {body}
        }
    }
}
