//! The windows of one browser share one refresh token: they take turns, and notice when another one signs out or in.

#[cfg(not(target_arch = "wasm32"))]
mod target {
    use crate::client::Inner;
    use std::sync::Arc;

    /// Does `work` while no other window does.
    pub(crate) async fn alone<T>(work: impl Future<Output = T>) -> T {
        work.await
    }

    /// It always is.
    pub(crate) async fn in_sight() {}

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
    use web_sys::{EventTarget, StorageEvent, window};

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

    /// Listens to whether the page is looked at, or is left, as long as it lives.
    pub(crate) struct Sight {
        target: EventTarget,
        kind: &'static str,
        changed: Closure<dyn FnMut()>,
    }

    impl Sight {
        /// Calls `changed` when the page goes out of sight, and when it comes back.
        pub(crate) fn watch(changed: impl FnMut() + 'static) -> Option<Self> {
            Self::listen(window()?.document()?.into(), "visibilitychange", changed)
        }

        /// Calls `left` when the page is left. The browser may keep it, with all its connections, to come back to.
        pub(crate) fn until_left(left: impl FnMut() + 'static) -> Option<Self> {
            Self::listen(window()?.into(), "pagehide", left)
        }

        fn listen(target: EventTarget, kind: &'static str, changed: impl FnMut() + 'static) -> Option<Self> {
            let changed = Closure::<dyn FnMut()>::new(changed);
            target
                .add_event_listener_with_callback(kind, changed.as_ref().unchecked_ref())
                .ok()?;
            Some(Self { target, kind, changed })
        }
    }

    impl Drop for Sight {
        fn drop(&mut self) {
            let listener = self.changed.as_ref().unchecked_ref();
            // What was not listened to cannot be left, and does no harm.
            let _ = self.target.remove_event_listener_with_callback(self.kind, listener);
        }
    }

    /// Whether nobody looks at the page: it lies behind another one, or was left.
    pub(crate) fn is_out_of_sight() -> bool {
        window()
            .and_then(|window| window.document())
            .is_some_and(|document| document.hidden())
    }

    /// Waits until somebody looks at the page.
    pub(crate) async fn in_sight() {
        while is_out_of_sight() {
            let (seen, coming) = oneshot::channel();
            let mut seen = Some(seen);
            let sight = Sight::watch(move || {
                // Nobody waits any more once it was told.
                let _ = seen.take().map(|seen| seen.send(()));
            });
            if sight.is_none() || coming.await.is_err() {
                return;
            }
        }
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

#[cfg(target_arch = "wasm32")]
pub(crate) use target::{Sight, is_offline, is_out_of_sight};
pub(crate) use target::{alone, in_sight};
