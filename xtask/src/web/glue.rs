//! The JavaScript between the browser and an app's wasm, by wasm-bindgen as a library: its version is the one that the
//! apps are compiled with, and nothing has to be installed.

use std::path::Path;

use anyhow::Result;
use wasm_bindgen_cli_support::Bindgen;

/// Writes `app.js`, `app_bg.wasm` and the snippets they import into `folder`.
///
/// # Errors
///
/// The wasm is not what wasm-bindgen expects, or a file cannot be written.
pub fn write(wasm: &Path, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(wasm)
        .out_name("app")
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(false)
        .web(true)?
        .generate(folder)
}
