//! Parts of an app that come when they are needed, in files of their own.
//!
//! A function of another part is known by its address alone, which leads nowhere before the part is there. So it is handed over
//! as a function pointer, to [`lazy`] if it shows something and to [`run`] if it does something, and called from here.

use crate::{
    browser::{self, PartError},
    components::*,
    device,
    sdk::{Failure, FailureKind, FailureState},
    t,
};
use dioxus::{core::spawn_forever, prelude::*};
use std::{future::Future, hint::black_box, pin::Pin, rc::Rc, time::Duration};

/// What is done in another part.
pub type Work<R> = Pin<Box<dyn Future<Output = R>>>;

/// After how long a part is asked for again that nobody can do without.
const PATIENCE: Duration = Duration::from_secs(10);

/// Calls a function of another part.
///
/// # Errors
/// The part cannot be had.
pub async fn run<A, R>(part: &'static str, function: fn(A) -> R, with: A) -> Result<R, PartError> {
    browser::fetch_part(part).await?;
    // To the compiler the function is any: what is called directly would be part of the caller.
    Ok(black_box(function)(with))
}

/// Calls a function of another part: at once if the part is there, else as soon as it is.
pub fn tell<A: 'static>(part: &'static str, function: fn(A), with: A) {
    if browser::has_part(part) {
        return black_box(function)(with);
    }
    spawn_forever(async move {
        while let Err(error) = browser::fetch_part(part).await {
            tracing::warn!(part, error = &error as &dyn std::error::Error, "no part");
            if error == PartError::Gone {
                // The person is told of the new version; what was to be done here needs it.
                return;
            }
            device::sleep(PATIENCE).await;
        }
        black_box(function)(with);
    });
}

/// A view of another part, with its argument: skeletons while the part is fetched, and a way on if that fails.
pub fn lazy<A: Clone + 'static>(part: &'static str, view: fn(A) -> Element, with: A) -> Element {
    lazy_in(part, view, with, |inside| inside)
}

/// The same for what lies in a frame, e.g. a sheet: `frame` is around what is shown in the meantime.
pub fn lazy_in<A: Clone + 'static>(
    part: &'static str,
    view: fn(A) -> Element,
    with: A,
    frame: fn(Element) -> Element,
) -> Element {
    let view = View {
        view: Rc::new(move || black_box(view)(with.clone())),
        frame,
    };
    rsx! { Part { name: part, view } }
}

#[derive(Clone)]
struct View {
    view: Rc<dyn Fn() -> Element>,
    frame: fn(Element) -> Element,
}

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
    let meanwhile = match standing() {
        Standing::There => return (view.view)(),
        Standing::Coming => rsx! {
            Loading { class: "part-coming",
                Skeleton { shape: SkeletonShape::Title }
                Skeleton { shape: SkeletonShape::Row, count: 3 }
            }
        },
        Standing::Failed(PartError::Away) => rsx! {
            FailureState { failure: Failure::of(FailureKind::Offline), level: 1, onretry: move |()| fetch.call(()) }
        },
        Standing::Failed(PartError::Gone) => rsx! {
            EmptyState { art: "party", title: t!("ui-outdated"), text: t!("ui-outdated-text"), level: 1,
                Button { onclick: move |_| browser::start_update(), {t!("ui-outdated-load")} }
            }
        },
    };
    (view.frame)(meanwhile)
}
