//! The browser. What it refuses (storage in private windows, positions) is answered as the port says; nothing panics.

use super::{LocateError, Position, ShareError, Shared};
use jiff::Timestamp;
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
    time::Duration,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    HtmlDialogElement, HtmlElement, HtmlMetaElement, IdleRequestOptions, Position as BrowserPosition, PositionError,
    PositionOptions, ScrollBehavior, ScrollIntoViewOptions, ScrollToOptions, ShareData, Storage,
};

thread_local! {
    /// What the browser would not keep.
    static UNKEPT: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
    static ASSETS: String = assets_base();
    static RETURNING: Cell<bool> = const { Cell::new(false) };
}

fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

fn document() -> Option<web_sys::Document> {
    window()?.document()
}

fn local_storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}

pub(super) fn storage_get(key: &str) -> Option<String> {
    let unkept = UNKEPT.with_borrow(|unkept| unkept.get(key).cloned());
    unkept.or_else(|| local_storage()?.get_item(key).ok()?)
}

pub(super) fn storage_set(key: &str, value: &str) -> bool {
    let kept = local_storage().is_some_and(|storage| storage.set_item(key, value).is_ok());
    UNKEPT.with_borrow_mut(|unkept| {
        if kept {
            unkept.remove(key);
        } else {
            unkept.insert(key.to_owned(), value.to_owned());
        }
    });
    kept
}

pub(super) fn storage_remove(key: &str) {
    UNKEPT.with_borrow_mut(|unkept| unkept.remove(key));
    if let Some(storage) = local_storage()
        && storage.remove_item(key).is_err()
    {
        tracing::warn!("the browser does not let its storage be changed");
    }
}

pub(super) fn storage_keys() -> Vec<String> {
    let mut keys: Vec<String> = UNKEPT.with_borrow(|unkept| unkept.keys().cloned().collect());
    if let Some(storage) = local_storage() {
        let count = storage.length().unwrap_or_default();
        keys.extend((0..count).filter_map(|index| storage.key(index).ok()?));
    }
    keys
}

pub(super) fn now() -> Timestamp {
    timestamp(js_sys::Date::now())
}

fn timestamp(milliseconds: f64) -> Timestamp {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds since 1970 are far below 2^53"
    )]
    let milliseconds = milliseconds as i64;
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

pub(super) fn time_zone() -> String {
    let zone = || {
        let intl = js_sys::Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let class: js_sys::Function = js_sys::Reflect::get(&intl, &"DateTimeFormat".into())
            .ok()?
            .dyn_into()
            .ok()?;
        let format = class.call0(&intl).ok()?;
        let options: js_sys::Function = js_sys::Reflect::get(&format, &"resolvedOptions".into())
            .ok()?
            .dyn_into()
            .ok()?;
        js_sys::Reflect::get(&options.call0(&format).ok()?, &"timeZone".into())
            .ok()?
            .as_string()
    };
    zone().unwrap_or_else(|| "UTC".to_owned())
}

pub(super) const fn is_window() -> bool {
    false
}

