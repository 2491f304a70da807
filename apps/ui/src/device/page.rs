//! Where no window can be: nobody is there.

#![expect(
    clippy::missing_const_for_fn,
    reason = "it stands in for functions that do something"
)]

use serde_json::Value;
use std::future::{self, Ready};

pub fn is_here() -> bool {
    false
}

pub fn run(_script: &str, _given: &[Value]) {}

pub async fn ask(_script: &str, _given: &[Value]) -> Option<Value> {
    None
}

pub fn is_online() -> bool {
    true
}

pub fn prefers_reduced_motion() -> bool {
    false
}

pub fn top_of(_id: &str) -> Option<f64> {
    None
}

/// Nothing is ever heard.
pub struct Heard;

impl Heard {
    pub fn online(_listener: impl FnMut() + 'static) -> Self {
        Self
    }

    pub fn scrolled(_listener: impl FnMut() + 'static) -> Self {
        Self
    }
}

pub fn on_touch(_touched: impl FnMut() + 'static) {}

pub fn ring(_wave: &str) -> bool {
    false
}

pub fn silence() {}

pub fn set_title(_title: &str) {}

pub fn print() {}

pub fn open(_url: &str) {}

pub fn copy(_text: &str) -> Ready<bool> {
    future::ready(false)
}

pub fn notify(_title: &str, _text: &str) {}
