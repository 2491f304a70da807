//! The app in a window of its own.

use crate::{App, ClientProp};
use dioxus::prelude::*;
use foodwala_ui::desktop;
use include_dir::{Dir, include_dir};
use std::process::ExitCode;

static ASSETS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets");

/// Opens the window. Returns only if that cannot be done.
pub fn open() -> ExitCode {
    desktop::run(desktop::App {
        name: env!("CARGO_PKG_NAME"),
        title: "FoodWala Kitchen",
        assets: &ASSETS,
        size: (1366.0, 800.0),
        view: |client| rsx! { App { client: ClientProp(client) } },
    })
}