pub(super) fn origin() -> String {
    window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

pub(super) async fn sleep(duration: Duration) {
    gloo_timers::future::sleep(duration).await;
}

pub(super) const DRAWS_IN_PIECES: bool = true;

/// The longest that something waits for an idle moment, in milliseconds.
const IMPATIENCE: u32 = 400;
/// Where the browser does not tell when it is idle: a frame, in which it can answer what was touched.
const FRAME: Duration = Duration::from_millis(17);

pub(super) async fn idle() {
    let called = js_sys::Promise::new(&mut |resolve, reject| {
        let options = IdleRequestOptions::new();
        options.set_timeout(IMPATIENCE);
        let asked = window().map(|window| window.request_idle_callback_with_options(&resolve, &options));
        if !matches!(asked, Some(Ok(_))) {
            drop(reject.call0(&JsValue::UNDEFINED));
        }
    });
    if JsFuture::from(called).await.is_err() {
        sleep(FRAME).await;
    }
}

/// A page that is not seen gets no frames.
const UNSEEN: Duration = Duration::from_millis(100);

pub(super) async fn painted() {
    let frame = async {
        let called = js_sys::Promise::new(&mut |resolve, reject| {
            let asked = window().map(|window| window.request_animation_frame(&resolve));
            if !matches!(asked, Some(Ok(_))) {
                drop(reject.call0(&JsValue::UNDEFINED));
            }
        });
        drop(JsFuture::from(called).await);
        // It is called before the frame is drawn; what is called next comes after that.
        sleep(Duration::ZERO).await;
    };
    let (frame, unseen) = (std::pin::pin!(frame), std::pin::pin!(sleep(UNSEEN)));
    futures_util::future::select(frame, unseen).await;
}

pub(super) fn set_going(going: bool) {
    mark("data-going", going);
}

pub(super) fn set_returning(returning: bool) {
    RETURNING.set(returning);
    mark("data-returning", returning);
}

pub(super) fn is_returning() -> bool {
    RETURNING.get()
}

fn mark(attribute: &str, is_set: bool) {
    let root = document().and_then(|document| document.document_element());
    let Some(root) = root else { return };
    let outcome = if is_set {
        root.set_attribute(attribute, "true")
    } else {
        root.remove_attribute(attribute)
    };
    if outcome.is_err() {
        tracing::warn!(attribute, "the page cannot be marked");
    }
}

pub(super) fn is_online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

pub(super) fn is_in_sight() -> bool {
    document().is_none_or(|document| !document.hidden())
}

pub(super) fn prefers_reduced_motion() -> bool {
    window()
        .and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok()?)
        .is_some_and(|query| query.matches())
}

pub(super) async fn locate() -> Result<Position, LocateError> {
    let geolocation = window()
        .and_then(|window| window.navigator().geolocation().ok())
        .ok_or(LocateError::Unavailable)?;
    let options = PositionOptions::new();
    options.set_timeout(10_000);
    options.set_maximum_age(60_000);
    let promise = js_sys::Promise::new(&mut |found, failed| {
        if geolocation
            .get_current_position_with_error_callback_and_options(&found, Some(&failed), &options)
            .is_err()
        {
            // The promise is rejected without a reason, which reads as "not available".
            drop(failed.call0(&JsValue::NULL));
        }
    });
    match JsFuture::from(promise).await {
        Ok(position) => {
            let coordinates = position.unchecked_into::<BrowserPosition>().coords();
            Ok(Position {
                latitude: coordinates.latitude(),
                longitude: coordinates.longitude(),
                accuracy_m: coordinates.accuracy(),
            })
        }
        Err(reason) => Err(match reason.dyn_ref::<PositionError>() {
            Some(error) if error.code() == PositionError::PERMISSION_DENIED => LocateError::Denied,
            Some(error) if error.code() == PositionError::TIMEOUT => LocateError::Timeout,
            _ => LocateError::Unavailable,
        }),
    }
}

pub(super) async fn share(title: &str, url: &str) -> Result<Shared, ShareError> {
    let navigator = window().ok_or(ShareError::Unavailable)?.navigator();
    if js_sys::Reflect::has(&navigator, &"share".into()).unwrap_or(false) {
        let data = ShareData::new();
        data.set_title(title);
        data.set_url(url);
        return match JsFuture::from(navigator.share_with_data(&data)).await {
            Ok(_) => Ok(Shared::Sent),
            Err(_) => Err(ShareError::CalledOff),
        };
    }
    copy(url).await.map(|()| Shared::Copied)
}

pub(super) async fn copy(text: &str) -> Result<(), ShareError> {
    let navigator = window().ok_or(ShareError::Unavailable)?.navigator();
    // Only pages that came over TLS have a clipboard.
    if !js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object()) {
        return Err(ShareError::Unavailable);
    }
    match JsFuture::from(navigator.clipboard().write_text(text)).await {
        Ok(_) => Ok(()),
        Err(_) => Err(ShareError::Unavailable),
    }
}

