//! The page in the window as the rest of the app reaches it. Everything is said on the window's own thread; without a window,
//! as in tests, nothing happens.

pub(crate) use super::system::{copy, notify, open};

use dioxus_desktop::{DesktopContext, DesktopService};
use dioxus_document::{Document, EvalError};
use serde::Deserialize;
use serde_json::Value;
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::{Rc, Weak},
};
use tokio::sync::oneshot;

const LISTEN: &str = include_str!("page.js");

type Listener = Rc<RefCell<dyn FnMut()>>;

/// Who wants to be called.
#[derive(Default)]
struct Listeners {
    next: Cell<u64>,
    all: RefCell<BTreeMap<u64, Listener>>,
}

impl Listeners {
    fn add(&self, listener: impl FnMut() + 'static) -> u64 {
        let id = self.next.get();
        self.next.set(id + 1);
        self.all.borrow_mut().insert(id, Rc::new(RefCell::new(listener)));
        id
    }

    fn call(&self) {
        // Whoever is called may come and go meanwhile.
        let all: Vec<Listener> = self.all.borrow().values().cloned().collect();
        for listener in all {
            if let Ok(mut listener) = listener.try_borrow_mut() {
                listener();
            }
        }
    }
}

/// What the page was asked and has not answered.
#[derive(Default)]
struct Asked {
    next: Cell<u64>,
    open: RefCell<BTreeMap<u64, oneshot::Sender<Result<Value, String>>>>,
}

impl Asked {
    fn answer(&self, id: u64, answer: Result<Value, String>) {
        let open = self.open.borrow_mut().remove(&id);
        // Whoever asked may have given up.
        let _told = open.map(|open| open.send(answer));
    }
}

#[derive(Default)]
struct Page {
    window: Weak<DesktopService>,
    document: Option<Rc<dyn Document>>,
    offline: bool,
    reduced_motion: bool,
    /// Whether the last attempt to make a sound was heard; it is believed to be until it is known.
    silent: bool,
    tops: BTreeMap<String, f64>,
    go: Option<Rc<dyn Fn(bool)>>,
}

thread_local! {
    static PAGE: RefCell<Page> = RefCell::default();
    static ASKED: Asked = Asked::default();
    static ONLINE: Listeners = Listeners::default();
    static SCROLLED: Listeners = Listeners::default();
    static TOUCHED: Listeners = Listeners::default();
}

/// What the page tells.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Message {
    Online { online: bool },
    Motion { reduced: bool },
    Touched,
    Go { back: bool },
    Scrolled { tops: BTreeMap<String, f64> },
    Sound { heard: bool },
    Answer { id: u64, answer: Value },
    Failed { id: u64, error: String },
}

/// Takes the window and its page into use.
pub(super) fn arrive(window: &DesktopContext, document: Rc<dyn Document>) {
    PAGE.with_borrow_mut(|page| {
        page.window = Rc::downgrade(window);
        page.document = Some(document);
        page.tops.clear();
    });
    // Nobody in a window before this one is there to be called or answered.
    ASKED.with(|asked| asked.open.borrow_mut().clear());
    TOUCHED.with(|all| all.all.borrow_mut().clear());
}

/// Listens to the page as long as the window is open.
pub(super) async fn listen() {
    let Some(document) = PAGE.with_borrow(|page| page.document.clone()) else {
        return;
    };
    let mut page = document.eval(LISTEN.to_owned());
    loop {
        match page.recv::<Message>().await {
            Ok(message) => take(message),
            Err(EvalError::Serialization(error)) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "the page told something unknown"
                );
            }
            Err(error) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "the page cannot be heard any more"
                );
                return;
            }
        }
    }
}

fn take(message: Message) {
    match message {
        Message::Online { online } => {
            PAGE.with_borrow_mut(|page| page.offline = !online);
            ONLINE.with(Listeners::call);
        }
        Message::Motion { reduced } => PAGE.with_borrow_mut(|page| page.reduced_motion = reduced),
        Message::Touched => TOUCHED.with(Listeners::call),
        Message::Go { back } => {
            if let Some(go) = PAGE.with_borrow(|page| page.go.clone()) {
                go(back);
            }
        }
        Message::Scrolled { tops } => {
            PAGE.with_borrow_mut(|page| page.tops = tops);
            SCROLLED.with(Listeners::call);
        }
        Message::Answer { id, answer } => ASKED.with(|asked| asked.answer(id, Ok(answer))),
        Message::Failed { id, error } => ASKED.with(|asked| asked.answer(id, Err(error))),
        Message::Sound { heard } => {
            let changed = PAGE.with_borrow_mut(|page| std::mem::replace(&mut page.silent, !heard) == heard);
            if changed {
                // Whoever rings learns of it as of a touch: they try again.
                TOUCHED.with(Listeners::call);
            }
        }
    }
}

pub(super) fn window() -> Option<DesktopContext> {
    PAGE.with_borrow(|page| page.window.upgrade())
}

/// Whether there is a window.
pub(crate) fn is_here() -> bool {
    window().is_some()
}

/// Runs a script; `given` is what it is to work with.
pub(crate) fn run(script: &str, given: &[Value]) {
    let Some(window) = window() else { return };
    let given = Value::from(given.to_vec());
    if let Err(error) = window
        .webview
        .evaluate_script(&format!("((...given) => {{ {script} }})(...{given})"))
    {
        tracing::warn!(error = &error as &dyn std::error::Error, "the page did not do as told");
    }
}

