//! The browser: a chime that repeats by itself, so that no timer of a sleeping tab is needed, and notifications.

use super::chime;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    AudioBuffer, AudioBufferSourceNode, AudioContext, AudioContextState, AudioScheduledSourceNode, Event, Notification,
    NotificationOptions, NotificationPermission,
};

thread_local! {
    static CONTEXT: RefCell<Option<AudioContext>> = const { RefCell::new(None) };
    static SOURCE: RefCell<Option<AudioBufferSourceNode>> = const { RefCell::new(None) };
}

/// Starts the chime; says whether it can be heard.
pub fn ring() -> bool {
    // Before the page was touched the browser plays nothing, and complains.
    if !is_touched() {
        return false;
    }
    let context = CONTEXT.with_borrow_mut(|context| {
        if context.is_none() {
            *context = AudioContext::new().ok();
        }
        context.clone()
    });
    let Some(context) = context else { return false };
    if context.state() != AudioContextState::Running {
        let _resumed = context.resume();
    }
    if SOURCE.with_borrow(Option::is_none)
        && let Ok(source) = start(&context)
    {
        SOURCE.with_borrow_mut(|playing| *playing = Some(source));
    }
    SOURCE.with_borrow(Option::is_some)
}

/// Stops the chime.
pub fn silence() {
    let source = SOURCE.with_borrow_mut(Option::take);
    let Some(source) = source else { return };
    // One that is only disconnected plays on for nobody, and the browser keeps it.
    let scheduled: &AudioScheduledSourceNode = source.as_ref();
    if scheduled.stop().is_err() || source.disconnect().is_err() {
        tracing::warn!("the sound could not be stopped");
    }
}

fn is_touched() -> bool {
    let navigator = web_sys::window().map(|window| window.navigator());
    let activation = navigator.and_then(|navigator| js_sys::Reflect::get(&navigator, &"userActivation".into()).ok());
    let has_been = activation.and_then(|found| js_sys::Reflect::get(&found, &"hasBeenActive".into()).ok());
    has_been.and_then(|value| value.as_bool()).unwrap_or(false)
}

fn start(context: &AudioContext) -> Result<AudioBufferSourceNode, JsValue> {
    let source = context.create_buffer_source()?;
    source.set_buffer(Some(&chime(context)?));
    source.set_loop(true);
    source.connect_with_audio_node(&context.destination())?;
    source.start()?;
    Ok(source)
}

fn chime(context: &AudioContext) -> Result<AudioBuffer, JsValue> {
    let samples = chime::samples();
    let length = u32::try_from(samples.len()).unwrap_or_default();
    let buffer = context.create_buffer(1, length, f32::from(chime::RATE))?;
    buffer.copy_to_channel(&samples, 0)?;
    Ok(buffer)
}

/// Shows a notification of the system, if the person allows it and does not look at the page anyway.
pub fn notify(title: &str, text: &str) {
    let Some(window) = web_sys::window() else { return };
    let is_seen = window.document().is_some_and(|document| !document.hidden());
    if is_seen || !has_notifications() || Notification::permission() != NotificationPermission::Granted {
        return;
    }
    let options = NotificationOptions::new();
    options.set_body(text);
    options.set_tag(title);
    options.set_require_interaction(true);
    if Notification::new_with_options(title, &options).is_err() {
        // On phones only a service worker may.
        let title = title.to_owned();
        wasm_bindgen_futures::spawn_local(async move {
            let ready = window.navigator().service_worker().ready();
            let Ok(ready) = ready else { return };
            if let Ok(found) = wasm_bindgen_futures::JsFuture::from(ready).await {
                let found: web_sys::ServiceWorkerRegistration = found.unchecked_into();
                let _shown = found.show_notification_with_options(&title, &options);
            }
        });
    }
}

fn has_notifications() -> bool {
    js_sys::Reflect::has(&js_sys::global(), &"Notification".into()).unwrap_or(false)
}

/// Asks whether notifications may be shown. To be called from a click.
pub fn ask_to_notify() {
    if has_notifications() && Notification::permission() == NotificationPermission::Default {
        let _asked = Notification::request_permission();
    }
}

/// Listens to every touch of the page, as long as the app runs.
pub fn on_touch(mut touched: impl FnMut() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let closure = Closure::<dyn FnMut(Event)>::new(move |_| touched()).into_js_value();
    for event in ["pointerup", "keydown"] {
        let _added = window.add_event_listener_with_callback(event, closure.unchecked_ref());
    }
}
