//! The browser.

use super::Worker;
use dioxus::prelude::*;
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{CustomEvent, Event, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Calls a function of the boot script's `window.foodwala`.
fn call(name: &str) {
    let Some(window) = web_sys::window() else { return };
    let boot = Reflect::get(&window, &JsValue::from_str("foodwala")).unwrap_or_default();
    let function = Reflect::get(&boot, &JsValue::from_str(name)).ok();
    let Some(function) = function.and_then(|function| function.dyn_into::<Function>().ok()) else {
        return;
    };
    if let Err(error) = function.call0(&boot) {
        tracing::warn!(function = name, error = ?error, "the boot script failed");
    }
}

pub fn forget_answers() {
    call("forget");
}

pub fn start_update() {
    call("update");
}

pub fn follow_worker(worker: Worker) {
    let Worker { mut as_of, mut update } = worker;
    listen("foodwala:stale", move |event| {
        let at = event
            .dyn_ref::<CustomEvent>()
            .and_then(|event| event.detail().as_string())
            .and_then(|text| text.parse().ok());
        as_of.set(at);
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
