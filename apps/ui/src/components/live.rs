//! Things that change while one looks: time that runs, an order on its way.

use super::{Icon, IconName};
use crate::{
    device::{self, use_interval},
    format::formats,
    t,
};
use dioxus::prelude::*;
use jiff::Timestamp;
use std::time::Duration;

/// The time that is left, by the minute; by the second in the last one. Read out by the minute only.
#[component]
pub fn Countdown(
    /// When it is over.
    until: Timestamp,
    /// What follows, once, when it is over.
    #[props(default)]
    onend: Option<EventHandler<()>>,
) -> Element {
    let mut now = use_signal(device::now);
    let mut ended = use_signal(|| None);
    use_interval(Duration::from_secs(1), move || now.set(device::now()));
    let left = until.as_second().saturating_sub(now().as_second()).max(0);
    use_effect(move || {
        if now() >= until && *ended.peek() != Some(until) {
            ended.set(Some(until));
            if let Some(onend) = onend {
                onend.call(());
            }
        }
    });
    let minutes = u32::try_from((left + 59) / 60).unwrap_or(u32::MAX);
    let spoken = t!("ui-time-left", time = formats().minutes(minutes));
    let shown = if left < 60 {
        format!("0:{left:02}")
    } else {
        formats().minutes(minutes)
    };
    rsx! {
        span { class: "countdown", role: "timer",
            span { class: "visually-hidden", {spoken} }
            bdi { "aria-hidden": "true", {shown} }
        }
    }
}

/// How long ago something was; kept up to date.
#[component]
pub fn Ago(
    /// When it was.
    at: Timestamp,
) -> Element {
    let mut now = use_signal(device::now);
    use_interval(Duration::from_secs(30), move || now.set(device::now()));
    rsx! {
        time { datetime: at.to_string(), {formats().relative(at, now())} }
    }
}

/// Where a step of a [`Timeline`] stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// Behind us.
    Done,
    /// Under way.
    Current,
    /// Still to come.
    Next,
    /// It ended here, and not well.
    Failed,
}

/// A step of a [`Timeline`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it is.
    pub title: String,
    /// More about it.
    pub text: Option<String>,
    /// When it was, or will be; written.
    pub time: Option<String>,
    /// Its icon.
    pub icon: IconName,
    /// Where it stands.
    pub state: StepState,
}

/// The steps of something on its way, from the first to the last.
#[component]
pub fn Timeline(
    /// What is on its way.
    #[props(into)]
    label: String,
    /// The steps.
    steps: Vec<Step>,
) -> Element {
    rsx! {
        ol { class: "timeline", "aria-label": label,
            for step in steps {
                li {
                    key: "{step.title}",
                    class: "timeline-step",
                    "data-state": match step.state {
                        StepState::Done => "done",
                        StepState::Current => "current",
                        StepState::Next => "next",
                        StepState::Failed => "failed",
                    },
                    "aria-current": (step.state == StepState::Current).then_some("step"),
                    span { class: "timeline-mark", "aria-hidden": "true",
                        Icon {
                            name: match step.state {
                                StepState::Done => IconName::Check,
                                StepState::Failed => IconName::X,
                                StepState::Current | StepState::Next => step.icon,
                            },
                        }
                    }
                    div { class: "timeline-body",
                        p { class: "timeline-title",
                            {step.title}
                            span { class: "visually-hidden",
                                " ("
                                {match step.state {
                                    StepState::Done => t!("ui-step-done"),
                                    StepState::Current => t!("ui-step-current"),
                                    StepState::Next => t!("ui-step-next"),
                                    StepState::Failed => t!("ui-step-failed"),
                                }}
                                ")"
                            }
                        }
                        if let Some(text) = step.text {
                            p { class: "timeline-text", {text} }
                        }
                    }
                    if let Some(time) = step.time {
                        span { class: "timeline-time", {time} }
                    }
                }
            }
        }
    }
}

/// How far something is, in a few parts of a bar; the short form of a [`Timeline`].
#[component]
pub fn StepBar(
    /// What is on its way and where it stands, in words.
    #[props(into)]
    label: String,
    /// How many parts.
    parts: u8,
    /// How many are behind us.
    done: u8,
    /// Whether the next one is under way.
    #[props(default)]
    active: bool,
) -> Element {
    rsx! {
        div { class: "step-bar", role: "img", "aria-label": label,
            for part in 0..parts {
                span {
                    key: "{part}",
                    "data-state": if part < done { "done" } else if part == done && active { "current" } else { "next" },
                }
            }
        }
    }
}
