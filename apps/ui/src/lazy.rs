//! Parts of an app that come when they are needed, in files of their own.

use crate::{
    browser::{self, PartError},
    components::*,
    sdk::{Failure, FailureKind, FailureState},
    t,
};
use dioxus::prelude::*;
use std::rc::Rc;

/// What is shown once a part is there. It is called by its address, which leads nowhere before.
#[derive(Clone)]
struct View(Rc<dyn Fn() -> Element>);

impl PartialEq for View {
    fn eq(&self, _: &Self) -> bool {
        // What it captured may have changed.
        false
    }
}

/// How far a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    There,
    Coming,
    Failed(PartError),
}

/// A view of another part of the app, with its argument: skeletons while the part is fetched, and a way on if that fails.
pub fn lazy<A: Clone + 'static>(part: &'static str, view: fn(A) -> Element, with: A) -> Element {
    let view = View(Rc::new(move || view(with.clone())));
    rsx! { Part { name: part, view } }
}

#[component]
fn Part(name: &'static str, view: View) -> Element {
    let mut standing = use_signal(|| match browser::has_part(name) {
        true => Standing::There,
        false => Standing::Coming,
    });
    let fetch = use_callback(move |()| {
        standing.set(Standing::Coming);
        spawn(async move {
            standing.set(match browser::fetch_part(name).await {
                Ok(()) => Standing::There,
                Err(error) => {
                    tracing::warn!(part = name, error = &error as &dyn std::error::Error, "no part");
                    Standing::Failed(error)
                }
            });
        });
    });
    use_hook(|| {
        if *standing.peek() == Standing::Coming {
            fetch.call(());
        }
    });
    match standing() {
        Standing::There => view.0(),
        Standing::Coming => rsx! {
            Loading { class: "part-coming",
                Skeleton { shape: SkeletonShape::Title }
                Skeleton { shape: SkeletonShape::Row, count: 3 }
            }
        },
        Standing::Failed(PartError::Away) => rsx! {
            FailureState { failure: Failure::of(FailureKind::Offline), onretry: move |()| fetch.call(()) }
        },
        Standing::Failed(PartError::Gone) => rsx! {
            EmptyState { art: "party", title: t!("ui-outdated"), text: t!("ui-outdated-text"), level: 1,
                Button { onclick: move |_| browser::start_update(), {t!("ui-outdated-load")} }
            }
        },
    }
}