pub(super) fn print() {
    if let Some(window) = window()
        && window.print().is_err()
    {
        tracing::warn!("the browser does not print");
    }
}

pub(super) fn open(url: &str) {
    if let Some(window) = window()
        && window.location().assign(url).is_err()
    {
        tracing::warn!("the browser does not open the address");
    }
}

pub(super) fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

pub(super) fn set_root_attribute(name: &str, value: &str) {
    let root = document().and_then(|document| document.document_element());
    if let Some(root) = root
        && root.set_attribute(name, value).is_err()
    {
        tracing::warn!(attribute = name, "the page's root cannot be marked");
    }
}

pub(super) fn languages() -> Vec<String> {
    let languages = window().map(|window| window.navigator().languages());
    languages
        .into_iter()
        .flat_map(|languages| languages.iter().collect::<Vec<_>>())
        .filter_map(|language| language.as_string())
        .collect()
}

fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

pub(super) fn focus(id: &str) {
    if let Some(element) = element(id)
        && element.focus().is_err()
    {
        tracing::warn!(element.id = id, "the focus cannot be moved");
    }
}

pub(super) fn scroll_to_top() {
    if let Some(window) = window() {
        let options = ScrollToOptions::new();
        options.set_top(0.0);
        options.set_behavior(ScrollBehavior::Instant);
        window.scroll_to_with_scroll_to_options(&options);
    }
}

pub(super) fn scroll_into_view(id: &str) {
    if let Some(element) = element(id) {
        let options = ScrollIntoViewOptions::new();
        options.set_behavior(if prefers_reduced_motion() {
            ScrollBehavior::Instant
        } else {
            ScrollBehavior::Smooth
        });
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

fn assets_base() -> String {
    document()
        .and_then(|document| document.query_selector("meta[name=assets]").ok()?)
        .and_then(|meta| meta.dyn_into::<HtmlMetaElement>().ok())
        .map_or_else(|| "/assets/".to_owned(), |meta| meta.content())
}

pub(super) fn asset_url(path: &str) -> String {
    ASSETS.with(|base| format!("{base}{path}"))
}

#[derive(Debug)]
pub(super) struct Modal {
    dialog: HtmlDialogElement,
    before: Option<HtmlElement>,
}

impl Modal {
    pub fn open(id: &str) -> Option<Self> {
        let document = document()?;
        let dialog = document.get_element_by_id(id)?.dyn_into::<HtmlDialogElement>().ok()?;
        let before = document.active_element().and_then(|element| element.dyn_into().ok());
        if !dialog.open() {
            dialog.show_modal().ok()?;
        }
        Some(Self { dialog, before })
    }

    pub fn close(&self) {
        self.dialog.close();
        // What was clicked to open it may be gone by now; then the page keeps the focus where the browser put it.
        if let Some(before) = &self.before
            && before.is_connected()
            && before.focus().is_err()
        {
            tracing::warn!("the focus cannot be given back");
        }
    }
}

/// Listens as long as it lives.
pub(super) struct OnlineListener(Rc<Closure<dyn FnMut()>>);

impl OnlineListener {
    pub fn new(mut changed: impl FnMut(bool) + 'static) -> Self {
        let listener = Closure::<dyn FnMut()>::new(move || changed(is_online()));
        if let Some(window) = window() {
            for event in ["online", "offline"] {
                drop(window.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref()));
            }
        }
        Self(Rc::new(listener))
    }
}

impl Drop for OnlineListener {
    fn drop(&mut self) {
        if let Some(window) = window() {
            for event in ["online", "offline"] {
                drop(window.remove_event_listener_with_callback(event, (*self.0).as_ref().unchecked_ref()));
            }
        }
    }
}
