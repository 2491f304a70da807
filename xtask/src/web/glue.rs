//! The JavaScript between the browser and an app's wasm, by wasm-bindgen as a library: its version is the one that the
//! apps are compiled with, and nothing has to be installed.

use std::fs;
use std::path::Path;

use anyhow::Result;
use wasm_bindgen_cli_support::Bindgen;

use super::split::{self, References};

/// Writes `app.js`, `app_bg.wasm` and the snippets they import into `folder`, and of a program in parts `parts/*.wasm`.
///
/// # Errors
///
/// The wasm is not what wasm-bindgen expects or cannot be taken apart, or a file cannot be written.
pub fn write(wasm: &Path, folder: &Path, parts: Option<&str>) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .typescript(false)
        .omit_default_module_path(false)
        .out_name("app")
        .web(true)?;
    let Some(parts) = parts else {
        return bindgen
            .input_path(wasm)
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate(folder);
    };
    let linked = fs::read(wasm)?;
    let mut made = bindgen
        .demangle(false)
        .input_module("app", split::tagged(&linked)?)
        .generate_output()?;
    made.emit(folder)?;
    let file = folder.join("app_bg.wasm");
    let pieces = split::split(&fs::read(&file)?, &References::read(&linked)?, parts)?;
    fs::write(file, pieces.main)?;
    let folder = folder.join("parts");
    fs::create_dir(&folder)?;
    for part in pieces.parts {
        fs::write(folder.join(format!("{}.wasm", part.name)), part.wasm)?;
    }
    Ok(())
}
