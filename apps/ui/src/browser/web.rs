//! The browser.

use super::{PartError, Worker};
use dioxus::prelude::*;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CustomEvent, Event, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Calls a function of the boot script's `window.foodwala`; nothing where the app was started without it.
fn call(name: &str, argument: &JsValue) -> Option<Result<JsValue, JsValue>> {
    let window = web_sys::window()?;
    let boot = Reflect::get(&window, &JsValue::from_str("foodwala")).ok()?;
    let function = Reflect::get(&boot, &JsValue::from_str(name)).ok()?;
    let answer = function.dyn_into::<Function>().ok()?.call1(&boot, argument);
    if let Err(error) = &answer {
        tracing::warn!(function = name, error = ?error, "the boot script failed");
    }
    Some(answer)
}

pub fn forget_answers() {
    call("forget", &JsValue::UNDEFINED);
}

pub fn start_update() {
    call("update", &JsValue::UNDEFINED);
}

pub fn has_part(name: &str) -> bool {
    !matches!(call("hasPart", &JsValue::from_str(name)), Some(Ok(answer)) if answer.is_falsy())
}

pub async fn fetch_part(name: &str) -> Result<(), PartError> {
    let coming = match call("fetchPart", &JsValue::from_str(name)) {
        None => return Ok(()),
        Some(answer) => answer.and_then(|coming| coming.dyn_into::<Promise>()),
    };
    let outcome = match coming {
        Ok(coming) => JsFuture::from(coming).await,
        Err(error) => Err(error),
    };
    outcome.map(drop).map_err(|error| {
        let is_gone = Reflect::get(&error, &JsValue::from_str("isGone")).is_ok_and(|gone| gone.is_truthy());
        if is_gone { PartError::Gone } else { PartError::Away }
    })
}

/// The answer that the boot script asked for early, if it did and this is the first request of its kind.
pub fn early_answer(url: &str) -> Option<Promise> {
    call("early", &JsValue::from_str(url))?.ok()?.dyn_into().ok()
}

pub fn follow_worker(worker: Worker) {
    let Worker { mut as_of, mut update } = worker;
    let time = |said: JsValue| said.as_string().and_then(|text| text.parse().ok());
    // What it said of answers that were asked for early.
    if let Some(Ok(said)) = call("asOf", &JsValue::UNDEFINED) {
        as_of.set(time(said));
    }
    listen("foodwala:stale", move |event| {
        let said = event.dyn_ref::<CustomEvent>().map(CustomEvent::detail);
        as_of.set(said.and_then(time));
    });
    listen("foodwala:fresh", move |_| {
        if as_of.peek().is_some() {
            as_of.set(None);
        }
    });
    listen("foodwala:update", move |_| update.set(true));
}

/// Listens to the window as long as the app runs.
fn listen(name: &str, heard: impl FnMut(Event) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let closure = Closure::<dyn FnMut(Event)>::new(heard).into_js_value();
    // The window knows every event's name.
    let _added = window.add_event_listener_with_callback(name, closure.unchecked_ref());
}

/// Listens to the scrolling of the window while it lives.
pub struct ScrollListener(Closure<dyn FnMut(Event)>);

impl ScrollListener {
    pub fn new(mut scrolled: impl FnMut() + 'static) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(move |_| scrolled());
        if let Some(window) = web_sys::window() {
            let _added = window.add_event_listener_with_callback("scroll", closure.as_ref().unchecked_ref());
        }
        Self(closure)
    }
}

impl Drop for ScrollListener {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            let _removed = window.remove_event_listener_with_callback("scroll", self.0.as_ref().unchecked_ref());
        }
    }
}

pub fn top_of(id: &str) -> Option<f64> {
    let element = web_sys::window()?.document()?.get_element_by_id(id)?;
    Some(element.get_bounding_client_rect().top())
}

pub fn reveal(id: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(element) = document.and_then(|document| document.get_element_by_id(id)) else {
        return;
    };
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
