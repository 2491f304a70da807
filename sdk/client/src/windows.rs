//! The windows of one browser share one refresh token: they take turns, and notice when another one signs out or in.

#[cfg(not(target_arch = "wasm32"))]
mod target {
    use crate::client::Inner;
    use std::sync::Arc;

    /// Does `work` while no other window does.
    pub(crate) async fn alone<T>(work: impl Future<Output = T>) -> T {
        work.await
    }

    impl Inner {
        /// There are none.
        pub(crate) fn watch_other_windows(self: &Arc<Self>) {}
    }
}

#[cfg(target_arch = "wasm32")]
mod target {
    use crate::{
        client::Inner,
        presence::KEY,
        runtime::{sleep, spawn},
    };
    use futures_util::future::{FutureExt, select};
    use js_sys::{Function, Promise, Reflect};
    use std::{cell::RefCell, pin::pin, rc::Rc, sync::Arc, time::Duration};
    use tokio::sync::oneshot;
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use web_sys::{StorageEvent, window};

    /// A window that holds the lock for longer than this hangs; the platform bears two that renew at once.
    const PATIENCE: Duration = Duration::from_secs(10);

    /// Lets the next window go on.
    struct Turn(Rc<RefCell<Option<Function>>>);

    impl Drop for Turn {
        fn drop(&mut self) {
            if let Some(release) = self.0.borrow_mut().take() {
                // Resolving a promise does not throw.
                let _ = release.call0(&JsValue::UNDEFINED);
            }
        }
    }

    /// Does `work` while no other window does, by the Web Locks API where the browser has it.
    pub(crate) async fn alone<T>(work: impl Future<Output = T>) -> T {
        let (granted, grant) = oneshot::channel();
        let turn = request(granted);
        if turn.is_some() {
            select(pin!(grant), pin!(sleep(PATIENCE))).await;
        }
        let outcome = work.await;
        drop(turn);
        outcome
    }

    fn request(granted: oneshot::Sender<()>) -> Option<Turn> {
        let navigator = window()?.navigator();
        let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
        let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
        let release = Rc::new(RefCell::new(None));
        let turn = Turn(Rc::clone(&release));
        let held = Promise::new(&mut |resolve, _| {
            release.borrow_mut().replace(resolve);
        });
        // The lock is held as long as the promise that the callback returns is open.
        let callback = Closure::once_into_js(move || {
            // Nobody waits any more if the time was up.
            let _ = granted.send(());
            held
        });
        request.call2(&locks, &KEY.into(), &callback).ok()?;
        Some(turn)
    }

    /// Whether it is certain that there is no network.
    pub(crate) fn is_offline() -> bool {
        window().is_some_and(|window| !window.navigator().on_line())
    }

    impl Inner {
        /// Follows what other windows do to the session.
        pub(crate) fn watch_other_windows(self: &Arc<Self>) {
            if !self.tokens.is_kept_by_browser() {
                return;
            }
            let Some(window) = window() else { return };
            let inner = Arc::downgrade(self);
            let changed = Closure::<dyn FnMut(StorageEvent)>::new(move |event: StorageEvent| {
                // Without a key, everything was cleared.
                let is_ours = event.key().is_none_or(|key| key == KEY);
                if let Some(inner) = inner.upgrade().filter(|_| is_ours)
                    && inner.tokens.follow_other_window()
                {
                    spawn(async move { inner.resume().map(drop).await });
                }
            });
            let listener = changed.as_ref().unchecked_ref();
            if window.add_event_listener_with_callback("storage", listener).is_ok() {
                // It lives as long as the page.
                changed.forget();
            }
        }
    }
}

pub(crate) use target::alone;
#[cfg(target_arch = "wasm32")]
pub(crate) use target::is_offline;
