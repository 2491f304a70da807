//! The device as hooks.

use super::{is_online, platform, sleep};
use dioxus::{
    core::{Runtime, current_scope_id},
    prelude::*,
};
use std::time::Duration;

/// Whether the device believes to be connected, as it changes.
pub fn use_online() -> ReadSignal<bool> {
    let mut online = use_signal(is_online);
    use_hook(move || {
        // The browser calls from outside of the app's rendering.
        let (runtime, scope) = (Runtime::current(), current_scope_id());
        let listener = platform::OnlineListener::new(move |now| {
            runtime.in_scope(scope, || {
                if *online.peek() != now {
                    online.set(now);
                }
            });
        });
        std::rc::Rc::new(listener)
    });
    use_hook(|| online.into())
}

/// Calls back again and again while the component is shown. The first call comes after one period.
pub fn use_interval(period: Duration, mut tick: impl FnMut() + 'static) {
    let tick = use_callback(move |()| tick());
    use_hook(move || {
        spawn(async move {
            loop {
                sleep(period).await;
                tick.call(());
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use dioxus::core::NoOpMutations;

    /// What a hook makes anew each time it is called piles up for as long as the component is there.
    #[test]
    fn drawing_again_makes_nothing_new() {
        fn shown() -> Element {
            let online = use_online();
            let first = use_hook(|| online);
            rsx! {
                if first == online { "the same" } else { "another" }
            }
        }
        let mut dom = VirtualDom::new(shown);
        dom.rebuild_in_place();
        dom.mark_dirty(ScopeId::APP);
        dom.render_immediate(&mut NoOpMutations);
        assert_eq!(dioxus_ssr::render(&dom), "the same");
    }
}
