//! Handing a file to the person.

/// Hands a text to the person as a file; the browser puts it where downloads go.
#[cfg(target_arch = "wasm32")]
pub fn save(name: &str, kind: &str, text: &str) {
    use wasm_bindgen::{JsCast, JsValue};
    let saved = (|| -> Result<(), JsValue> {
        let options = web_sys::BlobPropertyBag::new();
        options.set_type(kind);
        let parts = js_sys::Array::of1(&JsValue::from_str(text));
        let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
        let url = web_sys::Url::create_object_url_with_blob(&blob)?;
        let document = web_sys::window()
            .and_then(|window| window.document())
            .ok_or(JsValue::UNDEFINED)?;
        let link: web_sys::HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
        link.set_href(&url);
        link.set_download(name);
        link.click();
        web_sys::Url::revoke_object_url(&url)
    })();
    if saved.is_err() {
        tracing::warn!("the browser took no file");
    }
}

/// Writes a text into the person's download folder, else into the folder for passing things, and shows the folder.
#[cfg(not(target_arch = "wasm32"))]
pub fn save(name: &str, _kind: &str, text: &str) {
    let home = std::env::home_dir()
        .map(|home| home.join("Downloads"))
        .filter(|folder| folder.is_dir());
    let folder = home.unwrap_or_else(std::env::temp_dir);
    match std::fs::write(folder.join(name), text) {
        Ok(()) => foodwala_ui::device::open(&folder.display().to_string()),
        Err(error) => tracing::warn!(error = &error as &dyn std::error::Error, "the file cannot be written"),
    }
}
