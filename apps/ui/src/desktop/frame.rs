//! How large the window was when it was used last: it opens like that again. Where it stands is left to the system, which
//! knows what screens there are.

use crate::device::{self, storage};
use dioxus::{core::Task, prelude::*};
use dioxus_desktop::{
    LogicalSize,
    tao::event::{Event, WindowEvent},
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

const KEY: &str = "device.window";
/// Smaller the screens do not work, in CSS pixels.
pub const LEAST: (f64, f64) = (390.0, 560.0);
/// No screen is larger; a file that says so was not written here.
const MOST: f64 = 16_384.0;
/// While somebody draws at its edge the window changes with every frame. What it came to is kept.
const CALM: Duration = Duration::from_millis(300);

/// The size of a window, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    pub width: f64,
    pub height: f64,
    /// It fills the screen, and is this large once it does not.
    #[serde(default)]
    pub maximized: bool,
}

impl Frame {
    /// As it was used last; at first `size`.
    pub fn kept_or(size: (f64, f64)) -> Self {
        let first = Self {
            width: size.0,
            height: size.1,
            maximized: false,
        };
        storage::get(KEY).and_then(|text| Self::read(&text)).unwrap_or(first)
    }

    fn read(text: &str) -> Option<Self> {
        let Self {
            width,
            height,
            maximized,
        } = serde_json::from_str(text).ok()?;
        Some(Self {
            width: width.clamp(LEAST.0, MOST),
            height: height.clamp(LEAST.1, MOST),
            maximized,
        })
    }
}

/// Keeps the size of the window that the component is shown in.
pub fn use_frame(first: (f64, f64)) {
    let window = dioxus_desktop::use_window();
    let mut waiting = use_hook(|| CopyValue::new(None::<Task>));
    dioxus_desktop::use_wry_event_handler(move |event, _| {
        let Event::WindowEvent {
            event: WindowEvent::Resized(size),
            ..
        } = event
        else {
            return;
        };
        let LogicalSize::<f64> { width, height } = size.to_logical(window.scale_factor());
        let maximized = window.is_maximized();
        let next = spawn(async move {
            device::sleep(CALM).await;
            let frame = if maximized {
                Frame {
                    maximized,
                    ..Frame::kept_or(first)
                }
            } else {
                Frame {
                    width,
                    height,
                    maximized,
                }
            };
            if let Ok(text) = serde_json::to_string(&frame) {
                storage::set(KEY, &text);
            }
        });
        if let Some(before) = waiting.replace(Some(next)) {
            before.cancel();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_that_no_screen_has_is_none_that_is_opened() {
        let large = Frame::read(r#"{"width":1e9,"height":700.5,"maximized":true}"#);
        let expected = Frame {
            width: MOST,
            height: 700.5,
            maximized: true,
        };
        assert_eq!(large, Some(expected));
        let small = Frame::read(r#"{"width":0,"height":-1}"#).unwrap();
        assert_eq!((small.width, small.height), LEAST);
        assert_eq!(Frame::read("1024x768"), None);
    }
}
