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
    online.into()
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
