//! The apps in windows of their own: a webview on Linux, macOS and Windows that shows the same screens as a browser does. So
//! does the one of a phone, which is built the same way.
//!
//! | module | holds |
//! |---|---|
//! | `arguments`, `folder`, `session` | how it is started, where it keeps things, the session in a file of the person's own |
//! | `files`, `page.js` | styles, fonts, drawings from within the program; the page's own listeners |
//! | `page`, `system` | the page and the system as [`device`](crate::device) reaches them |
//! | `frame` | how large the window was |
//! | `history` | addresses without an address bar |
//! | `connect` | asking for the platform's address |
//! | `root` | what is shown: that question, or the app |
//! | `driver` | lets tests evaluate scripts; debug builds only |

mod arguments;
mod connect;
#[cfg(debug_assertions)]
mod driver;
mod files;
mod folder;
mod frame;
mod history;
pub(crate) mod page;
mod root;
mod session;
mod system;

use crate::device;
use arguments::{Arguments, Start};
use dioxus::prelude::*;
use dioxus_desktop::{Config, LogicalSize, WindowBuilder};
use folder::{Folder, FolderError};
use foodwala_sdk::FoodWala;
use frame::Frame;
use include_dir::Dir;
use std::{cell::RefCell, io::Write, process::ExitCode};

pub(crate) use history::provide as provide_history;
pub use include_dir;

/// The variable that says where the platform is.
const URL: &str = "FOODWALA_URL";

/// Whether this is a phone, on which an app has one window for good and nobody starts it by hand.
const IS_PHONE: bool = cfg!(any(target_os = "android", target_os = "ios"));

/// What is logged unless `RUST_LOG` says otherwise. The renderer warns in debug builds of values that tasks of the whole app use.
const QUIET: &str = "warn,dioxus_signals=error";

/// An app that gets a window.
#[derive(Debug, Clone, Copy)]
pub struct App {
    /// The name of its program, and of its folder in the person's data.
    pub name: &'static str,
    /// What the window is called before the first screen names it.
    pub title: &'static str,
    /// Its own styles and icons: `css/…`, `icons/icon-192.png`.
    pub assets: &'static Dir<'static>,
    /// How large the window is at first, in CSS pixels.
    pub size: (f64, f64),
    /// The app itself, talking to the platform through a client.
    pub view: fn(FoodWala) -> Element,
}

impl PartialEq for App {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// Opens the window, and returns only if that cannot be done. Call it from `main`.
pub fn run(app: App) -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(QUIET)),
        )
        .with_writer(std::io::stderr)
        .init();
    let url = match Arguments::read(given()) {
        Ok(Start::Open(arguments)) => arguments.url,
        Ok(Start::Help) => return say(&mut std::io::stdout(), &arguments::help(app), ExitCode::SUCCESS),
        Err(error) => {
            let text = format!("{error}\n\n{}", arguments::help(app));
            return say(&mut std::io::stderr(), &text, ExitCode::from(2));
        }
    };
    let folder = match Folder::open(app.name) {
        Ok(folder) => folder,
        Err(error @ FolderError::Taken) => {
            // Whoever pressed an icon sees no terminal.
            system::show_notification(app.title, &error.to_string());
            return say(&mut std::io::stderr(), &error.to_string(), ExitCode::FAILURE);
        }
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "the window cannot be opened");
            return ExitCode::FAILURE;
        }
    };
    device::storage::keep_in(folder.file("storage.json"));
    let url = url.or_else(|| std::env::var(URL).ok());
    let dom = VirtualDom::new(root::Root).with_root_context(root::Begin {
        app,
        url,
        asks: false,
        folder: std::rc::Rc::new(folder),
    });
    dioxus_desktop::launch::launch_virtual_dom(dom, config(app))
}

/// What the program was started with. Nobody gives a phone's app arguments, and on Android nobody calls `main` with any.
fn given() -> impl Iterator<Item = String> {
    let given = (!IS_PHONE).then(std::env::args);
    given.into_iter().flatten().skip(1)
}

fn say(to: &mut impl Write, text: &str, code: ExitCode) -> ExitCode {
    // Nobody reads what cannot be written.
    let _written = writeln!(to, "{text}");
    code
}

fn config(app: App) -> Config {
    let frame = Frame::kept_or(app.size);
    let window = WindowBuilder::new()
        .with_title(app.title)
        .with_inner_size(LogicalSize::new(frame.width, frame.height))
        .with_maximized(frame.maximized)
        .with_min_inner_size(LogicalSize::new(frame::LEAST.0, frame::LEAST.1));
    let config = Config::new()
        .with_window(window)
        .with_root_name("app")
        .with_custom_index(files::index(app))
        .with_disable_context_menu(!cfg!(debug_assertions));
    // Without its menu a Mac neither copies nor pastes; elsewhere there is nothing in it that the screens do not offer.
    #[cfg(not(any(target_os = "macos", target_os = "android", target_os = "ios")))]
    let config = config.with_menu(None::<dioxus_desktop::muda::Menu>);
    let icon = app.assets.get_file("icons/icon-192.png").filter(|_| !IS_PHONE);
    let icon = icon.map(|file| file.contents());
    match icon.map(dioxus_desktop::icon_from_memory) {
        Some(Ok(icon)) => config.with_icon(icon),
        Some(Err(error)) => {
            tracing::warn!(%error, "the window's icon cannot be read");
            config
        }
        None => config,
    }
}

thread_local! {
    static ORIGIN: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Where the platform is that the window is connected to.
pub(crate) fn origin() -> Option<String> {
    ORIGIN.with_borrow(Clone::clone)
}

fn set_origin(origin: &str) {
    ORIGIN.with_borrow_mut(|known| *known = Some(origin.to_owned()));
}