/// Runs a script, which may wait, and takes its answer. Nothing if it fails, or there is no window.
///
/// The answer comes by the way of everything else that the page tells: the renderer's own evaluations end, and their answers
/// with them, as soon as the page has tidied up.
pub(crate) async fn ask(script: &str, given: &[Value]) -> Option<Value> {
    let window = window()?;
    let id = ASKED.with(|asked| asked.next.replace(asked.next.get() + 1));
    let (send, answer) = oneshot::channel();
    ASKED.with(|asked| asked.open.borrow_mut().insert(id, send));
    let given = Value::from(given.to_vec());
    let script = format!(
        "(async (...given) => {{ {script} }})(...{given})
            .then((answer) => foodwala.answer({id}, answer), (error) => foodwala.fail({id}, error))"
    );
    if let Err(error) = window.webview.evaluate_script(&script) {
        tracing::warn!(error = &error as &dyn std::error::Error, "the page cannot be asked");
        return None;
    }
    drop(window);
    match answer.await {
        Ok(Ok(answer)) => Some(answer),
        Ok(Err(error)) => {
            tracing::warn!(error, "the page did not answer");
            None
        }
        // The window was closed meanwhile.
        Err(_) => None,
    }
}

/// Whether the device believes to be connected.
pub(crate) fn is_online() -> bool {
    PAGE.with_borrow(|page| !page.offline)
}

/// Whether the person wants little movement.
pub(crate) fn prefers_reduced_motion() -> bool {
    PAGE.with_borrow(|page| page.reduced_motion)
}

/// How far the element with an id is below the top of the window. It is asked for with the first call, and known from the
/// next scrolling on.
pub(crate) fn top_of(id: &str) -> Option<f64> {
    let known = PAGE.with_borrow(|page| page.tops.get(id).copied());
    if known.is_none() {
        run("foodwala.watch(given[0])", &[id.into()]);
    }
    known
}

/// What is called while it lives.
pub(crate) enum Heard {
    Online(u64),
    Scrolled(u64),
}

impl Heard {
    /// When the connection comes or goes.
    pub fn online(listener: impl FnMut() + 'static) -> Self {
        Self::Online(ONLINE.with(|all| all.add(listener)))
    }

    /// When the page is scrolled.
    pub fn scrolled(listener: impl FnMut() + 'static) -> Self {
        Self::Scrolled(SCROLLED.with(|all| all.add(listener)))
    }
}

impl Drop for Heard {
    fn drop(&mut self) {
        let forget = |listeners: &Listeners, id: u64| listeners.all.borrow_mut().remove(&id);
        // At the very end of the thread there is nothing to forget any more.
        let _forgotten = match self {
            Self::Online(id) => ONLINE.try_with(|all| forget(all, *id)),
            Self::Scrolled(id) => {
                PAGE.with_borrow_mut(|page| page.tops.clear());
                run("foodwala.forgetWatched()", &[]);
                SCROLLED.try_with(|all| forget(all, *id))
            }
        };
    }
}

/// Calls with every touch of the page, as long as the app runs.
pub(crate) fn on_touch(touched: impl FnMut() + 'static) {
    TOUCHED.with(|all| all.add(touched));
}

/// Calls with every wish to go back (`true`) or forward.
pub(super) fn on_go(go: impl Fn(bool) + 'static) {
    PAGE.with_borrow_mut(|page| page.go = Some(Rc::new(go)));
}

/// Starts a sound (WAV in base64); says whether it is believed to be heard.
pub(crate) fn ring(wave: &str) -> bool {
    run("foodwala.ring(given[0])", &[wave.into()]);
    is_here() && PAGE.with_borrow(|page| !page.silent)
}

/// Stops the sound.
pub(crate) fn silence() {
    run("foodwala.silence()", &[]);
}

/// Names the window.
pub(crate) fn set_title(title: &str) {
    if let Some(window) = window() {
        window.set_title(title);
        run("document.title = given[0]", &[title.into()]);
    }
}

/// Opens the print dialogue.
pub(crate) fn print() {
    if let Some(window) = window() {
        window.print();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_window_nothing_happens_and_everything_is_answered() {
        assert!(!is_here() && is_online() && !copy("x").into_inner() && !ring("") && top_of("x").is_none());
        run("throw 1", &[]);
    }

    #[test]
    fn listeners_hear_of_the_connection_until_they_go() {
        let heard = Rc::new(Cell::new(0));
        let count = Rc::clone(&heard);
        let listener = Heard::online(move || count.set(count.get() + 1));
        take(Message::Online { online: false });
        assert!(!is_online() && heard.get() == 1);
        drop(listener);
        take(Message::Online { online: true });
        assert!(is_online() && heard.get() == 1);
    }

    #[test]
    fn the_page_s_own_words_are_understood() {
        for text in [
            r#"{"kind":"online","online":false}"#,
            r#"{"kind":"motion","reduced":true}"#,
            r#"{"kind":"touched"}"#,
            r#"{"kind":"go","back":true}"#,
            r#"{"kind":"scrolled","tops":{"a":1.5}}"#,
            r#"{"kind":"sound","heard":true}"#,
            r#"{"kind":"answer","id":1,"answer":null}"#,
            r#"{"kind":"failed","id":1,"error":"TypeError"}"#,
        ] {
            serde_json::from_str::<Message>(text).unwrap();
        }
    }
}
